"""A real Ray cluster of two nodes on this machine, and what can go wrong on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

POISON, DEADLY = "Poisonberg", "Deadlyburgh"  # towns: reading raises on the one, and dies of the other
WORDS = "words"  # the encoder of that name, on the cluster: no second goes into loading a model

# How Ray runs here. Its workers would let every other process of the machine go first, end after a second without work and start anew for
# the next step, and a node would be dead only when it has not answered for fifteen seconds; a node that is there may take its time still.
SETTINGS = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_worker_niceness": "0",
    "RAY_num_workers_soft_limit": "6",
    "RAY_idle_worker_killing_time_threshold_ms": "600000",
    "RAY_health_check_initial_delay_ms": "1000",
    "RAY_health_check_period_ms": "500",
    "RAY_health_check_timeout_ms": "60000",
}


def desk() -> None:
    """Let fsspec open "desk://..." in this process: a folder of this machine that is not called local, as a store elsewhere is not."""
    import fsspec
    from fsspec.implementations.local import LocalFileSystem

    class Desk(LocalFileSystem):  # type: ignore[misc]
        protocol = ("desk",)

        @classmethod
        def _strip_protocol(cls, path: Any) -> str:
            return str(LocalFileSystem._strip_protocol(os.fspath(path).replace("desk://", "/", 1).replace("//", "/")))

    fsspec.register_implementation("desk", Desk, clobber=True)


def _spoil() -> None:
    """Run in each worker when it starts: a report that names a bad town breaks what reads it, before a model is loaded for it."""
    from index import encoder, reading

    desk()

    read, encode = reading.accounts, encoder.Encoder.encode

    def accounts(reports: Any, parser: Any = None) -> Any:
        if any("Poisonberg" in r.text for r in reports):
            raise RuntimeError("no reading for this")
        if any("Deadlyburgh" in r.text for r in reports):
            os._exit(1)
        return read(reports, parser)

    def words(self: Any, texts: Any) -> Any:
        if self.name != "words":
            return encode(self, texts)
        from store_accounts import WordEncoder

        return WordEncoder().encode(texts)

    reading.accounts, encoder.Encoder.encode = accounts, words  # type: ignore[method-assign]


@contextmanager
def cluster() -> Iterator[Any]:
    """Yield a connected cluster of a head and a worker node, one core each."""
    with mock.patch.dict(os.environ, SETTINGS):
        import ray
        from ray.cluster_utils import Cluster

        from index.engine.run import ENVIRONMENT

        node = {"num_cpus": 1, "object_store_memory": 100 << 20, "include_dashboard": False}
        made = Cluster(initialize_head=True, head_node_args=node)
        try:
            made.add_node(**node)
            path = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
            ray.init(
                address=made.address,
                runtime_env={"env_vars": {**ENVIRONMENT, "PYTHONPATH": path}, "worker_process_setup_hook": _spoil},
                log_to_driver=False,
                logging_level="ERROR",
            )
            yield made
        finally:
            ray.shutdown()
            made.shutdown()


def alive() -> int:
    import ray

    return sum(n["Alive"] for n in ray.nodes())


def lines(run: Any) -> dict[str, list[str]]:
    """Return what a run says, as lines of the three files."""
    rows = list(run.report_rows())
    return {
        "claims": [line for r in rows for line in r["claim_lines"]],
        "reports": [r["report_line"] for r in rows],
        "lineups": [r["line"] for r in run.lineup_rows()],
    }

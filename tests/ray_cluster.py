"""A real Ray cluster of two nodes on this machine, and what can go wrong on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

POISON, DEADLY = "Poisonberg", "Deadlyburgh"  # towns: extraction raises on the one, and dies of the other


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
    """Run in each worker when it starts: a report that names a bad town breaks what reads it."""
    from claims import extraction

    desk()

    real = extraction.account

    def account(report: Any, parsed: Any) -> Any:
        if "Poisonberg" in report.text:
            raise RuntimeError("no reading for this")
        if "Deadlyburgh" in report.text:
            os._exit(1)
        return real(report, parsed)

    extraction.account = account


@contextmanager
def cluster() -> Iterator[Any]:
    """Yield a connected cluster of a head and a worker node, one core each."""
    os.environ.update(RAY_USAGE_STATS_ENABLED="0")
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

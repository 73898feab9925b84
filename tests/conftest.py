"""How the tests run everywhere: property tests try the same examples each time, and a busy machine fails none of them."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

# Each worker of `pytest -n` has one core: threads and processes of its own would only wait for those of the others. The tests of what
# is done on many cores say how many.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ |= {"OMP_NUM_THREADS": "1", "RASHOMON_PROCESSES": "1"}

# A figure that holds today holds tomorrow; new examples are tried with `make nightly`.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("new", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=1000)
settings.load_profile("same")

# What takes long begins first, and what waits for a browser beside what computes, so that two workers end together.
FIRST = (
    "test_gate",
    "test_app_browser",
    "test_lineups",
    "test_ray",
    "test_cli",
    "test_docs",
    "test_faults",
    "test_sample",
    "test_store_encoder",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FIRST.index(item.path.stem) if item.path.stem in FIRST else len(FIRST))


def pytest_collection_finish() -> None:
    """What is loaded now stays: the collector looks at what the tests make, and less often; a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

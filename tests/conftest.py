"""How the tests run everywhere: property tests try the same examples each time, and a busy machine fails none of them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A figure that holds today holds tomorrow; new examples are tried with `make nightly`.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("new", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=1000)
settings.load_profile("same")

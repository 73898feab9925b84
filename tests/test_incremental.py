"""Adding, changing and removing reports step by step ends where a run from scratch ends, and does nothing twice."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_accounts import Reader, WordEncoder, reader, report, results

from claims import read_reports
from claims.records import Report
from index import ClaimIndex, forks, lineups, regroup

__all__ = ["reader"]

lines = st.lists(
    st.tuples(
        st.integers(-1, 9), st.integers(0, 3), st.integers(0, 1), st.sampled_from(("killed", "injured")), st.integers(0, 40)
    ),
    min_size=1,
    max_size=3,
)
names = st.sampled_from([f"r{i}" for i in range(8)])
steps = st.lists(st.one_of(st.tuples(st.just("add"), st.lists(st.tuples(names, lines), min_size=1, max_size=4)), st.tuples(st.just("remove"), st.lists(names, min_size=1, max_size=3))), min_size=1, max_size=6)  # fmt: skip


@given(steps, st.randoms())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_of_steps_ends_where_a_run_from_scratch_ends(reader: Reader, plan: list[Any], rng: Any) -> None:
    held: dict[str, Report] = {}
    with ClaimIndex(encoder=WordEncoder()) as stepwise, ClaimIndex(encoder=WordEncoder()) as scratch:
        for what, given_ in plan:
            if what == "add":
                batch = {n: report(n, *ls) for n, ls in given_}
                stepwise.add(batch.values())
                held |= batch
            else:
                stepwise.remove(given_)
                for n in given_:
                    held.pop(n, None)
        final = list(held.values())
        rng.shuffle(final)
        scratch.add(final)
        assert results(stepwise) == results(scratch)
        assert stepwise.doctor() == []


def test_line_ups_are_found_across_separate_adds(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([report("a", (5, 0, 0, "killed", 12))])
        index.add([report("b", (5, 0, 0, "killed", 31))])
        index.add([report("c", (5, 1, 1, "killed", 12))])
        together = [{r["report"] for r in line["readings"]} for line in index.lineup_rows()]
        assert {"a", "b"} in together
        assert not any("c" in t and len(t) > 1 for t in together)


def test_only_line_ups_whose_members_changed_are_built_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([report(f"r{d}", (d, d % 2, 0, "killed", 10 + d)) for d in range(1, 28)])
        built: list[tuple[str, ...]] = []
        real = lineups.build
        monkeypatch.setattr(lineups, "build", lambda groups, *given: built.extend(groups) or real(groups, *given))
        index.add([report("new", (5, 1, 0, "killed", 12))])
        (rid,) = index.store.all("SELECT rid FROM events WHERE report = 'new'")[0]
        assert sum(map(len, built)) < len(regroup.component(index.store, [rid]))  # what hangs together is more than what is built
        group = next(g for g in built if "new#e0" in g)
        assert "r5#e0" in group
        del built[:]
        index.update(
            [report("r5", (5, 1, 0, "killed", 15), source="Another Post")]
        )  # the same members, but one is another version
        assert group in built
        del built[:]
        index.remove(["r5"])
        assert any("new#e0" in g and "r5#e0" not in g for g in built)


def test_the_same_reports_again_are_neither_parsed_nor_encoded(reader: Reader, tmp_path: Path) -> None:
    reports = [report(f"r{i}", (i + 1, i % 4, 0, "killed", i)) for i in range(9)]
    encoder = WordEncoder()
    with ClaimIndex(tmp_path, encoder=encoder) as index:
        first = index.sync(reports)
        before = results(index)
    assert first.added == tuple(r.id for r in reports)
    read, encoded = reader.reports, encoder.texts
    assert read == 9 and encoded > 0
    with ClaimIndex(tmp_path, encoder=encoder) as index:
        again = index.sync(reversed(reports))
        assert (again.added, again.changed, again.removed) == ((), (), ())
        assert set(again.same) == {r.id for r in reports}
        assert results(index) == before
        assert index.status()["runs"] == 1
    assert (reader.reports, encoder.texts) == (read, encoded)


def test_a_string_that_was_encoded_once_is_not_encoded_again(reader: Reader) -> None:
    encoder = WordEncoder()
    with ClaimIndex(encoder=encoder) as index:
        index.add([report("a", (5, 0, 0, "killed", 12))])
        n = encoder.texts
        index.add([report("b", (5, 0, 0, "killed", 31))])  # the same event and question in the same words
        assert encoder.texts == n
        index.remove("a")
        index.add([report("a", (5, 0, 0, "killed", 12))])
        assert encoder.texts == n


def test_an_update_replaces_the_old_version_and_keeps_it_as_history(reader: Reader, tmp_path: Path) -> None:
    old, new = report("a", (5, 0, 0, "killed", 12)), report("a", (5, 0, 0, "killed", 21))
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add([old])
        change = index.update([new])
        assert (change.added, change.changed) == ((), ("a",))
        assert [c["low"] for c in index.claim_rows()] == [21]
        assert index.history("a") == [old]
        assert index.remove(["a", "nobody"]).removed == ("a",)
        assert index.history("a") == [old, new]
        assert index.claim_rows() == index.lineup_rows() == []


def test_line_ups_made_on_two_cores_are_those_of_one(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [report(f"r{n}", (n % 7, n % 3, 0, "killed", 10 + n % 5), (n % 7, n % 3, 0, "injured", n % 4)) for n in range(40)]
    made, pieces = [], []
    spread = forks.spread
    monkeypatch.setattr(forks, "spread", lambda work, items: (pieces.append(len(items)), spread(work, items))[1])
    monkeypatch.setattr(regroup, "MANY", 10)
    for cores in ("1", "2"):
        monkeypatch.setenv("RASHOMON_PROCESSES", cores)
        with ClaimIndex(encoder=WordEncoder()) as index:
            index.add(told)
            made.append(results(index))
    assert made[0] == made[1]
    assert min(pieces) > 1


def test_a_fault_in_a_fork_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_PROCESSES", "2")
    mine = os.getpid()
    assert list(forks.spread(lambda n: (n * n, os.getpid() != mine), range(5))) == [(n * n, True) for n in range(5)]
    with pytest.raises(ZeroDivisionError):
        list(forks.spread(lambda n: 1 // n, (1, 0)))


def test_sync_removes_what_is_not_given_any_more(reader: Reader) -> None:
    a, b = report("a", (5, 0, 0, "killed", 12)), report("b", (5, 0, 0, "killed", 31))
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.sync([a, b])
        assert index.sync([b]).removed == ("a",)
        assert list(index.texts()) == ["b"]


def test_one_id_with_two_contents_in_one_call_is_refused(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index, pytest.raises(ValueError, match="two reports with the id 'a'"):
        index.add([report("a", (5, 0, 0, "killed", 12)), report("a", (5, 0, 0, "killed", 13))])


def test_newer_rules_read_all_reports_again(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index import reading as r

    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add([report("a", (5, 0, 0, "killed", 12))])
        monkeypatch.setattr(r, "rules", lambda parser=None: "other")
        assert index.add([report("b", (5, 0, 0, "killed", 31))]).reread == ("a",)
    assert reader.reports == 3


def test_the_real_parts_end_at_the_same_bytes_in_another_order(tmp_path: Path) -> None:
    reports = read_reports(Path(__file__).parent.parent / "data" / "sample")
    with ClaimIndex(tmp_path / "a") as one, ClaimIndex(tmp_path / "b") as other:
        one.add(reports)
        for start in range(0, len(reports), 5):
            other.add(list(reversed(reports))[start : start + 5])
        for rows in ("claim_rows", "report_rows", "lineup_rows"):
            assert json.dumps(getattr(one, rows)()) == json.dumps(getattr(other, rows)())
        assert one.doctor() == other.doctor() == []

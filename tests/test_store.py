"""Decisions, search and results of an index: what a user keeps in it and gets out of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from store_accounts import PLACES, Reader, WordEncoder, reader, report

from index import ClaimIndex, ties
from index.claim_index import pair_key

__all__ = ["reader"]

A = report("a", (5, 0, 0, "killed", 12), source="Meridian Wire")
B = report("b", (5, 0, 0, "killed", 31), source="Harbour Gazette")
C = report("c", (5, 1, 1, "injured", 7), source="Levant Courier")


def line_of(index: ClaimIndex, *reports: str) -> str:
    """Return the id of the line-up that holds exactly these reports."""
    return next(str(x["id"]) for x in index.lineup_rows() if {r["report"] for r in x["readings"]} == set(reports))


def test_a_decision_is_kept_and_the_last_one_of_a_target_can_be_undone(reader: Reader, tmp_path: Path) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add([A, B])
        target = line_of(index, "a", "b")
        index.decide(target, "real", note="two counts", who="ana")
        index.decide(target, "update", who="ben")
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        assert [(d["target"], d["verdict"], d["who"]) for d in index.decision_rows()] == [
            (target, "real", "ana"),
            (target, "update", "ben"),
        ]
        index.undo(target)
        assert [d["verdict"] for d in index.decisions().to_dict("records")] == ["real"]
        index.undo(target)
        with pytest.raises(LookupError, match="no decision on"):
            index.undo(target)


def test_a_decision_follows_its_line_up_through_later_runs(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A, B])
        index.decide(line_of(index, "a", "b"), "real", note="kept")
        index.add([report("d", (5, 0, 0, "killed", 12))])
        assert [d["target"] for d in index.decision_rows()] == [line_of(index, "a", "b", "d")]
        index.update([report("b", (5, 0, 0, "killed", 33), source="Harbour Gazette")])
        assert [d["target"] for d in index.decision_rows()] == [line_of(index, "a", "b", "d")]
        index.remove(["a", "b", "d"])
        assert [d["note"] for d in index.decision_rows()] == ["kept"]  # nothing left to point at, but not lost


def test_a_decision_on_a_pair_does_not_depend_on_the_readings_order(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A, B])
        one, two = next(x for x in index.lineup_rows() if len(x["readings"]) == 2)["readings"]
        assert pair_key(one, two) == pair_key(two, one)
        index.decide(pair_key(one, two), "scope")
        assert [d["target"] for d in index.decision_rows()] == [pair_key(two, one)]


@pytest.mark.parametrize("target", ["nothing", "c1~c2"])
def test_a_decision_on_nothing_is_refused(reader: Reader, target: str) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A])
        with pytest.raises(LookupError, match=target):
            index.decide(target, "real")


def test_a_merge_and_a_split_hold_in_later_runs_and_can_be_undone(reader: Reader) -> None:
    far = report("c", (9, 3, 1, "killed", 7))
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A, B, far])
        before = index.lineup_rows()
        index.merge([line_of(index, "a", "b"), line_of(index, "c")])
        merged = line_of(index, "a", "b", "c")
        index.add([report("d", (2, 2, 1, "killed", 1))])
        assert line_of(index, "a", "b", "c") == merged
        index.remove("d")
        index.undo(merged)
        assert index.lineup_rows() == before
        index.split(line_of(index, "a", "b"), ["b"])
        assert line_of(index, "a") and line_of(index, "b")
        index.add([report("d", (2, 2, 1, "killed", 1))])
        assert line_of(index, "a") and line_of(index, "b")
        assert index.doctor() == []


def test_an_analyst_outweighs_the_figures_of_the_matcher() -> None:
    groups = [("a", "b", "c"), ("d",)]
    edges = [("a", "b", 0.9), ("a", "c", 0.9), ("b", "c", 0.6)]
    assert ties.apply(groups, edges, []) == groups
    assert ties.apply(groups, edges, [("c", "d", 1.0)]) == [("a", "b", "c", "d")]
    assert ties.apply(groups, edges, [("a", "c", 0.0)]) == [("a", "b"), ("c",), ("d",)]
    assert ties.apply(groups, edges, [("a", "c", 0.0), ("b", "c", 1.0)]) == [("a",), ("b", "c"), ("d",)]
    assert ties.apply(groups, edges, [("a", "d", 1.0), ("a", "d", 0.0)]) == [("a", "b", "c"), ("d",)]


def test_search_finds_by_meaning_within_the_filters(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A, B, C])
        found = index.search("bombing in Dar Sulem")
        assert list(found["report"][:2]) == ["a", "b"] and len(found) == 3
        assert list(found["score"]) == sorted(found["score"], reverse=True)
        assert found.loc[0, "quote"] == A.text and found.loc[0, "source"] == "Meridian Wire"
        assert set(index.search("bombing", measure="injured")["report"]) == {"c"}
        assert set(index.search("bombing", place=PLACES[1].upper())["report"]) == {"c"}
        assert set(index.search("bombing", source="harbour gazette")["report"]) == {"b"}
        assert index.search("bombing", kind="munitions").empty
        assert index.search("bombing", since="2024-03-06").empty
        assert len(index.search("bombing", since="2024-03-05", until="2024-03-05")) == 3
        assert len(index.search("bombing", limit=1)) == 1
        with pytest.raises(ValueError, match="write the day as"):
            index.search("bombing", since="last week")


def test_search_sees_what_was_added_and_removed_since(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A])
        assert list(index.search("shelling in Tarn Hill")["report"]) == ["a"]
        index.add([C])
        assert list(index.search("shelling in Tarn Hill")["report"]) == ["c", "a"]
        index.remove("c")
        assert list(index.search("shelling in Tarn Hill")["report"]) == ["a"]


def test_an_empty_index_answers_everything(tmp_path: Path) -> None:
    with ClaimIndex(tmp_path) as index:
        for table in (
            index.claims(),
            index.reports(),
            index.lineups(),
            index.readings(),
            index.disagreements(),
            index.decisions(),
        ):
            assert table.empty and len(table.columns) > 3
        assert index.doctor() == [] and index.status()["reports"] == 0


def test_tables_have_whole_numbers_and_one_row_each(reader: Reader) -> None:
    with ClaimIndex(encoder=WordEncoder()) as index:
        index.add([A, B, C])
        assert list(index.claims()["low"]) == [12, 31, 7] and str(index.claims()["low"].dtype) == "Int64"
        assert list(index.reports()["claims"]) == [1, 1, 1]
        assert len(index.readings()) == sum(len(x["readings"]) for x in index.lineup_rows())
        assert list(index.disagreements()["says"]) == ["Meridian Wire: 12; Harbour Gazette: 31"]


def test_results_are_read_without_any_model(reader: Reader, tmp_path: Path) -> None:
    with ClaimIndex(tmp_path, encoder=WordEncoder()) as index:
        index.add([A, B])
    code = (
        f"import sys; from index import ClaimIndex; ix = ClaimIndex({str(tmp_path)!r}, read_only=True); "
        "print(len(ix.lineup_rows()), len(ix.claim_rows()), len(ix.texts()), ix.decision_rows(), len(ix.report_rows()), ix.status()['reports']); "
        "print(sorted({'torch', 'spacy', 'faiss', 'sentence_transformers', 'streamlit'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["1 2 2 [] 2 2", "[]"]

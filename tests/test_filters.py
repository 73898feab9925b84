"""The same filters in an address, a report and a view."""

from __future__ import annotations

from typing import Any

from app import filters
from app.results import Results


def line(n: int, **changes: Any) -> dict[str, Any]:
    reading = {"report": f"r{n}", "source": f"Outlet {n}", "published": "2024-03-12", "said_by": [], "claims": [], "stance": None}
    event = {"id": "e", "what": "bombing", "where": "Dar Sulem, North", "start": "2024-03-12", "end": "2024-03-12", "main": True}
    return {"id": f"l{n}", "question": f"How many were killed {n}?", "kind": "casualties", "measure": "killed", "event": event,
            "readings": [reading], "pairs": [], "verdict": "disagreement", "explanation": "", "independent_reports": 2} | changes  # fmt: skip


RESULTS = Results(
    [],
    [],
    [
        line(1),
        line(2, verdict="agreement", measure="injured"),
        line(3, event={"where": "Orvane", "start": "2024-05-02", "end": None}, independent_reports=4),
        line(4, kind="responsibility", measure="responsibility", event={"where": "", "start": None, "end": None}),
    ],
    decisions=[{"target": "l1", "verdict": "real"}],
)


def ids(**chosen: Any) -> list[str]:
    return [x["id"] for x in filters.apply(RESULTS, chosen)]


def test_each_filter_narrows() -> None:
    assert ids() == ["l1", "l2", "l3", "l4"]
    assert ids(verdict=["disagreement"]) == ["l1", "l3", "l4"]
    assert ids(measure=["injured"]) == ["l2"]
    assert ids(kind=["responsibility"]) == ["l4"]
    assert ids(place=["Orvane"]) == ["l3"]
    assert ids(source=["Outlet 2", "Outlet 3"]) == ["l2", "l3"]
    assert ids(since="2024-04-01") == ["l3"]
    assert ids(until="2024-04-01") == ["l1", "l2"]
    assert ids(decided="decided") == ["l1"]
    assert ids(decided="undecided") == ["l2", "l3", "l4"]
    assert ids(independent="3") == ["l3"]
    assert ids(q="killed 3") == ["l3"]
    assert ids(q="OUTLET 1") == ["l1"]


def test_an_address_gives_back_what_was_chosen() -> None:
    chosen = {
        "verdict": ["revision", "loose"],
        "place": ["Dar Sulem"],
        "q": "ministry",
        "decided": "undecided",
        "independent": "2",
        "page": "3",
    }
    assert filters.read(filters.write(chosen)) == chosen


def test_the_plain_view_has_a_plain_address_and_no_verdict_is_kept() -> None:
    assert filters.write({"verdict": ["disagreement"], "decided": "all", "independent": 1, "page": 1, "q": ""}) == {}
    assert filters.read(filters.write({"verdict": []})) == {"verdict": []}


def test_a_broken_address_is_read_as_far_as_it_goes() -> None:
    assert filters.read({"page": "x", "decided": "maybe", "independent": "-1", "evil": "1", "q": "a"}) == {"q": "a"}


def test_what_a_filter_cannot_be_is_left_out_of_an_address() -> None:
    for wrong in ({"page": "abc"}, {"page": "0"}, {"independent": "0"}, {"independent": "²"}, {"independent": "99"},
                  {"since": "tomorrow"}, {"until": "2024-02-30"}, {"since": "0001-01-01"}, {"decided": "perhaps"}):  # fmt: skip
        assert filters.read(wrong) == {}, wrong
    assert filters.read({"since": "2024-02-29", "page": "2"}) == {"since": "2024-02-29", "page": "2"}

"""One event or two: the matcher's features and probabilities, and groups that do not chain."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np

from benchmarks import regression, train_matcher
from claims import moments
from claims.records import Account, Event, Report
from index import grouping, matching, telling
from index.lineups import SURE


def told(report: str, text: str, **event: object) -> matching.Profile:
    known = {
        "what": "bombing",
        "where": "Kelvara",
        "places": ("kalvar",),
        "start": "2023-05-09",
        "end": "2023-05-09",
        "main": True,
    } | event
    e = Event(f"{report}#e0", **known)  # type: ignore[arg-type]
    return matching.profile(Account(Report(report, text, published="2023-05-09"), (), (e,)), e)


def score(a: matching.Profile, b: matching.Profile, cosine: float = 0.8) -> float:
    p = matching.score([a, b], np.array([0]), np.array([1]), np.array([cosine], np.float32))
    back = matching.score([a, b], np.array([1]), np.array([0]), np.array([cosine], np.float32))
    assert p == back
    return float(p[0])


def test_same_day_and_place_is_likelier_than_another_day_or_place() -> None:
    a = told("a", "A bomb killed 14 people in Kelvara.")
    same = score(a, told("b", "Fourteen died in the Kelvara blast."))
    week = score(a, told("b", "Fourteen died in the Kelvara blast.", start="2023-05-16", end="2023-05-16"))
    town = score(a, told("b", "Fourteen died in a blast.", where="Doranto", places=("durant",)))
    assert same > 0.5 > week
    assert same > town + 0.05  # a village and the town beside it may be one place


def test_two_kinds_of_act_are_less_apart_where_one_report_tells_of_both() -> None:
    a = told("a", "Fighting for the ridge at Kelvara killed 14 people.", what="clash")
    apart = score(a, told("b", "Fourteen died when shells fell on Kelvara.", what="shelling"))
    both = score(a, told("b", "Fourteen died when shells fell on Kelvara during the fighting.", what="shelling"))
    assert both > apart
    column = list(matching.FEATURES).index("other kind, told by the other")
    one = matching.features([a, told("b", "Shells fell during a clash.", what="shelling")], *map(np.array, ([0], [1], [0.8])))
    assert one[0, column] == 1


def test_a_day_and_the_longer_time_that_holds_it_line_up_but_are_not_sure() -> None:
    day = told("a", "Shelling killed 9 people in Kelvara on Tuesday.", what="shelling")
    long = {"start": "2022-02-01", "end": "2023-05-10", "what": "war"}
    war = told("b", "The war has killed 9,300 people in Kelvara since February 2022.", **long)
    assert grouping.THRESHOLD < score(day, war, 0.4) < SURE
    beside = told("c", "The war has killed 9,300 people in Kelvara since February 2022.", **long | {"main": False})
    assert score(day, beside, 0.4) < grouping.THRESHOLD  # a war's toll is told beside each day's news
    quake = told("d", "A quake killed 9 people in Kelvara on Tuesday.", what="earthquake")
    assert score(quake, war, 0.4) < grouping.THRESHOLD


def test_one_month_in_a_town_and_in_its_province_line_up_but_are_not_sure() -> None:
    month = {"start": "2023-05-01", "end": "2023-05-30", "what": "clash"}
    town = told("a", "Clashes this month uprooted 9,000 people in Kelvara.", **month, **{"places": ("kalvar", "surim")})
    province = told(
        "b", "This month's fighting has driven out 70,000 in Sorim.", **month, **{"where": "Sorim", "places": ("surim",)}
    )
    assert grouping.THRESHOLD < score(town, province, 0.4) < SURE


def test_names_and_ages_are_read_with_their_spellings_folded_and_speakers_left_out() -> None:
    text = "Jamiyah Lewis, 14, was shot near Union Boulevard, Sgt. Amber Quill said. A 7-year-old boy was hurt."
    assert telling.ages(text) == {"14", "7"}
    assert telling.names("the town of Khan Sheikhun") == telling.names("the town of Khan Shaykhun")
    assert not telling.names(text, ["Amber Quill"]) & telling.names("the officer Amber Quill")


def test_a_follow_up_looks_back_for_its_event() -> None:
    assert told("a", "A man was sentenced for the Kelvara bombing.")["start"] < "2022-01-01"
    assert told("a", "A bomb went off in Kelvara.")["start"] == "2023-05-09"


def test_the_stored_model_says_how_it_was_made_and_fits_the_features() -> None:
    model = json.loads((Path(matching.__file__).parent / "matcher.json").read_text(encoding="utf-8"))
    assert list(matching.FEATURES) == [row["name"] for row in model["features"]]
    assert model["calibration"]["expected_error"] < 0.05
    assert model["made_by"] and model["trained_on"] and model["held_out"]


def test_groups_do_not_chain() -> None:
    events = {f"{r}#e0": r for r in "abcdef"}
    chain = [(f"{x}#e0", f"{y}#e0", 0.9) for x, y in zip("abcde", "bcdef", strict=True)]
    assert max(map(len, grouping.group(events, chain))) < 4


def test_events_that_one_report_tells_apart_never_meet() -> None:
    events = {"a#e0": "a", "a#e1": "a", "b#e0": "b", "c#e0": "c"}
    edges = [(x, y, 0.9) for x in events for y in events if x < y and events[x] != events[y]]
    for g in grouping.group(events, edges):
        assert not {"a#e0", "a#e1"} <= set(g)
    assert any({"b#e0", "c#e0"} <= set(g) for g in grouping.group(events, edges))


def test_what_a_report_hardly_tells_apart_others_may_join() -> None:
    events = {"a#e0": "a", "a#e1": "a", "b#e0": "b", "c#e0": "c"}
    edges = [(x, y, 0.95) for x in events for y in events if x < y and events[x] != events[y]]
    assert grouping.group(events, edges, [("a#e0", "a#e1")]) == [tuple(sorted(events))]


def test_groups_do_not_depend_on_order_nor_on_other_components() -> None:
    rng = random.Random(3)
    events = {f"{r}#e{n}": r for r in "abcdefgh" for n in range(2)}
    ids = sorted(events)
    edges = [(x, y, round(rng.random(), 3)) for x in ids for y in ids if x < y and events[x] != events[y] and rng.random() < 0.5]
    first = grouping.group(events, edges)
    for seed in range(5):
        random.Random(seed).shuffle(edges)
        assert grouping.group(dict(sorted(events.items(), reverse=seed % 2 == 0)), [(b, a, p) for a, b, p in edges]) == first
    far = {"x#e0": "x", "y#e0": "y"}
    assert grouping.group(events | far, [*edges, ("x#e0", "y#e0", 0.9)]) == sorted([*first, ("x#e0", "y#e0")])


def test_pairs_are_compared_alike_alone_and_in_company() -> None:
    some = [
        told("r1", "Three miners died in Lodra on 7 May."),
        told("r2", "Gunmen shot Sara Holm, 34, and two guards.", what="shooting"),
        told("r3", "A week of shelling left 40 dead.", places=(), place_id=None),
        told("r4", "Nothing is known of the day.", start=None, end=None),
    ]
    a, b = np.triu_indices(len(some), 1)
    cosine = np.linspace(0.3, 0.9, len(a)).astype(np.float32)
    together = matching.features(some, a, b, cosine)
    back = matching.features(some, b, a, cosine)
    for k, (i, j) in enumerate(zip(a, b, strict=True)):
        alone = matching.features([some[i], some[j]], np.array([0]), np.array([1]), cosine[k : k + 1])
        assert np.array_equal(alone[0], together[k])
    assert np.array_equal(together, back)
    assert np.isfinite(together).all()


def test_a_feature_speaks_as_its_meaning_says() -> None:
    rng = np.random.default_rng(0)
    says = rng.random(400)
    x = np.column_stack([says, says + rng.normal(0, 0.05, 400) + 0.4 * rng.random(400)])  # two columns that say much the same
    y = (says - 0.2 * (x[:, 1] - says) > 0.5).astype(np.int64)
    free = regression.fit(x, y, np.ones(400), 10.0)["weights"]
    bound = regression.fit(x, y, np.ones(400), 10.0, signs=[1, 1])["weights"]
    assert free.min() < 0 <= bound.min()
    stored = matching._model()["weights"]
    assert all(w * s >= 0 for w, s in zip(stored, train_matcher.SIGNS, strict=True))


def test_the_shorter_a_report_the_more_what_it_does_say_tells() -> None:
    a = told("a", "A bomb killed 14 people in Kelvara.")
    short, long = {**a, "report": "b"}, {**a, "report": "b", "length": 5000}
    columns = [i for i, n in enumerate(matching.FEATURES) if n.startswith("brief")]
    brief, full = (
        matching.features([a, x], *map(np.array, ([0], [1], [0.8])))[0, columns] for x in (short, {**long, "report": "c"})
    )
    assert (brief >= full).all() and (brief[:3] > 0.8).all()
    both_long = matching.features([{**a, "length": 5000}, long], *map(np.array, ([0], [1], [0.8])))[0, columns]
    assert (both_long < 1e-6).all()
    old = {k: v for k, v in long.items() if k != "length"}  # as a store made before holds it
    assert (matching.features([old, old], *map(np.array, ([0], [1], [0.8])))[0, columns] == 0).all()


def test_a_store_that_only_says_that_a_toll_stands_reaches_as_far_back_as_one_that_says_how_far() -> None:
    a = told("a", "A bomb killed 14 people in Kelvara.")
    late = {"start": "2023-05-16", "end": "2023-05-16"}
    b = told("b", "The toll of the Kelvara bomb stands at 14.", **late)
    old, new, none = ({**b, "stands": x} for x in (True, moments.STANDING, 0))
    assert score(a, old) == score(a, new) > score(a, none)  # type: ignore[arg-type]


def test_raids_and_fire_of_those_who_have_no_planes_are_likelier_two() -> None:
    a, b = told("a", "Fourteen died in Kelvara.", side="air"), told("b", "Fourteen were killed in Kelvara.", side="fighters")
    assert score(a, b) < score(a, {**b, "side": "state"})


def test_acts_in_two_districts_are_two() -> None:
    a = told("a", "Fighting in Kelvara district killed 14.", what="clash")
    b = told("b", "Fighting in Doranto district killed 14.", what="clash", where="Doranto", places=("durant",))
    assert (a["area"], b["area"]) == ("district", "district")
    assert score(a, b) <= matching.ABROAD

"""How two readings relate: the order of the checks, symmetry, and the words of the reason."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from benchmarks import pairs
from claims import actors, grounds, intervals, relations, stances, times
from claims.grounds import Ground
from claims.records import Quantity
from claims.relations import Context, Reading
from index import sentence_places, stretches

DAY, NEXT, LATER = "2023-05-09", "2023-05-10", "2023-05-13"


def reading(low: int | None, high: int | None = None, report: str = "a", **more: object) -> Reading:
    known = {"moment": DAY, "published": DAY, "source": report.upper(), "quantity": Quantity(low, high)} | more
    return Reading(report=report, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", pairs.of_readings(pairs.rows()), ids=lambda o: o.id)
def test_the_pairs_of_readings_relate_as_written_down(outcome: pairs.Outcome) -> None:
    assert outcome.got == outcome.expect, outcome.reason


def test_swapping_two_readings_changes_nothing() -> None:
    figures = [
        Quantity(12, 12),
        Quantity(20, 20),
        Quantity(18, None),
        Quantity(None, 9),
        Quantity(vague="dozens"),
        Quantity(40, 40, True),
    ]
    for q, r, moment, scope in product(figures, figures, (DAY, NEXT), ("total", "part", "added")):
        a, b = reading(0).but(quantity=q), reading(0, report="b").but(quantity=r, moment=moment, scope=scope)
        assert relations.relate(a, b) == relations.relate(b, a)


def test_the_reason_names_figures_sources_speakers_and_times() -> None:
    r = relations.relate(reading(12, 12, said_by=("police",)), reading(31, 31, "b", said_by=("Red Lantern",)))
    assert r.name == "conflict"
    assert all(word in r.reason for word in ("A", "B", "12", "31", "police", "Red Lantern", "9 May 2023"))
    assert (r.gap, round(r.share, 2)) == (19, 0.61)


def test_one_text_with_one_figure_is_a_copy_and_with_another_an_altered_copy() -> None:
    a, b = reading(12, 12), reading(12, 12, "b")
    assert relations.relate(a, b, Context(same_text=True)).name == "copy"
    assert relations.relate(a, reading(19, 19, "b"), Context(same_text=True, altered=True)).name == "altered_copy"


def test_a_dispute_that_both_reports_carry_is_no_conflict_between_them() -> None:
    a, b = reading(50, 50, said_by=("Red Lantern",)), reading(18, 18, "b", said_by=("the army",))
    assert relations.relate(a, b, Context(both=True)).name == "dispute"


def test_without_any_date_nothing_is_taken_for_an_update() -> None:
    a, b = (reading(n, n, k, moment=None, published=None) for n, k in ((12, "a"), (30, "b")))
    assert relations.relate(a, b).name == "conflict"


def test_other_acts_and_other_places_are_no_conflict() -> None:
    a = reading(12, 12, acts=frozenset(("air strikes",)))
    b = reading(30, 30, "b", acts=frozenset(("rockets and shells",)))
    assert relations.relate(a, b).name == "different_event"
    towns = [((), ((t.lower(), t),), (), ()) for t in ("Belmar", "Tarsin")]
    apart = relations.relate(reading(12, 12, spots=towns[0]), reading(30, 30, "b", spots=towns[1]))
    assert apart.name == "different_event" and "Belmar" in apart.reason and "Tarsin" in apart.reason
    assert relations.relate(reading(12, 12, spots=towns[0]), reading(30, 30, "b", spots=towns[0])).name == "conflict"
    outskirts = ((), (("old belmar", "Old Belmar"),), (), ())  # may be the same town, told by its short name elsewhere
    assert relations.relate(reading(12, 12, spots=towns[0]), reading(30, 30, "b", spots=outskirts)).name == "conflict"


def test_a_part_that_no_word_calls_a_part_is_never_impossible() -> None:
    whole = reading(8, 8, "b")
    assert relations.relate(reading(10, 10, scope="part"), whole).name == "impossible"
    for less in (
        {"inferred": True},
        {"quantity": Quantity(vague="dozens")},
    ):
        assert relations.relate(reading(10, 10, scope="part", **less), whole).name == "part"
    assert relations.relate(reading(10, 10, scope="part"), whole.but(moves=frozenset(("early",)))).name == "part"
    children = reading(10, 10, scope="part", subject="children")
    assert relations.relate(children, whole.but(scope="part")).name == "part"


def test_a_running_total_that_leaps_is_another_count() -> None:
    since = {"start": "2015-03-01", "scope": "cumulative", "said_by": ()}
    low = reading(280_000, 280_000, **since)
    assert relations.relate(low, reading(283_000, 283_000, "b", moment="2023-06-20", **since)).name != "conflict"
    assert relations.relate(low, reading(470_000, 470_000, "b", moment="2023-06-20", **since)).name == "conflict"


def test_open_bounds_leave_no_room_in_running_totals_told_at_one_time() -> None:
    since = {"start": "2015-03-01", "scope": "cumulative", "said_by": ()}
    low, high = (reading(n, None, k, **since) for n, k in ((280_001, "a"), (470_001, "b")))
    assert relations.relate(low, high).name == "conflict"
    assert relations.relate(low, high).share > 0.3
    assert relations.relate(low, high.but(moment="2023-09-20")).name != "conflict"  # months apart
    assert relations.relate(low, reading(300_001, None, "b", **since)).name == "agree"
    assert relations.relate(low.but(quantity=Quantity(18)), high.but(quantity=Quantity(45))).name == "loose"
    week = {"start": "2023-05-02", "scope": "cumulative", "said_by": ()}
    assert relations.relate(reading(1_400, None, **week), reading(2_900, None, "b", **week)).name == "loose"


def test_a_denial_stands_against_two_independent_voices_but_not_against_one() -> None:
    accused = statement("blamed", "Free Valley Front", said_by=("the mayor",))
    denied = statement("denied", "Free Valley Front", "b", said_by=("Free Valley Front",))
    assert stances.relate(accused, denied, Context(accusers=1)).name == "denial"
    assert stances.relate(accused, denied, Context(accusers=2)).name == "conflict"
    # whoever tells both sides contradicts nobody
    assert stances.relate(accused, denied, Context(accusers=2, both=True)).name == "agree"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Malian soldiers", "Mali's army", True),
        ("Dutch forces", "the Netherlands", True),
        ("Peruvian police", "Peru's government", True),
        ("Malian soldiers and their Russian allies", "Mali's government", True),
        ("the Nigerian army", "Niger's army", False),
        ("the Sudanese army", "South Sudan", False),
        ("North Korean troops", "South Korea", False),
        ("Malian rebels", "Mali's army", False),
        ("the Burmese army", "Myanmar's junta", True),
    ],
)
def test_what_is_of_a_land_is_the_lands(a: str, b: str, same: bool) -> None:
    x = statement("blamed", a).but(folded=actors.fold(a))
    y = statement("blamed", b, "b").but(folded=actors.fold(b))
    assert stances.same_side(x, y) is same


def test_a_denial_speaks_for_itself_and_not_for_an_ally() -> None:
    denied = statement("denied", "the Syrian government", "b", said_by=("the Syrian government",))
    for accused, expected in (("Russian jets", "agree"), ("Syrian and Russian jets", "conflict"), ("Assad's forces", "conflict")):
        blamed = statement("blamed", accused, said_by=("activists",))
        assert stances.relate(blamed, denied, Context(accusers=3)).name == expected, accused


def test_two_rounded_figures_agree_only_where_one_bears_the_other() -> None:
    a, b, c = (
        reading(0, report=k).but(quantity=Quantity(n, n, True)) for k, n in (("a", 300_000), ("b", 400_000), ("c", 320_000))
    )
    assert relations.relate(a, b).name == "spread"
    assert relations.relate(a, c).name == "agree"


@pytest.mark.parametrize(("n", "low", "high"), [(40, 35, 45), (37, 35.15, 38.85), (300_000, 250_000, 350_000)])
def test_about_bears_half_of_the_unit_that_a_figure_is_rounded_to(n: int, low: float, high: float) -> None:
    found = intervals.ends(Quantity(n, n, True))
    assert found == pytest.approx((low, high))


def statement(stance: str, actor: str | None, report: str = "a", folded: str | None = None, **more: object) -> Reading:
    return reading(
        None,
        None,
        report,
        kind="responsibility",
        measure="responsibility",
        stance=stance,
        actor=actor,
        folded=folded or actor or "",
        **more,
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (statement("blamed", "Free Valley Front"), statement("claimed", "Free Valley Front", "b"), "agree"),
        (statement("blamed", "Free Valley Front"), statement("blamed", "Ashfall League", "b"), "conflict"),
        (statement("suspected", "Free Valley Front"), statement("suspected", "Ashfall League", "b"), "spread"),
        (
            statement("blamed", "Free Valley Front", said_by=("the mayor",)),
            statement("denied", "Free Valley Front", "b"),
            "denial",
        ),
        (statement("blamed", "Free Valley Front"), statement("denied", "Free Valley Front", "b"), "conflict"),
        (statement("claimed", "Free Valley Front"), statement("denied", "Free Valley Front", "b", moment=NEXT), "reversal"),
        (  # each told in passing, and of another act
            statement("blamed", "Free Valley Front", outright=False, told=frozenset(("market",))),
            statement("blamed", "Ashfall League", "b", outright=False, told=frozenset(("bridge",))),
            "different_event",
        ),
        (  # in passing, but of one target
            statement("blamed", "Free Valley Front", outright=False, told=frozenset(("market",))),
            statement("blamed", "Ashfall League", "b", outright=False, told=frozenset(("market", "bombing"))),
            "conflict",
        ),
        (statement("blamed", "Free Valley Front", what="clash"), statement("blamed", "Ashfall League", "b"), "different_event"),
        (statement("unclaimed", None), statement("claimed", "Free Valley Front", "b", moment=NEXT), "update"),
        (statement("unclaimed", None), statement("claimed", "Free Valley Front", "b"), "conflict"),
        (statement("unclaimed", None, moves=frozenset(("early",))), statement("claimed", "Free Valley Front", "b"), "update"),
        (statement("unclaimed", None), statement("blamed", "Free Valley Front", "b"), "agree"),
        (statement("blamed", "gunmen", folded="militants"), statement("blamed", "Ashfall League", "b"), "agree"),
        (statement("denied", "Free Valley Front"), statement("blamed", "Ashfall League", "b"), "agree"),
    ],
)
def test_who_did_it(a: Reading, b: Reading, expected: str) -> None:
    r = stances.relate(a, b)
    assert r.name == expected, r.reason
    assert r == stances.relate(b, a)


def test_towns_that_neither_report_knows_of_the_other_are_two_places() -> None:
    a = reading(12, 12, site=("lantri", "Lantri"), named=frozenset(("lantri",)))
    b = reading(30, 30, "b", site=("norwell", "Norwell"), named=frozenset(("norwell",)))
    assert relations.relate(a, b).name == "different_event"
    assert relations.relate(a, b.but(named=frozenset(("norwell", "lantri")))).name == "conflict"


def test_a_few_of_one_trade_or_family_are_some_of_the_people() -> None:
    some, all_ = reading(3, 3, narrow="brothers"), reading(12, 12, "b")
    assert relations.relate(some, all_).name == "part"
    assert relations.relate(some, all_.but(narrow="brothers")).name == "conflict"
    assert relations.relate(some.but(quantity=Quantity(14, 14)), all_).name == "impossible"
    assert relations.relate(some, all_.but(subject="civilians")).name == "part"


def test_people_who_die_one_by_one_of_no_told_act_are_no_toll_of_one_event() -> None:
    a, b = reading(2, 2, how="sum"), reading(1, 1, report="b")
    assert relations.relate(a, b).name == "different_event"
    assert relations.relate(a.but(what="shooting"), b.but(what="shooting")).name == "conflict"


def test_bodies_found_days_later_add_to_the_toll_of_the_day() -> None:
    day = reading(7, 7, start="2023-05-09", end="2023-05-09")
    later = {"scope": "added", "start": "2023-05-12", "end": "2023-05-12", "moment": "2023-05-12"}
    assert relations.relate(day, reading(3, 3, "b", **later)).name == "increment"
    assert relations.relate(day, reading(3, 3, "b", **(later | {"scope": "total"}))).name == "different_event"


def test_jets_or_shells_on_one_target_is_the_dispute_itself_and_on_two_are_two_acts() -> None:
    jets = {"acts": frozenset(("air strikes",)), "told": frozenset(("market",)), "said_by": ("witnesses",)}
    shells = {"acts": frozenset(("rockets and shells",)), "told": frozenset(("market",)), "said_by": ("the army",)}
    a, b = statement("blamed", "Free Valley Front", **jets), statement("blamed", "Ashfall League", "b", **shells)
    assert stances.relate(a, b).name == "conflict"
    assert stances.relate(a, b.but(told=frozenset(("bridge",)))).name == "different_event"
    assert stances.relate(a, b.but(main=False)).name == "different_event"


def test_two_groups_that_claim_one_ambush_contradict_each_other() -> None:
    ambush = {"what": "clash", "outright": True}
    a, b = statement("claimed", "Free Valley Front", **ambush), statement("claimed", "Ashfall League", "b", **ambush)
    assert stances.relate(a, b).name == "conflict"
    assert stances.relate(a, b.but(stance="blamed")).name == "different_event"


def test_what_nature_does_is_no_attack() -> None:
    a, b = reading(22, 22, what="landslide"), reading(5, 5, "b", what="air strike")
    found = relations.relate(a, b)
    assert found.name == "different_event" and "a landslide" in found.reason
    assert relations.relate(a, b.but(what="collapse")).name == "conflict"


def test_a_village_is_a_part_of_the_land_a_storm_goes_over_but_the_very_place_of_a_blast() -> None:
    land = reading(70, 70, what="storm", site=("amberi", "Amberi"), named=frozenset(("amberi",)))
    village = reading(9, 9, "b", what="storm", site=("nokko", "Nokko"), holder="amberi", named=frozenset(("nokko", "amberi")))
    assert relations.relate(land, village).name == "part"
    assert relations.relate(land.but(what="bombing"), village.but(what="bombing")).name == "conflict"
    assert relations.relate(land.but(named=frozenset(("amberi", "nokko"))), village).name == "conflict"


def test_counts_of_one_day_are_dated_alike_though_one_report_gives_no_date() -> None:
    fired = {"measure": "fired", "kind": "munitions", "subject": "rockets"}
    told = reading(50, 50, start="2023-05-09", end="2023-05-09", moment="2023-05-09", **fired)
    undated = reading(15, 15, "b", start="2023-05-07", end="2023-05-09", moment="2023-05-09", **fired)
    assert relations.relate(told, undated).name == "conflict"
    other = undated.but(start="2023-05-08", end="2023-05-10", moment="2023-05-10")
    assert relations.relate(told, other).name == "different_event"


def test_a_place_of_a_land_is_a_part_where_the_land_is_counted_all_over_and_else_a_sharper_word() -> None:
    land, village = reading(40, 40, places=("zamar", "orvan")), reading(11, 11, "b", places=("pel", "zamar", "orvan"))
    assert relations.relate(land.but(spread=frozenset(["many"])), village).name == "part"
    assert (
        relations.relate(land.but(kind="munitions", measure="fired"), village.but(kind="munitions", measure="fired")).name
        == "part"
    )
    assert relations.relate(land, village).name == "conflict"
    assert relations.relate(land.but(spread=frozenset(["many"])), village.but(quantity=Quantity(60, 60))).name == "conflict"


def test_figures_of_two_towns_or_two_provinces_are_of_two_events_and_not_of_a_rising_toll() -> None:
    a = reading(10, 10, spots=((), (("pel", "Pell"),), (), ()), said_by=("medics",))
    b = reading(6, 6, "b", spots=((), (("tarmak", "Tarmak"),), (), ()), said_by=("medics",))
    assert relations.relate(a, b, Context(raised=True)).name == "different_event"
    assert relations.relate(a, b.but(quantity=Quantity(10, 10))).name == "agree"


def test_rockets_of_two_named_days_are_two_salvos_and_those_of_a_night_may_be_one() -> None:
    a = reading(60, 60, kind="munitions", measure="fired", start=DAY, end=DAY, said_by=("the army",))
    b = reading(25, 25, "b", kind="munitions", measure="fired", start=NEXT, end=NEXT, moment=NEXT, said_by=("the army",))
    assert relations.relate(a, b).name == "different_event"
    assert relations.relate(a, b.but(start=DAY)).name == "correction"


def test_hours_of_one_day_tell_which_figure_is_the_later_one() -> None:
    noon, night = reading(4, 4, hour=12), reading(11, 11, "b", hour=21)
    assert relations.relate(noon, night).name == "update"
    assert relations.relate(noon, night.but(hour=None)).name == "update"  # "by noon" is early for a whole day
    assert relations.relate(noon.but(quantity=Quantity(40, 40)), night.but(hour=None)).name == "conflict"


def test_a_toll_that_was_revised_moved_the_way_the_figures_say() -> None:
    a, b = reading(54, 54, said_by=("Red Lantern",)), reading(38, 38, "b", moment=LATER, said_by=("the army",))
    assert relations.relate(a, b).name == "conflict"
    assert relations.relate(a, b.but(moves=frozenset(["revised"]))).name == "correction"
    assert relations.relate(a.but(moment=LATER, moves=frozenset(["revised"])), b.but(moment=DAY)).name == "update"


def test_a_report_that_gives_a_figure_as_a_part_of_its_own_does_not_contradict_it() -> None:
    assert relations.relate(reading(18, 18), reading(6, 6, "b"), Context(carried=True)).name == "part"


def test_soldiers_are_no_jihadists() -> None:
    a, b = (
        reading(None, report=k, stance="blamed", actor=who, folded=who, outright=True)
        for k, who in (("a", "valley soldiers"), ("b", "jihadist fighters"))
    )
    assert stances.relate(a, b).name == "conflict"


def test_a_part_of_another_whole_is_no_impossible_part() -> None:
    part = reading(12, 12, scope="part", whole=Quantity(19, 19))
    assert relations.relate(part, reading(7, 7, "b")).name == "part"
    assert relations.relate(part.but(whole=None), reading(7, 7, "b")).name == "impossible"


def test_the_attacker_counted_in_or_left_out_is_no_conflict() -> None:
    """ "Five people, including the gunman" beside "four victims", and beside "four; the gunman died, too"."""
    inside, apart = reading(5, 5, attackers=1, within=True), reading(4, 4, "b", attackers=1)
    assert relations.relate(inside, reading(4, 4, "b")).name == "part"
    assert relations.relate(inside, apart).name == "agree"
    assert relations.relate(inside, reading(3, 3, "b")).name == "conflict"
    assert relations.relate(reading(5, 5), reading(4, 4, "b")).name == "conflict"


def test_what_nature_did_in_two_lands_is_two_counts_and_in_a_town_of_one_land_a_part() -> None:
    def storm(n: int, k: str, *lands: str, **more: object) -> Reading:
        return reading(n, n, k, what="storm", places=lands, **more)

    two = [
        storm(34, "a", "hond", spots=((), (), (), (("hond", "Hond"),))),
        storm(7, "b", "guat", spots=((), (), (), (("guat", "Guat"),))),
    ]
    assert relations.relate(*two).name == "different_event"
    assert relations.relate(storm(44, "a", "nepal"), storm(16, "b", "ilam", "nepal")).name == "part"


def test_a_name_with_who_it_is_is_the_name() -> None:
    a, b = (
        reading(None, report=k, stance="claimed", actor=who, folded=who)
        for k, who in (("a", "JNQM"), ("b", "al Qaeda affiliate JNQM"))
    )
    assert stances.relate(a, b).name == "agree"


def test_two_hours_of_one_day_are_two_events() -> None:
    a, b = (reading(n, n, r, start=DAY, end=DAY, struck=h) for n, r, h in ((3, "a", 9), (9, "b", 19)))
    assert relations.relate(a, b).name == "different_event"
    assert relations.relate(a, b.but(struck=11)).name == "conflict"


def test_rockets_of_two_lands_are_two_counts() -> None:
    a, b = (
        reading(n, n, r, kind="munitions", measure="fired", subject="rockets", ground=Ground(origin=o), start=DAY, end=DAY)
        for n, r, o in ((4, "a", ("labanun",)), (80, "b", ("palastinian",)))
    )
    assert relations.relate(a, b).name == "different_event"


def test_a_town_of_a_named_region_is_a_part_of_what_strikes_the_region() -> None:
    big = reading(210, None, what="earthquake", ground=Ground(regions=frozenset(["valduri"])))
    small = reading(64, 64, "b", what="earthquake", site=("purt laskar", "Port Lasker"), holder="valduri")
    assert relations.relate(big, small).name == "part"


def test_an_ally_of_who_claims_an_act_is_another_actor() -> None:
    said = {"kind": "responsibility", "measure": "responsibility", "outright": True, "said_by": ("army",)}
    a = reading(None, report="a", stance="blamed", actor="Hamas", folded="Hamas", **said)
    b = reading(None, report="b", stance="claimed", actor="Islamic Jihad", folded="Palestinian Islamic Jihad", **said)
    assert stances.relate(a, b).name == "conflict"
    assert stances.relate(a, b.but(stance="blamed")).name == "agree"


@pytest.mark.parametrize(
    ("blamed", "relation"),
    [("foreign elements", "agree"), ("unknown gunmen", "agree"), ("Hamas gunmen", "denial"), ("Hamas", "denial")],
)
def test_who_blames_somebody_not_named_does_not_accuse_whoever_denies(blamed: str, relation: str) -> None:
    said = {"kind": "responsibility", "measure": "responsibility", "outright": True}
    a = reading(None, report="a", stance="blamed", actor=blamed, folded=actors.fold(blamed), said_by=("minister",), **said)
    b = reading(None, report="b", stance="denied", actor="Hamas", folded="Hamas", said_by=("Hamas",), **said)
    assert stances.relate(a, b).name == relation
    assert stances.accuses(a, b) == (relation == "denial")


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (Quantity(18, 18), Quantity(31, 31), "13 apart, 42% of the larger figure"),
        (Quantity(34, 34), Quantity(37, 37, True), "about 3 apart, 8% of the larger figure"),
        (Quantity(20, 20), Quantity(45, None), "at least 25 apart, 56% of the larger figure"),
        (Quantity(5, 8), Quantity(12, 12), "at least 4 apart, 33% of the larger figure"),
        (Quantity(None, 20), Quantity(30, 30), "at least 10 apart, 33% of the larger figure"),
        (Quantity(0, 0), Quantity(7, 7), "7 apart, 100% of the larger figure"),
        (Quantity(3000, 3000), Quantity(3004, 3004), "4 apart, under 1% of the larger figure"),
        (Quantity(1, 1), Quantity(1200, 1200), "1,199 apart, over 99% of the larger figure"),
    ],
)
def test_a_gap_is_told_between_the_figures_as_they_are_stated(a: Quantity, b: Quantity, words: str) -> None:
    assert intervals.apart_in_words(a, b) == intervals.apart_in_words(b, a) == words
    found = relations.relate(reading(None, quantity=a), reading(None, report="b", quantity=b))
    assert found.name != "conflict" or found.reason.endswith(f"both cannot hold; they are {words}.")


def test_one_blow_of_several_is_a_part() -> None:
    both, one = reading(19, 19, spread=frozenset({"several blows"})), reading(7, 7, "b", spread=frozenset({"one blow"}))
    assert relations.relate(both, one).name == "part"
    assert relations.relate(both, one.but(spread=frozenset())).name == "conflict"


@pytest.mark.parametrize(
    ("big", "small"),
    [
        (
            "The quake killed 5,100 people in Turkey and Syria.",
            "Syria's health ministry said 812 people had died in the country.",
        ),
        ("A gunman killed 49 people at two mosques.", "A gunman killed 41 people at the Noor mosque."),
        ("Raiders killed 30 people in the villages of Oba, Lere and Tando.", "In Lere, raiders killed 11 people."),
        ("Police arrested 212 people across the country.", "In the capital, Velmar, police arrested 85 people."),
    ],
)
def test_one_of_several_places_or_sites_is_a_part(big: str, small: str) -> None:
    a, b = (
        reading(n, n, r, ground=grounds.read(text), spread=sentence_places.spread(text))
        for n, r, text in ((300, "a", big), (40, "b", small))
    )
    assert relations.relate(a, b).name == "part"


def test_two_storms_are_two_events() -> None:
    a, b = (
        reading(n, n, r, ground=Ground(called=frozenset({("storms", s)}))) for n, r, s in ((18, "a", "mir"), (230, "b", "bal"))
    )
    assert relations.relate(a, b).name == "different_event"


def test_two_ships_are_two_events_whatever_their_figures() -> None:
    texts = ("six were missing after the tanker Ilka Marin sank", "the tanker Baltic Rose went down with six missing")
    a, b = (reading(6, 6, r, ground=grounds.read(t)) for r, t in zip("ab", texts, strict=True))
    assert relations.relate(a, b).name == "different_event"


def test_days_joined_are_no_places() -> None:
    assert not grounds.read("Nine people died on Monday and Tuesday.").listed


def test_towns_of_one_name_in_two_lands_are_two_places() -> None:
    a = reading(3, 3, places=("birmingam", "alabam", "unitad statas"), spots=((), (), (("alabam", "Alabama"),), ()))
    b = reading(2, 2, "b", places=("birmingam", "unitad kingdum"), spots=((), (), (), (("unitad kingdum", "England"),)))
    assert relations.relate(a.but(quantity=Quantity(30, 30)), b).name == "different_event"


def test_all_who_died_somewhere_on_a_day_are_more_than_those_of_one_act() -> None:
    shelling = reading(10, 10, acts=frozenset({"ground"}), what="shelling")
    in_all = reading(53, 53, "b", spread=frozenset({"in all"}))
    assert relations.relate(shelling, in_all).name == "part"
    assert relations.relate(shelling, in_all.but(acts=frozenset({"ground"}), what="shelling")).name == "conflict"


@pytest.mark.parametrize(
    ("told", "expect"),
    [
        ({"measure": "injured"}, "update"),
        ({"measure": "missing"}, "update"),
        ({"what": "earthquake"}, "update"),
        ({"what": "air strike"}, "conflict"),
    ],
)
def test_the_next_days_higher_figure_of_what_is_still_counted_is_later_news(told: dict[str, str], expect: str) -> None:
    first = reading(40, 40, said_by=("mayor",), start=DAY, end=DAY, **told)
    second = reading(72, 72, "b", said_by=("Red Cross",), start=DAY, end=DAY, moment=NEXT, published=NEXT, **told)
    assert relations.relate(first, second).name == expect


def test_some_days_of_a_stretch_are_a_part_of_it() -> None:
    known = {"moment": LATER, "end": LATER}
    whole, day = reading(300, 300, start=DAY, stretch=True, **known), reading(47, 47, "b", start=LATER, **known)
    assert relations.relate(whole, day).name == "part"
    assert relations.relate(whole.but(quantity=Quantity(30, 30)), day).name == "impossible"
    assert relations.relate(whole.but(stretch=False), day).name == "conflict"
    began = day.but(start=DAY, end=DAY)  # "since Tuesday's blast"
    assert relations.relate(whole, began).name == "conflict"


@pytest.mark.parametrize(
    ("sentence", "start", "expect"),
    [
        ("Raids have killed 60 people since Tuesday.", "2023-05-09", True),
        ("Gangs killed 60 people from 6 to 13 May.", "2023-05-06", True),
        ("Five days into the offensive, 60 people have died.", "2023-05-08", True),
        ("Roadside bombs killed 60 people this month.", "2023-05-01", True),
        ("A bombing this month killed 60 people.", "2023-05-01", False),
        ("The raid over the weekend killed 60 people.", "2023-05-06", False),
    ],
)
def test_what_is_counted_over_all_its_days(sentence: str, start: str, expect: bool) -> None:
    found = times.find(sentence, date(2023, 5, 13))
    assert stretches.counted(sentence, date(2023, 5, 13), start, str(found[0].last)) is expect


def test_more_of_one_class_than_of_people_in_all_is_impossible() -> None:
    children, people = reading(39, 39, subject="children"), reading(27, 27, "b")
    assert relations.relate(children, people).name == "impossible"
    civilians = children.but(subject="civilians")  # which may be a word for all of them
    assert relations.relate(civilians, people).name == "conflict"
    assert relations.relate(civilians, people.but(spread=frozenset({"in all"}))).name == "impossible"


def test_a_province_and_a_country_of_one_place_are_no_two_lands() -> None:
    a = reading(30, 30, places=("oba", "lere"), spots=((("oba", "Oba"),), (), (("lere", "Lere"),), ()))
    b = reading(12, 12, "b", places=("oba", "mali"), spots=((("oba", "Oba"),), (), (), (("mali", "Mali"),)))
    assert relations.relate(a, b).name == "conflict"


@pytest.mark.parametrize(("what", "expected"), [("crash", "different_event"), ("air strike", "conflict")])
def test_an_accident_happens_in_one_country(what: str, expected: str) -> None:
    a = reading(44, 44, what=what, spots=((), (), (), (("paru", "Peru"),)))
    b = reading(12, 12, "b", what=what, spots=((), (), (), (("bulivi", "Bolivia"),)))
    assert relations.relate(a, b).name == expected


@pytest.mark.parametrize(
    "told",
    [
        "Floods killed 22 people across the Sund prefecture, to which Asaro belongs.",
        "Air raids across Sund province, including one on Asaro, killed 22 people.",
        "Police said 22 people were killed in the whole of the Sund valley, including the village of Asaro.",
        "Clashes killed 22 people in northern Sund State, where Asaro lies.",
    ],
)
def test_what_is_counted_over_a_land_holds_what_is_counted_in_a_place_of_it(told: str) -> None:
    a = reading(14, 14, site=("asaru", "Asaro"))
    b = reading(22, 22, "b", site=("sund", "Sund"), named=frozenset(("asaru",)), ground=grounds.read(told))
    assert relations.relate(a, b).name == "part"


def test_more_in_a_place_than_in_the_land_that_is_said_to_hold_it_is_impossible() -> None:
    a = reading(64, 64, site=("asaru", "Asaro"))
    told = "Shelling killed 40 people in all of Sund, including the hard-hit district of Asaro."
    b = reading(40, 40, "b", site=("sund", "Sund"), named=frozenset(("asaru",)), ground=grounds.read(told))
    assert relations.relate(a, b).name == "impossible"
    someone = grounds.read("Five people, including the gunman in Asaro, were killed.")
    assert relations.relate(reading(3, 3, site=("asaru", "Asaro")), reading(5, 5, "b", ground=someone)).name == "conflict"


@pytest.mark.parametrize(("spread", "expected"), [(("overnight",), "conflict"), ((), "different_event")])
def test_a_night_has_two_dates(spread: tuple[str, ...], expected: str) -> None:
    a = reading(24, 24, kind="munitions", measure="fired", start="2021-06-15", end="2021-06-16", spread=frozenset(spread))
    b = reading(30, 30, "b", kind="munitions", measure="fired", start="2021-06-16", end="2021-06-16")
    assert relations.relate(a, b).name == expected


@pytest.mark.parametrize(
    ("told", "what", "expected"),
    [
        ("Floods killed 14 people in Peru's Sund district.", "flood", "part"),
        ("Floods killed 14 people in the Sund district of Peru.", "flood", "part"),
        ("The heatwave has killed 14 people in the Peruvian state of Sund.", "heat", "part"),
        ("A blast killed 14 people in Peru's Sund district.", "bombing", "conflict"),
        ("Floods killed 14 people in Peru.", "flood", "conflict"),
    ],
)
def test_a_district_that_no_list_has_is_a_part_of_its_land(told: str, what: str, expected: str) -> None:
    land = ((), (), (), (("paru", "Peru"),))
    a = reading(14, 14, what=what, spots=land, ground=grounds.read(told))
    b = reading(40, 40, "b", what=what, spots=land, ground=grounds.read("It killed 40 people in Peru."))
    assert relations.relate(a, b).name == expected


def test_two_figures_below_what_each_report_says_in_all_contradict_nobody() -> None:
    a, b = (reading(n, n, r, scope="part", inferred=True) for n, r in ((2, "a"), (3, "b")))
    assert relations.relate(a, b).name == "part"
    assert relations.relate(a, b.but(inferred=False)).name == "conflict"


def test_two_copies_that_give_both_a_part_and_the_whole_are_copies() -> None:
    a, b = reading(2, 2, scope="part"), reading(4, 4, "b")
    assert relations.relate(a, b, Context(same_text=True, both=True)).name == "copy"
    assert relations.relate(a, b).name == "part"


def test_a_range_of_some_trade_that_holds_the_figure_is_of_the_same_people() -> None:
    assert relations.relate(reading(15, 20, narrow="farmers"), reading(18, 18, "b")).name == "agree"
    assert relations.relate(reading(15, 20, narrow="farmers"), reading(40, 40, "b")).name == "part"


def test_what_one_house_counts_is_a_part() -> None:
    from claims.extraction import understand
    from claims.records import Report

    texts = (
        "This hospital is treating 22 people injured in the crash.",
        "The hospital is treating 22 people injured in the crash.",
    )
    assert [a.claims[0].scope for a in understand([Report(str(n), t) for n, t in enumerate(texts)])] == ["part", "total"]


def test_two_accounts_of_one_ambush_name_two_authors_and_of_a_battle_two_sides() -> None:
    told = {"what": "clash", "main": True, "outright": False, "told": frozenset(("ambush", "truck"))}
    a = statement("blamed", "Dale gang", said_by=("governor",), **told)
    b = statement("blamed", "Hill gang", report="b", said_by=("prosecutors",), **told)
    assert stances.relate(a, b).name == "conflict"
    fought = frozenset(("truck",))
    assert stances.relate(a.but(told=fought), b.but(told=fought)).name == "different_event"


def test_revised_down_anywhere_in_its_sentence_corrects() -> None:
    from index.readings import _corrects

    assert "revised" in _corrects(
        "The ministry revised down its losses in Wednesday's battle, saying 17 soldiers were killed.", ""
    )

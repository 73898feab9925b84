"""Line-ups of whole reports: what stands side by side, the verdict, and that order changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks import pairs
from claims.records import Account, Claim, Event, Quantity, Report, Toll
from index import lineups
from index.edges import Edges
from index.lineups import LineUp

SAID = Report("r", "")


def account(
    report: str, *claims: tuple[int | None, int | None, dict[str, object]], published: str = "2023-05-09", text: str = ""
) -> Account:
    event = Event(f"{report}#e0", "bombing", "Kelvara", start="2023-05-09", end="2023-05-09", main=True)
    made = []
    for n, (low, high, more) in enumerate(claims):
        given = {"kind": "casualties", "measure": "killed", "subject": "people", "quantity": Quantity(low, high)} | more
        made.append(Claim(id=f"{report}c{n}", report=report, quote="", start=n, end=n, event=event, **given))  # type: ignore[arg-type]
    return Account(
        Report(report, text or f"{report} tells it in its own words.", report.upper(), published), tuple(made), (event,)
    )


def build(*accounts: Account) -> list[LineUp]:
    return lineups.build([tuple(e.id for a in accounts for e in a.events)], {a.report.id: a for a in accounts})


def test_whole_tolls_stand_side_by_side_and_classes_have_their_own_line_up() -> None:
    found = build(
        account("a", (20, 20, {}), (8, 8, {"subject": "children", "scope": "part"})),
        account("b", (34, 34, {}), (8, 8, {"subject": "children", "scope": "part"})),
    )
    assert [(x.subject, x.verdict) for x in found] == [("people", "disagreement"), ("children", "agreement")]
    assert found[0].question == "How many people were killed in the bombing in Kelvara on 9 May 2023?"
    assert found[0].out()["pairs"][0]["relation"] == "conflict"
    assert found[0].out()["sides"] == [[0], [1]]


def test_one_outlets_two_days_are_no_disagreement_on_their_own_and_one_beside_another_outlets() -> None:
    first = account("a", (18, 18, {"said_by": ("ministry",)}))
    second = account("b", (12, 12, {"said_by": ("monitor",)}), published="2023-05-10")
    second = replace(second, report=replace(second.report, source=first.report.source))
    (line,) = build(first, second)
    assert line.verdict != "disagreement"
    assert "one outlet on two days" in line.pairs[0][2].reason
    (line,) = build(first, second, account("c", (31, 31, {"said_by": ("army",)})))
    assert line.verdict == "disagreement"
    assert {r.name for _, _, r in line.pairs} == {"conflict"}


def test_figures_contradict_each_other_only_where_their_events_are_more_likely_one_than_two() -> None:
    told = [account("a", (20, 20, {})), account("b", (34, 34, {})), account("c", (20, 20, {}))]
    group, accounts = tuple(a.events[0].id for a in told), {a.report.id: a for a in told}

    def line(*edges: tuple[str, str, float]) -> LineUp:
        (found,) = lineups.build([group], accounts, Edges.of(edges).chance())
        return found

    weak = line(("a#e0", "b#e0", 0.4), ("a#e0", "c#e0", 0.9), ("b#e0", "c#e0", 0.4))
    assert weak.verdict != "disagreement"
    assert {r.name for _, _, r in weak.pairs} == {"agree", "different_event"} and "no contradiction" in weak.pairs[0][2].reason
    strong = line(("b#e0", "a#e0", 0.6), ("a#e0", "c#e0", 0.9))
    assert strong.verdict == "disagreement" and sum(r.name == "conflict" for _, _, r in strong.pairs) == 2
    (known,) = lineups.build([group], accounts)  # put together by an analyst
    assert known.verdict == "disagreement"


def test_a_denial_that_two_reports_with_a_voice_each_speak_against_is_a_disagreement() -> None:
    def says(report: str, stance: str, by: str) -> Account:
        given = {"kind": "responsibility", "measure": stance, "subject": "", "actor": "Free Valley Front", "said_by": (by,)}
        return account(report, (None, None, given))

    told = says("a", "blamed", "mayor"), says("b", "denied", "Free Valley Front"), says("c", "blamed", "Red Lantern")
    (line,) = build(*told)
    assert line.verdict == "disagreement" and "2 independent voices" in line.explanation
    (line,) = build(*told[:2])
    assert line.verdict == "loose"
    (line,) = build(*told[:2], says("c", "blamed", "the mayor"))  # one voice, quoted twice
    assert line.verdict == "loose"


def test_arrests_of_two_nights_are_two_counts() -> None:
    arrests = {"measure": "captured"}
    a, b = account("a", (47, 47, arrests)), account("b", (6, 6, arrests), published="2023-05-10")
    later = replace(b.events[0], start="2023-05-09", end="2023-05-10")
    b = replace(b, events=(later,), claims=tuple(replace(c, event=later) for c in b.claims))
    (line,) = build(a, b)
    assert [r.name for _, _, r in line.pairs] == ["different_event"]
    assert (
        line.verdict == "single" and "No two independent reports" in line.explanation
    )  # two counts that do not compare agree in nothing
    (line,) = build(a, account("b", (6, 6, arrests)))
    assert [r.name for _, _, r in line.pairs] == ["conflict"]


def test_one_figure_told_twice_is_one_reading_with_both_claims() -> None:
    (line,) = build(account("a", (31, None, {}), (32, 32, {"said_by": ("police",)})), account("b", (32, 32, {})))
    assert [r.claims for r in line.readings] == [("ac0", "ac1"), ("bc0",)]
    assert line.readings[0].quantity == Quantity(32, 32)
    assert line.verdict == "agreement"


def test_claims_of_one_place_in_a_text_keep_one_order_in_every_process() -> None:
    told = account("a", *((20, 20, {}) for _ in range(9)))
    one_spot = replace(told, claims=tuple(replace(c, start=0, end=0) for c in told.claims))
    (line,) = build(one_spot, account("b", (20, 20, {})))
    assert line.readings[0].claims == tuple(f"ac{n}" for n in range(9))


def test_one_report_alone_and_copies_of_one_text_are_single() -> None:
    text = "Police said the blast tore through the market of Kelvara at noon and that rescuers searched the rubble until the evening while families waited outside the hospital for news."
    (line,) = build(account("a", (9, 9, {}), text=text), account("b", (9, 9, {}), text=text, published="2023-05-10"))
    assert (line.verdict, line.reports, line.independent_reports) == ("single", 2, 1)
    assert [r.copy_of for r in line.readings] == [None, "a"]
    assert line.pairs[0][2].name == "copy"


def test_a_changed_figure_in_one_text_is_always_shown() -> None:
    text = "Police said the blast tore through the market of Kelvara at noon, killing {}, and that rescuers searched the rubble until the evening while families waited outside the hospital for news."
    (line,) = build(account("a", (9, 9, {}), text=text.format(9)), account("b", (19, 19, {}), text=text.format(19)))
    assert (line.pairs[0][2].name, line.verdict) == ("altered_copy", "disagreement")


def test_a_report_that_quotes_two_sides_disagrees_with_nobody() -> None:
    two = account("a", (50, 50, {"said_by": ("Red Lantern",)}), (18, 18, {"said_by": ("the army",)}))
    (line,) = build(two, account("b", (18, 18, {"said_by": ("the army",)})))
    assert {r.name for _, _, r in line.pairs} == {"agree", "dispute"}
    assert line.verdict == "agreement"


def test_who_quotes_a_voice_with_a_figure_that_another_report_has_unsigned_does_not_disagree_with_it() -> None:
    two = account("a", (50, 50, {"said_by": ("Red Lantern",)}), (18, 18, {"said_by": ("the army",)}))
    (line,) = build(two, account("b", (18, 18, {})))
    assert line.verdict == "agreement"
    (line,) = build(two, account("b", (33, 33, {})))
    assert line.verdict == "disagreement"


def test_one_named_victim_is_no_whole_that_a_part_could_exceed() -> None:
    some, few = account("a", (9, 9, {"scope": "part"})), account("c", (4, 4, {}))
    named, counted = account("b", (1, 1, {"person": 7})), account("b", (1, 1, {}))  # "the mayor was killed", "killing one"
    (line,) = build(some, named)
    assert [r.name for _, _, r in line.pairs] == ["part"]
    for whole in (counted, few):
        (line,) = build(some, whole)
        assert [r.name for _, _, r in line.pairs] == ["impossible"]


def test_what_one_report_tells_as_two_voices_figures_is_no_rise_within_the_day() -> None:
    voice = {"said_by": ("the Red Lantern",)}
    rising = [account("a", (10, 10, voice)), account("b", (31, 31, voice))]  # one voice raised its toll that day
    others = [account("c", (10, 10, voice)), account("d", (8, 8, {"said_by": ("Hill Monitor",)}))]
    (line,) = build(*rising, *others)
    assert "update" in {r.name for i, j, r in line.pairs if {line.readings[i].report, line.readings[j].report} == {"c", "d"}}
    (line,) = build(*rising, *others, account("e", (10, 10, voice), (8, 8, {"said_by": ("Hill Monitor",)})))
    assert {r.name for i, j, r in line.pairs if {line.readings[i].report, line.readings[j].report} == {"c", "d"}} <= {
        "conflict",
        "dispute",
    }


def test_a_report_that_names_both_actors_contradicts_neither() -> None:
    def who(report: str, *actors: str) -> Account:
        blamed = {"kind": "responsibility", "measure": "blamed", "quantity": Quantity(), "subject": ""}
        made = account(report, *((None, None, blamed | {"actor": a}) for a in actors))
        return replace(made, claims=tuple(replace(c, quote="blamed for the bombing") for c in made.claims))

    (line,) = build(who("a", "Free Valley Front", "Ashfall League"), who("b", "Ashfall League"))
    assert {r.name for _, _, r in line.pairs} == {"agree"}
    (line,) = build(who("a", "Free Valley Front"), who("b", "Ashfall League"))
    assert {r.name for _, _, r in line.pairs} == {"conflict"}


def test_a_sum_of_parts_is_a_reading_of_its_own() -> None:
    parts = account("a", (2, 2, {"subject": "soldiers"}), (3, 3, {"subject": "civilians"}))
    whole = Toll("a", parts.events[0], "killed", "people", Quantity(5, 5), (), "sum", ("ac0", "ac1"))
    found = build(Account(parts.report, parts.claims, parts.events, (whole,)), account("b", (5, 5, {})))
    (line,) = [x for x in found if x.subject == "people"]
    assert [(r.how, r.quantity.low) for r in line.readings] == [("sum", 5), ("stated", 5)]
    assert line.verdict == "agreement"


def test_members_of_a_sum_do_not_stand_beside_the_wholes_of_others() -> None:
    two = account("a", (1, 1, {}), (2, 2, {}))
    sum_ = Toll("a", two.events[0], "killed", "people", Quantity(3, 3), (), "sum", ("ac0", "ac1"))
    (line,) = build(Account(two.report, two.claims, two.events, (sum_,)), account("b", (3, 3, {})))
    assert [(r.how, r.quantity.low) for r in line.readings] == [("sum", 3), ("stated", 3)]
    assert line.verdict == "agreement"


def test_the_order_of_reports_changes_nothing() -> None:
    accounts = [account(k, (n, n, {})) for k, n in zip("abcdef", (9, 9, 20, 21, 9, 40), strict=True)]
    first = [x.out() for x in build(*accounts)]
    for seed in range(5):
        random.Random(seed).shuffle(accounts)
        assert [x.out() for x in build(*accounts)] == first


def test_larger_gaps_and_better_supported_sides_come_first() -> None:
    small = build(account("a", (20, 20, {})), account("b", (25, 25, {})))[0]
    large = build(account("a", (20, 20, {})), account("b", (60, 60, {})))[0]
    backed = build(
        account("a", (20, 20, {})), account("b", (20, 20, {})), account("c", (60, 60, {})), account("d", (60, 60, {}))
    )[0]
    assert small.severity < large.severity < backed.severity


def test_above_200_readings_one_pair_stands_for_each_two_sides() -> None:
    (line,) = build(*(account(f"r{n:03}", (10 if n % 2 else 90, 10 if n % 2 else 90, {})) for n in range(210)))
    assert len(line.sides) == 2
    assert len(line.pairs) == 1
    assert line.verdict == "disagreement"


def test_the_pairs_of_reports_through_the_whole_pipeline() -> None:
    outcomes = pairs.of_reports(pairs.rows())
    assert [o for o in outcomes if o.false_conflict] == []
    wrong = [(o.id, o.expect, o.got, o.reason) for o in outcomes if not o.right]
    assert len(wrong) <= 0.03 * len(outcomes), wrong


def statements(report: str, *told: tuple[str, str, tuple[str, ...]]) -> Account:
    made = account(
        report,
        *(
            (
                None,
                None,
                {"kind": "responsibility", "measure": m, "quantity": Quantity(), "subject": "", "actor": a, "said_by": s},
            )
            for m, a, s in told
        ),
    )
    return replace(made, claims=tuple(replace(c, quote="blamed for the bombing") for c in made.claims))


def test_a_denial_is_no_agreement_and_no_disagreement_of_the_reports() -> None:
    (line,) = build(
        statements("a", ("blamed", "Free Valley Front", ("the mayor",))),
        statements("b", ("denied", "Free Valley Front", ("Free Valley Front",))),
    )
    assert (line.pairs[0][2].name, line.verdict) == ("denial", "loose")
    assert "denial" in line.explanation


def test_readings_that_agree_on_who_did_it_stand_on_one_side() -> None:
    (line,) = build(statements("a", ("blamed", "unknown gunmen", ())), statements("b", ("blamed", "Ashfall League", ())))
    assert line.pairs[0][2].name == "agree"
    assert len(line.sides) == 1


def test_a_disagreement_is_led_by_the_pair_least_in_doubt() -> None:
    line = build(
        account("a", (20, 20, {"said_by": ("Red Lantern",)})),
        account("b", (34, 34, {"said_by": ("the ministry",)})),
        account("c", (90, 90, {"subject": "civilians"})),
    )[0]
    assert "Red Lantern" in line.explanation and "the ministry" in line.explanation, line.explanation


def test_an_agreement_is_explained_by_two_readings_that_agree() -> None:
    found = build(
        account("a", (16, 16, {"subject": "civilians"})),
        account("b", (30, 30, {})),
        account("c", (30, 30, {})),
        account("d", (30, 30, {"said_by": ("police",)})),
    )
    (line,) = (x for x in found if x.subject == "people")
    assert line.verdict == "agreement" and "the same figure" in line.explanation


def test_each_speakers_one_class_is_his_whole_toll_where_another_counts_other_people() -> None:
    council, army = {"subject": "civilians", "said_by": ("council",)}, {"subject": "militants", "said_by": ("army",)}
    first = account("a", (47, 47, council), (14, 14, {**council, "subject": "children", "scope": "part"}), (30, 30, army))
    lines = {x.subject: x for x in build(first, account("b", (23, 23, {"said_by": ("monitor",)})))}
    assert [(r.report, r.quantity.low) for r in lines["people"].readings] == [("a", 47), ("a", 30), ("b", 23)]
    both = account("a", (47, 47, council), (30, 30, {**army, "said_by": ("council",)}))
    lines = {x.subject: x for x in build(both, account("b", (23, 23, {"said_by": ("monitor",)})))}
    assert "people" not in lines or all(r.report == "b" for r in lines["people"].readings), (
        "of one speaker's two classes none is the whole"
    )

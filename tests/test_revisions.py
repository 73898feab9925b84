"""Which words of a text say that a toll moved: how far from its figure they may stand, and which say nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import pairs

MONDAY, TUESDAY, THURSDAY = "2024-03-04", "2024-03-05", "2024-03-07"


def relation(measure: str, a: str, b: str, days: tuple[str, str]) -> str:
    two: dict[str, Any] = {
        k: {"source": f"{k} Post", "published": day, "text": text} for k, text, day in (("a", a, days[0]), ("b", b, days[1]))
    }
    (outcome,) = pairs.of_reports([{"id": "p", "measure": measure, "expect": "", **two}])
    return outcome.got


FIRE = "A fire at a hotel in Tarnish on Monday killed {} guests, the fire service said{}."
CREWS = "The mayor said that {} guests were killed in Monday's fire at a hotel in Tarnish{}."
RAID = "Residents said raiders had abducted {} villagers from Ombo on Monday."
JETS = "Rebels launched {} drones at the port of Sabar on Monday, a harbour official said{}."
QUAKE = "Sunday's earthquake in Tarnish killed {} people, {}."


@pytest.mark.parametrize(
    ("measure", "a", "b", "days", "expected"),
    [
        ("killed", FIRE.format(31, ""), CREWS.format(26, ", after DNA tests on what was found"), (TUESDAY, THURSDAY), "correction"),
        # early words at the end of a long sentence
        (
            "killed",
            "Six bodies had been brought to the only morgue of the town of Tarnish so far after a fire at a hotel on Monday, a nurse said.",
            CREWS.format(19, ""),
            (f"{MONDAY}T12:00:00Z", f"{MONDAY}T21:00:00Z"),
            "update",
        ),
        ("killed", FIRE.format(6, " in a first count"), CREWS.format(19, ""), (TUESDAY, TUESDAY), "update"),
        ("killed", FIRE.format(6, ", the worst so far this year"), CREWS.format(19, ""), (TUESDAY, TUESDAY), "conflict"),
        ("killed", FIRE.format(6, ""), CREWS.format(19, ""), (TUESDAY, TUESDAY), "conflict"),
        # by how many a figure differs from the first one is no count
        ("killed", FIRE.format(16, ""), CREWS.format(19, ", three more than first reported"), (TUESDAY, TUESDAY), "update"),
        ("killed", FIRE.format(19, ""), CREWS.format(16, ", three fewer than in the first count"), (TUESDAY, THURSDAY), "correction"),
        ("killed", FIRE.format(16, ""), CREWS.format(19, ", three more than in a fire last year"), (TUESDAY, TUESDAY), "conflict"),
        ("fired", JETS.format(60, ""), JETS.format(75, ", fifteen more than it had earlier said"), (TUESDAY, THURSDAY), "update"),
        ("fired", JETS.format(60, ""), "Rebels launched 75 drones at Sabar port on Monday, more than ever, a spotter said.", (TUESDAY, TUESDAY), "conflict"),
        # before a long clause that counts
        (
            "injured",
            "Forty people were hurt when a lorry ran into a parade in Sabar on Monday, the ambulance service said.",
            "Police trimmed the number of people hurt when a lorry was driven into the parade in the centre of Sabar on Monday to 28.",
            (TUESDAY, THURSDAY),
            "correction",
        ),
        # the other figure is called wrong, there or in the next sentence
        ("captured", RAID.format(90), "Police said 55 villagers had been abducted from Ombo on Monday. The initial figure of 90 was an error, they said.", (TUESDAY, THURSDAY), "correction"),
        ("captured", RAID.format(90), "Police said 55 villagers had been abducted from Ombo on Monday and that the first count had included people who fled.", (TUESDAY, THURSDAY), "correction"),
        ("captured", RAID.format(90), "Police said 55 villagers had been abducted from Ombo on Monday.", (TUESDAY, THURSDAY), "conflict"),
        # two final counts of one day are of one moment
        ("killed", FIRE.format(16, " in its final count"), CREWS.format(21, " according to a final toll"), (THURSDAY, THURSDAY), "conflict"),
        ("killed", FIRE.format(16, ""), CREWS.format(21, " according to a final toll"), (TUESDAY, THURSDAY), "update"),
        ("killed", FIRE.format(21, ""), CREWS.format(16, " according to a final toll"), (THURSDAY, THURSDAY), "conflict"),
        # a briefing has an hour, but says of no rise
        ("killed", QUAKE.format(31, "the ministry said on Monday afternoon"), QUAKE.format(38, "a spokesman told an afternoon briefing on Monday"), (MONDAY, MONDAY), "conflict"),
        ("killed", QUAKE.format(31, "the ministry told a morning briefing on Monday"), QUAKE.format(38, "the ministry told a Monday evening news conference"), (MONDAY, MONDAY), "update"),
        # the publications tell the hours of the event's own day
        ("killed", FIRE.format(6, ""), CREWS.format(19, ""), (f"{MONDAY}T11:00:00Z", f"{MONDAY}T19:00:00Z"), "update"),
        ("killed", FIRE.format(6, ""), CREWS.format(19, ""), (f"{MONDAY}T18:00:00Z", f"{MONDAY}T19:00:00Z"), "conflict"),
        ("killed", FIRE.format(6, ""), CREWS.format(19, ""), (f"{TUESDAY}T11:00:00Z", f"{TUESDAY}T19:00:00Z"), "conflict"),
        # more words of a toll that moved
        ("killed", FIRE.format(16, ""), "Monday's fire at a hotel in Tarnish has now claimed 21 lives, the mayor said.", (TUESDAY, TUESDAY), "update"),
        ("killed", FIRE.format(16, ""), "The toll of Monday's hotel fire in Tarnish, given as 16 on Tuesday, is now 21, the mayor said.", (TUESDAY, THURSDAY), "update"),
        ("killed", FIRE.format(21, ""), CREWS.format(16, ", and apologised for the mistaken figure of 21"), (TUESDAY, THURSDAY), "correction"),
        ("killed", FIRE.format(21, ""), "The mayor now puts the number killed in Monday's hotel fire in Tarnish at 16. Five bodies had been registered twice.", (TUESDAY, THURSDAY), "correction"),
        ("displaced", "A flood in Ombo on Monday displaced 9,000 people, an aid group said.", "The UN halved the estimate of people displaced by Monday's flood in Ombo to 4,500.", (TUESDAY, THURSDAY), "correction"),
        ("killed", FIRE.format(16, ", adding that the figure was provisional"), CREWS.format(21, ""), (TUESDAY, TUESDAY), "update"),
        ("killed", FIRE.format(16, "") + " An earlier report of a second fire was wrong.", CREWS.format(21, ""), (TUESDAY, TUESDAY), "conflict"),
        ("killed", FIRE.format(21, ""), "Forensic experts brought the number of dead in Monday's hotel fire in Tarnish down to 16.", (TUESDAY, THURSDAY), "correction"),
        # hours keep two salvos of a day apart, and so does the word for a further one
        ("fired", "Rebels fired 18 rockets at Sabar shortly after 5 a.m. on Monday.", "Rebels fired 27 rockets at Sabar at about 7 p.m. on Monday.", (MONDAY, MONDAY), "different_event"),
        ("fired", "Rebels fired 18 rockets at Sabar at 05:20 on Monday.", "Rebels fired 27 rockets at Sabar at 19:40 on Monday.", (MONDAY, MONDAY), "different_event"),
        ("fired", "Rebels fired 18 rockets at Sabar on Monday.", "In a second barrage, rebels fired 27 rockets at Sabar on Monday.", (MONDAY, MONDAY), "different_event"),
        ("fired", "Rebels fired 48 rockets at Sabar on Monday.", "In a second barrage, rebels fired 27 rockets at Sabar on Monday.", (MONDAY, MONDAY), "part"),
        ("fired", "Rebels fired 48 rockets at Sabar on Monday in three salvos.", "A first salvo of 27 rockets was fired at Sabar on Monday.", (MONDAY, MONDAY), "part"),
        # a day of a stretch, and what is left some days after
        ("fired", "Rebels fired 640 rockets at Sabar from Saturday to Monday, the navy said.", "The navy said that on Sunday alone rebels had fired 210 rockets at Sabar, more than on any day of the weekend's fighting.", (TUESDAY, TUESDAY), "part"),
        ("missing", "Thirty-five people were missing on Monday night after a dyke broke above Ombo.", "Twelve people were still missing on Thursday, three days after the dyke broke above Ombo.", (MONDAY, THURSDAY), "update"),
        ("missing", "Thirty-five people were missing on Monday night after a dyke broke above Ombo.", "Twelve people were still missing on Thursday, three days after the dyke broke above Ombo; the others had turned up safe.", (MONDAY, THURSDAY), "correction"),
        ("killed", "Mudslides killed six people in the upland valleys on Monday, the interior ministry said.", "Since mudslides began in the upland valleys on February 12, they have killed 88 people, the interior ministry said.", (TUESDAY, TUESDAY), "part"),
        ("fired", "Rebels fired 18 rockets at Sabar at 5 a.m. on Monday.", "Rebels fired 27 rockets at Sabar shortly after 5 a.m. on Monday.", (MONDAY, MONDAY), "conflict"),
    ],
)  # fmt: skip
def test_what_a_text_says_of_moments_and_revisions(measure: str, a: str, b: str, days: tuple[str, str], expected: str) -> None:
    assert relation(measure, a, b, days) == expected

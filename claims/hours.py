"""At what hour of its day something happened, where its sentence says so: "on Monday morning", "late on Tuesday", "at 8 a.m."

Not as of when a figure holds ("by Monday evening"): that is `claims.asof`.
"""

from __future__ import annotations

import re
from functools import cache

from claims import asof, cues, times

APART = 6  # hours between two things that happened on one day, from which they are no single one


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(cues.load("times")["hours"])
    day = rf"(?:{times.WEEKDAY}|yesterday|today|(?:that|the same) day)"
    at = "at|around|about|(?:shortly|just|soon|moments|minutes) (?:after|before)"
    return re.compile(
        rf"(?<![\w-])(?:(?:on )?(?:{day}|this|last) (?P<after>(?:{words})(?: {words})?)"
        rf"|(?:at |in the |shortly after |shortly before |around |before )?(?P<before>{words})(?: hours of)? (?:of |on )?{day}"
        rf"|(?:{at}) (?:about |around |approximately )?(?P<clock>\d{{1,2}}(?:[:.]\d\d)?\s*[ap]\.?m\b\.?)"
        rf"|(?:at|around) (?:about |around |approximately )?(?P<full>(?:[01]?\d|2[0-3]):[0-5]\d))(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _not_then() -> re.Pattern[str]:
    """Return what stands before an hour that is not the event's: when somebody spoke, or since when something goes on."""
    data = cues.load("times")
    lead = [*data["as_of"]["words"], *data["as_of"]["occasions"], *data["not_then"]["words"]]
    return re.compile(rf"\b(?:{'|'.join(lead)})(?:,? (?:the|on|late|early))*\s*$", re.IGNORECASE)


def of_event(sentence: str) -> int | None:
    """Return the hour (0 to 24) at which what a sentence tells happened; None where it says none, or several."""
    if not asof.has_hour(sentence):
        return None
    table: dict[str, int] = cues.load("times")["hours"]
    found = set()
    for m in _pattern().finditer(sentence):
        if _not_then().search(sentence[: m.start()]) or asof.occasion(sentence, m.end()):
            continue
        if m["full"]:
            found.add(int(m["full"].split(":")[0]))
        elif m["clock"]:
            n = int(re.match(r"\d+", m["clock"])[0])  # type: ignore[index]
            found.add(n % 12 + (12 if "p" in m["clock"].lower() else 0))
        else:
            word = (m["after"] or m["before"]).lower().split()[-1 if m["after"] else 0]
            found.add(table[word])
    return found.pop() if len(found) == 1 else None

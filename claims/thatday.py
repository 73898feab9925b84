"""Days that a sentence has from what was told before: "that day", "the same evening", and the day that heads a paragraph ("TUESDAY.").

Pure: the sentences of a text with their times in, more times out. Each is a `TimeMention` of one day, at the words that point back, or at the
head of the sentence where a heading gives the day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from claims import cues, patterns
from claims.sentences import Sentence
from claims.times import TimeMention

Said = Callable[[Sentence, TimeMention], bool]  # whether a time is only when somebody spoke


@cache
def _pointing() -> re.Pattern[str]:
    return re.compile(rf"\b{patterns.any_of(cues.load('times')['pointing']['words'])}\b", re.IGNORECASE)


def told(sentences: Sequence[Sentence], times: Sequence[list[TimeMention]], said: Said) -> Iterator[list[TimeMention]]:
    """Yield for each sentence the times that it has from the days told before it; `times` are those that it names."""
    day: TimeMention | None = None  # the last that was told
    heading: TimeMention | None = None
    over = -1  # the paragraph that the heading is over; the next ones too, where it stands in one of its own
    alone = False
    # one day alone is that of the report: "Damascus, 5 July 2016"
    heads = {n: t[0] for n, (s, t) in enumerate(zip(sentences, times, strict=True)) if s.within == "text" and _heads(s, t)}
    heads = heads if len({t.first for t in heads.values()}) > 1 else {}
    for n, s in enumerate(sentences):
        if s.within != "text":
            yield []
            continue
        mine = times[n]
        if heading is not None and s.paragraph != over and not alone:
            heading = None
        if n in heads:
            heading, over = heads[n], s.paragraph
            alone = n + 1 == len(sentences) or sentences[n + 1].paragraph != s.paragraph
        found = []
        for m in _pointing().finditer(s.text):
            before = [t for t in mine if _of_a_day(t) and t.end <= m.start()]
            if of := before[-1] if before else day:
                found.append(TimeMention(m.start(), m.end(), of.first, of.last, "day", of.weekday))
        if heading is not None and not (mine or found):
            found.append(TimeMention(0, 0, heading.first, heading.last, "day", heading.weekday))
        yield found
        day = next((t for t in reversed(mine) if _of_a_day(t) and not said(s, t)), found[-1] if found else day)


def _of_a_day(t: TimeMention) -> bool:
    return t.precision == "day" and t.first is not None and t.first == t.last


def _heads(s: Sentence, times: Sequence[TimeMention]) -> bool:
    """Return whether a sentence is a day and nothing else but a name: "TUESDAY.", "On 9 November:", "Port Sund, June 12."."""
    if len(times) != 1 or not _of_a_day(times[0]):
        return False
    rest = _NAME.sub("", s.text[: times[0].start]) + s.text[times[0].end :]
    return not re.sub(r"\b(?:on|early|late)\b|\W", "", rest, flags=re.IGNORECASE)


_NAME = re.compile(r"^(?:(?:[A-Z]|[ae][a-z]-[A-Z])[\w'’-]*\s?){1,5}, ")

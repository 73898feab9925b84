"""Stretches of days that a text names by more than one date: "from 15 to 22 December", "the last week of June", "last winter".

Pure: text in, (start, end, first day, last day, precision) out; `claims.times` takes them in beside its own. Seasons are those of the
north, three whole months each: what they are for is to tell an older event from the news.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from claims import cues, patterns

Found = tuple[int, int, date, date, str]

_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month
_NUMBER = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBERS = {w: n for n, w in enumerate(_NUMBER.split("|")[1:], 2)}
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|and|until|till|through|-)\s+(?:the\s+)?)"
_N = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"


def find(text: str, written: date | None) -> list[Found]:
    """Return the stretches in `text`, in reading order; none without the day it was written, from which most are counted."""
    if written is None:
        return []
    begin = patterns.starts(text)
    return sorted(x for needs, made in _KINDS if all(begin & words for words in needs) for x in made(text, written))


def _month(name: str, year: str | None, written: date) -> date:
    """Return the first day of a month, of the year before where it would still be to come."""
    n = _MONTHS.index(name[:3].lower()) + 1
    if year:
        return date(int(year), n, 1)
    return date(written.year if (written.year, n) <= (written.year, written.month) else written.year - 1, n, 1)


def month_end(first: date, months: int = 1) -> date:
    """Return the last day of the month of `first`, or of the last of so many months from it on."""
    n = first.month - 1 + months
    return date(first.year + n // 12, n % 12 + 1, 1) - timedelta(1)


def third(first: date, part: str) -> tuple[date, date]:
    """Return the first and last day of the "early", "mid" or "late" part of the month of `first`; of all of it for ""."""
    end = month_end(first)
    days = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}.get(part, (1, end.day))
    return first.replace(day=days[0]), first.replace(day=days[1])


_DAYS = re.compile(
    rf"\b(?:(?P<lead>from|between)\s+(?:the\s+)?)?(?:{_N.format('a')}{_TO}{_N.format('b')}(?:\s+of)?\s+{_MONTH.format('m')}"
    rf"|{_MONTH.format('n')}\s+{_N.format('c')}{_TO}{_N.format('d')}(?!\s*(?:{'|'.join(_MONTHS)}|people|dead|:|\d)))(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)


def _from_to(text: str, written: date) -> Iterator[Found]:
    """ "From 15 to 22 December", "December 15-22"."""
    for m in _DAYS.finditer(text):
        start = _month(m["m"] or m["n"], m["year"], written)
        a, b = int(m["a"] or m["c"]), int(m["b"] or m["d"])
        if 0 < a < b <= month_end(start).day:
            yield m.start(), m.end(), start.replace(day=a), start.replace(day=b), "stretch" if b - a <= 7 else "span"


def _number(said: str | None, default: int) -> int:
    """Return the number that a group of `_NUMBER` matched; `default` where it matched nothing."""
    return _NUMBERS.get(said.lower()) or int(said) if said else default


_PART = re.compile(
    rf"\b(?P<which>first|second|third|last|final|opening|closing)\s+(?:(?P<n>{_NUMBER})\s+)?(?P<unit>week|weeks|days|fortnight|half)\s+(?:of|in)\s+{_MONTH.format('m')}(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)


def _part_of_month(text: str, written: date) -> Iterator[Found]:
    """ "The last week of June", "the first ten days of May", "the second half of April"."""
    for m in _PART.finditer(text):
        start, which, unit = _month(m["m"], m["year"], written), m["which"].lower(), m["unit"].lower()
        many = _number(m["n"], 1 if unit != "days" else 4)
        long = {"half": 15, "fortnight": 14, "days": many}.get(unit, 7 * many)
        end = month_end(start)
        if which in ("last", "final", "closing") or (which == "second" and unit == "half"):
            first, last = end - timedelta(min(long, 28) - 1), end
        else:
            skip = {"second": 1, "third": 2}.get(which, 0) * long
            first, last = start + timedelta(skip), min(start + timedelta(skip + long - 1), end)
        if first <= last:
            yield m.start(), m.end(), first, last, "span"


_OF_YEAR = re.compile(
    rf"\b(?P<which>first|second|third|fourth|last|final)\s+(?:(?P<n>{_NUMBER})\s+)?(?P<unit>half|quarter|months)\s+of\s+(?:the\s+year\s+)?"
    r"(?P<year>(?:19|20)\d\d|this year|last year|the year)\b",
    re.IGNORECASE,
)


def _part_of_year(text: str, written: date) -> Iterator[Found]:
    """ "The first half of 2024", "the last quarter of 2019", "the first nine months of this year"."""
    for m in _OF_YEAR.finditer(text):
        which, unit, told = m["which"].lower(), m["unit"].lower(), m["year"].lower()
        year = int(told) if told.isdigit() else written.year - (told == "last year")
        many = {"half": 6, "quarter": 3}.get(unit) or _number(m["n"], 3)
        if many > 12:
            continue
        at = 12 - many if which in ("last", "final") else ("first", "second", "third", "fourth").index(which) * many
        if at + many <= 12:
            first = date(year, at + 1, 1)
            yield m.start(), m.end(), first, month_end(first, many), "span"


AHEAD = 10  # days before a feast in which a text may speak of what belongs to it


@cache
def _feasts() -> re.Pattern[str]:
    table = cues.load("times")
    names = [re.escape(n).replace("'", "['’]?") for n in (*table["feasts"], *table["easter"])]
    return re.compile(rf"\b(?:{'|'.join(names)})\b(?! (?:parade|party|tree|market))", re.IGNORECASE)


def _feast(text: str, written: date) -> Iterator[Found]:
    """ "On Christmas Day", "a Good Friday bombing": the last one."""
    table = cues.load("times")
    for m in _feasts().finditer(text):
        name = re.sub("['’]", "", m.group().lower())
        day = _feast_day(table, name, written.year)
        if 0 < (day - written).days <= AHEAD:
            continue  # "a Halloween crowd" some days before it
        if day > written:
            day = _feast_day(table, name, written.year - 1)
        yield m.start(), m.end(), day, day, "day"


def _feast_day(table: dict[str, Any], name: str, year: int) -> date:
    from dateutil.easter import easter

    fixed = {k.replace("'", ""): v for k, v in table["feasts"].items()}
    return date.fromisoformat(f"{year}-{fixed[name]}") if name in fixed else easter(year) + timedelta(table["easter"][name])


_INTO = re.compile(rf"\b(?P<n>{_NUMBER})\s+(?P<unit>days|weeks|months)\s+into\b", re.IGNORECASE)


def _into(text: str, written: date) -> Iterator[Found]:
    """ "Three days into the campaign": since it began."""
    units = cues.load("times")["units"]
    for m in _INTO.finditer(text):
        n = _number(m["n"], 1)
        yield m.start(), m.end(), written - timedelta(n * int(units[m["unit"].lower().rstrip("s")])), written, "since"


@cache
def _weekends() -> re.Pattern[str]:
    table = cues.load("times")["weekend"]
    until = rf"(?:{'|'.join(table['until'])}) (?:the|this) weekend\b(?! (?!{patterns.any_of(table['until_before'])}\b)[a-z])"
    return re.compile(rf"(?<!\w)(?P<not>{until}|(?:{'|'.join(table['not'])}) weekend)|\bweekend(?:['’]s)?\b", re.IGNORECASE)


def weekend(written: date) -> tuple[date, date]:
    """Return the first and the last day of the weekend that a text of a day speaks of; on a Saturday, that day."""
    sunday = written - timedelta((written.weekday() - 6) % 7)
    saturday = written if written.weekday() == 5 else sunday - timedelta(1)
    return saturday, max(sunday, saturday)


def _weekend(text: str, written: date) -> Iterator[Found]:
    """ "The weekend raids", "in the weekend's clashes"."""
    for m in _weekends().finditer(text):
        if not m["not"]:
            yield m.start(), m.end(), *weekend(written), "span"


_SEASON = re.compile(
    rf"\b(?P<lead>last|this|past|in|during|since)\s+(?:the\s+)?(?:early\s+|late\s+)?(?P<season>{'|'.join(_SEASONS)})(?:\s+of)?(?:\s+(?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)


def _season(text: str, written: date) -> Iterator[Found]:
    """ "Last winter", "in the summer of 2019", "since spring 2020"."""
    for m in _SEASON.finditer(text):
        lead, month = m["lead"].lower(), _SEASONS[m["season"].lower()]
        if m["year"]:
            first = date(int(m["year"]), month, 1)
        elif lead in ("last", "past", "this"):
            first = date(written.year, month, 1)
            while first > written or (lead != "this" and month_end(first, 3) >= written):
                first = first.replace(year=first.year - 1)
        else:
            continue  # "in summer": every year's
        last = min(month_end(first, 3), written)
        yield m.start(), m.end(), first, written if lead == "since" else last, "since" if lead == "since" else "span"


_THIS = re.compile(r"\bthis (month|year)\b(?! ago)", re.IGNORECASE)


def _this(text: str, written: date) -> Iterator[Found]:
    """ "This month", "so far this year": since its first day; in the first days of a month some days before may be meant."""
    for m in _THIS.finditer(text):
        first = written.replace(day=1) if m[1].lower() == "month" else written.replace(month=1, day=1)
        if (written - first).days < 7:
            first = written - timedelta(31)
        yield m.start(), m.end(), first, written, "span"


_START_OF = re.compile(r"\bsince (?:the )?(?:very )?(?:start|beginning) of (?:the|this) (week|month|year)\b", re.IGNORECASE)


def _start_of(text: str, written: date) -> Iterator[Found]:
    """ "Since the start of the month"."""
    for m in _START_OF.finditer(text):
        unit = m[1].lower()
        monday = written - timedelta(written.weekday())
        first = monday if unit == "week" else written.replace(day=1, month=1 if unit == "year" else written.month)
        yield m.start(), m.end(), first, written, "since"


_UNTIL_NOW = re.compile(
    r"\b(?:from|between)\s+(?:(?:the\s+)?(?P<part>start|beginning|middle|end|early|mid|late)(?:\s+of\s+|[\s-]+))?"
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december)\s+(?:(?P<year>(?:19|20)\d\d)\s+)?"
    r"(?:(?:up\s+)?to|until|till|through|and)\s+(?:now|today|yesterday|date|this\s+(?:week|month|\w+day)|last\s+(?:week|\w+day))\b",
    re.IGNORECASE,
)
_PARTS = {"middle": 15, "mid": 15, "end": 21, "late": 21}  # the day of a month with which a part of it begins


def _until_now(text: str, written: date) -> Iterator[Found]:
    """ "From the start of March until today": since then."""
    for m in _UNTIL_NOW.finditer(text):
        first = _month(m["month"], m["year"], written).replace(day=_PARTS.get((m["part"] or "").lower(), 1))
        if first <= written:
            yield m.start(), m.end(), first, written, "since"


_YEARS_TO_A_DAY = re.compile(
    r"\b(?P<n>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|twenty-five|thirty|forty|fifty|sixty|seventy|eighty) years ago "
    r"(?:on |this |last )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)\b",
    re.IGNORECASE,
)
_TENS = {
    "fifteen": 15,
    "twenty": 20,
    "twenty-five": 25,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
}


def _years_to_a_day(text: str, written: date) -> Iterator[Found]:
    """ "Twenty years ago on Friday": the date of that Friday, so many years before."""
    for m in _YEARS_TO_A_DAY.finditer(text):
        said, day = m["n"].lower(), m["day"].lower()
        names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        back = (written.weekday() - names.index(day[:3])) % 7 if day[:3] in names else int(day == "yesterday")
        on = written - timedelta(back)
        if (on.month, on.day) != (2, 29):
            then = on.replace(year=on.year - (_TENS.get(said) or _number(said, 1)))
            yield m.start(), m.end(), then, then, "day"


# Each with the beginnings of words (as `patterns.starts` gives them), one of each set, without which a text names no such stretch: most name none.
_NEEDS: tuple[tuple[tuple[Sequence[str], ...], Callable[[str, date], Iterator[Found]]], ...] = (
    ((_MONTHS, (patterns.FIGURE,)), _from_to),
    ((_MONTHS, ("week", "day", "fort", "half")), _part_of_month),
    ((("half", "quar", "mont"), ("year", patterns.FIGURE)), _part_of_year),
    ((("day", "eve", "hall", "good", "palm", "east"),), _feast),
    ((("into",), ("day", "week", "mont")), _into),
    ((("week",),), _weekend),
    (([s[:4] for s in _SEASONS],), _season),
    ((("this",), ("mont", "year")), _this),
    ((("star", "begi"), ("week", "mont", "year")), _start_of),
    ((_MONTHS, ("from", "betw"), ("now", "toda", "yest", "date", "this", "last")), _until_now),
    ((("year",), ("ago",)), _years_to_a_day),
)
_KINDS = tuple((tuple(map(frozenset, needs)), made) for needs, made in _NEEDS)

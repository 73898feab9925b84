"""When: the dates, weekdays and spans that a text names, resolved against the day it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from dateutil import parser as dates
from text_to_num import text2num

from claims import cues, patterns, spans
from claims.records import Report


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time in a text: `text[start:end]`, the first and last day it can mean (None where not known), and its precision:
    "day", "stretch" (of days named one by one), "span", "since", "month", "year", "jubilee" (what an anniversary is of), or "weekday" (a weekday with nothing to count it from)."""

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    weekday: int | None = None


@cache
def owning() -> str:
    """Return a pattern of what makes the words behind a time its own: "Monday('s raid)", "Monday( night's raid)"."""
    return rf"(?: {patterns.one_of(cues.load('times')['parts']['words'])})?['’]s?"


def days(t: TimeMention) -> int:
    """Return from its first day to its last how many days a time goes on."""
    return (t.last - t.first).days if t.first and t.last else 0


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_M = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_W = r"(?:" + "|".join(WEEKDAYS) + r"|mon|tues?|wed|thurs?|thu|fri|sat|sun)"
WEEKDAY = _W
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_TENS = {"fifteenth": 15, "twentieth": 20, "25th": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_ORDINALS = "|".join([*_NTH, *_TENS])
_PASSED = "one|two|three|four|five|six|seven|eight|nine|ten|twenty"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_IN = "in|since|during|of|from|until|early|late|mid|by"
_IN_MONTH = "in|last|since|this|mid|early|late|during|throughout"
_PART = "end|beginning|start|middle"
_FEW = "two|three|four|five|six|seven|eight|nine|ten"
_BACK = "past|last|previous"
_MARKED = "|".join(rf"(?<=\bmark{end} )" for end in ("", "s", "ed", "ing"))
_OVER = "over|at|during|this|last|past"
_ON = "last|next|this|on"


def _beginnings(*words: str) -> str:
    """Return a pattern of a figure or the first letters, at most three, of words that are each given as "one|two|three"."""
    starts: dict[str, dict[str, None]] = {}
    for w in "|".join(words).split("|"):
        if w[0].isalpha():
            both = [f"[{c}{c.upper()}]" for c in w[1:3]] + [r"[\s-]"] * (len(w) < 3)
            starts.setdefault(w[0], {})["".join(both)] = None
    return r"(?-i:\d|" + "|".join(f"[{c}{c.upper()}](?:{'|'.join(rest)})" for c, rest in starts.items()) + ")"


_PATTERN = re.compile(
    # Of most words the first letters show that nothing of what follows begins there.
    rf"\b(?={_beginnings(_MONTHS, _IN, _IN_MONTH, _PART, 'a|an|one', 'the|that|deadly', _FEW, _ORDINALS, _BACK, _OVER, _ON, *WEEKDAYS)})(?:"
    rf"(?P<full>\b{_DAY}(?:\s+of)?\s+{_M},?\s+\d{{4}}\b|\b{_M}\s+{_DAY},?\s+\d{{4}}\b|\b{_M}\s+\d{{1,2}}(?:19|20)\d\d\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}}\b)"
    rf"|(?P<day>\b{_DAY}(?:\s+of)?\s+{_M}(?![a-z])|\b{_M}\s+{_DAY}\b(?!\s*,?\d))"
    rf"|(?P<month>\b{_M},?\s+(?:19|20)\d\d\b)"
    rf"|(?P<year>\b(?:{_IN})[\s-]+(?:19|20)\d\d\b|\b(?:an?|the|that|deadly)\s+(?:19|20)\d\d\b(?=\s+[a-z]{{4}}))"
    rf"|(?P<agoday>\b(?:\d+|a|an|one|{_FEW})\s+(?:week|month|year)s?\s+ago\s+(?:on\s+|this\s+)?{_W}\b)"
    rf"|(?P<ago>\b(?:\d+|a|an|one|{_FEW})\s+(?:day|night|week|month|year)s?\s+(?:ago|earlier|before|on(?=[,.;]|$))\b)"
    rf"|(?P<jubilee>\b(?:\d+(?:st|nd|rd|th)|\d+-year|one-year|{_ORDINALS})\s+anniversary\b|(?:{_MARKED})(?:(?:on\s+)?{_W}\s+)?(?:\d+|{_PASSED}|an?)\s+years?(?=\s+(?:since|after)\b))"
    rf"|(?P<past>\b(?:{_BACK})\s+(?:\d+|{_FEW}|few|several)\s+(?:hour|day|week|month|year)s\b)"
    rf"|(?P<running>\b(?:(?:\d+|{_FEW})\s+(?:hour|day|week|month)s|(?<!in )an?\s+(?:day|week|month))\s+of\b)"
    rf"|(?P<weekend>\b(?:{_OVER})\s+(?:the\s+)?(?:whole\s+|past\s+|last\s+)?weekend\b)"
    rf"|(?P<weekday>\b(?:(?:{_ON})\s+)?{_W}(?:(?<=day)s)?\b)"
    rf"|(?P<mon>\b(?:{_IN_MONTH})[\s-]+{_M}(?![a-z])(?!,?\s+\d)|\b(?:{_PART})\s+of\s+{_M}(?![a-z])(?!,?\s+(?:19|20)\d\d)|\b(?!may){_M}['’]s?(?=\s+[a-z])|\b(?:an?|the|that)\s+{_M}(?=\s+[a-z]{{4}}))"
    rf")",
    re.IGNORECASE,
)


SINCE = 100  # characters before a time in which "since" may stand
AGO = 3  # days around a day that was a year ago, as the day of the week does not fall on the same date
MARKED = 10  # days around an anniversary on which it is written about
# What stands between "since" and the time: "(since) the rebels surrounded the town", "(since) protests erupted in Arla, Chile, on"; no speech
# and no time of its own.
_SINCE = re.compile(
    r"\bsince(?P<between>(?:\s+[^\W\d][\w'’-]*(?:,(?=\s+(?:[A-Z]|on\b|in\b)))?){0,12})\s*$",
    re.IGNORECASE,
)


@cache
def _began() -> re.Pattern[str]:
    """Return a pattern of what began at the time behind it: "the war that began in (March 2011) has since killed"."""
    began = patterns.any_of(cues.load("times")["since"]["began"])
    return re.compile(rf"\b{began}\s+(?:[^\W\d][\w'’-]*\s+){{0,14}}$", re.IGNORECASE)


_SO_FAR = re.compile(r"\bsince\b|\bso far\b|\b(?:has|have) (?:now|already)\b", re.IGNORECASE)
# "since the storm struck (on Monday)": what came then is what began
_CAME = re.compile(r"\s(?:hit|struck)(?:\s(?:the|a|[A-Z]\w+))*(?:\s+on)?\s*$")


@cache
def _no_start() -> patterns.Words:
    """Return the words after which a time is no longer that since which something goes on: "since then, he said on"."""
    return patterns.Words([*cues.load("times")["since"]["ends"], *WEEKDAYS, *(k for k in cues.load("times")["days"])], tail="")


# Nothing of the pattern is without a year or a word that begins so: a month, a day, or what is counted.
_NEEDS = frozenset((*_MONTHS.split("|"), *(d[:3] for d in WEEKDAYS), "day", "nigh", "week", "mont", "year", "hour", "anni"))
_YEAR = re.compile(r"\d{4}")


@cache
def _named() -> tuple[re.Pattern[str], dict[str, tuple[int, int]], frozenset[str]]:
    """Return the pattern of named days ("today", "last week"), what they mean, and how their last words begin."""
    table = {k: (int(a), int(b)) for k, (a, b) in cues.load("times")["days"].items()}
    ends = frozenset(k.split()[-1][:4] for k in table)
    return re.compile(rf"\b{patterns.any_of(sorted(map(re.escape, table), key=len, reverse=True))}\b"), table, ends


def to_date(text: str | None) -> date | None:
    """Return the day of an ISO date or date-time, or None."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _absolute(text: str) -> date | None:
    from datetime import datetime

    clean = re.sub(r"(\d)(?:st|nd|rd|th)\b|\bof\b", r"\1", text.lower()).replace("sept ", "sep ")
    clean = re.sub(r"(?<=\s)(\d{1,2})((?:19|20)\d\d)$", r"\1 \2", clean)  # "Jun 182016": a page that lost its comma and space
    try:
        iso = bool(re.match(r"\d{4}-", clean))
        found: date = dates.parse(clean, dayfirst=not iso, default=datetime(2000, 1, 1)).date()
        return found
    except (ValueError, OverflowError):
        return None


def anchor(report: Report) -> date | None:
    """Return the day a report was written: the full date at the head of its text, or else `published`, or None.

    The text's own dateline wins: archives stamp articles with the day they were collected.
    """
    return _anchor(report.text[:300], report.published)


@lru_cache(maxsize=1024)
def _anchor(head: str, stamp: str | None) -> date | None:
    published = to_date(stamp)
    for m in _PATTERN.finditer(head):
        if m["full"]:
            found = _absolute(m["full"])
            lead = head[max(0, m.start() - 12) : m.start()].lower()
            if found and not re.search(r"\b(?:on|since|in|from|of)\s*$", lead):
                if (
                    m.start() == 0
                    and published
                    and published.replace(day=1) == found.replace(day=1)
                    and published.day % 10 == found.day
                ):
                    return published  # "5-04-2016" of the 25th: a page that lost the first digit
                return found
    return published


def find(text: str, written: date | None) -> list[TimeMention]:
    """Return the times in `text` in reading order. `written` is the day it was written; without it nothing relative is
    resolved: a weekday stays a weekday."""
    return list(_find(text, written))


@lru_cache(maxsize=1024)
def _find(text: str, written: date | None) -> tuple[TimeMention, ...]:
    out: list[TimeMention] = []
    begin = patterns.starts(text)
    for m in _PATTERN.finditer(text) if not _NEEDS.isdisjoint(begin) or _YEAR.search(text) else ():
        kind = m.lastgroup or ""
        found = _resolve(kind, m.group(), m.end(), text, written)
        if found:
            first, last, precision, weekday = found
            if _goes_on(text, m):
                last, precision = written, "since"
            out.append(TimeMention(m.start(), m.end(), first, last, precision, weekday))
    if written:
        pattern, table, ends = _named()
        for m in pattern.finditer(text) if not ends.isdisjoint(begin) else ():
            a, b = _calendar(m.group().lower(), written) or table[m.group().lower()]
            if not any(x.start < m.end() and m.start() < x.end for x in out):
                precision = "day" if a == b else "span"
                first, last = written + timedelta(a), written + timedelta(b)
                if precision == "span" and _SINCE_THE.search(text, max(0, m.start() - SHORT), m.start()):
                    last, precision = written, "since"
                out.append(TimeMention(m.start(), m.end(), first, last, precision))
    for a, b, first, last, precision in spans.find(text, written):
        if not any(x.start <= a and b <= x.end and (x.start, x.end) != (a, b) for x in out):
            out = [x for x in out if b <= x.start or x.end <= a]
            if precision == "span" and _SINCE_THE.search(text, max(0, a - SHORT), a):
                last, precision = written or last, "since"
            out.append(TimeMention(a, b, first, last, precision))
    return tuple(_relative([_up_to(t, text) for t in _spanned(sorted(out, key=lambda x: x.start), text)], text))


SHORT = 20  # characters in which "since the" stands
_SINCE_THE = re.compile(r"\bsince (?:the |this |last )?$", re.IGNORECASE)  # "since the weekend", "since last week"

# "in the week to (Sunday)", "the ten days ending on (4 May)"
_WEEK_TO = re.compile(
    rf"\b(?:the|in) (?:(?P<n>\d+|{_FEW}) )?(?P<unit>days?|weeks?|months?|year) (?:up )?(?:to|until|till|ending|through) (?:on )?$",
    re.IGNORECASE,
)


def _up_to(t: TimeMention, text: str) -> TimeMention:
    """Return a day as the stretch that it ends, where the words before it say so."""
    m = _WEEK_TO.search(text[max(0, t.start - 40) : t.start]) if t.precision == "day" and t.first else None
    if m is None or t.first is None:
        return t
    many = 1 if not m["n"] else int(m["n"]) if m["n"].isdigit() else int(text2num(m["n"].lower(), "en"))
    back = many * int(cues.load("times")["units"][m["unit"].lower().rstrip("s")])
    return TimeMention(t.start - len(m.group()), t.end, t.first - timedelta(back - 1), t.first, "span")


def _calendar(name: str, written: date) -> tuple[int, int] | None:
    """Return the days from `written` to the first and the last day of "last month", and of "last week" in the first days of a week: Monday
    to Sunday."""
    if name == "last month":
        end = written.replace(day=1) - timedelta(1)
        return (end.replace(day=1) - written).days, (end - written).days
    day = written.weekday()
    if name == "last week" and day == 6:
        return -13, 0  # written on a Sunday: the week that ends, or the one before
    return (-day - 7, -day - 1) if name == "last week" and day < 2 else None


# "(the army said on Tuesday that 12 were taken prisoner) the day before"
_DAY_BEFORE = re.compile(
    r"\b(?:the|a) (?:day (?:before|earlier|previously)|previous day)\b(?! (?:the|a|an|his|her|their|its)\b)", re.IGNORECASE
)


# "gathered on Friday where 104 men were shot on the same day in 1993"
_THAT_DAY = re.compile(r"\b(?:on )?(?:the same|that|this) (?:day|date) (?:in|of) ((?:19|20)\d\d)\b", re.IGNORECASE)


def _relative(found: list[TimeMention], text: str) -> list[TimeMention]:
    """Return the times with those that are counted from another one before them: the day before the last day that is named."""
    out = list(found)
    for m in _THAT_DAY.finditer(text) if found else ():
        base = next((t for t in reversed(found) if t.end <= m.start() and t.precision == "day" and t.first), None)
        if base is not None and base.first and (base.first.month, base.first.day) != (2, 29):
            day = base.first.replace(year=int(m[1]))
            out = [t for t in out if t.end <= m.start() or m.end() <= t.start]
            out.append(TimeMention(m.start(), m.end(), day, day, "day"))
    for m in _DAY_BEFORE.finditer(text) if found else ():
        base = next((t for t in reversed(found) if t.end <= m.start() and t.precision == "day" and t.first), None)
        if base is not None and base.first and not any(t.start < m.end() and m.start() < t.end for t in found):
            out.append(TimeMention(m.start(), m.end(), base.first - timedelta(1), base.first - timedelta(1), "day"))
    return sorted(out, key=lambda t: t.start)


_FROM = re.compile(r"\b(?:from|between)(?: early| late)?(?: on)? $", re.IGNORECASE)
MONTHS = 366  # days that two dates "from" and "to" or "between" which it was may lie apart
_HALF = r"(?: (?:morning|afternoon|evening|night|noon|midday|midnight|dawn))?"  # of a day
_UNTIL = re.compile(_HALF + r",? (?:to|until|till|through) ", re.IGNORECASE)
_TO = re.compile(
    _HALF + r"(?:,? and|,? or|,? to| until| till| through| into|,)(?: on| the| early| late)*(?: [a-z]+ (?:on|of))? ",
    re.IGNORECASE,
)


def _spanned(found: list[TimeMention], text: str) -> list[TimeMention]:
    """Return the times, two that are told as one stretch as one: "late Saturday and early Sunday", "from Friday to Sunday"."""
    out: list[TimeMention] = []
    for t in found:
        both = _stretch(out[-1], t, text) if out else None
        if both is None:
            out.append(t)
        else:
            out[-1] = both
    return out


def _stretch(o: TimeMention, t: TimeMention, text: str) -> TimeMention | None:
    """Return the one stretch that two times told one after the other make, or None where they are two."""
    if not (o.first and o.last and t.first and t.last) or t.precision != "day":
        return None
    between, led = text[o.end : t.start], _FROM.search(text[max(0, o.start - 16) : o.start]) is not None
    joined, days = _TO.fullmatch(between) is not None, (t.last - o.first).days
    if joined and o.precision in ("day", "stretch") and 0 < days <= (MONTHS if led else 7):
        return TimeMention(o.start, t.end, o.first, t.last, "stretch" if days <= 7 else "span")
    until = _UNTIL.fullmatch(between) is not None or (led and between == " and ")
    if until and days < 0 and o.precision == "day" and o.weekday is not None and t.weekday is not None:
        return TimeMention(o.start, t.end, o.first - timedelta(7), t.last, "stretch")  # "from Monday to Sunday"
    if joined and led and days > 0 and o.precision in ("span", "month"):
        return TimeMention(o.start, t.end, o.first, t.last, "span")  # "between mid-June and Sunday"
    return None


@cache
def _when() -> re.Pattern[str]:
    """Return a pattern of "when" behind a time: "since last March, when 12 died", but not "since July 8, when the war began"."""
    return re.compile(rf",? when\b(?![^,.;]{{0,60}}\b{patterns.one_of(cues.load('times')['since']['turned'])}\b)")


def then(text: str, end: int) -> bool:
    """Return whether a time that ends at character `end` is that of what follows it: "since last March, when 12 died"."""
    return _when().match(text, end) is not None


def _goes_on(text: str, time: re.Match[str]) -> bool:
    """Return whether a time is when something began that went on until the text was written."""
    lead = text[max(0, time.start() - 150) : time.start()]
    if then(text, time.end()):
        return False  # "the worst since last March, when 12 died": the day of those
    if time.group().lower().startswith("since"):
        return True
    since = _SINCE.search(lead[-SINCE:])
    if since is not None and not _no_start().search(_CAME.sub("", since["between"])):
        return True
    return bool(_began().search(lead) and _SO_FAR.search(text))


_PARTS = {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "late"}
_Found = tuple[date | None, date | None, str, int | None]


def _resolve(kind: str, said: str, end: int, text: str, written: date | None) -> _Found | None:
    low = said.lower()
    if kind == "full":
        d = _absolute(said)
        return (d, d, "day", None) if d else None
    if kind == "day":
        if written is None:
            return (None, None, "day", None)
        d = _absolute(f"{said} {written.year}")
        if d is None:
            return None
        if d > written + timedelta(60):
            d = _absolute(f"{said} {written.year - 1}")
        return (d, d, "day", None) if d else None
    if kind == "month":
        d = _absolute("1 " + low)
        return (d, spans.month_end(d), "month", None) if d else None
    if kind == "mon":
        name = re.split(r"[\s-]+", re.sub(r"['’]s?$", "", low))[-1]
        capital = re.split(r"[\s-]", said)[-1][0].isupper()  # "in may", "the march went on"
        if written is None or (not capital and (name == "may" or low.startswith("the "))):
            return None
        d = _absolute(f"1 {name} {written.year}")
        if d and d > written:
            d = _absolute(f"1 {name} {written.year - 1}")
        if d is None:
            return None
        part = next((part for w, part in _PARTS.items() if re.search(rf"\b{w}\b", low)), "")
        first, last = spans.third(d, part)
        return (first, min(last, written) if first <= written else last, "span" if part else "month", None)
    if kind == "year":
        y = int(low[-4:])
        return (date(y, 1, 1), date(y, 12, 31), "year", None)
    if kind == "agoday":  # "a year ago Saturday": that day of this week, a year before
        if written is None or (found := _weekday(low.split()[-1], said.split()[-1], written)) is None or found[0] is None:
            return None
        many, unit = low.split()[:2]
        n = int(many) if many.isdigit() else 1 if many in ("a", "an") else int(text2num(many, "en"))
        weeks = unit.startswith("week")
        back = 7 * n if weeks else round(n * (365.25 if unit.startswith("year") else 30.4))
        mid, slack = found[0] - timedelta(min(back, 36500)), 0 if weeks else AGO
        return (mid - timedelta(slack), mid + timedelta(slack), "span" if slack else "day", None)
    if kind == "ago":
        if written is None:
            return None
        words = low.split()
        if words[2] not in ("ago", "on"):
            return None  # "two days earlier" counts from another event, not from the day of writing
        n = int(words[0]) if words[0].isdigit() else 1 if words[0] in ("a", "an") else int(text2num(words[0], "en"))
        unit = cues.load("times")["units"][words[1].rstrip("s")]
        slack = 0 if unit == 1 else max(1, unit // 2)
        mid = written - timedelta(min(n * unit, 36500))
        if words[2] == "on":  # "the toll stands at 158 five days on"
            return (mid - timedelta(slack + 1), mid + timedelta(slack + 1), "span", None)
        return (mid - timedelta(slack), mid + timedelta(slack), "day" if unit == 1 else "span", None)
    if kind == "jubilee":  # "the tenth anniversary": that many years before it was written
        if written is None:
            return None
        # "two years" behind "marked on Wednesday"
        word = low.split()[-2] if low.split()[-1].startswith("year") else re.split(r"[\s-]", low)[0]
        digits = re.match(r"\d+", word)
        years = int(digits[0]) if digits else _years(word)
        mid = written - timedelta(min(round(years * 365.25), 36500))
        return (mid - timedelta(MARKED), mid + timedelta(MARKED), "jubilee", None)
    if kind == "weekend":
        return (*spans.weekend(written), "span", None) if written else None
    if kind in ("past", "running"):  # "in the past three days", "three days of shelling"
        if written is None:
            return None
        many, unit = low.split()[1:] if kind == "past" else low.split()[:2]
        n = int(many) if many.isdigit() else _SOME.get(many) or int(text2num(many, "en"))
        back = -(-n // 24) if unit == "hours" else n * int(cues.load("times")["units"][unit.rstrip("s")])
        return (written - timedelta(min(back, 36500)), written, "span", None)
    return _weekday(low, said, written)


_SOME = {"few": 4, "several": 4, "a": 1, "an": 1}


def _years(word: str) -> int:
    """Return how many years an ordinal ("tenth") or a number word ("ten") says."""
    return _TENS.get(word) or (_NTH.index(word) + 1 if word in _NTH else int(text2num(word, "en")))


def _weekday(low: str, said: str, written: date | None) -> _Found | None:
    words = low.split()
    name = words[-1].removesuffix("s") if words[-1].endswith("days") else words[-1]  # "Monday's raid", its apostrophe lost
    if not said.split()[-1][0].isupper() or (len(name) <= 5 and name in ("sun", "sat", "wed", "mon") and len(words) == 1):
        return None
    number = next(i for i, w in enumerate(WEEKDAYS) if w.startswith(name[:3]))
    if written is None:
        return (None, None, "weekday", number)
    back = (written.weekday() - number) % 7
    if words[0] == "next":
        d = written + timedelta((number - written.weekday() - 1) % 7 + 1)
    elif words[0] == "last" and back == 0:
        d = written - timedelta(7)
    else:
        d = written - timedelta(back)
    return (d, d, "day", number)

"""When a report was published, from the forms in which people and programs write that down.

Strict: a date without its day or its year, "yesterday", or a number that is no date is refused, never completed.
Numeric dates: year first where it comes first; else day first ("03/04/2023" is 3 April) unless the other dates of the same
file show that the month comes first (`month_first`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Any

_NUMERIC = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T,]+(\d{1,2}:\d{2}(?::\d{2})?))?\s*")
_YEAR_FIRST = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[ T,]+(\d{1,2}:\d{2}(?::\d{2})?))?\s*")
_YEARS = range(1800, 2200)


def iso(value: Any, month_first: bool = False) -> str | None:
    """Return `value` as an ISO date, or date-time where it has a time; None where it is empty.

    Takes dates, date-times, seconds or milliseconds since 1970 (read as UTC), ISO 8601, RFC 2822 and written dates.
    Raises ValueError where it is not a date with day, month and year.
    """
    if value is None or value != value or (isinstance(value, str) and not value.strip()):  # NaN and NaT differ from themselves
        return None
    if isinstance(value, dt.datetime):
        return _out(value, value.time() != dt.time() or value.tzinfo is not None)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError(f"{str(value)[:40]!r} is not a date")
    text = value.strip() if isinstance(value, str) else f"{value:.0f}"
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _out(dt.datetime.fromtimestamp(int(text[:10]), dt.UTC), True)
    if len(text) > 80 or not re.search(r"\d", text) or re.fullmatch(r"[\d ]{1,7}", text):
        raise ValueError(f"{text[:40]!r} is not a date")
    return _written(text, month_first)


def month_first(values: Iterable[Any]) -> bool | None:
    """Return whether the numeric dates among `values` put the month first; None where they do not tell ("03/04/2023")."""
    told = None
    for value in values:
        if isinstance(value, str) and (m := _NUMERIC.match(value)):
            a, b = int(m[1]), int(m[2])
            if a > 12 >= b:
                return False
            if b > 12 >= a:
                told = True
    return told


def ambiguous(value: Any) -> bool:
    """Whether `value` is a numeric date that reads two ways."""
    m = _NUMERIC.match(value) if isinstance(value, str) else None
    return m is not None and m[1] != m[2] and int(m[1]) <= 12 and int(m[2]) <= 12


def _written(text: str, month_first: bool) -> str:
    try:
        if m := _NUMERIC.fullmatch(text):
            a, b = int(m[1]), int(m[2])
            day, month = (b, a) if (month_first and a <= 12) or b > 12 else (a, b)
            return _timed(dt.date(int(m[3]), month, day), m[4])
        if m := _YEAR_FIRST.fullmatch(text):
            return _timed(dt.date(int(m[1]), int(m[2]), int(m[3])), m[4])
        try:
            value = dt.datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return _out(value, len(text) > 10)
        if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d", text):
            return _out(parsedate_to_datetime(text), True)
    except (ValueError, OverflowError) as e:
        raise ValueError(f"{text[:40]!r} is not a date") from e
    return _words(text)


def _words(text: str) -> str:
    import dateparser

    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if found is None or not re.search(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{8}(?!\d)", text):
        raise ValueError(f"{text[:40]!r} is not a date")
    return _out(found, re.search(r"\d:\d\d|\d\s*[ap]\.?m\b", text, re.IGNORECASE) is not None)


def _timed(day: dt.date, clock: str | None) -> str:
    if not clock:
        return _out(dt.datetime(day.year, day.month, day.day), False)
    return _out(dt.datetime.combine(day, dt.time.fromisoformat(clock.zfill(5) if len(clock) < 6 else clock.zfill(8))), True)


def _out(value: dt.datetime, timed: bool) -> str:
    if value.year not in _YEARS:
        raise ValueError(f"the year {value.year} is no year of a news report")
    return value.isoformat(timespec="seconds") if timed else value.date().isoformat()

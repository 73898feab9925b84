"""The question that a line-up answers, in plain words."""

from __future__ import annotations

from claims import wording
from claims.records import Event

_ASKS = {
    "killed": "How many {who} were killed",
    "injured": "How many {who} were injured",
    "missing": "How many {who} went missing",
    "captured": "How many {who} were captured",
    "displaced": "How many {who} were displaced",
    "casualties": "How many {who} were killed or injured",
    "fired": "How many {who} were fired",
    "intercepted": "How many {who} were intercepted",
    "landed": "How many {who} landed",
    "strikes": "How many {who} were carried out",
    "responsibility": "Who is said to be behind",
}


def question(kind: str, measure: str, subject: str, place: str, event: Event) -> str:
    """Return "How many people were killed in the gas attack in Khan Sheikhun on 4 April 2017?"."""
    who = subject or {"munitions": "munitions", "strikes": "strikes"}.get(kind, "people")
    asked = _ASKS.get(measure, f"How many {{who}}: {measure}").format(who=who)
    what = event.what or ("attack" if kind != "casualties" else "event")
    where = event.where.split(",")[0].strip() if event.where else ""
    said = f"{asked} {'the' if kind == 'responsibility' else 'in the'} {what}"
    if place:
        said += f" in {place.title()}" + (f" ({where})" if where and where.lower() != place.lower() else "")
    elif where:
        said += f" in {where}"
    return said + _when(event) + "?"


def _when(event: Event) -> str:
    if not event.start and not event.end:
        return ""
    words = wording.dates(event.start, event.end)
    if event.start and event.start == event.end:
        return f" on {words}"
    if " to " in words and event.start and event.end:
        return f" between {words.replace(' to ', ' and ', 1)}"
    return f" {words}" if words.startswith(("from", "until")) else f" in {words}"

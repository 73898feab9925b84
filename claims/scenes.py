"""What is told of when, where and what in a sentence that makes no claim, and holds for the claims after it.

"A bomb went off in Mosul on Tuesday. Police closed the street. Fourteen people were killed.": the last sentence is about the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims import cues, signals, timing, whoseday
from claims.linking import WEEK, Mention, Span, alike, same_place
from claims.parsing import Parsed
from claims.places import PlaceMention
from claims.records import Draft
from claims.signals import Signals
from claims.times import TimeMention, days

REACH = 3  # sentences over which a scene holds; before the report's first claim it holds as far as that claim


@dataclass(frozen=True, slots=True)
class Scene:
    """What a sentence without claims tells of an act: its class, its day if it has one, and the places near it."""

    sentence: int
    what: str
    when: TimeMention | None
    time: Span | None
    places: tuple[PlaceMention, ...]


def told(p: Parsed, s: Signals, position: int, written: date | None) -> Scene | None:
    """Return the scene that a sentence without claims sets, or None where it tells of no act, or of none at some place or time."""
    found = signals.act(s)
    if found is None or s.past or s.cumulative:
        return None
    act = Draft("", "", position, 0, _token(p, found.start()), s.sentence.start + found.start(), s.sentence.start + found.end())
    when = timing.time_of(p, s, act, written)
    if when is not None and days(when) > WEEK:
        return None  # "the riots of the 1970s": no day that a claim after it could have
    if when is not None and (not when.first or whoseday.spoken(p, when, act)):
        when = None
    # A headline's capitals are no names of quarters.
    places = tuple(x for x in signals.places_of(s, act) if x.rank or s.sentence.within != "title")
    local = any(x.rank < 2 for x in places)
    if when is None and not local:
        return None
    state = s.what in cues.load("events")["background"]["states"]
    if state and not (local and when is not None and days(when) == 0):
        return None  # how things stand, but for what one day saw in one place: "Thursday's ambush near X"
    return Scene(position, s.what, when, (when.first, when.last or when.first) if when and when.first else None, places)


def _token(p: Parsed, at: int) -> int:
    if p.doc is None:
        return 0
    return next((t.i for t in p.doc if t.idx <= at < t.idx + len(t)), 0)


def fill(found: Sequence[Mention], scenes: Sequence[Scene]) -> list[Mention]:
    """Return the mentions, in reading order, each with what the last scene before it tells and its own sentence does not.

    A scene is over where a claim's own sentence tells of some day or town, and where the act, the day or the place is another.
    """
    out: list[Mention] = []
    set_at = {s.sentence: s for s in scenes}
    scene, last = None, -1
    first = min((m.sentence for m in found), default=0)
    for m in found:
        for n in range(last + 1, m.sentence + 1):
            scene = set_at.get(n, scene)
        last = m.sentence
        if scene is not None and (m.sentence - scene.sentence <= REACH or m.sentence == first) and _fits(m, scene):
            out.append(_filled(m, scene))
        else:
            out.append(m)
        if m.time is not None or any(p.rank < 2 for p in m.places):
            scene = None if scene is None or m.sentence != scene.sentence else scene
    return out


def _fits(m: Mention, s: Scene) -> bool:
    if m.cumulative or m.before or m.separate or (m.what and not alike(m.what, s.what)):
        return False
    if m.time is not None and s.time is not None and (m.time[0] > s.time[1] or s.time[0] > m.time[1]):
        return False
    return same_place(m.places, s.places) >= 0


def _filled(m: Mention, s: Scene) -> Mention:
    local = any(p.rank < 2 for p in m.places)
    return replace(
        m,
        what=m.what or s.what,
        when=m.when or (s.when if m.time is None else None),
        time=m.time or s.time,
        last_time=m.last_time if m.time is not None else s.time or m.last_time,
        last_places=m.last_places if m.places else s.places or m.last_places,
        places=m.places if local else (*s.places, *(p for p in m.places if p.chain[0] not in {q.chain[0] for q in s.places})),
    )

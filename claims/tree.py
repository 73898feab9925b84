"""A sentence's parse as the rules read it: spaCy's words for it, in plain records that are made once.

spaCy makes a token anew, and a string anew, each time that one is asked for; the rules ask a hundred times for each word. Names and meanings
are spaCy's (`doc[i]`, `t.lower_`, `t.children`, `doc[a:b].root`), as far as rules use them; `Doc.read` is the only place that knows how spaCy keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np


class Form:
    """What a word says by its letters alone; equal words share it."""

    __slots__ = ("is_alpha", "is_punct", "is_space", "is_title", "is_upper", "like_num", "lower_", "text")

    def __init__(self, lexeme: Any) -> None:
        self.text: str = lexeme.text
        self.lower_: str = lexeme.lower_
        self.is_alpha: bool = lexeme.is_alpha
        self.is_punct: bool = lexeme.is_punct
        self.is_space: bool = lexeme.is_space
        self.is_title: bool = lexeme.is_title
        self.is_upper: bool = lexeme.is_upper
        self.like_num: bool = lexeme.like_num


class Token:
    """A word of a sentence: `i` is its position, `idx` that of its first character, `head` itself at the root."""

    __slots__ = ("children", "dep_", "doc", "form", "head", "i", "idx", "lemma_", "lower_", "pos_", "tag_", "text", "whitespace_")
    head: Token

    def __init__(self, doc: Doc, i: int, idx: int, form: Form, lemma: str, tag: str, pos: str, dep: str) -> None:
        self.doc, self.i, self.idx, self.form = doc, i, idx, form
        self.text, self.lower_ = form.text, form.lower_
        self.lemma_, self.tag_, self.pos_, self.dep_ = lemma, tag, pos, dep
        self.children: list[Token] = []  # in reading order
        self.whitespace_ = ""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        return self.form.is_alpha

    @property
    def is_punct(self) -> bool:
        return self.form.is_punct

    @property
    def is_space(self) -> bool:
        return self.form.is_space

    @property
    def is_title(self) -> bool:
        return self.form.is_title

    @property
    def is_upper(self) -> bool:
        return self.form.is_upper

    @property
    def like_num(self) -> bool:
        return self.form.like_num

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, and so on to the root."""
        t = self
        while t.head is not t:
            t = t.head
            yield t

    @property
    def subtree(self) -> list[Token]:
        """The word and all below it, each between those below it on its left and on its right."""
        out: list[Token] = []
        self._walk(out)
        return out

    def _walk(self, out: list[Token]) -> None:
        here = True
        for c in self.children:
            if here and c.i > self.i:
                out.append(self)
                here = False
            c._walk(out)
        if here:
            out.append(self)

    @property
    def left_edge(self) -> Token:
        return min(self.subtree, key=lambda t: t.i)

    @property
    def right_edge(self) -> Token:
        return max(self.subtree, key=lambda t: t.i)

    def is_ancestor(self, other: Token) -> bool:
        return any(a is self for a in other.ancestors)

    def nbor(self, distance: int = 1) -> Token:
        """Return the word so many places on. Raises IndexError at the ends of the sentence."""
        if self.i + distance < 0:
            raise IndexError(distance)
        return self.doc.tokens[self.i + distance]


class Span(Sequence[Token]):
    """The words `doc[start:end]`; positions in it count from its first word."""

    __slots__ = ("doc", "end", "start", "tokens")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self.tokens = doc.tokens[start:end]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.doc is other.doc) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            a, b, _ = at.indices(len(self.tokens))
            return Span(self.doc, self.start + a, self.start + max(a, b))
        return self.tokens[at]

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def start_char(self) -> int:
        return self.tokens[0].idx if self.tokens else 0

    @property
    def end_char(self) -> int:
        return self.tokens[-1].idx + len(self.tokens[-1]) if self.tokens else 0

    @property
    def root(self) -> Token:
        """The word with the fewest words above it; of several, the first."""
        return min(self.tokens, key=lambda t: sum(1 for _ in t.ancestors))


class Doc(Sequence[Token]):
    """A parsed sentence. `user_data` is for what is worked out once for it."""

    __slots__ = ("text", "tokens", "user_data")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.user_data: dict[str, Any] = {}

    @classmethod
    def read(cls, parsed: Any, text: str) -> Doc:
        """Return spaCy's `parsed` as a tree over `text`: its own text, or one that has other words of the same lengths in some places."""
        from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SPACY, TAG

        doc, at = cls(text), 0
        columns: list[list[int]] = parsed.to_array([ORTH, LEMMA, TAG, POS, DEP, SPACY, HEAD]).astype(np.int64).T.tolist()
        forms, strings = _known(parsed.vocab, columns)
        orths, lemmas, tags, classes, deps, spaces, heads = columns
        tokens = doc.tokens
        for i, (orth, lemma, tag, pos, dep, space) in enumerate(zip(orths, lemmas, tags, classes, deps, spaces, strict=True)):
            form, said = forms[orth], strings[lemma]
            if not text.startswith(form.text, at):
                word = text[at : at + len(form.text)]
                form, said = Form(parsed.vocab[word]), word
            t = Token(doc, i, at, form, said, strings[tag], strings[pos], strings[dep])
            at += len(form.text)
            if space:
                t.whitespace_ = " "
                at += 1
            tokens.append(t)
        for i, (t, away) in enumerate(zip(tokens, heads, strict=True)):
            t.head = head = tokens[i + away]
            if away:
                head.children.append(t)
        return doc

    def touching(self, start: int, end: int) -> Span | None:
        """Return the words that the characters from `start` to `end` touch, or None."""
        found = [t.i for t in self.tokens if t.idx < end and start < t.idx + len(t)]
        return self[found[0] : found[-1] + 1] if found else None

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if at.__class__ is int:  # most often
            return self.tokens[at]
        if isinstance(at, slice):
            a, b, _ = at.indices(len(self.tokens))
            return Span(self, a, b if b > a else a)
        return self.tokens[at]


REMEMBERED = 200_000  # words and strings kept at once: bounds the memory
_forms: dict[int, Form] = {}
_strings: dict[int, str] = {}


def _known(vocab: Any, columns: Sequence[Sequence[int]]) -> tuple[dict[int, Form], dict[int, str]]:
    """Return what the numbers in `columns` stand for: the first column words, the next four strings."""
    for known in (_forms, _strings):
        if len(known) >= REMEMBERED:
            known.clear()
    for n in set(columns[0]).difference(_forms):
        _forms[n] = Form(vocab[n % (1 << 64)])
    for n in set().union(*columns[1:5]).difference(_strings):
        _strings[n] = vocab.strings[n % (1 << 64)]
    return _forms, _strings

"""Files to rows: one reader for each kind of file, each yielding what it could read and naming what it could not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from claims import cues, decoding, published

RETRIES = 100  # faults in one file behind which the rows are still looked for
LONGEST = 20_000_000  # bytes of one article's file or page; one of that size is none

_DATED = re.compile(
    r"(?:(?:date of publication|published|posted|last updated?|updated)(?: on| at)?[: ]\s*)?(?=.*\d{4})", re.IGNORECASE
)
_KEYED = re.compile(
    r"(title|source|outlet|publisher|url|link|published|posted|date|updated|language)(?: on)?\s*:\s*(\S.*)", re.IGNORECASE
)
_KEYS = {
    "outlet": "source",
    "publisher": "source",
    "link": "url",
    "posted": "published",
    "date": "published",
    "updated": "published",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One report as found: fields by the file's own names, and where it was found ("line 3", "row 2", "")."""

    where: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bad:
    """Something that could not be read: where, what is wrong, and what to do. `lost` is False for a mere warning."""

    where: str
    what: str
    remedy: str
    lost: bool = True


Found = Iterator[Row | Bad]


def text_of(data: bytes) -> Iterator[str | Bad]:
    """Yield a warning where the encoding was guessed, then the text; or what is wrong. Raises nothing."""
    try:
        text, guessed = decoding.decode(data)
    except ValueError as e:
        yield Bad("", str(e), "save it as UTF-8 text")
        return
    if guessed:
        yield Bad("", f"not UTF-8; read as {guessed}", "save it as UTF-8 if letters look wrong", lost=False)
    yield text


def read_json_lines(data: bytes) -> Found:
    """One JSON object a line; also one JSON list, or one object with a list of articles."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:64]
    first, _, rest = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    lines = not wide and rest.strip() and start[:1] != b"[" and start[:2] not in (b"{\n", b"{\r")
    if lines and (_is_json(first) or not _is_json(data)):
        yield from _json_lines(data.split(b"\n"))
        return
    for item in text_of(data):
        if isinstance(item, Bad):
            yield item
        elif _each_line_is_json(item):
            yield from _json_lines(item.split("\n"))
        else:
            yield from _json_document(item)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _each_line_is_json(text: str) -> bool:
    """Whether the first line is JSON by itself: one article, or anything with more lines after it."""
    told = [line for line in text.split("\n") if line.strip()][:2]
    try:
        first = json.loads(told[0], strict=False)
    except (ValueError, RecursionError, IndexError):
        return False
    return len(told) > 1 or (isinstance(first, dict) and _articles(first) is None)


def _articles(value: dict[str, Any]) -> list[Any] | None:
    """Return the list of articles that an object holds; None where it is an article itself or holds none."""
    names = cues.load("columns")["text"]
    if any(isinstance(v, str) and k.strip().lower() in names for k, v in value.items()):
        return None
    return next((v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)), None)


def _json_lines(lines: Iterable[str | bytes]) -> Found:
    for n, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        where = f"line {n}"
        line: str | None = raw if isinstance(raw, str) else None
        if isinstance(raw, bytes):
            for item in text_of(raw):
                if isinstance(item, Bad):
                    yield Bad(where, item.what, item.remedy, item.lost)
                else:
                    line = item
        if line is not None:
            try:
                value = json.loads(line, strict=False)  # a raw tab or zero byte inside a text is named later on
            except (ValueError, RecursionError) as e:
                yield Bad(where, f"not JSON ({short(e)})", "write one JSON object a line")
            else:
                yield _object(where, value)


def _json_document(text: str) -> Found:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as e:
        yield from _broken_list(text, Bad("", f"not JSON ({short(e)})", "write one JSON object a line, or one list of objects"))
        return
    if isinstance(value, dict):
        value = _articles(value) or [value]
    for n, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _object(f"item {n}", item)


def _broken_list(text: str, bad: Bad) -> Found:
    """Yield the objects of a list that is broken or cut off, and each place where it breaks; `bad` where none is found."""
    decoder = json.JSONDecoder(strict=False)
    start = re.search(r"\[\s*(?=\{)", text)
    n = faults = 0
    at = start.end() if start else len(text)
    while at < len(text) and faults <= RETRIES:
        n += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as e:
            faults += 1
            yield Bad(f"item {n}", f"not JSON ({short(e)})", bad.remedy)
            following = re.compile(r",\s*(?=\{)").search(text, at + 1)
        else:
            yield _object(f"item {n}", value)
            following = re.compile(r"\s*,?\s*(?=\{)").match(text, at) or re.compile(r",\s*(?=\{)").search(text, at)
        at = following.end() if following else len(text)
    if not faults or faults > RETRIES:
        yield bad


def _object(where: str, value: Any) -> Row | Bad:
    if isinstance(value, dict):
        return Row(where, value)
    return Bad(where, f"holds {kind_of(value)}, not an object", 'write one JSON object a line, like {"text": "..."}')


def kind_of(value: Any) -> str:
    """Return what a JSON value is, in words."""
    if value is None:
        return "null"
    return {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}.get(
        type(value), type(value).__name__
    )


def short(e: BaseException) -> str:
    """Return an error's message as part of a line."""
    return "nested too deep" if isinstance(e, RecursionError) else " ".join(str(e).split())[:120] or type(e).__name__


def read_text(data: bytes) -> Found:
    """An article as a person saved it: the first line is the title; "Source:", "Published:" and "URL:" lines near it are read."""
    for item in text_of(data):
        yield item if isinstance(item, Bad) else Row("", plain(item))


def plain(text: str) -> dict[str, Any]:
    """Return the fields of a saved article, from its first line and the lines before its first paragraph. `text` stays as given."""
    told = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    fields: dict[str, Any] = {"text": text}
    first = told[0] if told else ""
    if len(told) > 1 and len(first) <= 250 and not _KEYED.fullmatch(first) and not re.search(r"[a-z]{3}\. +[A-Z]", first):
        fields["title"] = first
    for line in told[:8]:
        if len(line) > 120 and line != first:
            break
        if m := _KEYED.fullmatch(line):
            name = m[1].lower()
            fields.setdefault(_KEYS.get(name, name), m[2])
        elif (m := _DATED.match(line)) and len(line) <= 60 and "published" not in fields:
            with suppress(ValueError):
                fields["published"] = published.iso(line[m.end() :])
    return fields


def read_markdown(data: bytes) -> Found:
    """Front matter gives the fields, the first heading the title; the text is what the marks leave."""
    for item in text_of(data):
        if isinstance(item, Bad):
            yield item
            continue
        fields: dict[str, Any] = {}
        if m := re.match(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", item, re.DOTALL):
            for line in m[1].splitlines():
                key, colon, value = line.partition(":")
                if colon and value.strip():
                    key = key.strip().lower()
                    fields[_KEYS.get(key, key)] = value.strip().strip("\"'")
            item = item[m.end() :]
        if heading := re.search(r"^#[ \t]+(.+?)[ \t#]*$", item, re.MULTILINE):
            fields.setdefault("title", _unmarked(heading[1]))
        yield Row("", {**fields, "text": _unmarked(item).strip("\n")})


def _unmarked(text: str) -> str:
    for pattern, to in (
        (r"(?ms)^(```|~~~).*?^\1[^\n]*$", ""),
        (r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)", ""),
        (r"\[([^\[\]\n]{1,300})\]\([^()\n]{0,500}\)", r"\1"),
        (r"(?m)^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", ""),
        (r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1", r"\2"),
        (r"(?<!\w)([*_])(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?!\w)", r"\2"),
    ):
        text = re.sub(pattern, to, text)
    return text


def read_html(data: bytes, url: str = "") -> Found:
    """The article's text, title, date and site name, as trafilatura finds them; page furniture is left behind."""
    for item in text_of(data):
        yield item if isinstance(item, Bad) else page(item, url)


def page(html: str, url: str = "") -> Row | Bad:
    """Return the row of one HTML page."""
    from trafilatura import bare_extraction

    try:
        # only a date that the page declares: a guess from its footer would invent one
        found = bare_extraction(
            html,
            url=url or None,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as e:
        return Bad("", f"not an HTML page that can be read ({short(e)})", "save the page again, or its text as .txt")
    got = found.as_dict() if found is not None else {}
    if not (got.get("text") or "").strip():
        return Bad("", "no article text was found in the page", "save the article's text as .txt")
    names = {"text": "text", "title": "title", "published": "date", "source": "sitename", "url": "url"}
    return Row("", {ours: got.get(theirs) or "" for ours, theirs in names.items()})

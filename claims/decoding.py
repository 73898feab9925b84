"""Bytes to text: the encodings that saved news comes in, and characters that no later part could write out again."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold, and what no file can
SAMPLE = 1 << 18


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text, and the name of the encoding where it had to be guessed.

    UTF-8, UTF-16 and UTF-32 are recognised; what a page declares is believed; else the encoding is guessed.
    Raises ValueError where the bytes are not text.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name), None
    head = data[:SAMPLE]
    zeros = head.count(0)
    if zeros > len(head) * 0.2 and len(data) > 3:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if min(even, odd) < 0.1 * max(even, odd):
            text = _strict(data, "utf-16-le" if odd > even else "utf-16-be")
            if sum("\t" <= c < "\u0250" for c in text[:SAMPLE]) > 0.5 * len(text[:SAMPLE]):
                return text, "utf-16"
    if zeros > max(3, len(head) * 0.01):
        raise ValueError("it holds zero bytes, so it is not text")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    if m := _DECLARED.search(data[:4096]):
        try:
            return data.decode(m[1].decode("ascii")), None
        except (LookupError, UnicodeDecodeError):
            pass
    return _guessed(data)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as e:
        raise ValueError(f"it is not whole {name} text ({e.reason} at byte {e.start})") from e


def _guessed(data: bytes) -> tuple[str, str]:
    # English news in an old encoding is windows-1252 far more often than a detector believes, which knows short texts badly
    try:
        text = data.decode("cp1252")
        strange = sum(not (c.isalpha() or c in "‘’“”–—…•°£€©®™«»·´§½¼¾\xa0") for c in text if ord(c) > 127)
        if strange <= 0.1 * sum(ord(c) > 127 for c in text) and len(re.findall(r"[^\x00-\x7f]{4,}", text)) < 2:
            return text, "windows-1252"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise ValueError("its encoding could not be told")
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError as e:
        raise ValueError("its encoding could not be told") from e


def safe(text: str) -> str:
    """Return `text`, of the same length, with zero bytes, control characters, half characters and non-characters replaced."""
    return _UNSAFE.sub(lambda m: " " if m.group() < "\x80" else "\ufffd", text)

"""Web archives: one report for each HTML page. Each record is read by itself, so that a damaged one takes no other with it."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr

from claims.formats import LONGEST, RETRIES, Bad, Found, Row, page, text_of

UNFOLDED = 500_000_000  # bytes that one packed piece may unfold to
_CHUNK = 1 << 16
_HEADER = 1 << 16  # bytes that a record's header may have
_PACKED = b"\x1f\x8b\x08"
_START = re.compile(rb"^WARC/\d\.\d\r?\n", re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_BLANK = re.compile(rb"[\r\n]*")


def read_warc(data: bytes) -> Found:
    """The HTML pages of a web archive (.warc, .warc.gz), one report each. Raises nothing: damaged records are named."""
    try:
        import warcio  # noqa: F401
    except ImportError:
        yield Bad("", "reading .warc needs the library warcio", "pip install 'rashomon[warc]', or save the pages as .html")
        return
    n = faults = 0
    found = False
    for piece, whole in _unfolded(data):
        before = faults
        for record in _split(piece):
            n += 1
            faults += record is None
            for got in [_damaged(n)] if record is None else _pages(record, n):
                found = True
                yield got
            if faults > RETRIES:
                break
        if faults == before and not whole:  # what is missing was not seen above
            n, faults, found = n + 1, faults + 1, True
            yield _large(n) if len(piece) > UNFOLDED else _damaged(n)
        if faults > RETRIES:
            yield Bad("", f"more than {RETRIES} records are damaged; the rest is left unread", "fetch it again")
            return
    if not found:
        yield Bad("", "holds no HTML page", "check that the archive holds responses")


def _damaged(n: int) -> Bad:
    return Bad(f"record {n}", "the archive is damaged here", "fetch it again")


def _large(n: int) -> Bad:
    return Bad(f"record {n}", f"unfolds to more than {UNFOLDED // 1_000_000} MB in one piece", "unpack it and give the .warc")


def _unfolded(data: bytes) -> Iterator[tuple[bytes, bool]]:
    """Yield what each packed piece of the archive unfolds to, as far as it can be unfolded, and whether that is all of it."""
    if not data.startswith(_PACKED[:2]):
        yield data, True
        return
    at = 0
    while 0 <= at < len(data):
        start, tool, out = at, zlib.decompressobj(31), bytearray()
        try:
            while not tool.eof and at < len(data) and len(out) <= UNFOLDED:
                chunk = data[at : at + _CHUNK]
                out += tool.decompress(chunk)
                at += len(chunk) - len(tool.unused_data)
            whole = tool.eof
        except zlib.error:
            whole = False
        yield bytes(out), whole
        if not whole:
            at = data.find(_PACKED, max(start + 1, at if len(out) > UNFOLDED else 0))
        elif data[at : at + 2] != _PACKED[:2] and data[at : at + _CHUNK].strip(b"\0\r\n"):
            yield b"", False
            at = data.find(_PACKED, at)


def _split(piece: bytes) -> Iterator[bytes | None]:
    """Yield each record of an unfolded archive; None for one that is damaged or cut off."""
    at = _end_of_blank(piece, 0)
    while at < len(piece):
        head = _HEADER_END.search(piece, at, at + _HEADER)
        length = _LENGTH.search(piece, at, head.start() + 1) if head and _START.match(piece, at) else None
        end = head.end() + int(length[1]) if head and length else len(piece) + 1
        after = _end_of_blank(piece, min(end, len(piece)))
        ended = after == len(piece) or piece.startswith(b"\r\n\r\n", end) or _START.match(piece, after)
        if end <= len(piece) and ended:
            yield piece[at:end] + b"\r\n\r\n"
            at = after
        else:
            yield None
            following = _START.search(piece, at + 1)
            at = following.start() if following else len(piece)


def _end_of_blank(piece: bytes, at: int) -> int:
    m = _BLANK.match(piece, at)
    return m.end() if m else at


def _pages(record: bytes, n: int) -> Found:
    """The page of one record; nothing where it holds none."""
    from warcio.archiveiterator import ArchiveIterator

    said = io.StringIO()
    got: list[Row | Bad] = []
    try:
        with redirect_stderr(said):  # the library warns there, without naming file or record
            for r in ArchiveIterator(io.BytesIO(record)):
                kind = r.http_headers.get_header("Content-Type", "") if r.http_headers else ""
                if r.rec_type == "response" and "html" in kind and r.http_headers.get_statuscode().startswith("2"):
                    url = r.rec_headers.get_header("WARC-Target-URI") or ""
                    got += _page(r.content_stream().read(LONGEST + 1), url, f"record {n}")
    except Exception:  # the library raises what it likes on a damaged record
        got = [_damaged(n)]
    yield from [_damaged(n)] if said.getvalue() else got


def _page(data: bytes, url: str, where: str) -> Found:
    if len(data) > LONGEST:
        yield Bad(where, f"more than {LONGEST // 1_000_000} MB is too long for one page", "leave it out")
        return
    for item in text_of(data):
        got = item if isinstance(item, Bad) else page(item, url)
        if isinstance(got, Bad):
            yield Bad(where, got.what, got.remedy, got.lost)
        else:
            yield Row(where, {**got.fields, "url": url or got.fields["url"]})

"""Word files, PDF and web archives. The last two need a library each, which comes as an extra (`pip install rashomon[pdf]`)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from claims.formats import Bad, Found, Row, page, plain, text_of

LARGEST = 50_000_000  # bytes that a packed file may unfold to
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> Found:
    """The paragraphs of a Word file, as a saved article: the first one is the title. Raises nothing."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            info = packed.getinfo("word/document.xml")
            if info.file_size > LARGEST:
                yield Bad("", "unfolds to more than 50 MB", "save the article's text as .txt")
                return
            root = etree.fromstring(packed.read(info), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError) as e:
        yield Bad("", f"not a Word file that can be read ({' '.join(str(e).split())[:120]})", "save it as .txt")
        return
    paragraphs = ("".join(_runs(p)) for p in root.iter(f"{_W}p"))
    yield Row("", plain("\n\n".join(p for p in paragraphs if p.strip())))


def _runs(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        yield node.text or "" if node.tag == f"{_W}t" else " "


def read_pdf(data: bytes) -> Found:
    """The text of a PDF, as a saved article. Scanned pages hold none and are named. Raises nothing."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        yield Bad("", "reading .pdf needs the library pypdf", "pip install 'rashomon[pdf]', or save it as .txt")
        return
    try:
        text = "\n\n".join((sheet.extract_text() or "").strip() for sheet in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, NotImplementedError) as e:
        yield Bad("", f"not a PDF that can be read ({' '.join(str(e).split())[:120]})", "save it as .txt")
        return
    if not text.strip():
        yield Bad("", "the PDF holds no text, only pictures of it", "run a text recognition over it first")
        return
    whole = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)  # a word divided at the end of a line
    yield Row("", plain(re.sub(r"(?<=\S)[ \t]*\n(?=[a-z\d])", " ", whole)))


def read_warc(data: bytes) -> Found:
    """The HTML pages of a web archive (.warc, .warc.gz), one report each. Raises nothing."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield Bad("", "reading .warc needs the library warcio", "pip install 'rashomon[warc]', or save the pages as .html")
        return
    n = pages = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            n += 1
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind or not record.http_headers.get_statuscode().startswith("2"):
                continue
            pages += 1
            yield from _page(
                record.content_stream().read(LARGEST), record.rec_headers.get_header("WARC-Target-URI") or "", f"record {n}"
            )
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as e:
        yield Bad(f"record {n + 1}", f"the archive is damaged here ({' '.join(str(e).split())[:120]})", "fetch it again")
    else:
        if not pages:
            yield Bad("", "holds no HTML page", "check that the archive holds responses")


def _page(data: bytes, url: str, where: str) -> Found:
    for item in text_of(data):
        got = item if isinstance(item, Bad) else page(item, url)
        if isinstance(got, Bad):
            yield Bad(where, got.what, got.remedy, got.lost)
        else:
            yield Row(where, {**got.fields, "url": url or got.fields["url"]})

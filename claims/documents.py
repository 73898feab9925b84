"""Word files and PDF. The latter needs a library, which comes as an extra (`pip install rashomon[pdf]`)."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from typing import Any

from claims.formats import Bad, Found, Row, plain, short

LARGEST = 50_000_000  # bytes that a packed file may unfold to
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAID = {f"{_W}t": "", f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


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
    except Exception as e:  # a damaged archive raises errors of many kinds
        yield Bad("", f"not a Word file that can be read ({short(e)})", "save it as .txt")
        return
    for twice in list(root.iter(_FALLBACK)):  # what older programs show in place of a text box
        if (above := twice.getparent()) is not None:
            above.remove(twice)
    paragraphs: dict[Any, list[str]] = {}
    for node in root.iter(f"{_W}p", *_SAID):
        if node.tag == f"{_W}p":
            paragraphs[node] = []  # a text box has paragraphs of its own
        elif (own := next(node.iterancestors(f"{_W}p"), None)) is not None:
            paragraphs[own].append(node.text or "" if node.tag == f"{_W}t" else _SAID[node.tag])
    told = ("".join(said) for said in paragraphs.values())
    yield Row("", plain("\n\n".join(p for p in told if p.strip())))


def read_pdf(data: bytes) -> Found:
    """The text of a PDF, as a saved article. Scanned pages hold none and are named. Raises nothing."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ImportError:
        yield Bad("", "reading .pdf needs the library pypdf", "pip install 'rashomon[pdf]', or save it as .txt")
        return
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks name no file; what matters is said below
    try:
        text = "\n\n".join((sheet.extract_text() or "").strip() for sheet in PdfReader(io.BytesIO(data)).pages)
    except FileNotDecryptedError:
        yield Bad("", "the PDF is locked with a password", "save it without one, or save its text as .txt")
        return
    except DependencyError:
        yield Bad(
            "", "the PDF is encrypted, which needs the library cryptography", "pip install cryptography, or save it as .txt"
        )
        return
    except Exception as e:  # the library raises what it likes on a damaged file
        yield Bad("", f"not a PDF that can be read ({short(e)})", "save it as .txt")
        return
    if not text.strip():
        yield Bad("", "the PDF holds no text, only pictures of it", "run a text recognition over it first")
        return
    whole = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)  # a word divided at the end of a line
    yield Row("", plain(re.sub(r"(?<=\S)[ \t]*\n(?=[a-z\d])", " ", whole)))

"""Feeds keep the outlet that wrote an item; Word files, PDF and web archives give articles; damaged ones are named."""

from __future__ import annotations

import builtins
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from claims.reports import read

BODY = "Shells hit a bakery in Upper Tarn on Thursday, killing four people and injuring seven, the mayor of the town said."
MORE = "The attack came a week after shelling killed nine people in the same town, and two days after the army said it had left."


def test_rss_items_keep_the_original_source(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Valley Digest</title>'
        f"<item><title>Tarn shelled</title><link>http://d.example/1</link><guid>g1</guid><pubDate>Thu, 10 Oct 2024 12:00:00 GMT</pubDate>"
        f'<source url="http://c.example">Levant Courier</source><description>Short.</description><content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}</p>'
        f"<script>x()</script>]]></content:encoded></item><item><title>Own &amp; new</title><description>{MORE} It is &lt;b&gt;ours&lt;/b&gt;.</description></item>"
        "<item><title>Headline only</title></item></channel></rss>",
        encoding="utf-8",
    )
    got = read([tmp_path])
    first, second = got.reports
    assert (first.id, first.source, first.published, first.url) == (
        "g1",
        "Levant Courier",
        "2024-10-10T12:00:00+00:00",
        "http://d.example/1",
    )
    assert first.text == f"{BODY}\n\n{MORE}"
    assert (second.source, second.title, second.text) == ("Valley Digest", "Own & new", f"{MORE} It is ours.")
    assert [p.where for p in got.problems] == ["item 3"] and "has no text" in str(got.problems[0])


def test_atom_entries(tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Digest</title><entry><title>Tarn shelled</title><id>urn:1</id>'
        '<link rel="self" href="http://d.example/self"/><link href="http://d.example/1"/><updated>2024-10-11T08:00:00Z</updated>'
        f"<published>2024-10-10T08:00:00Z</published><source><id>x</id><title>Levant Courier</title></source>"
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><p>{MORE}</p></div></content></entry></feed>',
        encoding="utf-8",
    )
    (report,) = read([tmp_path]).reports
    assert (report.id, report.source, report.published) == ("urn:1", "Levant Courier", "2024-10-10T08:00:00+00:00")
    assert report.url == "http://d.example/1" and report.text == f"{BODY}\n\n{MORE}"


def docx(*paragraphs: str) -> bytes:
    out = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>{p[:9]}</w:t></w:r><w:r><w:t>{p[9:]}</w:t></w:r></w:p>" for p in paragraphs)
    xml = (
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", xml)
    return out.getvalue()


def pdf(text: str) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    sheet = writer.add_blank_page(600, 800)
    stream = DecodedStreamObject()
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in text.split("\n"))
    stream.set_data(f"BT /F1 10 Tf 20 700 Td {shown} ET".encode() if text else b"")
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def warc(*pages: tuple[str, str]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, html in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(html.encode()), http_headers=headers))
    return out.getvalue()


def test_a_word_file_a_pdf_and_a_web_archive(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx("Tarn shelled again", "Published: 10 October 2024", BODY, MORE))
    (tmp_path / "b.pdf").write_bytes(pdf(f"Tarn is shelled\n{BODY[:60]}\n{BODY[60:]}"))
    page = f"<html><head><title>Tarn shelled anew</title></head><body><article><h1>Tarn shelled anew</h1><p>{BODY}</p><p>{MORE}</p></article></body></html>"
    (tmp_path / "c.warc.gz").write_bytes(warc(("http://c.example/1", page)))
    got = read([tmp_path])
    assert not got.problems
    word, portable, archived = got.reports
    assert (word.title, word.published) == ("Tarn shelled again", "2024-10-10") and BODY in word.text and MORE in word.text
    assert portable.title == "Tarn is shelled" and "killing four people" in portable.text
    assert archived.url == "http://c.example/1" and archived.title == "Tarn shelled anew" and BODY in archived.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.rss", b"<rss><channel><item>", "has no text"),
        ("a.xml", b"no xml at all", "a.xml: "),
        ("a.xml", b"<a><b/></a>", "holds no item of an RSS or Atom feed"),
        ("a.docx", b"PK\x03\x04 broken", "not a Word file that can be read"),
        ("a.pdf", b"%PDF-1.4 broken", "not a PDF that can be read"),
        ("a.pdf", pdf(""), "the PDF holds no text, only pictures of it"),
        ("a.warc", b"no archive", "the archive is damaged here"),
        ("a.warc.gz", b"\x1f\x8b broken", "the archive is damaged here"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    got = read([tmp_path / name])
    assert not got.reports
    assert len(got.problems) == 1 and says in str(got.problems[0])


def test_a_feed_cannot_reach_files_or_blow_up(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE rss [<!ENTITY f SYSTEM "file://{tmp_path}/secret"><!ENTITY l0 "lol">{lol}]>'
        f"<rss><channel><item><title>T</title><description>{BODY} &f; &l11;</description></item></channel></rss>"
    )
    got = read([tmp_path / "a.xml"])
    assert "the secret" not in "".join(r.text for r in got.reports) and sum(len(r.text) for r in got.reports) < 1000


@pytest.mark.parametrize(("name", "library"), [("a.pdf", "pypdf"), ("a.warc", "warcio")])
def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str) -> None:
    (tmp_path / name).write_bytes(b"something")
    real = builtins.__import__

    def without(wanted: str, *args: Any, **kw: Any) -> Any:
        if wanted.split(".")[0] == library:
            raise ImportError(wanted)
        return real(wanted, *args, **kw)

    monkeypatch.setattr(builtins, "__import__", without)
    assert f"needs the library {library}; pip install 'rashomon[" in str(read([tmp_path / name]).problems[0])

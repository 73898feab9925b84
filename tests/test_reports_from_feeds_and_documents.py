"""Feeds keep the outlet that wrote an item; Word files, PDF and web archives give articles; damaged ones are named."""

from __future__ import annotations

import builtins
import gzip
import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from claims import files
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


def docx(*paragraphs: str, packed: bool = False) -> bytes:
    out = io.BytesIO()
    body = "".join(f"<w:p><w:r><w:t>{p[:9]}</w:t></w:r><w:r><w:t>{p[9:]}</w:t></w:r></w:p>" for p in paragraphs)
    xml = (
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        file.writestr("word/document.xml", xml)
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


def warc(*pages: tuple[str, str], packed: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
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
        ("a.rss", b"<rss><channel><item>", "item 1: the feed is cut off in this item"),
        ("a.xml", b"no xml at all", "a.xml: "),
        ("a.xml", b"<a><b/></a>", "holds no item of an RSS or Atom feed"),
        ("a.docx", b"PK\x03\x04 broken", "not a Word file that can be read"),
        ("a.docx", docx(BODY, packed=True)[:60] + b"\x99" * 9 + docx(BODY, packed=True)[69:], "not a Word file that can be read"),
        ("a.docx", docx(BODY)[:-3] + b"\xff\xff\xff", "not a Word file that can be read"),
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


def test_a_feed_that_is_cut_off_gives_its_whole_items_and_names_the_half_one(tmp_path: Path) -> None:
    items = [f"<item><title>T</title><guid>{n}</guid><description>{BODY} {n}</description></item>" for n in range(3)]
    file = tmp_path / "a.rss"
    for cut, ids, says in (
        (-90, ["0", "1"], "item 3: the feed is cut off in this item"),
        (None, ["0", "1", "2"], "after item 3"),
    ):
        file.write_text(f"<rss><channel>{''.join(items)}"[:cut] if cut else f"<rss><channel>{''.join(items)}</chan")
        got = read([file])
        assert [r.id for r in got.reports] == ids
        assert len(got.problems) == 1 and says in str(got.problems[0]) and got.problems[0].partial


def test_a_feed_in_an_undeclared_encoding_with_bare_ampersands_keeps_its_letters(tmp_path: Path) -> None:
    feed = f"<rss><channel><title>A & B</title><item><title>Caf\xe9&nbsp;M\xfcller</title><link>http://d.example/?a=1&b=2</link><description>AT&T: {BODY}</description></item></channel></rss>"
    (tmp_path / "a.rss").write_bytes(feed.encode("cp1252"))
    got = read([tmp_path])
    (report,) = got.reports
    assert (report.source, report.title, report.url) == ("A & B", "Caf\xe9 M\xfcller", "http://d.example/?a=1&b=2")
    assert report.text == f"AT&T: {BODY}"
    assert ["not UTF-8; read as windows-1252" in str(p) for p in got.problems] == [True]


def test_what_a_feed_means_where_it_is_not_well_formed_is_a_guess_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(
        f"<rss><channel>\n<item><title>T</b></title><description>{BODY}</description></item></channel></rss>"
    )
    assert "a.rss, line 2: is not well-formed XML (" in str(read([tmp_path]).problems[-1])
    (tmp_path / "a.rss").write_text(f"<rss><channel><item><description>Four\0five {BODY}</description></item></channel></rss>")
    got = read([tmp_path])
    assert got.reports[0].text.startswith("Four five") and "holds control characters" in str(got.problems[0])


def pages() -> list[tuple[str, str]]:
    return [
        (f"http://c.example/{n}", f"<html><body><article><h1>Tarn {n}</h1><p>{BODY}</p><p>{MORE}</p></article></body></html>")
        for n in range(3)
    ]


def test_pages_around_a_damaged_record_are_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    plain, packed = warc(*pages(), packed=False), warc(*pages())
    second = plain.index(b"WARC/1", 10)
    middle = len(packed) // 2
    for name, content, left in (
        ("length.warc", plain[:second] + plain[second:].replace(b"Content-Length: ", b"Content-Length: 9", 1), [0, 2]),
        ("short.warc", plain[:second] + plain[second:].replace(b"HTTP/1.0 200 OK", b"HTTP", 1), [0, 2]),
        ("rubbish.warc", plain[:second] + b"rubbish\r\n\r\n" + plain[second:], [0, 1, 2]),
        ("cut.warc", plain[:-200], [0, 1]),
        ("zeros.warc.gz", packed[:middle] + bytes(30) + packed[middle + 30 :], [0, 2]),
        ("cut.warc.gz", packed[:-100], [0, 1]),
        ("cut-whole.warc.gz", gzip.compress(plain)[:-4], [0, 1, 2]),
    ):
        (tmp_path / name).write_bytes(content)
        got = read([tmp_path / name])
        assert [r.url for r in got.reports] == [f"http://c.example/{n}" for n in left], name
        assert ["the archive is damaged here; fetch it again" in str(p) for p in got.problems] == [True], name
    assert capfd.readouterr() == ("", "")


def test_a_web_archive_that_was_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(warc(*pages(), packed=False)))
    got = read([tmp_path])
    assert len(got.reports) == 3 and not got.problems


def test_text_in_the_text_box_of_a_word_file_counts_once_and_lines_stay_lines(tmp_path: Path) -> None:
    box = f"<w:p><w:r><w:t>{MORE}</w:t></w:r></w:p>"
    body = (
        "<w:p><w:r><w:t>Tarn shelled</w:t></w:r></w:p><w:p><w:r><w:t>Published: 10 October 2024</w:t><w:br/><w:t>Source: Levant Courier</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{BODY}</w:t></w:r><m:AlternateContent><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent></w:p>"
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as file:
        file.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            f'xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
        )
    (report,) = read([tmp_path]).reports
    assert (report.source, report.published) == ("Levant Courier", "2024-10-10")
    assert report.text.count(MORE) == 1 and f"{BODY}\n\n{MORE}" in report.text


def test_a_locked_pdf_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import DependencyError

    for password in ("", "secret"):
        writer = PdfWriter(clone_from=io.BytesIO(pdf(f"Tarn is shelled\n{BODY}")))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(tmp_path / f"a{password}.pdf")
    assert len(read([tmp_path / "a.pdf"]).reports) == 1
    assert "the PDF is locked with a password; save it without one" in str(read([tmp_path / "asecret.pdf"]).problems[0])

    def without(*args: Any, **kw: Any) -> Any:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "__init__", without)
    assert "needs the library cryptography; pip install cryptography" in str(read([tmp_path / "a.pdf"]).problems[0])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("rubbish", [b"WARC/1.0\n" * 100_000, b"\x1f\x8b\x08\0" * 100_000])
def test_an_archive_of_nothing_but_rubbish_does_not_take_long(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(rubbish)
    start = time.process_time()
    got = read([tmp_path])
    assert time.process_time() - start < 10
    assert len(got.skipped) == 102 and "more than 100 records are damaged" in got.skipped[-1].why


def test_what_begins_with_very_many_remarks_is_told_at_once() -> None:
    start = time.process_time()
    list(files.reader(b"<!---->" * 250)(b"<!---->" * 250))
    assert time.process_time() - start < 5

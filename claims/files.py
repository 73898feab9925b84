"""Which reader reads which file, by the ending of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote

from claims import archives, documents, feeds, formats, tables
from claims.formats import LONGEST, Bad, Found

PICTURES = 100_000_000  # bytes of a file that may hold pictures beside its text

BY_BYTES: dict[str, Callable[[bytes], Found]] = {
    ".jsonl": formats.read_json_lines,
    ".ndjson": formats.read_json_lines,
    ".json": formats.read_json_lines,
    ".csv": tables.read_csv,
    ".tsv": tables.read_csv,
    ".txt": formats.read_text,
    ".text": formats.read_text,
    ".md": formats.read_markdown,
    ".markdown": formats.read_markdown,
    ".html": formats.read_html,
    ".htm": formats.read_html,
    ".xhtml": formats.read_html,
    ".rss": feeds.read_feed,
    ".atom": feeds.read_feed,
    ".xml": feeds.read_feed,
    ".docx": documents.read_docx,
    ".pdf": documents.read_pdf,
    ".warc": archives.read_warc,
    ".warc.gz": archives.read_warc,
}
ONE_ARTICLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"})


_OWN = re.compile(
    r"rashomon\..*|(?:claims|lineups|reports)\.jsonl|(?:disagreements|intake)\.csv|metadata\.json"
    r"|report\.(?:html|md|xlsx|csv|json|geojson)|(?:disagreements|line-ups|readings|claims|reports)\.parquet"
)


def written(names: Iterable[str]) -> bool:
    """Whether a folder that holds files of these names is one that Rashomon writes its results into."""
    there = set(names)
    return "rashomon.db" in there or {"claims.jsonl", "lineups.jsonl", "intake.csv"} <= there


def unwritten(folders: Iterable[str], names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the folders and files of such a folder without those that Rashomon wrote."""
    return [f for f in folders if f not in ("inbox", "ray")], [n for n in names if not _OWN.fullmatch(n)]


def kinds() -> list[str]:
    """Return the endings of file names that are read."""
    return sorted([*BY_BYTES, ".parquet"])


def refused(path: Path) -> str:
    """Return why a file is not read, by its name; "" where it is read."""
    if kind(path) in kinds():
        return ""
    return f"files that end in {path.suffix!r} are not read" if path.suffix else "its name has no ending"


def kind(path: Path) -> str:
    """Return the ending that says how a file is read (".jsonl"); it need not be one of `kinds()`."""
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()


_BEGINS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], Found]], ...] = tuple(
    (re.compile(rb"(?:\xef\xbb\xbf)?" + pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rb"%PDF-", documents.read_pdf),
        (rb"PK\x03\x04", documents.read_docx),
        (rb"WARC/\d|\x1f\x8b", archives.read_warc),
        (rb"\s*(?:\{|\[\s*[\[{\"\d\]-])", formats.read_json_lines),
        (rb"\s*<(?:!doctype html|html)\b", formats.read_html),
        (rb"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:rss|feed|(?:\w+:)?rdf)\b", feeds.read_feed),
    )
)


def reader(data: bytes) -> Callable[[bytes], Found]:
    """Return what reads `data`, told by how it begins; one plain text where nothing tells."""
    head = data[:2000]
    for pattern, read in _BEGINS:
        if pattern.match(head):
            return read
    return tables.read_csv if tables.has_header(head) else formats.read_text


def partition(path: Path) -> dict[str, str]:
    """Return the columns that the folders above a file tell: a table written in parts has them in no file ("source=Meridian%20Wire").

    Source of the rule: Apache Hive and Spark, "partition discovery".
    """
    told = (unquote(name).partition("=") for name in path.parts[:-1] if "=" in name)
    return {key: value for key, _, value in told if key and value != "__HIVE_DEFAULT_PARTITION__"}


def read_file(path: Path) -> Found:
    """Yield the rows of one file of a kind that is read. Raises OSError where it cannot be opened."""
    told = partition(path)
    for item in _read_file(path):
        yield formats.Row(item.where, {**told, **item.fields}) if told and isinstance(item, formats.Row) else item


def _read_file(path: Path) -> Found:
    ending = kind(path)
    most = PICTURES if ending in (".docx", ".pdf") else LONGEST
    if ending in ONE_ARTICLE and (size := path.stat().st_size) > most:
        remedy = "split it into articles, one a file or one a line of a .jsonl"
        yield Bad("", f"{size // 1_000_000} MB is too long for one article", remedy)
        return
    if ending == ".parquet":
        yield from tables.read_parquet(path)
        return
    data = path.read_bytes()
    if not data.strip():
        yield Bad("", "the file is empty", "leave it out, or save the article again")
        return
    yield from BY_BYTES[ending](data)

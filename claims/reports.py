"""How reports are read in: folders and files of many kinds become `Report`s, and whatever could not be read is named.

Nothing that a file holds ends a run: a broken row becomes one line that names the file, the row and the remedy, and the
good rows around it are read. Nothing is invented: a missing or unreadable date stays missing.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims import boilerplate, cues, decoding, files, formats, published
from claims.formats import Bad, Row
from claims.language import language
from claims.records import Report, content_id

SAID = 20  # problems of one file that are said one by one; the manifest holds all
LONGEST = 1_000_000  # characters of one article: five hundred pages
FIELDS = ("id", "source", "published", "title", "text", "url", "language")
STANDARD_INPUT = "standard input"
READ, DUPLICATE, SKIPPED, FAILED = "read", "duplicate", "skipped", "failed"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with a file or a row, and what to do. `partial`: something that was given could not be read."""

    file: str
    where: str
    what: str
    remedy: str
    partial: bool = True

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return " ".join(decoding.safe(f"{place}: {self.what}; {self.remedy}").split())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the manifest: what became of one file or row. `outcome` is "read", "duplicate", "skipped" or "failed"."""

    file: str
    where: str
    report: str
    outcome: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: the reports in the order given, what went wrong, and what became of each file and row."""

    reports: tuple[Report, ...] = ()
    problems: tuple[Problem, ...] = ()
    manifest: tuple[Entry, ...] = ()

    @property
    def skipped(self) -> tuple[Entry, ...]:
        """The files and rows that did not become a report."""
        return tuple(e for e in self.manifest if e.outcome != READ)


def read_reports(*paths: str | os.PathLike[str], columns: Mapping[str, str] | None = None) -> list[Report]:
    """Return the reports in files and folders, for use in a notebook: `read_reports("monday/", "extra.csv")`.

    `columns` names columns that a file calls otherwise: {"source": "outlet"}. What could not be read is warned about
    (`warnings`), one warning a problem; `read` returns it instead. Raises ValueError where nothing at all could be read.
    """
    import warnings

    taken = read(paths, columns=columns)
    for problem in taken.problems:
        warnings.warn(str(problem), stacklevel=2)
    if not taken.reports:
        raise ValueError("no report could be read" + (f": {taken.problems[0]}" if taken.problems else ": no file was given"))
    return list(taken.reports)


def read(
    paths: Iterable[str | os.PathLike[str]],
    columns: Mapping[str, str] | None = None,
    stdin: bytes | None = None,
) -> Intake:
    """Read files and folders (all below them, in name order); "-" is standard input: one file, told by how it begins.

    A report given twice counts once: the same id with the same text, or the same content where an id was not given. The
    same id with another text is kept under a new id and named. Reports in another language than English are skipped and
    named. Raises ValueError where `columns` names no field of a report; nothing else.
    """
    if unknown := sorted(set(columns or ()) - set(FIELDS)):
        raise ValueError(f"no field of a report is called {', '.join(unknown)}; the fields are {', '.join(FIELDS)}")
    taking = _Taking(dict(columns or {}))
    for path in paths:
        if os.fspath(path) == "-":
            if stdin is None:
                stdin = sys.stdin.buffer.read() if sys.stdin else b""
            taking.rows(STANDARD_INPUT, _standard_input(stdin))
        else:
            taking.path(Path(path))
    return Intake(tuple(taking.reports), tuple(_capped(taking.problems)), tuple(taking.manifest))


def listed(path: str | os.PathLike[str]) -> Intake:
    """Return what `read` would do with a file or folder, before a file is opened: the manifest's line of each file to read is a bare "read"."""
    listing = _Listing({})
    listing.path(Path(path))
    return Intake((), tuple(listing.problems), tuple(listing.manifest))


def content(report: Report) -> str:
    """Return the id made of what a report says, which is its id where none was given (with an "r" before it)."""
    return content_id(report.source, report.published, report.title, report.text)


def admit(rows: Iterable[tuple[str, str, Report, str, bool]]) -> Intake:
    """Return the intake of reports that were read apart, as if `read` had met them one after the other.

    Each row: the file and the place in it that the report came from, the report (a hash may stand for its text and title), its
    `content`, and whether its id was given. The manifest holds one line for each row, in order.
    """
    taking = _Taking({})
    for row in rows:
        taking.take(*row)
    return Intake(tuple(taking.reports), tuple(taking.problems), tuple(taking.manifest))


def _capped(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems; of a file that has very many, the first ones and how many more there are."""
    count = Counter(p.file for p in problems)
    said: Counter[str] = Counter()
    for p in problems:
        said[p.file] += 1
        more = count[p.file] - SAID
        if more <= 1 or said[p.file] <= SAID:
            yield p
        elif said[p.file] == count[p.file]:
            lost = any(q.partial for q in problems if q.file == p.file)
            yield Problem(p.file, "", f"{more} more problems", "mend the ones above first, or see the manifest", lost)


def _standard_input(data: bytes) -> formats.Found:
    if not data.strip():
        return iter([Bad("", "is empty", "pipe one file of reports into it")])
    return files.reader(data)(data)


@dataclass
class _Taking:
    """The state of one reading."""

    columns: dict[str, str]
    reports: list[Report] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    manifest: list[Entry] = field(default_factory=list)
    by_id: dict[str, Report] = field(default_factory=dict)
    by_content: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def path(self, path: Path) -> None:
        try:
            if path.is_dir():
                for file in self.below(path):
                    self.file(file, named=False)
            elif path.exists():
                self.file(path, named=True)
            else:
                self.problem(str(path), Bad("", "no such file or folder", "check the name"))
        except (OSError, ValueError) as e:
            self.problem(str(path), _unopened(e))

    def below(self, folder: Path) -> Iterator[Path]:
        """Yield the files below a folder in name order, without hidden ones; name the folders that cannot be listed."""
        failed: list[OSError] = []
        found = 0
        links: list[Path] = []
        own = False
        for top, folders, names in os.walk(folder, onerror=failed.append):
            if files.written(names):
                own = True
                self.manifest.append(Entry(top, "", "", SKIPPED, "holds what Rashomon wrote"))
                folders[:], names = files.unwritten(folders, names) if top == os.fspath(folder) else ([], [])
            links += [Path(top) / f for f in folders if not f.startswith(".") and (Path(top) / f).is_symlink()]
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in sorted(f for f in names if not f.startswith(".")):
                found += 1
                yield Path(top) / name
        for e in failed:
            self.problem(str(e.filename or folder), _unopened(e))
        inside = folder.resolve()
        links = [link for link in links if not link.resolve().is_relative_to(inside)]  # what lies inside is read anyway
        for link in links:
            self.problem(str(link), Bad("", "is a link to another folder, which is not followed", f"give {link} itself, too"))
        if not found and not failed and not links:
            what = "holds only what Rashomon wrote" if own else "the folder is empty"
            self.problem(str(folder), Bad("", what, "give a folder that holds reports"))

    def file(self, path: Path, named: bool) -> None:
        name = str(path)
        if why := files.refused(path):
            bad = Bad("", why, f"use {', '.join(files.kinds())}")
            self.problem(name, bad, SKIPPED) if named else self.manifest.append(Entry(name, "", "", SKIPPED, why))
            return
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device could keep us waiting for ever
                self.problem(name, Bad("", "is not a file", "give a file, a folder, or - for standard input"))
                return
            self.rows(name, files.read_file(path))
        except OSError as e:
            self.problem(name, _unopened(e))

    def rows(self, file: str, found: formats.Found) -> None:
        """Take what one file holds. The rows are looked at together, so that dates such as 03/04/2023 can be told."""
        items: list[tuple[Row | Bad, dict[str, Any]]] = [
            (item, self.named(item.fields) if isinstance(item, Row) else {}) for item in found
        ]
        rows = [(item.where, fields) for item, fields in items if isinstance(item, Row)]
        dates = [f.get("published") for _, f in rows]
        month_first = published.month_first(dates)
        if month_first is None and (doubtful := next((d for d in dates if published.ambiguous(d)), None)) is not None:
            where = next(w for w, f in rows if f.get("published") == doubtful)
            remedy = "write dates year first, like 2023-04-03, if the month comes first here"
            self.problem(file, Bad(where, f"the date {doubtful} is read with the day first", remedy, lost=False))
        if rows and not any("text" in f for _, f in rows):
            wanted = self.columns.get("text", "text")
            has = ", ".join(str(k) for item, _ in items[:1] if isinstance(item, Row) for k in item.fields)
            remedy = "name the column that holds the article: --map text=COLUMN"
            self.problem(file, Bad("", f"has no column {wanted!r}", f"{remedy} (it has {has[:200]})" if has else remedy))
            return
        for ours, theirs in self.columns.items() if rows else ():
            if ours != "text" and not any(ours in f for _, f in rows):
                self.problem(file, Bad("", f"has no column {theirs!r} for {ours}", f"check --map {ours}={theirs}", lost=False))
        for item, fields in items:
            if isinstance(item, Bad):
                self.problem(file, item)
            else:
                self.row(file, item.where, fields, bool(month_first))
        if not rows and not any(isinstance(item, Bad) and item.lost for item, _ in items):
            self.problem(file, Bad("", "holds no report", "check that it is not only a header"))

    def named(self, fields: Mapping[Any, Any]) -> dict[str, Any]:
        """Return the fields under our names: by the user's mapping first, then by cues/columns.toml."""
        low = {str(k).strip().lower(): v for k, v in reversed(list(fields.items()))}
        aliases = cues.load("columns")
        out: dict[str, Any] = {}
        for ours in FIELDS:
            theirs = [self.columns[ours].strip().lower()] if ours in self.columns else aliases.get(ours, [ours])
            name = next((n for n in theirs if low.get(n) not in (None, "")), next((n for n in theirs if n in low), None))
            if name is not None:
                out[ours] = low[name]
        return out

    def row(self, file: str, where: str, fields: dict[str, Any], month_first: bool) -> None:
        text = fields.get("text")
        if not isinstance(text, str) or not text.strip():
            what = f"its text is {formats.kind_of(text)}" if text and not isinstance(text, str) else "has no text"
            self.problem(file, Bad(where, what, "give the article's text"))
            return
        if len(text) > LONGEST:
            what = f"{len(text) // 1_000_000} million characters are too long for one article"
            self.problem(file, Bad(where, what, "split it into articles"))
            return
        if (clean := decoding.safe(text)) != text:
            self.problem(
                file, Bad(where, "holds control characters, read as spaces", "clean the text if it looks wrong", lost=False)
            )
        day = self.date(file, where, fields.get("published"), month_first)
        told = {name: _line(fields.get(name)) for name in ("id", "source", "title", "url", "language")}
        spoken = language(f"{told['title']} {clean}", told["language"])
        if spoken != "en":
            why = f"is in another language than English ({spoken})"
            self.problem(
                file, Bad(where, why, "give a translation, or set its language to en if that is wrong", lost=False), SKIPPED
            )
            return
        told["source"] = told["source"] or _host(told["url"])
        report = Report(
            id=told["id"],
            text=clean,
            source=told["source"],
            published=day,
            title=told["title"],
            url=told["url"],
            language=spoken,
            body=boilerplate.body(clean),
        )
        key = content(report)
        self.take(file, where, report if report.id else _renamed(report, f"r{key}"), key, bool(report.id))

    def date(self, file: str, where: str, value: Any, month_first: bool) -> str | None:
        try:
            return published.iso(value, month_first)
        except ValueError as e:
            self.problem(file, Bad(where, f"{e}; read without a date", "write it like 2023-04-06", lost=False))
            return None

    def take(self, file: str, where: str, report: Report, content: str, given: bool) -> None:
        """Add the report where it is new."""
        known = self.by_id.get(report.id)
        if known is not None and known.text == report.text and known.title == report.title:
            self.manifest.append(Entry(file, where, known.id, DUPLICATE, f"the same as {known.id}"))
            return
        twin, twin_given = self.by_content.get(content, ("", False))
        if twin and not (given and twin_given):
            self.manifest.append(Entry(file, where, twin, DUPLICATE, f"the same as {twin}"))
            return
        if known is not None:
            report = _renamed(report, f"{report.id}~{content[:8]}")
            if report.id in self.by_id:
                self.manifest.append(Entry(file, where, report.id, DUPLICATE, f"the same as {report.id}"))
                return
            what = f"the id {known.id} was given before with another text; kept as {report.id}"
            self.problem(file, Bad(where, what, "give each report an id of its own", lost=False))
        self.by_id[report.id] = report
        self.by_content.setdefault(content, (report.id, given))
        self.reports.append(report)
        self.manifest.append(Entry(file, where, report.id, READ))

    def problem(self, file: str, bad: Bad, outcome: str = FAILED) -> None:
        self.problems.append(Problem(file, bad.where, bad.what, bad.remedy, bad.lost))
        if bad.lost or outcome == SKIPPED:
            self.manifest.append(Entry(file, bad.where, "", outcome, bad.what))


class _Listing(_Taking):
    """Names the files that would be read."""

    def rows(self, file: str, found: formats.Found) -> None:
        self.manifest.append(Entry(file, "", "", READ))


def _renamed(report: Report, name: str) -> Report:
    from dataclasses import replace

    return replace(report, id=name)


def _line(value: Any) -> str:
    """Return a field as one line of text; "" where it is empty."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, Mapping):  # {"name": "Levant Courier"}, as some news services write their sources
        value = value.get("name") or value.get("title") or ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = ", ".join(map(str, value))
    return " ".join(decoding.safe(str(value)).split())


def _host(url: str) -> str:
    """Return the site of a web address, which stands for the outlet where a report names none."""
    m = re.match(r"https?://(?:[^/@\s]*@)?(?:www\.)?([\w.-]+)", url, re.IGNORECASE)
    return m[1].lower() if m else ""


def _unopened(e: Exception) -> Bad:
    why = getattr(e, "strerror", None) or str(e)
    return Bad("", f"cannot be opened ({' '.join(why.split())})", "check the name and who may read it")

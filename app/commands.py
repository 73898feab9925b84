"""The commands that work on a project folder, besides `check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app import incoming as incoming  # registers its commands
from app.cli import FAILED, Device, Encoder, Folder, Json, Parser, app, emit, plainly, say, whole


def _day(value: str | None) -> str | None:
    """Return a day as 2024-03-01."""
    try:
        return date.fromisoformat(value.strip()).isoformat() if value else None
    except ValueError as e:
        raise typer.BadParameter(f"{value}: write the day as 2024-03-01") from e


Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", callback=_day, help="Only events on or after this day: 2024-03-01.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", callback=_day, help="Only events on or before this day.")]
Many = list[str] | None


@app.command()
def remove(
    folder: Folder, ids: Annotated[list[str], typer.Argument(callback=whole, help="Ids of reports.")], as_json: Json = False
) -> None:
    """Take reports out of a project; what others say is lined up anew.

    Example: [bold]rashomon remove out report-12 report-13[/bold]
    """
    with plainly():
        from app.project import open_index

        _there(folder)
        with open_index(folder) as index:
            change = index.remove(ids)
    missing = [i for i in ids if i not in change.removed]
    for i in missing:
        say(f"rashomon: {folder}: no report {i!r}; rashomon report {folder} --format jsonl lists them in reports.jsonl")
    emit(as_json, {"removed": list(change.removed), "missing": missing}, f"{len(change.removed)} removed")
    if missing:
        raise typer.Exit(FAILED)


@app.command()
def search(
    folder: Folder,
    query: Annotated[str, typer.Argument(callback=whole, help="What to look for, in your words.")],
    measure: Annotated[str | None, typer.Option(help="Only this measure: killed, fired, blamed, ...")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind: casualties, munitions, responsibility.")] = None,
    place: Annotated[str | None, typer.Option(help="Only events at this place.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 10,
    as_json: Json = False,
    encoder: Encoder = None,
    device: Device = "auto",
) -> None:
    """Find claims by what they are about.

    Example: [bold]rashomon search out "how many rockets from Lebanon" --measure fired[/bold]
    """
    from app.terminal import plain

    with plainly():
        from app.project import open_index

        _there(folder)
        with open_index(folder, encoder=encoder, device=device) as index:
            asked = {"measure": measure, "kind": kind, "place": place, "since": since, "until": until, "source": source}
            found = index.search(query, limit=limit, **asked)
    rows = json.loads(found.to_json(orient="records", force_ascii=False))
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print(f"{plain(row.get('source') or row['report'])}: {plain(row['quote'])}")
    if not rows:
        print("Nothing found.")


@app.command()
def status(folder: Folder, as_json: Json = False) -> None:
    """Say what is in a project.

    Example: [bold]rashomon status out[/bold]
    """
    with plainly():
        _there(folder)
        from index import ClaimIndex

        with ClaimIndex(folder, read_only=True) as index:
            found = index.status()
    emit(as_json, found, "\n".join(f"{STATUS.get(k) or k.replace('_', ' ')}: {v}" for k, v in found.items()))


# Two ways to count events, told apart.
STATUS = {
    "events": "events told of, each report's counted by itself",
    "events_lined_up": "events lined up, as the overview counts them",
}


@app.command()
def doctor(
    folder: Folder,
    repair: Annotated[bool, typer.Option("--repair", help="Repair what can be repaired.")] = False,
    as_json: Json = False,
) -> None:
    """Check every invariant of a project's store; say what would be repaired, and repair it with --repair.

    Example: [bold]rashomon doctor out --repair[/bold]
    """
    with plainly():
        _there(folder)
        from index import ClaimIndex

        with ClaimIndex(folder, read_only=not repair) as index:
            findings = index.doctor(repair=repair)
    rows = [{"check": f.check, "text": f.text, "repaired": f.repaired} for f in findings]
    lines = [f"{f.check}: {f.text}" + (" (repaired)" if f.repaired else "") for f in findings]
    emit(as_json, rows, "\n".join(lines) or "All invariants hold.")
    if any(not f.repaired for f in findings):
        raise typer.Exit(FAILED)


@app.command()
def report(
    folder: Folder,
    output: Annotated[
        Path | None,
        typer.Option("--output", "--out", "-o", help="File or, for Parquet and JSONL, folder; DIR/report.* where not given."),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="html, md, xlsx, csv, parquet, jsonl, claimreview, geojson or datasette.")
    ] = "html",
    verdict: Annotated[Many, typer.Option(help="Only line-ups with this verdict; may be repeated.")] = None,
    measure: Annotated[Many, typer.Option(help="Only this measure; may be repeated.")] = None,
    place: Annotated[Many, typer.Option(help="Only events at this place; may be repeated.")] = None,
    source: Annotated[Many, typer.Option(help="Only line-ups that this outlet takes part in; may be repeated.")] = None,
    words: Annotated[str | None, typer.Option("--words", help="Only line-ups that hold these words.")] = None,
    since: Since = None,
    until: Until = None,
    independent: Annotated[int, typer.Option(min=1, help="Only line-ups with at least so many independent reports.")] = 1,
    policy: Annotated[Many, typer.Option(help="Only estimates of this policy; may be repeated. See: rashomon policies.")] = None,
    as_json: Json = False,
) -> None:
    """Write the reconciliation report of a project.

    Example: [bold]rashomon report out --format xlsx -o morning.xlsx --since 2024-03-01[/bold]
    """
    from app import files, filters
    from app.project import lines, load
    from app.results import VERDICTS

    forms = ("html", "md", "xlsx", "csv", "parquet", "jsonl", "claimreview", "geojson", "datasette")
    if form not in forms:
        raise typer.BadParameter(f"--format {form}: one of {', '.join(forms)}")
    if wrong := [v for v in verdict or [] if v not in VERDICTS]:
        raise typer.BadParameter(f"--verdict {wrong[0]}: one of {', '.join(VERDICTS)}")
    with plainly():
        _there(folder)
        chosen = {"verdict": verdict, "measure": measure, "place": place, "source": source, "q": words, "since": since,
                  "until": until, "independent": independent}  # fmt: skip
        some = any(v for k, v in chosen.items() if k != "independent") or independent > 1
        if form == "jsonl" and not some and not policy:  # rows as they come: a project need not fit into memory
            written = [str(path) for path in lines(folder, output or folder)]
            emit(as_json, {"written": written}, "\n".join(written))
            return
        results = load(folder)
        if some:
            results = results.only(filters.apply(results, chosen))
            if not results.lineups:
                say(f"rashomon: {folder}: no line-up passes these filters; leave one out")
        if policy:
            results = filters.policies(results, policy)
        written = []
        for path, content in _rendered(results, form, output, folder):
            files.write_bytes(path, content)
            written.append(str(path))
    emit(as_json, {"written": written}, "\n".join(written))


def _rendered(results: Any, form: str, output: Path | None, folder: Path) -> list[tuple[Path, bytes]]:
    from app import exports, files, html, sheets

    if form == "parquet":
        return [((output or folder) / name, data) for name, data in exports.parquet(results).items()]
    if form == "jsonl":
        rows = {"claims": results.claims, "reports": results.reports, "lineups": results.lineups}
        return [((output or folder) / f"{name}.jsonl", files.jsonl(r).encode()) for name, r in rows.items()]
    if form == "datasette":
        return [(output or folder / "metadata.json", exports.datasette(_tables(folder)).encode())]
    make: dict[str, Callable[[], tuple[str, bytes]]] = {
        "html": lambda: ("html", html.page(results).encode()),
        "md": lambda: ("md", exports.markdown(results).encode()),
        "xlsx": lambda: ("xlsx", sheets.workbook(results)),
        "csv": lambda: ("csv", files.table(files.disagreement_rows(results), files.DISAGREEMENT_COLUMNS).encode()),
        "claimreview": lambda: ("json", exports.claim_review(results).encode()),
        "geojson": lambda: ("geojson", exports.geojson(results, _spots(results)).encode()),
    }
    end_, data = make[form]()
    return [(output or folder / f"report.{end_}", data)]


def _tables(folder: Path) -> list[str]:
    """Return the names of the store's own tables."""
    from index.store import Store

    store = Store(folder, read_only=True)
    try:
        return [name for (name,) in store.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    finally:
        store.close()


def _spots(results: Any) -> dict[str, tuple[float, float]]:
    from claims.gazetteer import coordinates

    ids = {line["event"]["place_id"] for line in results.lineups if line["event"]["place_id"]}
    return {i: spot for i in sorted(ids) if (spot := coordinates(i)) is not None}


@app.command()
def diff(
    run_a: Annotated[Path, typer.Argument(metavar="RUN_A", help="Folder of the older run.")],
    run_b: Annotated[Path, typer.Argument(metavar="RUN_B", help="Folder of the newer run.")],
    as_json: Json = False,
) -> None:
    """Say which disagreements are new, resolved or changed between two runs.

    Example: [bold]rashomon diff out/monday out/tuesday[/bold]
    """
    from app import diff as compare

    with plainly():
        found = compare.compare(compare.read_lineups(run_a), compare.read_lineups(run_b))
    emit(as_json, found.out(), compare.words(found).rstrip())


@app.command()
def explain(sentence: Annotated[str, typer.Argument(callback=whole, help="A sentence of news English.")], as_json: Json = False,
            parser: Parser = None) -> None:  # fmt: skip
    """Print what is understood of one sentence, and why.

    Example: [bold]rashomon explain "At least 18 people, including seven children, were killed, officials said."[/bold]
    """
    with plainly():
        from claims import explain as why
        from claims import parsing

        facts = why.explain(sentence, parsing.model(parser) if parser else None)
    emit(as_json, facts, why.words(facts))


@app.command()
def policies(as_json: Json = False) -> None:
    """List the policies for estimates and for vague words, with their sources.

    Example: [bold]rashomon policies[/bold]
    """
    with plainly():
        from app.filters import check_policies
        from claims import cues

        check_policies([])
        found = cues.load("policies")
    lines = []
    for group, rows in found.items():
        lines.append(f"{group}:")
        for name, row in rows.items():
            lines.append(f"  {name}: {row.get('about', '')} ({row.get('source', 'Rashomon')})")
    emit(as_json, found, "\n".join(lines))


@app.command()
def actors(
    name: Annotated[
        str | None, typer.Argument(callback=whole, help="A name, to see what it is folded to; all groups where not given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show which names of actors are taken as one. Your own go into a file; docs/cookbook.md says how.

    Example: [bold]rashomon actors "Ansar Allah"[/bold]
    """
    with plainly():
        from claims import actors as table

        found: Any = {name: table.fold(name)} if name else table.groups()
    if name:
        emit(as_json, found, found[name])
    else:
        emit(as_json, found, "\n".join(f"{k}: {', '.join(v)}" for k, v in found.items()))


@app.command()
def calibrate(folder: Folder, as_json: Json = False) -> None:
    """Show how often the analysts' decisions agreed with each relation so far.

    Example: [bold]rashomon calibrate out[/bold]
    """
    with plainly():
        _there(folder)
        from app.project import load
        from app.results import precision

        rows = precision(load(folder))
    lines = [f"{r['relation']}: {r['right']} of {r['decided']} right" for r in rows]
    emit(as_json, rows, "\n".join(lines) or "No decisions yet.")


def _there(folder: Path) -> None:
    from app.project import STORE

    if not (folder / STORE).is_file():
        raise OSError(f"{folder}: no {STORE} in it; make one with: rashomon check REPORTS... --out {folder}")


@app.command()
def config(as_json: Json = False) -> None:
    """Print a config file with every option, its default and what it means.

    Example: [bold]rashomon config > rashomon.toml[/bold]
    """
    from app.config import options, text

    known = {name: {o["flag"]: {"default": o["default"], "help": o["help"]} for o in rows} for name, rows in options().items()}
    emit(as_json, known, text())

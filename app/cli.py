"""`rashomon`, the command line. Heavy imports wait inside the commands, so that --help answers at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC, EPIPE
from pathlib import Path
from typing import Annotated, Any

import typer

OK, FAILED, USAGE, PARTIAL, FOUND = 0, 1, 2, 3, 4  # exit codes; docs/pipelines.md says when each is given

TOLD = "RASHOMON_PROGRESS"  # set by the app for the process that reads an upload

cli = app = typer.Typer(
    name="rashomon",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Line up what many news reports claim about the same events, and see where they really disagree, and why.",
    epilog="Example: [bold]rashomon check data/sample --out out[/bold] reads a folder, prints the disagreements and writes "
    "out/report.html. Exit codes: 0 it ran, 1 it failed, 2 wrong usage, 3 some of the input could not be read, "
    "4 what --fail-on asks for was found.",
)

Reports = Annotated[
    list[Path], typer.Argument(metavar="REPORTS...", help="Files and folders of reports, or - for standard input.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The project folder that `check --out` or `add` made.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
Map = Annotated[
    list[str] | None, typer.Option("--map", metavar="OURS=THEIRS", help="A column's name in your files: source=outlet.")
]
Parser = Annotated[str | None, typer.Option("--parser", help="Another spaCy model that is installed.")]
Encoder = Annotated[str | None, typer.Option("--encoder", help="Another sentence-transformers model: a name or a folder.")]
Device = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")]


def _version(show: bool) -> None:
    if show:
        from importlib.metadata import version

        typer.echo(f"rashomon {version('rashomon')}")
        raise typer.Exit


@app.callback()
def _root(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", help="A config file; rashomon.toml in this folder where not given.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    from app.config import FILE, read

    if context.invoked_subcommand != "config" and (config or Path(FILE).is_file()):  # that one shows how to mend the file
        with plainly():
            context.default_map = read(config)


def whole(text: Any) -> Any:
    """Return a typed text, or a list of such, without halves of characters: what was typed need not be UTF-8."""
    from claims.decoding import safe

    return [safe(t) for t in text] if isinstance(text, (list, tuple)) else safe(text) if isinstance(text, str) else text


def say(text: object) -> None:
    """Print a line for people to stderr, where logs go."""
    print(text, file=sys.stderr)


@contextmanager
def plainly() -> Iterator[None]:
    """Turn an error that a user can mend into its one line and exit status 1."""
    try:
        yield
    except (OSError, ValueError, LookupError) as e:
        if isinstance(e, OSError) and e.errno in (EPIPE, ENOSPC) and not e.filename:  # standard output: `main` knows
            raise
        text = e.args[0] if isinstance(e, LookupError) and e.args else e
        if isinstance(e, OSError) and e.filename and e.strerror:
            text = f"{os.fsdecode(e.filename)}: {e.strerror}; name another place, or see who may read and write there"
        say(f"rashomon: {' '.join(str(text).split())}")
        raise typer.Exit(FAILED) from e


def emit(as_json: bool, data: Any, text: str) -> None:
    """Print what a command found: as JSON, or as the text for people."""
    print(json.dumps(data, ensure_ascii=False) if as_json else text)


def take(paths: list[Path], columns: list[str] | None) -> Any:
    """Read `paths` and return the intake."""
    from claims.reports import read as intake

    return intake([str(p) for p in paths], columns=_names(columns))


def read(paths: list[Path], columns: list[str] | None) -> Any:
    """Read `paths`, print what could not be read, and return the intake. Exits where nothing could be read at all."""
    taken = take(paths, columns)
    said(taken, bool(taken.reports))
    return taken


def _names(columns: list[str] | None) -> dict[str, str] | None:
    names = {}
    for pair in columns or []:
        ours, eq, theirs = pair.partition("=")
        if not eq or not ours or not theirs:
            raise typer.BadParameter(f"--map {pair}: write it as OURS=THEIRS, like source=outlet")
        names[ours] = theirs
    return names or None


def said(taken: Any, some: bool) -> None:
    """Print what could not be read; exit where nothing could."""
    for problem in taken.problems:
        say(f"rashomon: {problem}")
    if not some:
        say("rashomon: no report could be read from what was given")
        raise typer.Exit(FAILED)


def end(taken: Any, code: int = OK) -> None:
    """Leave with `code`, or with the status of a partial read where something was not read."""
    if code == OK and any(p.partial for p in taken.problems):
        code = PARTIAL
    if code:
        raise typer.Exit(code)


@contextmanager
def progress(total: int | None = None) -> Iterator[Any]:
    """Yield a function of (stage, done, total) that draws progress bars on a terminal and nothing in a pipe.

    Where the app reads along (it sets TOLD), each step is a line that `app.inbox` understands.
    """
    if os.environ.get(TOLD):
        yield lambda stage, done, total: say(f"{TOLD} {done} {total} {stage}")
        return
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        tasks: dict[str, Any] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield step


@app.command()
def check(
    reports: Reports,
    out: Annotated[
        Path, typer.Option("--out", "--output", "-o", help="Folder for the files and the store; made where it is not there.")
    ],
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", help="Exit with 4 where a line-up has this verdict: disagreement, revision.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="Disagreements to print.")] = 20,
    policy: Annotated[
        list[str] | None, typer.Option(help="Write only estimates of this policy; may be repeated. See: rashomon policies.")
    ] = None,
    as_json: Json = False,
    columns: Map = None,
    parser: Parser = None,
    encoder: Encoder = None,
    device: Device = "auto",
    engine: Annotated[
        str, typer.Option(help="local: this machine, with a store. ray: a Ray cluster; see docs/scale.md.")
    ] = "local",
    address: Annotated[
        str | None, typer.Option(help="With --engine ray: the cluster's address; one is started here where not given.")
    ] = None,
    work: Annotated[
        str | None, typer.Option(help="With --engine ray: a folder or URL that all machines see; DIR/ray where not given.")
    ] = None,
) -> None:
    """Read REPORTS, line up their claims, print where they disagree and write the files.

    Example: [bold]rashomon check data/sample --out out[/bold]
    """
    from app import files
    from app.results import VERDICTS

    if fail_on and fail_on not in VERDICTS:
        raise typer.BadParameter(f"--fail-on {fail_on}: one of {', '.join(VERDICTS)}")
    if engine not in ("local", "ray"):
        raise typer.BadParameter(f"--engine {engine}: local or ray")
    if policy and engine == "ray":
        raise typer.BadParameter("--policy: with --engine local only; a run on Ray writes every policy")
    with plainly():
        files.spare(reports, [out / name for name in files.RUN])
    if engine == "ray":
        with plainly():
            from app.engine import check as on_cluster

            with progress() as step:
                taken, results, written = on_cluster(reports, out, address, work, _names(columns), parser, encoder, device, step)
        said(taken, results.count("reports") > 0)
        _print(results, limit, as_json, written)
        end(taken, FOUND if fail_on and results.count(fail_on) else OK)
        return
    with plainly():
        from app import filters

        filters.check_policies(policy or [])  # before the work
        taken = read(reports, columns)
        from app.project import finish, open_index

        with open_index(out, parser=parser, encoder=encoder, device=device) as index, progress() as step:
            index.sync(taken.reports, progress=step)
            results, written = finish(index, out, policy or ())
        files.write(out / files.INTAKE, files.intake(taken))
    _print(results, limit, as_json, written)
    end(taken, FOUND if fail_on and results.count(fail_on) else OK)


def _print(results: Any, limit: int, as_json: bool, written: list[Path]) -> None:
    from app import terminal

    if as_json:
        from app.files import disagreement_rows
        from app.results import VERDICTS

        counts = {v: results.count(v) for v in VERDICTS}
        print(json.dumps({"reports": results.count("reports"), "claims": results.count("claims"), "lineups": counts,
                          "disagreements": disagreement_rows(results)}, ensure_ascii=False))  # fmt: skip
        return
    from rich.console import Console

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    terminal.disagreements(results, console, limit)
    console.print()
    console.print(terminal.summary(results))
    console.print("Written: " + ", ".join(p.name for p in written))


@app.command()
def extract(
    reports: Reports,
    output: Annotated[
        Path | None, typer.Option("--output", "--out", "-o", help="File for the claims; standard output where not given.")
    ] = None,
    as_json: Json = False,
    columns: Map = None,
    parser: Parser = None,
) -> None:
    """Write the claims of REPORTS as JSON Lines, without lining them up.

    Example: [bold]rashomon extract article.txt -o claims.jsonl[/bold]
    """
    from app.files import jsonl, spare, write

    with plainly():
        spare(reports, [output] if output else [])
        taken = read(reports, columns)
        from claims import parsing
        from claims.extraction import understand

        nlp = parsing.model(parser) if parser else None
        claims = [c.out() for a in understand(taken.reports, nlp) for c in a.claims]
        if output:
            write(output, jsonl(claims))
        if as_json:
            found = {"written": [str(output)]} if output else {"claims": claims}
            print(json.dumps({"reports": len(taken.reports), **found}, ensure_ascii=False))
        elif not output:
            sys.stdout.write(jsonl(claims))
    end(taken)


# One calm accent colour; 4.5 or more against either ground (WCAG 2.2, 1.4.3). Warm colours are kept for conflicts.
THEME = ("--theme.light.primaryColor", "#0b5e8f", "--theme.dark.primaryColor", "#2b78ad", "--theme.light.textColor", "#0f1722",
         "--theme.dark.textColor", "#eceae4")  # fmt: skip


@app.command("app")
def serve(
    folder: Folder,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on. Anything but localhost lets others in: see docs/security.md.")
    ] = "localhost",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser.")] = True,
) -> None:
    """Open the analyst's view of a project folder. In an empty folder it offers to load reports.

    Example: [bold]rashomon app out[/bold]
    """
    with plainly():
        if not folder.is_dir():  # a name that was mistyped makes no project
            raise OSError(f"{folder}: no such folder; make one with: rashomon check REPORTS... --out {folder}")
        if not (folder / "rashomon.db").is_file():
            say(f"{folder}: no reports in it yet; load them in the app, or with: rashomon add {folder} REPORTS...")
        _free(address, port)
    script = Path(__file__).parent / "script" / "view.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.address", address,
               "--server.headless", "false" if browser else "true", "--server.fileWatcherType", "none", "--server.showEmailPrompt", "false",
               # Streamlit's advertisements go with its welcome; without a browser of ours it is what tells the address
               "--logger.hideWelcomeMessage", "true" if browser else "false",
               "--browser.gatherUsageStats", "false", "--server.maxUploadSize", "100", "--client.toolbarMode", "minimal",
               "--client.showErrorDetails", "none", *THEME,
               "--", str(folder.resolve())]  # fmt: skip
    env = {**os.environ, "HF_HUB_OFFLINE": "1"}
    if browser:
        say(f"The app opens in the browser, at http://{address}:{port} (Ctrl+C ends it).")
    if os.name == "posix":  # one process: what stops the command stops the app
        sys.stderr.flush()
        os.execve(command[0], command, env)
    import subprocess

    raise typer.Exit(subprocess.call(command, env=env))


def _free(address: str, port: int) -> None:
    """Raise OSError, with the remedy, where nothing can listen on this address and port."""
    import socket

    try:
        family, _, _, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        socket.create_server((str(place[0]), port), family=family).close()
    except OSError as e:
        raise OSError(f"{address}:{port}: {e.strerror or e}; name another --port or --address") from e


def main() -> None:
    """Run the command line; a reader that closes the pipe early is no error, a full disk behind standard output is one."""
    import app.commands  # noqa: F401  (registers the other commands)
    from claims import light

    light.alone()
    code, said = OK, ""
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()
    except SystemExit as e:
        if not isinstance(e.__context__, BrokenPipeError):  # typer ends with 1 there
            raise
    except BrokenPipeError:
        pass
    except OSError as e:
        code, said = FAILED, f"rashomon: standard output: not written ({e.strerror or e}); free some space or write it elsewhere"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still held for standard output goes nowhere
    if said:
        say(said)
    raise SystemExit(code)

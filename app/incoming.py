"""The commands that take reports into a project: `add`, `update`, `watch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli import (
    FAILED,
    PARTIAL,
    Device,
    Encoder,
    Folder,
    Json,
    Map,
    Parser,
    Reports,
    app,
    emit,
    end,
    plainly,
    progress,
    said,
    say,
    take,
)


@app.command()
def add(folder: Folder, reports: Reports, as_json: Json = False, columns: Map = None, parser: Parser = None,
        encoder: Encoder = None, device: Device = "auto") -> None:  # fmt: skip
    """Add REPORTS to a project; a report with a known id and other text replaces its old version, which is kept as history.

    Example: [bold]rashomon add out today/*.html[/bold]
    """
    _take_in(folder, reports, as_json, columns, parser, encoder, device)


@app.command()
def update(folder: Folder, reports: Reports, as_json: Json = False, columns: Map = None, parser: Parser = None,
           encoder: Encoder = None, device: Device = "auto") -> None:  # fmt: skip
    """Replace reports by corrected versions with the same ids; the old versions are kept as history.

    Example: [bold]rashomon update out corrected.jsonl[/bold]
    """
    _take_in(folder, reports, as_json, columns, parser, encoder, device)


def _take_in(folder: Path, reports: list[Path], as_json: bool, columns: list[str] | None, parser: str | None, encoder: str | None,
             device: str, watched: bool = False) -> None:  # fmt: skip
    """Add reports, and keep what became of each file and row in the project's intake.csv.

    Where nothing could be read, that is kept too if there is a project already, or if it is `watched` for.
    """
    from app import files
    from app.project import STORE, open_index

    with plainly():
        files.spare(reports, [folder / files.INTAKE])
        taken = take(reports, columns)
        if not taken.reports and (watched or (folder / STORE).is_file()):
            files.keep_intake(folder, taken)
        said(taken, bool(taken.reports))
        with open_index(folder, parser=parser, encoder=encoder, device=device) as index, progress() as step:
            change = index.add(taken.reports, progress=step)
        files.keep_intake(folder, taken)
    counts = {k: len(getattr(change, k)) for k in ("added", "changed", "same", "removed")}
    emit(as_json, counts, ", ".join(f"{n} {k}" for k, n in counts.items()))
    end(taken)


@app.command()
def watch(
    folder: Folder,
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="The folder to watch; new and changed files in it are added.")],
    every: Annotated[float, typer.Option(min=0, help="Seconds between looks.")] = 10.0,
    times: Annotated[int, typer.Option(min=0, help="Looks before it ends; 0 goes on until it is stopped.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file instead of text.")] = False,
    columns: Map = None,
    parser: Parser = None,
    encoder: Encoder = None,
    device: Device = "auto",
) -> None:
    """Watch a folder and add what comes in, until stopped with Ctrl-C. A file counts once it has stopped growing.

    Example: [bold]rashomon watch out incoming/[/bold]
    """
    import time

    from app.watching import Watcher

    with plainly():
        if inbox.is_dir() and inbox.resolve() == folder.resolve():
            raise ValueError(f"{inbox}: is the project folder itself; let reports arrive in another one")
        if not inbox.is_dir():
            raise OSError(f"{inbox}: no such folder; make it, or name the folder that your reports arrive in")
        watcher, n = Watcher(inbox, folder), 0
        partial, waiting = False, set()
        try:
            while not times or n < times:
                n += 1
                for path in watcher.look():
                    say(f"{path.name}: reading")
                    try:
                        _take_in(folder, [path], as_json, columns, parser, encoder, device, watched=True)
                        waiting.discard(path)
                    except typer.Exit as e:
                        if isinstance(e.__cause__, OSError):  # the store could not be written: busy, or the disk is full
                            waiting.add(path)
                            watcher.again(path)
                            say(f"{path.name}: see above; it is tried again")
                        else:
                            partial = True
                            say(f"{path.name}: see above")
                if not times or n < times:
                    time.sleep(every)
        except KeyboardInterrupt:
            say("stopped")
    if waiting or partial:
        raise typer.Exit(FAILED if waiting else PARTIAL)

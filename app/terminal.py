"""What the command line prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.results import VERDICTS, Results, Row, conflicts, counted, reason, source, value, who
from claims.wording import number

if TYPE_CHECKING:
    from rich.console import Console

_CONTROL = dict.fromkeys(
    (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)  # the last turn a line round


def plain(text: object) -> str:
    """Return report text without control characters, those of direction included: no escape sequence of an article reaches the terminal."""
    return str(text).replace("\n", " ").translate(_CONTROL)


def disagreements(results: Results, console: Console, limit: int = 20) -> None:
    """Print the disagreements, strongest first: the question, what each source says, who is quoted, the reason."""
    from rich.table import Table
    from rich.text import Text

    found = results.disagreements
    if not found:
        console.print("No two independent reports disagree.")
    for n, line in enumerate(found[:limit], 1):
        console.print()
        console.print(Text(f"{n}. {plain(line['question'])}", style="bold"))
        table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
        for head, justify in (("source", "left"), ("says", "right"), ("who is quoted", "left"), ("published", "left")):
            table.add_column(head, justify=justify, overflow="fold")  # type: ignore[arg-type]
        shown = _shown(line)
        for r in shown:
            copy = " (copy)" if r.get("copy_of") else ""
            cells = (source(r) + copy, value(r), who(r) or "-", (r.get("published") or "undated")[:10])
            table.add_row(*(Text(plain(c)) for c in cells))
        console.print(table)
        if len(shown) < len(line["readings"]):
            console.print(f"... and {number(len(line['readings']) - len(shown), 'more reading')}: see report.html")
        console.print(Text(plain(reason(line)), style="italic"))
    if len(found) > limit:
        console.print(f"\n... and {results.count('disagreement') - limit} more: see disagreements.csv and report.html")


def _shown(line: Row, limit: int = 12) -> list[Row]:
    """Return up to `limit` readings in their order: the two that the reason names before all, then the others in conflict."""
    told = {p[k] for p in conflicts(line) for k in ("a", "b") if reason(line).startswith(p["reason"].rstrip("."))}
    against = {p[k] for p in conflicts(line) for k in ("a", "b")}
    order = sorted(range(len(line["readings"])), key=lambda i: (i not in told, i not in against, i))
    return [line["readings"][i] for i in sorted(order[:limit])]


def summary(results: Results) -> str:
    """Return one line: reports, claims, and how many line-ups have each verdict."""
    parts = [counted(n, v) for v in VERDICTS if (n := results.count(v))]
    counts = [
        number(results.count(what), noun) for what, noun in (("reports", "report"), ("claims", "claim"), ("lineups", "line-up"))
    ]
    return f"{', '.join(counts)}: {', '.join(parts) or 'none'}"

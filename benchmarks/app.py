"""How long the analyst waits: each page of the app, in a browser, on a store with 5,000 line-ups.

`python -m benchmarks.app [--lineups 5000] [--limit 2]` copies the sample's rows into a store as often as it takes, opens every page
once to load, and then measures it: from the click on an address to the page's last element. Ends with 1 where a page takes longer
than the limit (seconds).
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.screenshots import FLAGS, ROOT, chromium, served


def multiply(database: Path, wanted: int) -> tuple[str, str]:
    """Copy the reports and line-ups of a store, under new ids, until it has `wanted` line-ups; return the ids of one line-up and report."""
    db = sqlite3.connect(database)
    reports = db.execute("SELECT * FROM reports").fetchall()
    lineups = db.execute("SELECT * FROM lineups ORDER BY verdict, id").fetchall()
    names = "|".join(re.escape(r[0]) for r in sorted(reports, key=lambda r: -len(r[0])))
    ids = re.compile(rf'"((?:{names})(?:#e\d+)?|[cl][0-9a-f]{{16}})"')
    for k in range(1, -(-wanted // len(lineups))):
        new = rf'"\1-{k}"'
        rows = [(f"{r[0]}-{k}", *r[1:10], ids.sub(new, r[10])) for r in reports]
        db.executemany(f"INSERT INTO reports VALUES ({','.join('?' * 11)})", rows)
        lines = [(f"{x[0]}-{k}", f"{x[1]}-{k}", *x[2:6], ids.sub(new, x[6])) for x in lineups]
        db.executemany("INSERT INTO lineups VALUES (?,?,?,?,?,?,?)", lines)
    db.commit()
    db.close()
    return lineups[-1][0], reports[0][0]


def wait(page: Any) -> None:
    """Wait until a page has its title and its script has ended."""
    page.locator("[data-testid=stMain] h1").first.wait_for(timeout=60_000)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'", timeout=60_000
    )


def main() -> int:
    from playwright.sync_api import sync_playwright

    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--lineups", type=int, default=5000)
    ask.add_argument("--limit", type=float, default=2.0, help="seconds")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "out"
        sample = str(ROOT / "data" / "sample")
        subprocess.run([sys.executable, "-m", "app", "check", sample, "--out", str(store)], stdout=subprocess.DEVNULL)
        line, report = multiply(store / "rashomon.db", asked.lineups)
        pages = {
            "overview": "", "disagreements": "disagreements", "all line-ups, words searched": "disagreements?verdict=&q=market",
            "one line-up": f"lineup?id={line}", "one report": f"report?id={report}", "events and outlets": "events", "load": "load",
        }  # fmt: skip
        slow = 0
        with served(store) as url, sync_playwright() as p:
            browser = p.chromium.launch(executable_path=chromium(), args=FLAGS, headless=True)
            page = browser.new_page()
            begun = time.perf_counter()
            page.goto(url)
            wait(page)
            print(f"first page after the start, all results read: {time.perf_counter() - begun:.2f} s", flush=True)
            for name, path in pages.items():
                best = 99.0
                for _ in range(3):
                    begun = time.perf_counter()
                    page.goto(f"{url}/{path}")
                    wait(page)
                    best = min(best, time.perf_counter() - begun)
                slow += best > asked.limit
                print(f"{name}: {best:.2f} s", flush=True)
            browser.close()
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())

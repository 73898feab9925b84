"""Pictures of every page of the analyst's view, from the sample: `python -m benchmarks.screenshots`, into docs/screenshots."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
QUESTION = "killed in the car bomb in Dar Sulem"
LOOKS = ((1280, "light"), (390, "dark"))
TALLEST = 1500  # pixels of a picture


def chromium() -> str:
    """Return the path of a Chromium. Raises OSError where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        raise OSError("no chromium found; install it, for example with: apt-get install chromium")
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the app on a project folder while the block runs; gives its address."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "app", str(folder), "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        url = f"http://localhost:{port}"
        for _ in range(300):
            try:
                urllib.request.urlopen(url + "/_stcore/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        os.killpg(server.pid, 15)
        server.wait(10)


def main() -> None:
    from PIL import Image
    from playwright.sync_api import sync_playwright

    out = ROOT / "docs" / "screenshots"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "out"
        subprocess.run(
            [sys.executable, "-m", "app", "check", str(ROOT / "data" / "sample"), "--out", str(store)], stdout=subprocess.DEVNULL
        )
        lines = [json.loads(x) for x in (store / "lineups.jsonl").read_text(encoding="utf-8").splitlines()]
        line = next(x for x in lines if QUESTION in x["question"])
        claim = line["readings"][1]["claims"][0]
        pages = {
            "overview": "", "disagreements": "disagreements", "lineup": f"lineup?id={line['id']}",
            "report": f"report?id={line['readings'][1]['report']}&at={claim}", "events": "events", "load": "load",
        }  # fmt: skip
        with served(store) as url, sync_playwright() as p:
            browser = p.chromium.launch(executable_path=chromium(), args=FLAGS, headless=True)
            for width, scheme in LOOKS:
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
                for name, path in pages.items():
                    page.set_viewport_size({"width": width, "height": 900})
                    page.goto(f"{url}/{path}")
                    page.locator("[data-testid=stMain] h1").first.wait_for(timeout=60_000)
                    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)
                    page.wait_for_timeout(2500)
                    height = page.locator("[data-testid=stMainBlockContainer]").evaluate("e => e.scrollHeight")
                    page.set_viewport_size({"width": width, "height": min(max(700, height), TALLEST)})
                    page.wait_for_timeout(800)
                    page.screenshot(path=out / f"{name}-{width}.png")
                page.close()
            browser.close()
    for shot in sorted(out.glob("*.png")):
        with Image.open(shot) as picture:
            small = picture.convert("RGB").quantize(96, Image.Quantize.MAXCOVERAGE)  # few marks of a colour keep it
        small.save(shot, optimize=True)
        print(f"{shot.relative_to(ROOT)}: {shot.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

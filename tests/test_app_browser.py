"""The analyst's view in a real browser: find a disagreement, read both sides, decide, come back, load more."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from app.cli import main

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the app was not tested in a browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the app was not tested in a browser"),
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SAMPLES = [Path(__file__).parents[1] / "data" / "sample" / f"{name}.jsonl" for name in ("dar-sulem-market", "marrakat-hospital")]
QUESTION = "How many people were killed in the car bomb in Dar Sulem on 12 March 2024?"
HOSTILE = {
    "id": "hostile",
    "source": "<b>Evil</b> [Gazette](javascript:alert(1))",
    "published": "2024-03-13",
    "title": "<img src=x onerror=\"document.title='owned'\">",
    "text": "A car bomb killed 24 people <script>document.title='owned'</script> at the market in Dar Sulem on Tuesday, "
    "12 March 2024, <img src=x onerror=\"document.title='owned'\"> police said. # Not a heading **not bold** $x^2$",
}
LONG = {
    "id": "long",
    "source": "Long Herald",
    "published": "2024-06-05",
    "title": "A long look at the week",
    "text": "The weather in the valley was mild and the market opened late. " * 150
    + "A mine killed 3 people near the bridge in Orvane on Monday, 3 June 2024, police said.",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is checked: two samples and a hostile report."""
    folder = tmp_path_factory.mktemp("app")
    bad = folder / "hostile.jsonl"
    bad.write_text("".join(json.dumps(x) + "\n" for x in (HOSTILE, LONG)), encoding="utf-8")
    out = folder / "out"
    check = ["rashomon", "check", *map(str, SAMPLES), str(bad), "--out", str(out)]
    with mock.patch.object(sys, "argv", check), suppress(SystemExit):
        main()  # in this process, which loads the models for other tests, too
    assert (out / "lineups.jsonl").is_file()
    return out


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """A server of the app."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "app", str(project), "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        _answers(url + "/_stcore/health", server)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _answers(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert server.poll() is None, "the app ended by itself"
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the app did not start")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as p:
        b = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS, headless=True, timeout=180_000)
        yield b
        b.close()


PATIENCE = 60_000  # milliseconds: only a page that never answers waits so long
# A page is drawn when it has been without work for so many milliseconds: one that just stopped may start once more, for a chart or a key.
REST = 200
# The page itself keeps since when it has been at rest, so that one that has been so for a while is not waited for again.
RESTED = """(() => {
  const app = '[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]';
  const still = () => document.querySelector(app) && !document.querySelector('[data-testid=stMain] [data-stale=true]');
  let since = null;
  const look = () => { since = still() ? since ?? performance.now() : null; };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true,
    attributeFilter: ['data-test-connection-state', 'data-test-script-state', 'data-stale'] });
  window.rested = () => { look(); return since === null ? 0 : performance.now() - since; };
})()"""


@contextmanager
def opened(browser: Any, **look: Any) -> Iterator[Any]:
    """Yield a browser of its own, which has seen nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, **look)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(RESTED)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(scope="module")
def analyst(browser: Any) -> Iterator[Any]:
    """The browser of one analyst, which loads the app's scripts once for all tests."""
    with opened(browser) as found:
        yield found


@pytest.fixture
def page(analyst: Any) -> Iterator[Any]:
    found = analyst.new_page()
    yield found
    found.close()


def seen(page: Any, words: str | re.Pattern[str]) -> None:
    page.get_by_text(words).first.wait_for()


def settled(page: Any, rest: int = REST) -> None:
    """Wait until the page is drawn, and has been for `rest` milliseconds: what is drawn anew under a click or a key takes it along."""
    page.wait_for_function("rest => window.rested() >= rest", arg=rest, polling=50)


def until(page: Any, act: Callable[[], Any], answer: Any, state: str = "visible") -> None:
    """Do it until the page answers, six times at most: a page on a busy machine may miss a key or a click, or close a list."""
    for n, wait in enumerate((3, 6, 12, 12, 20, 30)):
        settled(page)
        if n and (answer.count() == 0 if state == "detached" else answer.first.is_visible()):
            return  # the answer took longer than the wait
        with suppress(sync_api.TimeoutError):  # what is to be clicked may be gone: the answer is on its way
            act()
        with suppress(sync_api.TimeoutError):
            answer.first.wait_for(state=state, timeout=wait * 1000)
            settled(page)
            return
    raise AssertionError("the page did not answer")


def click(page: Any, what: Any, answer: Any, state: str = "visible") -> None:
    """Click until the page answers. `what` must be gone, or do no harm a second time, once the click has been heard."""
    until(page, lambda: what.click(timeout=5_000), answer, state)


def fill(page: Any, label: str, text: str) -> None:
    """Type into a field and leave it, until the page has taken that in."""
    field = page.get_by_label(label, exact=True)
    for _ in range(5):
        settled(page)
        field.fill(text)
        field.press("Tab")
        settled(page)
        if field.input_value() == text:
            return
    raise AssertionError(f"the field {label!r} does not hold what is typed")


def press(page: Any, key: str, answer: Any, state: str = "visible") -> None:
    """Press a key outside the text fields, where keys are no letters, until the page answers."""

    def act() -> None:
        page.locator("[data-testid=stMain] h1").first.click(timeout=5_000)
        page.keyboard.press(key)

    until(page, act, answer, state)


def choose(page: Any, field: Any, option: Any) -> None:
    """Open a list and choose an option of it."""
    for _ in range(5):
        until(page, field.click, option)
        with suppress(sync_api.TimeoutError):  # the list may close under the click
            option.first.click(timeout=5_000)
            settled(page)
            return
    raise AssertionError("the list does not stay open")


@pytest.fixture(scope="module")
def question(project: Path, address: str) -> str:
    """The address of the line-up on QUESTION."""
    lines = [json.loads(line) for line in (project / "lineups.jsonl").read_text(encoding="utf-8").splitlines()]
    return f"{address}/lineup?id=" + next(x["id"] for x in lines if x["question"] == QUESTION)


def open_question(page: Any, question: str) -> None:
    page.goto(question)
    page.get_by_role("heading", name=QUESTION).wait_for()


def find_question(page: Any, address: str) -> None:
    page.goto(address + "/disagreements")
    click(page, page.get_by_role("link", name=QUESTION).first, page.get_by_role("heading", name=QUESTION))


DECIDED = re.compile("^Decided: ")


def test_find_read_decide_reload_and_see_it_in_another_browser(address: str, page: Any, browser: Any) -> None:
    page.goto(address)
    page.get_by_role("heading", name="Overview").wait_for()
    find_question(page, address)
    seen(page, "killing 18 people")
    seen(page, "death toll from Tuesday's car bomb at the market in Dar Sulem is 31")
    fill(page, "Your name", "Mira")
    fill(page, "Note", "the ministry and the monitor count differently")
    decided = re.compile("Decided: Real conflict.*count differently.*Mira")
    click(page, page.get_by_role("button", name=re.compile("Real conflict")), page.get_by_text(decided))
    page.reload()
    seen(page, decided)
    with opened(browser) as second:
        other = second.new_page()
        other.goto(page.url)
        seen(other, decided)
    _undo_all(page)


def _undo_all(page: Any) -> None:
    """Take back all decisions on this line-up: a key that was pressed again on a busy machine decided twice."""
    for _ in range(10):
        settled(page)
        if not page.get_by_text(DECIDED).count():
            return
        page.locator("[data-testid=stMain] h1").first.click()
        page.keyboard.press("u")
    raise AssertionError("a decision cannot be taken back")


def test_a_quote_leads_to_its_place_in_the_article(question: str, page: Any) -> None:
    open_question(page, question)
    click(page, page.get_by_role("link", name="Read it in the report").nth(1), page.locator(".article mark.against"))
    assert "at=" in page.url


def test_a_quote_of_a_long_article_is_brought_into_view(address: str, page: Any) -> None:
    page.goto(address + "/disagreements?verdict=&q=Long+Herald")
    quoted = page.get_by_role("link", name="Read it in the report").first
    click(page, page.get_by_role("link", name=re.compile("^How many people were killed")).first, quoted)
    mark = page.locator(".article mark.against").first
    click(page, quoted, mark, "attached")
    sync_api.expect(mark).to_be_in_viewport(timeout=PATIENCE)


def test_the_name_stays_from_one_line_up_to_another(question: str, page: Any) -> None:
    open_question(page, question)
    fill(page, "Your name", "Mira")
    heading = page.get_by_role("heading", name="Disagreements", exact=True)
    click(page, page.get_by_role("link", name="Disagreements", exact=True), heading)
    click(page, page.get_by_role("link", name=QUESTION).first, page.get_by_role("heading", name=QUESTION))
    sync_api.expect(page.get_by_label("Your name")).to_have_value("Mira", timeout=PATIENCE)


def test_words_filter_the_list_and_live_in_the_address(address: str, page: Any) -> None:
    page.goto(address + "/disagreements?q=Monitor+Sulem")
    page.get_by_role("link", name=QUESTION).first.wait_for()
    box = page.get_by_role("textbox", name="Words")
    sync_api.expect(box).to_have_value("Monitor Sulem", timeout=PATIENCE)

    def look_for() -> None:
        box.fill("zebra")
        box.press("Enter")

    until(page, look_for, page.get_by_text("Nothing matches these filters."))
    page.wait_for_url(re.compile("q=zebra"))


def test_choices_one_after_another_all_hold_and_the_way_back_undoes_them(address: str, page: Any) -> None:
    page.goto(address + "/disagreements?verdict=")
    settled(page)
    most = page.get_by_label("Independent sources, at least")
    page.get_by_text("undecided", exact=True).click()
    page.wait_for_url(re.compile("decided=undecided"))
    for n in ("2", "3"):
        settled(page)
        page.get_by_test_id("stNumberInputStepUp").click()
        page.wait_for_url(re.compile(f"independent={n}"))
    settled(page)
    page.go_back()
    sync_api.expect(most).to_have_value("2", timeout=PATIENCE)
    page.wait_for_url(re.compile("decided=undecided"))


def test_an_address_with_nonsense_in_it_shows_the_list(address: str, page: Any) -> None:
    for wrong in ("page=abc", "independent=0", "independent=²", "since=tomorrow"):
        page.goto(f"{address}/disagreements?{wrong}")
        page.get_by_role("link", name=QUESTION).first.wait_for()
        settled(page)
        assert page.get_by_test_id("stException").count() == 0, wrong


@pytest.mark.parametrize(
    ("path", "told"), [("lineup", "No line-up has the id “nonsense”."), ("report", "No report has the id “nonsense”.")]
)
def test_an_address_of_nothing_says_so_in_a_line(address: str, page: Any, path: str, told: str) -> None:
    page.goto(f"{address}/{path}?id=nonsense")
    page.get_by_text(told).first.wait_for()
    assert page.get_by_test_id("stException").count() == 0


def test_report_text_is_never_markup(address: str, page: Any) -> None:
    for path in ("/report?id=hostile", "/disagreements?verdict=", "/events"):
        page.goto(address + path)
        page.locator("[data-testid=stMain] h1").first.wait_for()
        if path.startswith("/report"):
            seen(page, re.compile("Not a heading \\*\\*not bold"))
        settled(page)
        assert page.title() != "owned"
        assert page.locator("img[src=x]").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0


def test_a_broken_upload_says_what_is_wrong_and_a_good_one_is_read(address: str, page: Any) -> None:
    page.goto(address + "/load")
    settled(page)
    page.locator("input[type=file]").set_input_files(
        {"name": "broken.jsonl", "mimeType": "application/json", "buffer": b'{"text": "cut off'}
    )
    give = page.get_by_role("button", name="Read 1 file")
    give.wait_for()
    click(page, give, page.get_by_text(re.compile("^Not read")))
    seen(page, "broken.jsonl")
    give.wait_for(state="detached")  # it was read: the field is empty again
    assert "/tmp" not in page.locator("[data-testid=stMain]").inner_text()


def test_keys_decide_and_take_back(question: str, page: Any) -> None:
    open_question(page, question)
    page.get_by_role("button", name=re.compile("Real conflict")).wait_for()
    press(page, "2", page.get_by_text(re.compile("^Decided: An update")))
    _undo_all(page)


def unfold(page: Any, label: str, answer: Any) -> None:
    """Open what is folded; a second click would close it again."""

    def act() -> None:
        if not answer.first.is_visible():
            page.get_by_text(label, exact=True).click(timeout=5_000)

    until(page, act, answer)


def test_a_report_is_split_off_a_line_up_and_merged_back(question: str, page: Any) -> None:
    open_question(page, question)
    told = page.locator("[data-testid=stMain]").get_by_text(re.compile("Harbour Gazette says"))
    told.first.wait_for()
    out = page.get_by_label("These reports are about another event")
    unfold(page, "Merge with another line-up, or split this one", out)
    choose(page, out, page.get_by_role("option", name=re.compile("^Harbour Gazette")))
    page.keyboard.press("Escape")
    click(page, page.get_by_role("button", name="Split", exact=True), page.get_by_text(re.compile("^Decided: Split")))
    told.first.wait_for(state="detached")  # the page is drawn anew
    click(page, page.get_by_role("button", name="Undo"), told)


def test_two_line_ups_are_merged_and_parted_again(address: str, question: str, page: Any) -> None:
    open_question(page, question)
    other = page.get_by_label("This one and that one are about the same event")
    unfold(page, "Merge with another line-up, or split this one", other)
    option = page.get_by_role("option")
    until(page, other.click, option)
    question = option.first.inner_text().rsplit(" (", 1)[0]
    choose(page, other, page.get_by_role("option", name=question))
    merged = page.get_by_text(re.compile("^Decided: Merged with another line-up"))
    click(page, page.get_by_role("button", name="Merge", exact=True), merged)
    page.goto(address + "/disagreements?verdict=")
    settled(page)
    page.get_by_role("link", name=QUESTION).first.wait_for()
    assert page.get_by_role("link", name=question, exact=True).count() == 0
    find_question(page, address)
    click(page, page.get_by_role("button", name="Undo"), merged, "detached")
    page.goto(address + "/disagreements?verdict=")
    page.get_by_role("link", name=question, exact=True).first.wait_for()


def test_the_key_n_goes_to_the_next_undecided(question: str, page: Any) -> None:
    open_question(page, question)
    press(page, "n", page.get_by_role("heading", name=QUESTION), "detached")
    page.get_by_role("heading", name=re.compile(r"\?$")).first.wait_for()
    assert "id=" in page.url


def test_a_pasted_report_is_read_and_joins_the_line_up(address: str, page: Any) -> None:
    page.goto(address + "/load")
    unfold(page, "Or paste one report", page.get_by_label("Title", exact=True))
    fill(page, "Title", "Bridge blast")
    fill(page, "Text", "A bomb killed 41 people at the old bridge in Dar Sulem on Friday, 3 May 2024, the mayor said.")
    fill(page, "Outlet", "Pasted Courier")
    fill(page, "Published", "2024-05-03")
    given = page.get_by_text("pasted.jsonl")
    click(page, page.get_by_role("button", name="Add this report"), given)
    page.get_by_text(re.compile("^Read: ")).first.wait_for(timeout=4 * PATIENCE)
    page.goto(address + "/disagreements?verdict=&q=Pasted+Courier")
    page.get_by_role("link", name=re.compile("^How many people were killed .* 3 May 2024")).first.wait_for()


def test_what_was_decided_goes_out_in_every_form_and_a_prepared_file_can_be_fetched_twice(
    address: str, question: str, page: Any
) -> None:
    open_question(page, question)
    fill(page, "Note", "counted on two days")
    click(
        page, page.get_by_role("button", name=re.compile("Different scope")), page.get_by_text(re.compile("^Decided: Different"))
    )
    page.goto(address + "/disagreements")
    unfold(page, "Export this view", page.get_by_role("button", name="CSV"))
    assert b"Different scope,counted on two days" in _fetched(page, "CSV")
    for what, start in (("XLSX", b"PK"), ("HTML report", b"<!doctype html>")):
        click(page, page.get_by_role("button", name=f"Prepare {what}"), page.get_by_role("button", name=f"Download {what}"))
        first = _fetched(page, f"Download {what}")
        assert first.strip().startswith(start) and first == _fetched(page, f"Download {what}")
    assert b"counted on two days" in first
    open_question(page, question)
    _undo_all(page)


def _fetched(page: Any, button: str) -> bytes:
    settled(page)
    with page.expect_download() as found:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(found.value.path()).read_bytes()


CONTRAST = """() => {
  const rgb = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length > 3 ? m : [...m.slice(0, 3), 1]; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const light = c => { const f = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const ground = e => { const stack = []; for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); stack.push(c); if (c[3] === 1) break; }
    return stack.reverse().reduce((b, a) => over(a, b), [255, 255, 255, 1]); };
  const faint = e => { let o = 1; for (; e; e = e.parentElement) o *= Number(getComputedStyle(e).opacity); return o; };
  const out = [], walk = document.createTreeWalker(document.querySelector('[data-testid=stApp]'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim(), box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!text || !box.width || !box.height || style.visibility !== 'visible' || e.closest('canvas,[disabled],style,script')) continue;
    const axis = e.closest('.role-axis,.role-legend'), drawn = e.closest('svg');
    if (drawn ? !axis : e.closest('[aria-hidden=true]')) continue;
    if (style.fontFamily.includes('Material')) continue;
    const back = ground(e), ink = rgb(axis ? style.fill : style.color); ink[3] *= faint(e);
    const [a, b] = [light(over(ink, back)), light(back)].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) out.push([text.slice(0, 40), Math.round(ratio * 100) / 100]);
  }
  return out;
}"""


@pytest.mark.parametrize("look", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(address: str, question: str, browser: Any, look: str) -> None:
    with opened(browser, color_scheme=look) as looked:
        page = looked.new_page()
        for path in ("/", "/disagreements", "/events", "/load"):
            page.goto(address + path)
            page.locator("[data-testid=stMain] h1").first.wait_for()
            _stands_out(page, path)
        open_question(page, question)
        _stands_out(page, "/lineup")


def _stands_out(page: Any, path: str) -> None:
    """What is being drawn is faint for a moment, and a chart comes late: what is faint then must not stay so."""
    settled(page, 3 * REST)
    deadline = time.monotonic() + 15
    while faint := page.evaluate(CONTRAST):
        assert time.monotonic() < deadline, (path, faint)
        page.wait_for_timeout(300)

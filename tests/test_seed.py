"""A real article as a person saved it: what must be found in it. Needs the evaluation data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claims.extraction import understand
from claims.records import Account
from claims.reports import read

DATA = os.environ.get("RASHOMON_EVAL_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="RASHOMON_EVAL_DATA is not set: the real article is not part of the project")


@pytest.fixture(scope="module")
def account() -> Account:
    taken = read([str(Path(str(DATA)) / "seed" / "article.txt")])
    return next(iter(understand(taken.reports)))


def test_the_rockets(account: Account) -> None:
    found = [c for c in account.claims if c.measure == "fired"]
    assert [(c.quantity.low, c.quantity.high, c.quantity.approximate, c.subject) for c in found] == [(37, 37, True, "rockets")]


def test_nobody_claimed_it_and_nobody_was_hurt(account: Account) -> None:
    assert [c.actor for c in account.claims if c.measure == "unclaimed"] == [None]
    assert [(c.quantity.low, c.quantity.high) for c in account.claims if c.measure == "injured"] == [(0, 0)]


def test_who_is_blamed_and_who_says_so(account: Account) -> None:
    found = [c for c in account.claims if c.measure == "blamed" and c.actor == "non-Lebanese elements"]
    assert len(found) == 1
    assert any("Mikati" in s for s in found[0].said_by)


def test_the_caption_counts_once_and_the_furniture_not_at_all(account: Account) -> None:
    quotes = [c.quote for c in account.claims]
    assert len(quotes) == len({(c.quote, c.start) for c in account.claims})
    assert not any("Route 6" in q or "READ MORE" in q for q in quotes)


def test_without_a_publication_date_a_weekday_stays_a_weekday(account: Account) -> None:
    assert all(e.start is None for e in account.events)


def test_every_quote_stands_at_its_place(account: Account) -> None:
    for c in account.claims:
        text = account.report.title if c.within == "title" else account.report.text
        assert text[c.start : c.end] == c.quote

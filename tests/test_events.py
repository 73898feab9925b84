"""A report's claims are sorted into events: the news first, what happened before or elsewhere apart."""

from functools import cache

from claims.extraction import understand
from claims.records import Account, Claim, Report


@cache
def account(text: str, title: str = "", published: str = "2021-06-16") -> Account:
    return next(iter(understand([Report("r", text, title=title, published=published)])))


def claim(a: Account, part: str) -> Claim:
    at = a.report.text.index(part)
    return next(c for c in a.claims if c.within == "text" and c.start <= at < c.end and c.kind == "casualties")


def test_one_attack_is_one_event_with_its_day_and_place() -> None:
    a = account("A car bomb killed 12 people in Mosul on Tuesday. Another 30 people were wounded, police said.")
    assert len({c.event.id for c in a.claims if c.kind == "casualties"}) == 1
    e = claim(a, "12 people").event
    assert e.main and e.what == "car bomb" and e.where.startswith("Mosul")
    assert e.start == e.end == "2021-06-15"


def test_an_older_attack_is_background() -> None:
    a = account("A shell killed four people in Mosul on Tuesday. In March 2019, a bombing in Baghdad killed 25 people.")
    assert claim(a, "four people").event.main
    old = claim(a, "25 people").event
    assert not old.main and (old.start or "").startswith("2019-03")


def test_the_news_goes_on_after_an_older_attack() -> None:
    a = account(
        "A shell killed four people in Mosul on Tuesday. In March 2019, a shell killed 25 people. The city was quiet for months. "
        "Seven people were wounded by the shell, a doctor said."
    )
    assert claim(a, "Seven people").event.main


def test_another_town_is_another_event() -> None:
    a = account("An air strike killed nine people in Mosul on Tuesday. In Baghdad, a gunman shot dead two people.")
    assert claim(a, "nine people").event.id != claim(a, "two people").event.id


def test_a_war_in_all_is_never_the_main_event_of_other_news() -> None:
    a = account(
        "An air strike killed nine people in Mosul on Tuesday. More than 40,000 people have been killed since the war began in 2014."
    )
    assert claim(a, "nine people").event.main
    assert not claim(a, "40,000").event.main


def test_an_undated_event_is_news_of_the_days_before() -> None:
    e = claim(account("A car bomb killed 12 people in Mosul."), "12 people").event
    assert (e.end, e.main) == ("2021-06-16", True) and e.start is not None and e.start >= "2021-06-13"


def test_the_same_report_gives_the_same_events() -> None:
    text = "An air strike killed nine people in Mosul on Tuesday. In Baghdad, a gunman shot dead two people."
    first, again = account(text), next(iter(understand([Report("r", text, published="2021-06-16")])))
    assert first.events == again.events

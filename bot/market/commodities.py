"""What is traded, each with its usual unit, so that a product is one row and never a text.

Price names follow the public lists (PIHPS, Panel Harga) wherever those name the commodity.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

_DATA = Path(__file__).parent / "data" / "commodities.csv"


@dataclass(frozen=True, slots=True)
class Commodity:
    """`unit` is the unit it is usually sold by where it is produced."""

    slug: str
    name_id: str
    name_en: str
    category: str
    unit: str

    def name(self, language: str) -> str:
        return self.name_en if language == "en" else self.name_id


def _load() -> Mapping[str, Commodity]:
    with _DATA.open(encoding="utf-8", newline="") as lines:
        rows = [Commodity(**row) for row in csv.DictReader(lines)]
    return MappingProxyType({row.slug: row for row in rows})


#: Slug -> commodity, in the order of the list.
COMMODITIES: Mapping[str, Commodity] = _load()


def commodity(slug: str) -> Commodity:
    """The commodity with this slug; `KeyError` when there is none."""
    return COMMODITIES[slug]

"""Public prices as they stand in a table: each row read, or told why not.

For an operator's terminal, so that its sentences are English and no part of the catalogues.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from bot.columns import BEFORE_HEADINGS, plain_heading
from bot.language.reading.crops import read_commodity
from bot.language.reading.money import Price, read_price
from bot.language.reading.places import read_place
from bot.language.reading.typed import plain
from bot.language.reading.units import NAMES, UNITS
from bot.market.models import NATIONWIDE, MarketLevel
from bot.market.regions import REGIONS

#: What each column is called, in small letters; the first is that of the template.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "source": ("sumber", "source"),
    "level": ("tingkat pasar", "tingkat", "tingkat harga", "market level", "level"),
    "commodity": ("komoditas", "komoditi", "commodity"),
    "grade": ("mutu", "kualitas", "grade", "quality"),
    "region": ("daerah", "wilayah", "kabupaten/kota", "region"),
    "day": ("tanggal", "tgl", "hari", "date", "day"),
    "unit": ("satuan", "unit"),
    "price": ("harga", "harga (rp)", "price", "price (rp)"),
}
NEEDED = HEADINGS.keys() - {"grade"}
LEVELS: Mapping[str, MarketLevel] = {
    **dict.fromkeys(("produsen", "petani", "producer", "farm gate"), MarketLevel.PRODUCER),
    **dict.fromkeys(("grosir", "pedagang besar", "wholesale"), MarketLevel.WHOLESALE),
    **dict.fromkeys(("eceran", "konsumen", "retail", "consumer"), MarketLevel.RETAIL),
}
#: Sources whose names are written in one way, whoever types them.
SOURCES = {"pihps": "PIHPS", "panel harga": "Panel Harga", "sp2kp": "SP2KP"}
COUNTRY = ("indonesia", "nasional", "national")
#: The source of the template's row, so that nobody imports it by mistake.
EXAMPLE = "contoh"
#: What is said beside a name and changes nothing of what it is.
NO_GRADE = ("segar", "fresh")
#: Letters of a source or grade, as they stand in a list on a small screen; and of what is quoted.
LONGEST, QUOTED = 24, 40
FIRST_YEAR = 2000
#: A smaller number is short for thousands, and a table is not asked back.
LEAST = 100
MOST = Decimal(10) ** 15
#: So many meanings are named where a name has several.
NAMED = 4

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: "45000", or "45.000" as Indonesians write it, which needs no understanding.
_WHOLE = re.compile(r"\d{3,15}|\d{1,3}(?:\.\d{3}){1,4}")


@dataclass(frozen=True, slots=True)
class Row:
    source: str
    level: str
    commodity: str
    grade: str
    region: str
    day: date
    unit: str
    #: Rupiah per unit.
    price: Decimal

    @property
    def key(self) -> tuple[object, ...]:
        return (
            *(self.commodity, self.region, self.day, self.level),
            *(self.source, self.unit, self.grade),
        )


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a row is not kept; its number is the one that a spreadsheet shows."""

    number: int
    reason: str


@dataclass(frozen=True)
class Read:
    rows: Sequence[Row]
    remarks: Sequence[Remark]
    #: The columns that are missing, if nothing could be read because of it.
    missing: Sequence[str] = ()


class Wrong(ValueError):  # noqa: N818  (it reads as what happened)
    """The text of it is the reason."""


def read_list(rows: Sequence[Sequence[str]], today: date) -> Read:
    """All rows of a sheet; days after `today` are refused."""
    columns, start = max(
        ((_columns(row), at) for at, row in enumerate(rows[:BEFORE_HEADINGS])),
        key=lambda found: len(found[0]),
        default=({}, 0),
    )
    if missing := NEEDED - columns.keys():
        return Read((), (), [name for name in HEADINGS if name in missing])
    kept: list[Row] = []
    remarks: list[Remark] = []
    seen: dict[object, int] = {}
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not any(row):
            continue
        try:
            read = _row({name: row[at] if at < len(row) else "" for name, at in columns.items()})
            _new(read, today, seen, number)
        except Wrong as wrong:
            remarks.append(Remark(number, str(wrong)))
        else:
            kept.append(read)
    return Read(kept, remarks)


def _columns(row: Sequence[str]) -> dict[str, int]:
    names = {name: column for column, called in HEADINGS.items() for name in called}
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if column := names.get(plain_heading(cell)):
            found.setdefault(column, at)
    return found


def _new(row: Row, today: date, seen: dict[object, int], number: int) -> None:
    if row.day > today:
        raise Wrong(f"the day is still to come: {row.day.isoformat()}")
    if row.key in seen:
        raise Wrong(f"the same as row {seen[row.key]}")
    seen[row.key] = number


def _row(cells: Mapping[str, str]) -> Row:
    for name in HEADINGS:
        if cells.get(name, "").startswith("="):
            raise Wrong(f"there is a formula in {name}; paste its value")
        if name in NEEDED and not cells[name]:
            raise Wrong(f"{name} is missing")
    commodity, note = _commodity(cells["commodity"])
    unit = _unit(cells["unit"])
    return Row(
        source=_source(cells["source"]),
        level=_level(cells["level"]),
        commodity=commodity,
        grade=_short(cells.get("grade", "") or note, "grade"),
        region=_region(cells["region"]),
        day=_day(cells["day"]),
        unit=unit,
        price=_price(cells["price"], unit),
    )


def _short(text: str, what: str) -> str:
    tidied = " ".join(text.split())
    if len(tidied) > LONGEST:
        raise Wrong(f"the {what} is longer than {LONGEST} letters")
    return tidied


# Tables repeat the same few names thousands of times. What is wrong is not kept; it is rare.
@lru_cache(maxsize=4096)
def _source(said: str) -> str:
    source = _short(said, "source")
    if source.casefold() == EXAMPLE:
        raise Wrong("this is the template's example; delete it")
    return SOURCES.get(source.casefold(), source)


@lru_cache(maxsize=4096)
def _level(said: str) -> str:
    words = plain(said) or ""
    for before in ("harga ", "tingkat "):
        words = words.removeprefix(before)
    if words not in LEVELS:
        raise Wrong(f"the market level is not producer, wholesale or retail: {said[:QUOTED]}")
    return LEVELS[words].value


@lru_cache(maxsize=4096)
def _commodity(said: str) -> tuple[str, str]:
    """The slug, and what was said beside it: another state or variety is another grade."""
    reading = read_commodity(said)
    if reading.value:
        note = reading.note if reading.note.casefold() not in NO_GRADE else ""
        return reading.value.slug, note
    if reading.candidates:
        names = " or ".join(each.name_id for each in reading.candidates[:NAMED])
        raise Wrong(f"the commodity is not clear: {said[:QUOTED]} ({names}?)")
    raise Wrong(f"the commodity is not in the list: {said[:QUOTED]}")


@cache
def _names() -> Mapping[str, str]:
    """What a region is called in full, as lists of a ministry have it: nothing to be understood."""
    provinces = {each.name.casefold(): each.code for each in REGIONS.values() if not each.parent}
    full = {each.full_name.casefold(): each.code for each in REGIONS.values()}
    return provinces | full | dict.fromkeys(COUNTRY, NATIONWIDE) | {code: code for code in REGIONS}


@lru_cache(maxsize=4096)
def _region(said: str) -> str:
    if code := _names().get(said.casefold()):
        return code
    reading = read_place(said)
    if reading.value:
        return reading.value.code
    if reading.candidates:
        names = " or ".join(each.full_name for each in reading.candidates[:NAMED])
        raise Wrong(f"the region is not clear: {said[:QUOTED]} ({names}?)")
    raise Wrong(f"the region is not known: {said[:QUOTED]}")


@lru_cache(maxsize=4096)
def _day(said: str) -> date:
    """As a date cell reads (ISO 8601), or day, month and year."""
    try:
        if match := _DAY.fullmatch(said):
            day, month, year = map(int, match.groups())
            read = date(year, month, day)
        else:
            read = date.fromisoformat(said[:10])
    except ValueError:
        raise Wrong(f"the day cannot be read: {said[:QUOTED]}") from None
    if read.year < FIRST_YEAR:
        raise Wrong(f"the day lies too far back: {said[:QUOTED]}")
    return read


@lru_cache(maxsize=4096)
def _unit(said: str) -> str:
    words = (plain(said) or "").removeprefix("rp").strip(" ./")
    name = words.removeprefix("per ").removeprefix("1 ").strip()
    if name not in NAMES:
        raise Wrong(f"the unit is not known: {said[:QUOTED]}")
    return NAMES[name]


@lru_cache(maxsize=65_536)
def _price(said: str, unit: str) -> Decimal:
    """What stands in a table is meant as it stands: 45 is not short for 45,000, but refused."""
    if _WHOLE.fullmatch(said):
        price = Decimal(said.replace(".", ""))
    else:
        read = read_price(said).value
        if read is None or isinstance(read.amount, tuple):
            raise Wrong(f"the price cannot be read: {said[:QUOTED]}")
        price = _per(read, read.amount, unit)
    if not LEAST <= price < MOST:
        raise Wrong(f"the price is not between {LEAST} and {MOST:,f} rupiah: {said[:QUOTED]}")
    return price


def _per(read: Price, amount: Decimal, unit: str) -> Decimal:
    """A price that names its unit ("45.000/kg") is understood only beside the same one."""
    base, factor = UNITS[unit]
    if read.unit is None:
        return amount
    if read.unit != base or factor is None:
        raise Wrong(f"the price is for another unit than {unit}: {read.typed[:QUOTED]}")
    return amount * factor  # the reader tells it for one of the base unit

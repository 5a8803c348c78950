"""Owners without a smartphone, as an officer has them in a spreadsheet: a yes in every row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.language import _
from bot.language.reading.crops import read_commodities
from bot.language.reading.phone import read_phone
from bot.language.reading.places import read_place
from bot.partnerships.supplier_list import (
    BAD_PHONE,
    BAD_REGENCY,
    BEFORE_HEADINGS,
    FORMULA,
    LONGEST_NAME,
    MERGED,
    NO_NAME,
    TWICE,
    Remark,
)
from bot.people.businesses import Make
from bot.people.delegates import Details, Yes
from bot.people.joining import ConsentHow
from bot.people.models import Honorific
from bot.people.names import TITLES, read_name

NAME, TITLE, PHONE, REGENCY = "name", "title", "phone", "regency"
PRODUCTS, CONSENT, DAY = "products", "consent", "day"
#: What a column is called, in small letters.
HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("nama", "nama pemilik", "name", "owner"), NAME),
    **dict.fromkeys(("sapaan", "title", "bapak/ibu"), TITLE),
    **dict.fromkeys(
        ("nomor hp", "no hp", "no. hp", "hp", "telepon", "wa", "phone number", "phone"), PHONE
    ),
    **dict.fromkeys(
        ("kabupaten/kota", "kabupaten", "kota", "daerah", "regency/city", "regency", "city"),
        REGENCY,
    ),
    **dict.fromkeys(
        ("produk", "hasil", "hasil usaha", "komoditas", "products", "product"), PRODUCTS
    ),
    **dict.fromkeys(("persetujuan", "setuju", "consent"), CONSENT),
    **dict.fromkeys(
        ("tanggal persetujuan", "tanggal", "tgl", "date of consent", "consent date", "date"), DAY
    ),
}
HOW = {
    **dict.fromkeys(("lisan", "spoken", "oral"), ConsentHow.SPOKEN),
    **dict.fromkeys(("tertulis", "tulisan", "written", "in writing"), ConsentHow.WRITTEN),
}
#: Rows that can be kept from one file: no more than an officer has talked with.
MOST = 500
LONGEST_PRODUCT = 60

NO_HEADINGS = _(
    "The first row has to name the columns: Name, Title, Phone, Regency/city, Products, Consent, "
    "Date of consent. The template shows how."
)
TOO_MANY = _("There are more than {most} rows. Please split the file.")
NO_CONSENT = _("the consent is missing: spoken or written")
BAD_DAY = _("the date of the consent cannot be read: {said}")
TO_COME = _("the date of the consent is still to come: {said}")
NO_PRODUCTS = _("the products are missing")

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Entry:
    """A row that reads well; whether its day has come depends on where the officer is."""

    number: int
    details: Details
    how: ConsentHow
    day: date
    #: As it was typed.
    day_said: str


@dataclass(frozen=True)
class Entries:
    entries: Sequence[Entry]
    remarks: Sequence[Remark]
    #: Why nothing could be read at all.
    problem: str | None = None


@dataclass(frozen=True)
class Row:
    number: int
    details: Details
    yes: Yes


@dataclass(frozen=True)
class Read:
    rows: Sequence[Row]
    remarks: Sequence[Remark]


def read_owners(rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()) -> Entries:
    """All rows of a sheet. Not for the event loop."""
    headed = next(
        (
            (at, columns)
            for at, row in enumerate(rows[:BEFORE_HEADINGS])
            if {NAME, CONSENT} <= (columns := _columns(row)).keys()
        ),
        None,
    )
    if headed is None:
        return Entries((), (), NO_HEADINGS)
    start, columns = headed
    filled = [(at, row) for at, row in enumerate(rows) if at > start and any(row)]
    if len(filled) > MOST:
        return Entries((), (), TOO_MANY)
    reader = _Reader(columns)
    for at, row in filled:
        reader.take(at + 1, row, merged=at in merged)
    return Entries(reader.entries, reader.remarks)


def agreed(read: Entries, now: datetime) -> Read:
    """Those who have said yes by now, each once; `now` in the officer's time zone."""
    rows: list[Row] = []
    remarks = [*read.remarks]
    seen: dict[object, int] = {}
    for entry in read.entries:
        details = entry.details
        key = details.phone or (details.name.casefold(), details.regency)
        if entry.day > now.date():
            remarks.append(Remark(entry.number, TO_COME, {"said": entry.day_said[:40]}))
        elif key in seen:
            remarks.append(Remark(entry.number, TWICE, {"row": str(seen[key])}))
        else:
            seen[key] = entry.number
            at = min(datetime.combine(entry.day, time(12), now.tzinfo), now)
            rows.append(Row(entry.number, details, Yes(entry.how, at)))
    return Read(rows, remarks)


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if kind := HEADINGS.get(" ".join(cell.casefold().split()).strip(" *:")):
            found.setdefault(kind, at)
    return found


class _Reader:
    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self.entries: list[Entry] = []
        self.remarks: list[Remark] = []

    def take(self, number: int, row: Sequence[str], *, merged: bool) -> None:
        cells = dict.fromkeys(HEADINGS.values(), "")
        cells |= {kind: row[at] for kind, at in self._columns.items() if at < len(row)}
        phone = read_phone(cells[PHONE]).value if cells[PHONE] else None
        place = read_place(cells[REGENCY], level="regency").value if cells[REGENCY] else None
        makes = _makes(cells[PRODUCTS])
        day = _day(cells[DAY])
        how = HOW.get(cells[CONSENT].casefold().strip(" ."))
        named = read_name(cells[NAME][:LONGEST_NAME])
        wrong = (
            (any(cell.startswith("=") for cell in cells.values()), FORMULA, ""),
            (not cells[NAME], MERGED if merged else NO_NAME, ""),
            (bool(cells[PHONE]) and not phone, BAD_PHONE, cells[PHONE]),
            (place is None, BAD_REGENCY, cells[REGENCY] or "–"),
            (not makes, NO_PRODUCTS, ""),
            (how is None, NO_CONSENT, ""),
            (day is None, BAD_DAY, cells[DAY] or "–"),
        )
        for is_wrong, reason, said in wrong:
            if is_wrong:
                values = {"said": said[:40]} if said else {}
                self.remarks.append(Remark(number, reason, values))
                return
        title = named.honorific or TITLES.get(cells[TITLE].casefold().strip(" ."))
        if place and how and day:
            details = Details(named.name, place.code, makes, title, phone)
            self.entries.append(Entry(number, details, how, day, cells[DAY]))


def _makes(said: str) -> list[Make]:
    """What the list knows, and for the rest the officer's own words."""
    parts = read_commodities(said) if any(map(str.isalpha, said)) else []
    return [
        Make(reading.value.slug if reading.value else None, part.strip()[:LONGEST_PRODUCT])
        for part, reading in parts
        if any(map(str.isalpha, part))
    ]


def _day(said: str) -> date | None:
    """As a date cell reads (ISO 8601), or day, month and year."""
    try:
        if match := _DAY.fullmatch(said.strip()):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        return date.fromisoformat(said.strip()[:10])
    except ValueError:
        return None


def dump(rows: Sequence[Row]) -> list[Any]:
    """As JSON, for the time until the officer says yes."""
    return [
        {
            "number": row.number,
            "name": row.details.name,
            "regency": row.details.regency,
            "makes": [[make.slug, make.said] for make in row.details.makes],
            "honorific": row.details.honorific,
            "phone": row.details.phone,
            "how": row.yes.how,
            "at": row.yes.at.isoformat(),
        }
        for row in rows
    ]


def load(lines: Sequence[Any]) -> list[tuple[Details, Yes]]:
    return [
        (
            Details(
                line["name"],
                line["regency"],
                [Make(slug, said) for slug, said in line["makes"]],
                Honorific(line["honorific"]) if line["honorific"] else None,
                line["phone"],
            ),
            Yes(
                ConsentHow(line["how"]),
                datetime.fromisoformat(line["at"]).astimezone(ZoneInfo("UTC")),
            ),
        )
        for line in lines
    ]

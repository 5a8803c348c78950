"""Owners without a smartphone, as an officer has them in a spreadsheet: a yes in every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot import clock, columns
from bot.columns import NAME, PHONE, PRODUCTS, REGENCY, Columns, Remark, find_columns
from bot.language import _
from bot.language.reading.crops import read_commodities
from bot.language.reading.dates import read_when
from bot.language.reading.phone import read_phone
from bot.language.reading.places import read_place
from bot.people.businesses import Make
from bot.people.delegates import Details, Yes
from bot.people.joining import ConsentHow
from bot.people.models import Honorific
from bot.people.names import TITLES, read_name

TITLE, CONSENT, DAY = "title", "consent", "day"
#: Columns that only this list has, and what they are called, in small letters.
ALSO: Mapping[str, Sequence[str]] = {
    TITLE: ("sapaan", "title", "bapak/ibu"),
    CONSENT: ("persetujuan", "setuju", "consent"),
    DAY: ("tanggal persetujuan", "tanggal", "tgl", "date of consent", "consent date", "date"),
}
HOW = {
    **dict.fromkeys(("lisan", "spoken", "oral"), ConsentHow.SPOKEN),
    **dict.fromkeys(("tertulis", "tulisan", "written", "in writing"), ConsentHow.WRITTEN),
}
#: Rows that can be kept from one file: no more than an officer has talked with.
MOST = 500
LONGEST_PRODUCT = 60

#: The template's row that shows how; nobody is meant by it.
EXAMPLE = ("Sri Lestari", "Ibu", "081234567890", "Kabupaten Malang", "Cabai rawit, tomat")
NO_HEADINGS = _(
    "The first row has to name the columns: Name, Title, Phone, Regency/city, Products, Consent, "
    "Date of consent. The template shows how."
)
TOO_MANY = _("There are more than {most} rows. Please split the file.")
NO_CONSENT = _("the consent is missing: spoken or written")
BAD_DAY = _("the date of the consent cannot be read: {said}")
TO_COME = _("the date of the consent is still to come: {said}")
NO_PRODUCTS = _("the products are missing")


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
    columns: Columns | None = None


@dataclass(frozen=True)
class Row:
    number: int
    details: Details
    yes: Yes


@dataclass(frozen=True)
class Read:
    rows: Sequence[Row]
    remarks: Sequence[Remark]
    columns: Columns | None = None


def read_owners(rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()) -> Entries:
    """All rows of a sheet. Not for the event loop."""
    found = find_columns(rows, frozenset({NAME, CONSENT}), ALSO)
    if found is None:
        return Entries((), (), NO_HEADINGS)
    filled = [(at, row) for at, row in enumerate(rows) if at > found.row and any(row)]
    if len(filled) > MOST:
        return Entries((), (), TOO_MANY)
    reader = _Reader(found)
    for at, row in filled:
        reader.take(at + 1, row, merged=at in merged)
    return Entries(reader.entries, reader.remarks, columns=found)


def agreed(read: Entries, now: datetime) -> Read:
    """Those who have said yes by now, each once; `now` in the officer's time zone."""
    rows: list[Row] = []
    remarks = [*read.remarks]
    seen: dict[object, int] = {}
    for entry in read.entries:
        details = entry.details
        key = details.phone or (details.name.casefold(), details.regency)
        if entry.day > now.date():
            remarks.append(Remark(entry.number, TO_COME, columns.said(entry.day_said)))
        elif key in seen:
            remarks.append(Remark(entry.number, columns.TWICE, {"row": str(seen[key])}))
        else:
            seen[key] = entry.number
            at = min(datetime.combine(entry.day, time(12), now.tzinfo), now)
            rows.append(Row(entry.number, details, Yes(entry.how, at)))
    return Read(rows, remarks, read.columns)


class _Reader:
    def __init__(self, found: Columns) -> None:
        self._columns = found
        self.entries: list[Entry] = []
        self.remarks: list[Remark] = []

    def take(self, number: int, row: Sequence[str], *, merged: bool) -> None:
        cells = dict.fromkeys(ALSO, "") | self._columns.cells(row)
        if columns.is_example(cells, EXAMPLE[0], EXAMPLE[2]):
            return
        phone = read_phone(cells[PHONE]).value if cells[PHONE] else None
        reading = read_place(cells[REGENCY], level="regency")
        place, unclear = reading.value, columns.regency_problem(cells[REGENCY], reading)
        makes = _makes(cells[PRODUCTS])
        day = _day(cells[DAY])
        how = HOW.get(cells[CONSENT].casefold().strip(" ."))
        named = read_name(cells[NAME][: columns.LONGEST_NAME])
        wrong: tuple[tuple[object, str, dict[str, str]], ...] = (
            (columns.has_formula(cells), columns.FORMULA, {}),
            (not cells[NAME], columns.MERGED if merged else columns.NO_NAME, {}),
            (cells[PHONE] and not phone, columns.BAD_PHONE, columns.said(cells[PHONE])),
            (place is None, *unclear),
            (not makes, NO_PRODUCTS, {}),
            (how is None, NO_CONSENT, {}),
            (day is None, BAD_DAY, columns.said(cells[DAY] or "–")),
        )
        for is_wrong, reason, values in wrong:
            if is_wrong:
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
    """One day, as people write it; not one that moves with the day on which it is read."""
    now = clock.now().astimezone(ZoneInfo("Asia/Jakarta"))
    today, tomorrow = (read_when(said, now + timedelta(days), past=True).value for days in range(2))
    if today is None or today.until or today.every or today != tomorrow:
        return None
    return today.day


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

"""A buyer's own list of suppliers, as it stands in a spreadsheet: each line read, or told why not.

Nothing here writes to anybody: who stands in the list has not asked for anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot import columns
from bot.columns import NAME, PHONE, PRODUCTS, REGENCY, Columns, Remark, find_columns
from bot.language import _
from bot.language.reading.crops import read_commodities
from bot.language.reading.phone import read_phone
from bot.language.reading.places import read_place
from bot.language.reading.reading import Reading, Reason
from bot.market.commodities import Commodity
from bot.market.regions import Region

NO_HEADINGS = _(
    "The first row has to name the columns: Name, Phone, Regency/city, Commodity. "
    "The template shows how."
)
#: The template's row that shows how; nobody is meant by it.
EXAMPLE = ("Siti Aminah", "081234567890", "Kabupaten Malang", "Cabai rawit merah")
NO_SUCH_COMMODITY = _("the commodity is not in the list: {said}")
KINDS = _("“{said}”: there are several kinds: {commodities}; please write which")
PERHAPS = _("“{said}”: perhaps {commodities}? Please write it again")
ONE_ONLY = _("kept with the first commodity, without {commodities}")
#: Commodities that a remark names.
MOST_KINDS = 4
#: Signs of a cell that are read: more would hold up everybody else's lists.
LONGEST_CELL = 200


@dataclass(frozen=True)
class Line:
    """One row that can be kept."""

    name: str
    phone: str | None = None
    regency: str | None = None
    commodity: str | None = None


@dataclass(frozen=True)
class Read:
    lines: Sequence[Line]
    remarks: Sequence[Remark]
    #: Why nothing could be read at all.
    problem: str | None = None
    columns: Columns | None = None


def read_list(rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()) -> Read:
    """All rows of a sheet. 20,000 take half a second; eight if each is unclear in three parts."""
    found = find_columns(rows)
    if found is None:
        return Read((), (), NO_HEADINGS)
    reader = _Reader(found)
    for number, row in enumerate(rows[found.row + 1 :], found.row + 1):
        if any(row):
            reader.take(number + 1, row, merged=number in merged)
    return Read(reader.lines, reader.remarks, columns=found)


class _Reader:
    def __init__(self, found: Columns) -> None:
        self._columns = found
        self.lines: list[Line] = []
        self.remarks: list[Remark] = []
        self._seen: dict[object, int] = {}

    def take(self, number: int, row: Sequence[str], *, merged: bool) -> None:
        """Only the name is needed: what else cannot be read is left empty, and told."""
        cells = self._columns.cells(row)
        if columns.is_example(cells, *EXAMPLE[:2]):
            return None
        if columns.has_formula(cells):
            return self._refuse(number, columns.FORMULA)
        if not cells[NAME]:
            return self._refuse(number, columns.MERGED if merged else columns.NO_NAME)
        name, phone = cells[NAME][: columns.LONGEST_NAME], _phone(cells[PHONE])
        place, (slug, unclear) = _regency(cells[REGENCY]), _commodity(cells[PRODUCTS])
        # Two people of one name may live in two places of which neither is clear.
        key = phone or (name.casefold(), place.value.code if place.value else cells[REGENCY])
        if key in self._seen:
            remark = Remark(number, columns.TWICE, {"row": str(self._seen[key])})
            return self.remarks.append(remark)
        self._seen[key] = number
        if cells[PHONE] and not phone:
            self._doubt(number, columns.BAD_PHONE, columns.said(cells[PHONE]))
        if cells[REGENCY] and not place.value:
            self._doubt(number, *columns.regency_problem(cells[REGENCY], place))
        for reason, values in unclear:
            self._doubt(number, reason, values)
        self.lines.append(Line(name, phone, place.value.code if place.value else None, slug))
        return None

    def _refuse(self, number: int, reason: str) -> None:
        self.remarks.append(Remark(number, reason, {}))

    def _doubt(self, number: int, reason: str, values: dict[str, str]) -> None:
        self.remarks.append(Remark(number, reason, values, kept=True))


def _phone(said: str) -> str | None:
    return read_phone(said).value if said else None


@lru_cache(maxsize=4096)
def _regency(said: str) -> Reading[Region]:
    """Lists repeat the same few places and commodities thousands of times."""
    return read_place(said, level="regency")


@lru_cache(maxsize=4096)
def _commodity(said: str) -> tuple[str | None, Sequence[tuple[str, dict[str, str]]]]:
    """The first that is known, as in the chat, and what is to be said about the others."""
    said = said[:LONGEST_CELL]
    parts = [part for part in read_commodities(said) if any(map(str.isalpha, part[0]))]
    known = [*dict.fromkeys(reading.value.slug for _part, reading in parts if reading.value)]
    unclear = [_unclear(part.strip(), reading) for part, reading in parts if not reading.value]
    if others := known[1:]:
        unclear.append((ONE_ONLY, _commodities(others)))
    return known[0] if known else None, unclear


def _unclear(said: str, reading: Reading[Commodity]) -> tuple[str, dict[str, str]]:
    if not reading.candidates:
        return NO_SUCH_COMMODITY, columns.said(said)
    kinds = _commodities([each.slug for each in reading.candidates])
    reason = KINDS if reading.reason is Reason.AMBIGUOUS else PERHAPS
    return reason, columns.said(said) | kinds


def _commodities(slugs: Sequence[str]) -> dict[str, str]:
    return {columns.COMMODITIES: " ".join(slugs[:MOST_KINDS])}

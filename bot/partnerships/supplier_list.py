"""A buyer's own list of suppliers, as it stands in a spreadsheet: each line read, or told why not.

Nothing here writes to anybody: who stands in the list has not asked for anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language import _
from bot.language.reading.crops import read_commodity
from bot.language.reading.phone import read_phone
from bot.language.reading.places import read_place

NAME, PHONE, REGENCY, COMMODITY = "name", "phone", "regency", "commodity"
#: What a column is called, in small letters: that of the template, or as people write it.
HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("nama", "nama pemasok", "pemasok", "name", "supplier"), NAME),
    **dict.fromkeys(
        ("nomor hp", "no hp", "no. hp", "hp", "telepon", "wa", "whatsapp", "phone", "mobile"), PHONE
    ),
    **dict.fromkeys(
        ("kabupaten/kota", "kabupaten", "kota", "daerah", "regency", "city", "regency/city"),
        REGENCY,
    ),
    **dict.fromkeys(("komoditas", "produk", "hasil", "commodity", "product"), COMMODITY),
}
#: Rows before the headings that are forgiven: a title, an empty line.
BEFORE_HEADINGS = 5
LONGEST_NAME = 100

NO_HEADINGS = _(
    "The first row has to name the columns: Name, Phone, Regency/city, Commodity. "
    "The template shows how."
)
NO_NAME = _("the name is missing")
MERGED = _("cells are merged here; please split them")
FORMULA = _("there is a formula; please paste its value")
BAD_PHONE = _("the phone number cannot be read: {said}")
BAD_REGENCY = _("the regency or city is not clear: {said}")
TWICE = _("stands in row {row} already")
NO_SUCH_COMMODITY = _("kept without commodity, since it is not in the list: {said}")


@dataclass(frozen=True)
class Line:
    """One row that can be kept."""

    name: str
    phone: str | None = None
    regency: str | None = None
    commodity: str | None = None


@dataclass(frozen=True)
class Remark:
    """What is wrong with a row; its number is the one that a spreadsheet shows."""

    row: int
    reason: str
    values: Mapping[str, str]
    #: Whether the row is kept all the same.
    kept: bool = False


@dataclass(frozen=True)
class Read:
    lines: Sequence[Line]
    remarks: Sequence[Remark]
    #: Why nothing could be read at all.
    problem: str | None = None


def read_list(rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()) -> Read:
    """All rows of a sheet. 20,000 of them take half a second, and three if each is unclear."""
    headed = next(
        (
            (at, columns)
            for at, row in enumerate(rows[:BEFORE_HEADINGS])
            if (columns := _columns(row))
        ),
        None,
    )
    if headed is None:
        return Read((), (), NO_HEADINGS)
    start, columns = headed
    reader = _Reader(columns)
    for number, row in enumerate(rows[start + 1 :], start + 1):
        if any(cell for cell in row):
            reader.take(number + 1, row, merged=number in merged)
    return Read(reader.lines, reader.remarks)


def _columns(row: Sequence[str]) -> Mapping[str, int]:
    """Which column holds what; empty unless there is one for the name."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        kind = HEADINGS.get(" ".join(cell.casefold().split()).strip(" *:"))
        if kind:
            found.setdefault(kind, at)
    return found if NAME in found else {}


class _Reader:
    def __init__(self, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self.lines: list[Line] = []
        self.remarks: list[Remark] = []
        self._seen: dict[object, int] = {}

    def take(self, number: int, row: Sequence[str], *, merged: bool) -> None:
        cells = {kind: row[at] if at < len(row) else "" for kind, at in self._columns.items()}
        if any(cell.startswith("=") for cell in cells.values()):
            return self._refuse(number, FORMULA)
        if not cells[NAME]:
            return self._refuse(number, MERGED if merged else NO_NAME)
        phone, regency = cells.get(PHONE, ""), cells.get(REGENCY, "")
        line = Line(cells[NAME][:LONGEST_NAME], _phone(phone), _regency(regency))
        if phone and not line.phone:
            return self._refuse(number, BAD_PHONE, phone)
        if regency and not line.regency:
            return self._refuse(number, BAD_REGENCY, regency)
        key = line.phone or (line.name.casefold(), line.regency)
        if key in self._seen:
            remark = Remark(number, TWICE, {"row": str(self._seen[key])})
            return self.remarks.append(remark)
        self._seen[key] = number
        commodity = cells.get(COMMODITY, "")
        slug = _commodity(commodity)
        if commodity and not slug:
            values = {"said": commodity[:40]}
            self.remarks.append(Remark(number, NO_SUCH_COMMODITY, values, kept=True))
        self.lines.append(Line(line.name, line.phone, line.regency, slug))
        return None

    def _refuse(self, number: int, reason: str, said: str = "") -> None:
        self.remarks.append(Remark(number, reason, {"said": said[:40]} if said else {}))


def _phone(said: str) -> str | None:
    return read_phone(said).value if said else None


@lru_cache(maxsize=4096)
def _regency(said: str) -> str | None:
    """Lists repeat the same few places and commodities thousands of times."""
    value = read_place(said, level="regency").value if said else None
    return value.code if value else None


@lru_cache(maxsize=4096)
def _commodity(said: str) -> str | None:
    value = read_commodity(said).value if said else None
    return value.slug if value else None

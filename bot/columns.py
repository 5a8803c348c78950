"""Lists that people send as a spreadsheet: which column holds what, and what is wrong with a row.

Suppliers' and owners' lists share it, so that both know the same names of a column.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language import _
from bot.language.reading.phone import read_phone
from bot.language.reading.reading import Reading
from bot.market.regions import Region

#: What a column holds, and what it is called, in small letters. Where several columns hold the
#: same, the first name here that a row has something under counts.
NAME, PHONE, REGENCY, PRODUCTS = "name", "phone", "regency", "products"
NAMES: Mapping[str, Sequence[str]] = {
    NAME: (
        *("nama", "nama pemasok", "nama pemilik", "nama lengkap", "pemasok", "pemilik"),
        *("name", "supplier", "owner"),
    ),
    PHONE: (
        *("nomor hp", "no hp", "no. hp", "hp", "telepon", "no telepon", "nomor telepon", "telp"),
        *("no wa", "no. wa", "nomor wa", "wa", "whatsapp", "phone number", "phone", "mobile"),
    ),
    REGENCY: (
        *("kabupaten/kota", "kab/kota", "kab./kota", "kota/kabupaten", "kabupaten", "kab", "kota"),
        *("regency/city", "regency", "city", "daerah", "wilayah", "alamat", "address"),
        *("kecamatan", "kec"),
    ),
    PRODUCTS: (
        *("komoditas", "produk", "hasil usaha", "hasil", "jual apa", "jualan", "barang"),
        *("commodity", "products", "product", "sells"),
    ),
}
#: Columns of ours, in a file of rows to check that comes back corrected.
OURS = frozenset(
    {"baris", "alasan", "disimpan?", "dikabarkan?", "row", "reason", "kept?", "goes out?"}
)
#: Rows before the headings that are forgiven: a title, an empty line.
BEFORE_HEADINGS = 5
LONGEST_NAME = 100
#: Signs of a cell that are repeated in a remark about it.
LONGEST_SAID = 30
#: The value of a remark that holds commodities: their slugs, with a blank between.
COMMODITIES = "commodities"
#: Those that hold prices and quantities with their unit (`62000/kg`), places, and one unit.
PRICES, FIGURES, PLACES, UNIT = "prices", "figures", "places", "unit"

NO_NAME = _("the name is missing")
MERGED = _("cells are merged here; please split them")
FORMULA = _("there is a formula; please paste its value")
BAD_PHONE = _("the phone number cannot be read: {said}")
BAD_REGENCY = _("the regency or city is not clear: {said}")
TWO_REGENCIES = _("“{said}” can be {first} or {second}; please write which")
TWICE = _("stands in row {row} already")


@dataclass(frozen=True)
class Remark:
    """What is wrong with a row; its number is the one that a spreadsheet shows."""

    row: int
    reason: str
    values: Mapping[str, str]
    #: Whether the row is kept all the same.
    kept: bool = False


@dataclass(frozen=True)
class Columns:
    #: What is held -> the columns that may hold it (from 0), the best first.
    found: Mapping[str, Sequence[int]]
    #: The row of the headings (from 0), and the headings that say nothing to us.
    row: int
    unknown: Sequence[str]
    #: All that a row of such a list can hold.
    kinds: Sequence[str] = tuple(NAMES)

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """What a row holds; a kind that has no column, or nothing in it, is empty."""
        filled = {
            kind: next((row[at] for at in columns if at < len(row) and row[at]), "")
            for kind, columns in self.found.items()
        }
        return dict.fromkeys(self.kinds, "") | filled


def find_columns(
    rows: Sequence[Sequence[str]],
    needed: frozenset[str] = frozenset({NAME}),
    also: Mapping[str, Sequence[str]] | None = None,
    base: Mapping[str, Sequence[str]] = NAMES,
) -> Columns | None:
    """The first row that names what is `needed`; `also` are names that only this list has.

    A list that is not of people has other names altogether: its `base`.
    """
    names = {**base, **(also or {})}
    for number, row in enumerate(rows[:BEFORE_HEADINGS]):
        headings = [plain_heading(cell) for cell in row]
        found = {kind: _under(each, headings) for kind, each in names.items()}
        if all(found[kind] for kind in needed):
            known = {*OURS, *(name for each in names.values() for name in each), ""}
            unknown = [
                cell for cell, plain in zip(row, headings, strict=True) if plain not in known
            ]
            known_at = {kind: at for kind, at in found.items() if at}
            return Columns(known_at, number, unknown, tuple(names))
    return None


def _under(names: Sequence[str], headings: Sequence[str]) -> list[int]:
    return [at for name in names for at, heading in enumerate(headings) if heading == name]


def plain_heading(heading: str) -> str:
    """`NAMA *`, `Kec.:` and `Kab. / Kota` without case, blanks and signs that add nothing."""
    return " ".join(heading.casefold().replace(" /", "/").replace("/ ", "/").split()).strip(" *:.")


def has_formula(cells: Mapping[str, str]) -> bool:
    return any(cell.startswith("=") for cell in cells.values())


def is_example(cells: Mapping[str, str], name: str, phone: str) -> bool:
    """Whether a row is the template's own, left in; somebody of that name has another phone."""
    return cells[NAME] == name and read_phone(cells[PHONE]) == read_phone(phone)


def said(text: str) -> dict[str, str]:
    return {"said": text[:LONGEST_SAID]}


def regency_problem(text: str, reading: Reading[Region]) -> tuple[str, dict[str, str]]:
    """Why a place is not clear; a regency and a city of one name are both told."""
    if len(reading.candidates) != 2:  # noqa: PLR2004  (the pair of a name)
        return BAD_REGENCY, said(text or "–")
    first, second = reading.candidates
    return TWO_REGENCIES, {**said(text), "first": first.name, "second": second.name}

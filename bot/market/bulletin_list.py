"""A buyer's prices and needs as they stand in a spreadsheet: what each row says to each question.

The rows are only cut up here, as a line is that is typed (`bot.language.reading.announcements`):
each part is read by the question of the publishing form that it answers.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import columns
from bot.columns import PHONE, PRODUCTS, Columns, find_columns, plain_heading
from bot.language import _
from bot.language.reading.conditions import BEGINS
from bot.market.models import BulletinKind

KIND, FORM, GRADE, PRICE, QUANTITY = "kind", "form", "grade", "price", "quantity"
UNIT, REGIONS, UNTIL, FROM, TO = "unit", "regions", "until", "from", "to"
PAYMENT, LEAST, HANDED, AT, PAPERS, TERMS = "payment", "least", "handed", "at", "papers", "terms"
#: What a column holds, and what it is called, in small letters.
NAMES: Mapping[str, Sequence[str]] = {
    KIND: ("jenis", "jenis kabar", "harga/kebutuhan", "kind", "type", "price/need"),
    PRODUCTS: (*columns.NAMES[PRODUCTS], "nama komoditas", "nama barang", "goods", "crop"),
    FORM: ("bentuk", "bentuk/olahan", "olahan", "form"),
    GRADE: ("mutu", "grade", "mutu/grade", "grade/mutu", "kualitas", "quality", "kelas"),
    PRICE: ("harga", "harga beli", "harga per satuan", "price", "buying price"),
    QUANTITY: (
        *("jumlah", "jumlah dicari", "kebutuhan", "volume", "banyaknya", "qty"),
        *("quantity", "amount", "wanted"),
    ),
    UNIT: ("satuan", "unit", "per"),
    REGIONS: (
        *("wilayah", "daerah", "lokasi", "untuk daerah", "provinsi", "provinsi/kabupaten"),
        *("kabupaten/kota", "kab/kota", "kabupaten", "kota"),
        *("regions", "region", "regency/city", "province", "location"),
    ),
    UNTIL: (
        *("berlaku sampai", "berlaku hingga", "berlaku s/d", "sampai tanggal", "hari terakhir"),
        *("valid until", "until", "last day"),
    ),
    FROM: ("kirim mulai", "kirim dari", "pengiriman mulai", "delivery from"),
    TO: ("kirim sampai", "kirim paling lambat", "pengiriman sampai", "delivery until"),
    PAYMENT: ("pembayaran", "bayar", "dibayar", "termin", "payment", "paid"),
    LEAST: ("minimum", "minimal", "minimum lot", "min", "least quantity", "at least"),
    HANDED: ("serah terima", "loco/franco", "penyerahan", "delivery", "loco / franco"),
    AT: ("gudang", "terima di", "diterima di", "tempat terima", "warehouse", "received at"),
    PAPERS: ("sertifikat", "surat", "certificates", "papers"),
    TERMS: ("syarat", "syarat lain", "keterangan", "catatan", "terms", "other terms", "notes"),
}
#: Rows that can be published at once: as many as one can look through on a phone.
MOST = 200
#: Signs of a cell that are read; all provinces by name are fewer.
LONGEST_CELL = 800
#: How a row says what it is.
KINDS: Mapping[str, BulletinKind] = {
    **dict.fromkeys(("harga", "harga beli", "beli", "price"), BulletinKind.PRICE),
    **dict.fromkeys(
        ("kebutuhan", "butuh", "dicari", "cari", "dicari pembeli", "need", "wanted"),
        BulletinKind.NEED,
    ),
}
#: Cells of the template's two rows: who leaves them in is told so, whatever day is beside them.
EXAMPLES: Sequence[Mapping[str, str]] = (
    {
        PRODUCTS: "Kopi robusta biji hijau",
        GRADE: "grade A",
        PRICE: "62rb/kg",
        REGIONS: "Kabupaten Malang, Bali",
        PAYMENT: "7 hari",
        LEAST: "100 kg",
        HANDED: "franco gudang Pare",
    },
    {
        PRODUCTS: "Cabai rawit merah",
        QUANTITY: "5 ton",
        REGIONS: "Jawa Timur",
        PAYMENT: "tunai",
        HANDED: "loco",
    },
)

#: How the English template says what stands in those.
IN_ENGLISH = {"7 hari": "7 days", "tunai": "cash"}

TOO_MANY = _("There are more than {most} rows. Please split the file.")
NO_COMMODITY = _("the commodity is missing")
BAD_KIND = _("it has to be a price or a need: {said}")
NO_FIGURE = _("there is neither a price nor a quantity")
NO_PRICE = _("the price is missing")
NO_QUANTITY = _("the quantity is missing")
NO_REGION = _("the province or regency is missing")
NO_DAY = _("the last day is missing")
LONG_CELL = _("a cell is too long: {said}")
IS_EXAMPLE = _("this is the template's example; please change or delete it")

#: A unit within a heading: "Harga (Rp/kg)", "Jumlah (ton)".
_IN_HEADING = re.compile(r"\(([^()]*)\)")
_BARE = re.compile(r"(?:rp\.?\s*)?-?[\d.,]+", re.IGNORECASE)
#: What ends each row of a table of prices by grade; and a unit that is said beside.
_PRICED = re.compile(r"\d(?:\s?(?:rb|ribu|jt|juta|k))?\s*(?=[;,\n]\s|$)", re.IGNORECASE)
_UNIT_SAID = re.compile(r"/|\bper\b", re.IGNORECASE)
_BARE_DAYS = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Row:
    """What a row says to each question of the form, by its key; or why it says too little."""

    number: int
    kind: BulletinKind
    parts: Mapping[str, str]
    #: A sentence about it, and the values in it.
    reason: str | None = None
    values: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Table:
    rows: Sequence[Row]
    columns: Columns
    #: Why it cannot be read as a whole.
    problem: str | None = None


def cut(rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()) -> Table | None:
    """None for a table of something else: of people, or without a price and a quantity."""
    plain = [[_IN_HEADING.sub("", cell) for cell in row] for row in rows[: columns.BEFORE_HEADINGS]]
    found = find_columns(plain, frozenset({PRODUCTS}), base=NAMES)
    if found is None or not {PRICE, QUANTITY} & found.found.keys():
        return None
    if _is_of_people(plain[: found.row + 1], dated=UNTIL in found.found):
        return None
    below = [(at, row) for at, row in enumerate(rows) if at > found.row and any(row)]
    if len(below) > MOST:
        return Table((), found, TOO_MANY)
    units = _units(rows[found.row])
    read = [_row(at + 1, found.cells(row), units, merged=at in merged) for at, row in below]
    return Table(read, found)


def _is_of_people(rows: Sequence[Sequence[str]], *, dated: bool) -> bool:
    """Whether it names people and their phones; or people, and no last day of a price."""
    phoned = find_columns(rows, frozenset({PHONE})) is not None
    return phoned or (find_columns(rows) is not None and not dated)


def _units(headings: Sequence[str]) -> dict[str, str]:
    """The unit that a heading names, by what the column holds."""
    found: dict[str, str] = {}
    for heading in headings:
        if match := _IN_HEADING.search(heading):
            plain = plain_heading(_IN_HEADING.sub("", heading))
            unit = match[1].casefold().replace("rp", "").strip(" ./")
            found |= {kind: unit for kind in (PRICE, QUANTITY, LEAST) if plain in NAMES[kind]}
    return found


def _row(number: int, cells: Mapping[str, str], units: Mapping[str, str], *, merged: bool) -> Row:
    said_kind = plain_heading(cells[KIND])
    guessed = BulletinKind.NEED if cells[QUANTITY] else BulletinKind.PRICE
    kind = KINDS.get(said_kind, guessed)
    problem = _problem(cells, said_kind, kind, merged=merged)
    if problem:
        return Row(number, kind, {}, *problem)
    return Row(number, kind, _parts(cells, kind, units))


def _problem(
    cells: Mapping[str, str], said_kind: str, kind: BulletinKind, *, merged: bool
) -> tuple[str, Mapping[str, str]] | None:
    """What can be said without reading any cell."""
    long = next((cell for cell in cells.values() if len(cell) > LONGEST_CELL), "")
    is_price = kind is BulletinKind.PRICE
    for wrong, reason, said in (
        (columns.has_formula(cells), columns.FORMULA, ""),
        (long, LONG_CELL, long),
        (_is_example(cells), IS_EXAMPLE, ""),
        (not cells[PRODUCTS] and merged, columns.MERGED, ""),
        (not cells[PRODUCTS], NO_COMMODITY, ""),
        (said_kind and said_kind not in KINDS, BAD_KIND, cells[KIND]),
        (not cells[PRICE] and not cells[QUANTITY], NO_FIGURE, ""),
        (is_price and not cells[PRICE], NO_PRICE, ""),
        (not is_price and not cells[QUANTITY], NO_QUANTITY, ""),
        (not cells[REGIONS], NO_REGION, ""),
        (not cells[UNTIL], NO_DAY, ""),
    ):
        if wrong:
            return reason, columns.said(said) if said else {}
    return None


def _is_example(cells: Mapping[str, str]) -> bool:
    return any(
        all(cells[key] in {said, IN_ENGLISH.get(said)} for key, said in example.items())
        and cells[PRICE] == example.get(PRICE, "")
        for example in EXAMPLES
    )


def _parts(
    cells: Mapping[str, str], kind: BulletinKind, units: Mapping[str, str]
) -> dict[str, str]:
    unit = cells[UNIT].strip(" /")
    price = _with_unit(cells[PRICE], unit or units.get(PRICE, ""), "/")
    quantity = _with_unit(cells[QUANTITY], unit or units.get(QUANTITY, ""), " ")
    parts = {
        "commodity": cells[PRODUCTS],
        FORM: cells[FORM],
        "regions": cells[REGIONS],
        "until": cells[UNTIL],
        FROM: cells[FROM],
        TO: cells[TO],
    }
    beside = price if kind is BulletinKind.NEED else quantity
    figure = quantity if kind is BulletinKind.NEED else price
    parts[PRICE if kind is BulletinKind.PRICE else QUANTITY] = figure
    least = _with_unit(cells[LEAST], unit or units.get(LEAST, ""), " ")
    parts["terms"] = ", ".join(filter(None, (*_terms(cells, least), cells[TERMS])))
    # A price has no quantity of its own: it is told in the buyer's words.
    parts["pays" if kind is BulletinKind.NEED else "beside"] = beside
    return {key: part for key, part in parts.items() if part}


def _with_unit(said: str, unit: str, between: str) -> str:
    """`62000` and a unit of its own column are `62000/kg`; so are the rows of a table."""
    several = len(_PRICED.findall(said)) > 1 and not _UNIT_SAID.search(said)
    return f"{said}{between}{unit}" if unit and (several or _BARE.fullmatch(said)) else said


def _terms(cells: Mapping[str, str], least: str) -> Sequence[str]:
    """As one would type them, one clause a column."""
    payment = cells[PAYMENT]
    if _BARE_DAYS.fullmatch(payment):
        payment = f"{payment} hari"
    place = cells[AT].replace(",", " ")
    handed = cells[HANDED].replace(",", " ") or ("franco" if place else "")
    return (
        _clause(cells[GRADE].replace(",", " "), "mutu" if len(cells[GRADE]) > 1 else "grade"),
        _clause(payment, "bayar"),
        _clause(least, "minimal"),
        f"{handed} {place}".strip(),
        _clause(cells[PAPERS], "wajib"),
    )


def _clause(said: str, begins: str) -> str:
    return f"{begins} {said}" if said and not BEGINS.match(said) else said

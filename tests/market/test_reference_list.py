"""Each row of a table of public prices is read, or refused with its reason."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market.reference_list import HEADINGS, Row, read_list
from bot.market.references import count, history, keep, newest

TODAY = date(2026, 11, 23)
HEADINGS_ROW = tuple(called[0] for called in HEADINGS.values())
GOOD = {
    "source": "pihps",
    "level": "Produsen",
    "commodity": "cabe rawit merah",
    "grade": "",
    "region": "Kab. Malang",
    "day": "23/11/2026",
    "unit": "per kg",
    "price": "Rp45.000",
}
READ = Row(*("PIHPS", "producer", "cabai-rawit-merah", "", "35.07", TODAY, "kg"), Decimal(45_000))


def table(*rows: dict[str, str]) -> list[tuple[str, ...]]:
    return [HEADINGS_ROW, *(tuple((GOOD | row)[name] for name in HEADINGS) for row in rows)]


def test_a_row_is_read_as_people_write_it() -> None:
    read = read_list(table({}), TODAY)
    assert (read.rows, read.remarks, read.missing) == ([READ], [], ())


#: What is meant, the column, what is typed there, and what is read.
MEANT = [
    ("a date cell", "day", "2026-11-22", date(2026, 11, 22)),
    ("a whole number is rupiah as it stands", "price", "850", Decimal(850)),
    ("thousands by points", "price", "4.500.000", Decimal(4_500_000)),
    ("cents", "price", "45000.50", Decimal("45000.50")),
    ("the price names the same unit", "price", "45rb/kg", Decimal(45_000)),
    ("or one of it", "price", "4,5jt/kuintal", Decimal(45_000)),
    ("a kuintal stays one", "unit", "kwintal", "kuintal"),
    ("a sack stays one", "unit", "karung", "karung"),
    ("the whole country", "region", "Nasional", "ID"),
    ("a province", "region", "Jatim", "35"),
    ("a code", "region", "35.07", "35.07"),
    ("a full name", "region", "Kabupaten Lima Puluh Kota, Sumatera Barat", "13.07"),
    ("a consumer price", "level", "konsumen", "retail"),
    ("another state is another grade", "commodity", "kopi robusta Gayo", "kopi-robusta"),
    ("a source that nobody knows", "source", "Dinas  Pangan", "Dinas Pangan"),
]


@pytest.mark.parametrize(
    ("_what", "column", "typed", "meant"), MEANT, ids=[row[0] for row in MEANT]
)
def test_what_is_meant_is_read(_what: str, column: str, typed: str, meant: object) -> None:
    read = read_list(table({column: typed}), TODAY)
    assert [getattr(row, column) for row in read.rows] == [meant], read.remarks


WRONG = [
    ("price", "0", "the price"),
    ("price", "-45000", "the price"),
    ("price", "45", "the price"),
    ("price", "12.5", "the price cannot be read"),
    ("price", "40rb-45rb", "the price cannot be read"),
    ("price", "9" * 17, "the price"),
    ("price", "45rb/liter", "the price is for another unit"),
    ("price", "=A1*2", "there is a formula in price"),
    ("price", "", "price is missing"),
    ("commodity", "kopi", "the commodity is not clear: kopi (Kopi"),
    ("commodity", "avtur", "the commodity is not in the list: avtur"),
    ("region", "Malang", "the region is not clear: Malang (Kabupaten Malang, Jawa Timur or"),
    ("region", "Atlantis", "the region is not known"),
    ("day", "31/11/2026", "the day cannot be read"),
    ("day", "25/11/2026", "the day is still to come: 2026-11-25"),
    ("day", "01/01/0026", "the day lies too far back"),
    ("unit", "genggam", "the unit is not known"),
    ("level", "pasar", "the market level is not"),
    ("source", "Contoh", "this is the template's example"),
    ("source", "P" * 25, "the source is longer"),
]


@pytest.mark.parametrize(("column", "typed", "reason"), WRONG)
def test_what_is_wrong_is_refused_with_its_reason(column: str, typed: str, reason: str) -> None:
    read = read_list(table({}, {column: typed}), TODAY)
    assert [row.price for row in read.rows] == [READ.price]
    assert [remark.number for remark in read.remarks] == [3]
    assert read.remarks[0].reason.startswith(reason)


def test_columns_stand_anywhere_below_a_title_and_those_missing_are_named() -> None:
    rows = [("Harga acuan",), (), ("Price", "Date", "Unit", "Region", "Commodity", "Level")]
    assert read_list(rows, TODAY).missing == ["source"]
    headed = (*rows[2], "Source")
    values = ("45000", "2026-11-23", "kg", "Kabupaten Malang", "Shallot", "retail", "SP2KP")
    assert [row.commodity for row in read_list([*rows[:2], headed, values], TODAY).rows] == [
        "bawang-merah"
    ]


def test_a_row_that_repeats_another_is_told_which() -> None:
    read = read_list(table({}, {"price": "46000"}, {"unit": "kuintal"}), TODAY)
    assert len(read.rows) == 2
    assert [(each.number, each.reason) for each in read.remarks] == [(3, "the same as row 2")]


def row(price: int = 45_000, **differs: object) -> Row:
    values = {name: getattr(READ, name) for name in HEADINGS} | differs | {"price": Decimal(price)}
    return Row(**values)


async def test_what_comes_again_is_brought_up_to_date(db: AsyncSession) -> None:
    await keep(db, [row(), row(unit="kuintal"), row(grade="I"), row(level="retail")])
    await keep(db, [row(46_000), row(source="SP2KP")])
    assert await count(db) == 5
    prices = await newest(db, ["cabai-rawit-merah"], ["35.07"], TODAY)
    mine = [each.price for each in prices if (each.source, each.unit) == ("PIHPS", "kg")]
    assert sorted(mine) == [45_000, 45_000, 46_000]


async def test_the_newest_of_each_kind_is_found_and_nothing_older(db: AsyncSession) -> None:
    days = [date(2026, 11, day) for day in (2, 20, 22)]
    await keep(db, [row(40_000 + day.day, day=day) for day in days])
    await keep(db, [row(30_000, day=days[0], region="35"), row(commodity="tomat", region="ID")])
    around, since = ["35.07", "35", "ID"], date(2026, 11, 10)
    found = await newest(db, ["cabai-rawit-merah"], around, since)
    assert [(each.day, each.price) for each in found] == [(days[2], Decimal(40_022))]
    assert await newest(db, [], around, since) == ()
    line = await history(db, found[0], days[0])
    assert [each.day for each in line] == days

"""A row of a sheet means what it would mean in the publishing form; else it is told why not."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import columns
from bot.conversation.steps import conditions, figures, times
from bot.intake import spreadsheets
from bot.language import words_for
from bot.market import bulletin_list
from bot.market.batches import breadth
from bot.market.bulletin_list import EXAMPLES, MOST
from bot.partnerships import supplier_list
from bot.sheets import Table, xlsx
from handlers import rows_to_check
from handlers.market.bulletins import price_rows, price_sheets
from handlers.market.bulletins.price_rows import Read, agreed, read, unusual
from handlers.market.bulletins.publishing import draft_of

HEADINGS = ("Jenis", "Komoditas", "Mutu", "Harga", "Jumlah", "Wilayah", "Berlaku sampai", "Syarat")
KOPI = ("harga", "kopi robusta", "A", "62rb/kg", "", "Jatim, Kab. Malang", "Jumat", "bayar 7 hari")
CABAI = ("kebutuhan", "cabe rawit merah", "", "", "5 ton", "Bali", "2026-12-01", "")
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta"))


def sheet(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Read:
    found = read((headings, *rows))
    assert found is not None
    return found


def answers(
    *rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS
) -> list[Mapping[str, Any]]:
    ready, remarks = agreed(sheet(*rows, headings=headings), words_for("id"), NOW)
    assert remarks == []
    return [each.answers for each in ready]


def remarks(row: tuple[str, ...]) -> list[columns.Remark]:
    ready, found = agreed(sheet(row), words_for("id"), NOW)
    assert ready == []
    return found


def changed(**cells: str) -> tuple[str, ...]:
    """The row of coffee, with other cells."""
    at = {"kind": 0, "crop": 1, "grade": 2, "price": 3, "quantity": 4, "regions": 5, "until": 6}
    row = [*KOPI]
    for key, cell in cells.items():
        row[at.get(key, 7)] = cell
    return tuple(row)


def test_a_price_and_a_need_as_people_write_them_are_what_the_form_would_answer() -> None:
    assert answers(KOPI, CABAI) == [
        {
            "kind": "price",
            "commodity": "kopi-robusta",
            "price": {"amount": "62000", "unit": "kg"},
            "regions": ["35", "35.07"],
            "until": "2026-11-27",
            "terms": {"unit": "kg", "said": {"grade": "grade A", "payment_days": 7}},
        },
        {
            "kind": "need",
            "commodity": "cabai-rawit-merah",
            "quantity": {"amount": "5000", "unit": "kg"},
            "regions": ["51"],
            "until": "2026-12-01",
            "terms": None,
        },
    ]


@pytest.mark.parametrize(
    ("headings", "row", "amount"),
    [
        (("Commodity", "Price (Rp/kg)", "Regions", "Valid until"), ("62000",), "62000"),
        (("KOMODITAS *", "Harga Beli", "Lokasi", "Berlaku s/d"), ("Rp 62.000",), "62000"),
        (("Nama barang", "Harga (Rp/kuintal)", "Provinsi", "Until"), ("6.200.000",), "62000"),
    ],
)
def test_columns_are_known_by_other_names_and_may_name_the_unit(
    headings: tuple[str, ...], row: tuple[str, ...], amount: str
) -> None:
    (found,) = answers(("kopi robusta", *row, "Jatim", "besok"), headings=headings)
    assert found["price"] == {"amount": amount, "unit": "kg"}
    assert found["kind"] == "price"


def test_numbers_and_days_of_a_workbook_are_read_as_they_look() -> None:
    row = ("harga", "kopi robusta", "A", 62500.5, None, "Jatim", date(2026, 12, 1), None)
    sent = spreadsheets.read("a.xlsx", xlsx(Table("x", HEADINGS, [row])))
    found = read(sent.rows)
    assert found
    (ready,), remarks = agreed(found, words_for("id"), NOW)
    assert remarks == []
    assert ready.answers["price"] == {"amount": "62500.5", "unit": "kg"}
    assert ready.answers["until"] == "2026-12-01"


def test_a_column_of_units_counts_for_bare_figures_only() -> None:
    headings = ("Komoditas", "Jumlah", "Satuan", "Wilayah", "Berlaku sampai")
    found = answers(
        ("kopi robusta", "5", "ton", "Jatim", "besok"),
        ("cabai rawit merah", "2 kuintal", "ton", "Jatim", "besok"),
        headings=headings,
    )
    assert [each["quantity"]["amount"] for each in found] == ["5000", "200"]
    assert {each["kind"] for each in found} == {"need"}


def test_terms_stand_in_columns_of_their_own_or_together() -> None:
    headings = (
        *("Komoditas", "Bentuk", "Mutu", "Harga", "Wilayah", "Berlaku sampai", "Pembayaran"),
        *("Minimum", "Loco/franco", "Gudang", "Sertifikat", "Kirim mulai", "Kirim sampai"),
    )
    row = (
        *("kopi robusta", "biji hijau", "kadar air 12%", "62rb/kg", "Jatim", "besok", "7"),
        *("100 kg", "", "Pare, Kediri", "halal", "1 Des 2026", "5 Des 2026"),
    )
    (found,) = answers(row, headings=headings)
    assert found["commodity"] == "kopi-robusta"
    assert found["terms"]["said"] == {
        "grade": "kadar air 12%",
        "delivery": "franco",
        "place": "Pare Kediri",
        "payment_days": 7,
        "minimum": "100",
        "certificates": ["halal"],
        "note": "pengiriman: Selasa, 1 Des 2026 – Sabtu, 5 Des 2026",
    }


@pytest.mark.parametrize(
    ("price", "low", "high"),
    [("60-65rb/kg", "60000", "65000"), ("65-60rb", "60000", "65000"), ("62rb", "62000", "62000")],
)
def test_the_price_of_a_need_is_one_or_from_to(price: str, low: str, high: str) -> None:
    (found,) = answers(changed(kind="", price=price, quantity="5 ton", terms=""))
    assert found["kind"] == "need"
    assert found["pays"] == {"low": low, "high": high, "unit": "kg"}
    assert found["terms"]["said"] == {"grade": "grade A"}


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [
        (("1 Des 2026", "5 Des 2026"), "2026-12-01", "2026-12-05"),
        (("5 Des 2026", "1 Des 2026"), "2026-12-01", "2026-12-05"),
        (("", "5 Des 2026"), None, "2026-12-05"),
        (("1 Des 2026", ""), "2026-12-01", None),
    ],
)
def test_the_days_of_delivery_of_a_need_are_days(
    cells: tuple[str, str], first: str | None, last: str | None
) -> None:
    headings = ("Komoditas", "Jumlah", "Wilayah", "Berlaku sampai", "Kirim mulai", "Kirim sampai")
    row = ("kopi robusta", "5 ton", "Jatim", "besok", *cells)
    (found,) = answers(row, headings=headings)
    assert found["window"] == {"first": first, "last": last}
    wanted = draft_of(found, 1).wanted
    told = [str(day) if day else None for day in (wanted.first, wanted.last)]
    assert told == [first, last]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"crop": ""}, bulletin_list.NO_COMMODITY),
        ({"crop": "emas"}, supplier_list.NO_SUCH_COMMODITY),
        ({"crop": "kopi"}, supplier_list.KINDS),
        ({"kind": "sewa"}, bulletin_list.BAD_KIND),
        ({"price": ""}, bulletin_list.NO_FIGURE),
        ({"kind": "kebutuhan"}, bulletin_list.NO_QUANTITY),
        ({"price": "murah"}, price_rows.UNREAD["price"]),
        ({"price": "0"}, price_rows.REASONS["price", figures.IMPLAUSIBLE.text]),
        ({"price": "-62000"}, price_rows.REASONS["price", figures.IMPLAUSIBLE.text]),
        ({"price": "60-65rb/kg"}, price_rows.REASONS["price", figures.RANGE.text]),
        ({"price": "62"}, price_rows.UNCLEAR["price"]),
        ({"price": "62rb/ekor"}, price_rows.COUNTED["price"]),
        ({"price": "=A1*2"}, columns.FORMULA),
        ({"regions": ""}, bulletin_list.NO_REGION),
        ({"regions": "Atlantis"}, price_rows.UNREAD["regions"]),
        ({"regions": "Malang"}, price_rows.UNCLEAR["regions"]),
        ({"until": ""}, bulletin_list.NO_DAY),
        ({"until": "kemarin"}, price_rows.REASONS["until", times.PAST]),
        ({"until": "2019-01-01"}, price_rows.REASONS["until", times.PAST]),
        ({"until": "31 November"}, price_rows.UNREAD["until"]),
        ({"until": "1 Januari 2099"}, price_rows.REASONS["until", times.TOO_FAR]),
        ({"terms": "panjang " * 40}, price_rows.REASONS["terms", conditions.TOO_LONG]),
        ({"terms": "x" * 900}, bulletin_list.LONG_CELL),
    ],
    ids=str,
)
def test_a_row_that_is_no_bulletin_yet_says_why(cells: dict[str, str], reason: str) -> None:
    (remark,) = remarks(changed(**cells))
    assert (remark.row, remark.reason, remark.kept) == (2, reason, False)
    told = rows_to_check.to_check(None, [remark])
    for language in ("id", "en"):
        (_head, line, _file) = rows_to_check.told_lines(
            words_for(language), told, price_sheets.WORDING
        )
        assert "{" not in line


def test_what_may_be_meant_is_named() -> None:
    (remark,) = remarks(changed(price="62"))
    told = rows_to_check.told_lines(words_for("id"), rows_to_check.to_check(None, [remark]))
    assert told[1] == "• Baris 2: harganya belum jelas: 62; mungkin Rp62.000/kg?"
    (remark,) = remarks(changed(regions="Malang"))
    told = rows_to_check.told_lines(words_for("en"), rows_to_check.to_check(None, [remark]))
    assert "Kabupaten Malang, Jawa Timur and Kota Malang, Jawa Timur" in told[1]


def test_the_same_goods_for_the_same_regions_stand_once() -> None:
    found = sheet(KOPI, changed(price="63rb/kg"), changed(grade="B", price="58rb/kg"), CABAI, CABAI)
    assert [line.number for line in found.lines] == [2, 4, 5]
    assert [(each.row, each.reason) for each in found.remarks] == [
        (3, columns.TWICE),
        (6, columns.TWICE),
    ]


PAID = {"id": ["7 hari", "tunai"], "en": ["7 days", "cash"]}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_template_reads_but_for_its_examples(language: str) -> None:
    words = words_for(language)
    file = price_sheets.price_template(words, price_sheets.PriceTemplate()).file
    assert file
    header, *rows = spreadsheets.read(file.name, file.content).rows
    found = read((header, *rows))
    assert found
    assert found.columns.unknown == []
    assert [each.reason for each in found.remarks] == [bulletin_list.IS_EXAMPLE] * len(EXAMPLES)
    assert [row[header.index(words.plain("Payment"))] for row in rows] == PAID[language]
    own = [*rows[0]]
    own[header.index(words.plain("Price"))] = "63rb/kg"
    mine = read((header, own))
    assert mine
    ready, remarks = agreed(mine, words, NOW)
    assert (len(ready), remarks) == (1, [])


@pytest.mark.parametrize(
    "headings",
    [
        ("Nama", "Nomor HP", "Kabupaten/kota", "Komoditas"),
        ("Nama", "Komoditas", "Harga"),
        ("Komoditas", "Wilayah"),
        ("1", "2", "3"),
    ],
)
def test_a_table_of_something_else_is_none_of_these(headings: tuple[str, ...]) -> None:
    assert read((headings, ("a", "b", "c", "d"))) is None


def test_more_rows_than_one_looks_through_are_not_read() -> None:
    assert sheet(*[KOPI] * (MOST + 1)).problem == bulletin_list.TOO_MANY
    assert sheet(*[KOPI] * 10_000).problem == bulletin_list.TOO_MANY
    assert sheet(*[KOPI] * MOST).problem is None


def test_only_a_price_ten_times_the_usual_or_a_tenth_of_it_is_unusual() -> None:
    (kopi, cabai) = answers(KOPI, CABAI)
    for usual, doubt in (
        (None, False),
        (60000, False),
        (6300, False),
        (6200, True),
        (620000, True),
    ):
        assert unusual(kopi, None if usual is None else Decimal(usual)) is doubt
    assert not unusual(cabai, Decimal(1))


def test_what_covers_more_goes_out_first() -> None:
    """Or it would end at once what lies within it."""
    ordered = [
        ["ID"],
        ["35", "51"],
        ["35", "51.71", "35.07"],
        ["35"],
        ["35.07", "35.73"],
        ["35.07"],
    ]
    assert [*map(breadth, ordered)] == sorted(map(breadth, ordered))


SAID = st.sampled_from(
    [*KOPI, *CABAI, "", "kopi", "Malang", "62", "-1", "=1+1", "5 ton", "besok", "31/02", "\u202e"]
)
CELL = st.one_of(SAID, st.text(max_size=60), st.integers().map(str))


@given(st.lists(st.lists(CELL, min_size=1, max_size=9), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_each_row_of_any_sheet_is_a_bulletin_or_has_a_reason(rows: list[list[str]]) -> None:
    rows = [[cell.strip() for cell in row] for row in rows]
    found = read((HEADINGS, *rows))
    assert found
    ready, remarks = agreed(found, words_for("id"), NOW)
    filled = [number for number, row in enumerate(rows, 2) if any(row)]
    assert sorted([*(each.number for each in ready), *(each.row for each in remarks)]) == filled
    for each in ready:
        draft_of(each.answers, 1)
    told = rows_to_check.to_check(found.columns, remarks)
    rows_to_check.told_lines(words_for("en"), told, price_sheets.WORDING)

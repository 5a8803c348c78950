"""A supplier list is read row by row, and each row that cannot be kept says why."""

import pytest

from bot import columns
from bot.partnerships import supplier_list
from bot.partnerships.supplier_list import Line, read_list

HEADINGS = ("Nama", "Nomor HP", "Kabupaten/kota", "Komoditas")
SRI = ("Sri Lestari", "0812-3456-7890", "Kab. Malang", "cabai rawit merah")


def test_a_row_as_people_write_it_is_read() -> None:
    read = read_list((HEADINGS, SRI))
    assert read.lines == [Line("Sri Lestari", "+6281234567890", "35.07", "cabai-rawit-merah")]
    assert read.remarks == []


@pytest.mark.parametrize(
    "headings",
    [
        ("Name", "Phone", "City", "Product"),
        ("NAMA *", " no hp ", "Daerah:", "Hasil"),
        ("Nama Pemasok", "WA", "Kabupaten", "Komoditas"),
        ("Nama", "No. WA", "Kab. / Kota", "Jual apa"),
        ("Nama", "Telp", "Alamat", "Jualan"),
        ("Nama", "No HP", "Kec.", "Hasil usaha"),
    ],
)
def test_columns_are_known_by_other_names(headings: tuple[str, ...]) -> None:
    read = read_list((headings, SRI))
    assert read.lines == [Line("Sri Lestari", "+6281234567890", "35.07", "cabai-rawit-merah")]
    assert read.columns
    assert read.columns.unknown == []


def test_columns_that_say_nothing_to_us_are_named() -> None:
    read = read_list((("Nama", "Luas lahan", "", "Catatan", "Baris", "Alasan"), ("Sri", "2 ha")))
    assert read.columns
    assert read.columns.unknown == ["Luas lahan", "Catatan"]


def test_of_two_columns_for_the_same_the_better_one_that_is_filled_counts() -> None:
    headings = ("Kecamatan", "Nama", "Kabupaten")
    read = read_list((headings, ("Wagir", "Sri", "Kab. Malang"), ("Kota Batu", "Eko", "")))
    assert read.lines == [Line("Sri", regency="35.07"), Line("Eko", regency="35.79")]
    assert read.remarks == []


def test_a_title_above_the_headings_and_empty_rows_do_no_harm() -> None:
    read = read_list((("Daftar pemasok 2026",), (), HEADINGS, ("", "", "", ""), SRI))
    assert [line.name for line in read.lines] == ["Sri Lestari"]


def test_without_headings_nothing_is_guessed() -> None:
    assert read_list((SRI,)).problem == supplier_list.NO_HEADINGS
    assert read_list(()).problem == supplier_list.NO_HEADINGS


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "081234567890", "", ""), columns.NO_NAME),
        (('=HYPERLINK("http://x")', "081234567890", "", ""), columns.FORMULA),
        (("Sri", "=A1", "", ""), columns.FORMULA),
    ],
)
def test_a_row_that_cannot_be_kept_is_named_as_the_spreadsheet_counts(
    row: tuple[str, ...], reason: str
) -> None:
    read = read_list((HEADINGS, row))
    assert read.lines == []
    assert [(remark.row, remark.reason, remark.kept) for remark in read.remarks] == [
        (2, reason, False)
    ]


@pytest.mark.parametrize(
    ("row", "reason", "line"),
    [
        (("Sri", "12", "Kota Batu", ""), columns.BAD_PHONE, Line("Sri", regency="35.79")),
        (("Sri", "", "Atlantis", ""), columns.BAD_REGENCY, Line("Sri")),
        (("Sri", "", "Jawa Timur", ""), columns.BAD_REGENCY, Line("Sri")),
        (("Sri", "", "Malang", ""), columns.TWO_REGENCIES, Line("Sri")),
    ],
)
def test_what_cannot_be_read_is_left_empty_and_told(
    row: tuple[str, ...], reason: str, line: Line
) -> None:
    read = read_list((HEADINGS, row))
    assert read.lines == [line]
    assert [(each.row, each.reason, each.kept) for each in read.remarks] == [(2, reason, True)]


def test_a_name_of_a_regency_and_a_city_is_told_as_both() -> None:
    [remark] = read_list((HEADINGS, ("Sri", "", "malang", ""))).remarks
    assert remark.values == {
        "said": "malang",
        "first": "Kabupaten Malang",
        "second": "Kota Malang",
    }


def test_two_of_one_name_in_places_that_are_not_clear_are_two() -> None:
    read = read_list((HEADINGS, ("Sri", "", "Malang", ""), ("Sri", "", "Kediri", "")))
    assert read.lines == [Line("Sri"), Line("Sri")]


def test_merged_cells_are_told_as_such() -> None:
    read = read_list((HEADINGS, SRI, ("", "", "Kota Batu", "")), frozenset({1, 2}))
    assert [(remark.row, remark.reason) for remark in read.remarks] == [(3, columns.MERGED)]


def test_the_same_phone_or_name_twice_is_kept_once() -> None:
    other = ("Bu Sri", "+62 812 3456 7890", "", "")
    eko = ("Eko", "", "Kota Batu", "")
    read = read_list((HEADINGS, SRI, other, eko, ("EKO", "", "Kota Batu", "")))
    assert [line.name for line in read.lines] == ["Sri Lestari", "Eko"]
    assert [(remark.row, remark.values) for remark in read.remarks] == [
        (3, {"row": "2"}),
        (5, {"row": "4"}),
    ]


def test_an_unknown_commodity_does_not_cost_a_supplier() -> None:
    read = read_list((HEADINGS, ("Eko", "", "", "kaus kaki")))
    assert read.lines == [Line("Eko")]
    assert read.remarks[0].kept


def test_the_row_that_shows_how_is_nobody() -> None:
    namesake = ("Siti Aminah", "0812-0000-0001", "Kab. Malang", "kopi robusta")
    read = read_list((HEADINGS, supplier_list.EXAMPLE, SRI, namesake))
    assert [each.name for each in read.lines] == ["Sri Lestari", "Siti Aminah"]
    assert read.remarks == []


@pytest.mark.parametrize(
    "cell",
    [
        "bawang merah; cabe rawit merah",
        "bawang merah, cabe rawit merah",
        "bawang merah dan cabe rawit merah",
        "bawang merah / cabe rawit merah",
    ],
)
def test_of_several_commodities_the_first_is_kept_and_the_others_are_told(cell: str) -> None:
    read = read_list((HEADINGS, ("Eko", "", "", cell)))
    assert read.lines == [Line("Eko", commodity="bawang-merah")]
    [remark] = read.remarks
    assert (remark.reason, remark.kept) == (supplier_list.ONE_ONLY, True)
    assert remark.values == {columns.COMMODITIES: "cabai-rawit-merah"}


def test_a_word_for_several_commodities_is_told_with_them() -> None:
    read = read_list((HEADINGS, ("Eko", "", "", "cabe, tomat"), ("Sri", "", "", "-")))
    assert read.lines == [Line("Eko", commodity="tomat"), Line("Sri")]
    [remark] = read.remarks
    assert remark.reason == supplier_list.KINDS
    assert remark.values["said"] == "cabe"
    assert "cabai-rawit-merah" in remark.values[columns.COMMODITIES].split()
    assert remark.kept

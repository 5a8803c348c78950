"""A supplier list is read row by row, and each row that cannot be kept says why."""

import pytest

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
    ],
)
def test_columns_are_known_by_other_names(headings: tuple[str, ...]) -> None:
    assert read_list((headings, SRI)).lines[0].phone == "+6281234567890"


def test_a_title_above_the_headings_and_empty_rows_do_no_harm() -> None:
    read = read_list((("Daftar pemasok 2026",), (), HEADINGS, ("", "", "", ""), SRI))
    assert [line.name for line in read.lines] == ["Sri Lestari"]


def test_without_headings_nothing_is_guessed() -> None:
    assert read_list((SRI,)).problem == supplier_list.NO_HEADINGS
    assert read_list(()).problem == supplier_list.NO_HEADINGS


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "081234567890", "", ""), supplier_list.NO_NAME),
        (('=HYPERLINK("http://x")', "081234567890", "", ""), supplier_list.FORMULA),
        (("Sri", "=A1", "", ""), supplier_list.FORMULA),
        (("Sri", "12", "", ""), supplier_list.BAD_PHONE),
        (("Sri", "", "Atlantis", ""), supplier_list.BAD_REGENCY),
        (("Sri", "", "Jawa Timur", ""), supplier_list.BAD_REGENCY),
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


def test_merged_cells_are_told_as_such() -> None:
    read = read_list((HEADINGS, SRI, ("", "", "Kota Batu", "")), frozenset({1, 2}))
    assert [(remark.row, remark.reason) for remark in read.remarks] == [(3, supplier_list.MERGED)]


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

"""What could not be kept of a list comes as a file that can be corrected and sent back."""

import io
from collections.abc import Sequence

import openpyxl
import pytest

from bot.conversation.said import Sheet
from bot.delivery.screen import File
from bot.intake import spreadsheets
from bot.language import LANGUAGES, words_for
from bot.partnerships.supplier_list import Line, read_list
from bot.sheets import Table, xlsx
from handlers.rows_to_check import file_to_check, rows_of, to_check, told_lines

HEADINGS = ("Nama", "No HP", "Kabupaten", "Luas lahan")
ROWS = [
    ("Sri", "081234567890", "Kab. Malang", "2 ha"),
    ("", "081234567891", "Kota Batu", "1 ha"),
    ("Eko", "12", "Malang", ""),
    ("=1+1", "081234567892", "Kota Batu", ""),
]


def sent(rows: Sequence[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS) -> Sheet:
    return spreadsheets.read("a.xlsx", xlsx(Table("x", headings, rows)))


def checked(sheet: Sheet, language: str) -> File:
    read = read_list(sheet.rows)
    found = to_check(read.columns, read.remarks)
    file = file_to_check(words_for(language), found, rows_of(sheet, read.columns, found))
    assert file
    return file


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_has_the_rows_as_they_were_sent_and_is_a_list_itself(language: str) -> None:
    once = checked(sent(ROWS), language)
    sheet = spreadsheets.read(once.name, once.content)
    assert sheet.rows[0][:4] == HEADINGS
    assert [row[:5] for row in sheet.rows[1:]] == [
        ("", "081234567891", "Kota Batu", "1 ha", "3"),
        ("Eko", "12", "Malang", "", "4"),
        ("=1+1", "081234567892", "Kota Batu", "", "5"),
    ]
    again = read_list(sheet.rows)
    assert again.lines == [Line("Eko")]
    assert again.columns
    assert again.columns.unknown == ["Luas lahan"], "what we wrote beside it is known"
    twice = spreadsheets.read("b.xlsx", checked(sheet, language).content)
    assert len(twice.rows[0]) == len(sheet.rows[0]), "and not repeated"


def test_no_cell_of_it_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(checked(sent(ROWS), "id").content))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value}
    assert kinds == {"s", "n"}


def test_rows_that_are_refused_are_told_first_and_columns_that_are_not_kept() -> None:
    read = read_list(sent(ROWS).rows)
    lines = told_lines(words_for("id"), to_check(read.columns, read.remarks))
    assert lines[:4] == [
        "Kolom “Luas lahan” tidak dikenal dan tidak ikut disimpan.",
        "2 baris tidak bisa disimpan:",
        "• Baris 3: namanya kosong",
        "• Baris 5: ada rumus; mohon diisi nilainya saja",
    ]
    assert lines[4] == "1 baris disimpan sebagian:"
    assert lines[5].startswith("• Baris 4: nomor HP tidak terbaca: 12; ")


def test_what_is_not_told_is_counted_by_rows_and_in_the_file() -> None:
    refused = [("", "081234567891", "Kota Batu", "")] * 5
    in_part = [(f"Eko {number}", "12", "Malang", "") for number in range(4)]
    read = read_list(sent([*refused, *in_part]).rows)
    lines = told_lines(words_for("id"), to_check(read.columns, read.remarks))[1:]
    assert [lines[0], lines[4]] == [
        "5 baris tidak bisa disimpan:",
        "dan 2 lainnya, lihat baris.xlsx",
    ]
    english = told_lines(words_for("en"), to_check(read.columns, read.remarks))
    assert english[5] == "and 2 more, see rows.xlsx"
    assert [lines[5], lines[9]] == ["4 baris disimpan sebagian:", "dan 1 lainnya, lihat baris.xlsx"]


def test_commodities_are_named_in_the_readers_language() -> None:
    rows = [("Sri", "", "", "cabe"), ("Eko", "", "", "bawang merah; cabe rawit merah")]
    headings = ("Nama", "No HP", "Kabupaten", "Komoditas")
    read = read_list(sent(rows, headings).rows)
    lines = told_lines(words_for("id"), to_check(read.columns, read.remarks))
    assert "“cabe”: ada beberapa macam: Cabai rawit merah, " in lines[1]
    assert lines[2].endswith("disimpan dengan komoditas pertama, tanpa Cabai rawit merah")

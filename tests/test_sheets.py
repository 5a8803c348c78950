"""What is exported opens in Excel and does nothing there (P5)."""

import io
import zipfile
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import spreadsheets
from bot.sheets import Cell, Table, xlsx

#: What was used to attack who opens a spreadsheet.
ATTACKS = [
    "=1+1",
    '=HYPERLINK("http://evil.example";"Klik")',
    "=cmd|'/C calc'!A0",
    "+62812345678",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "#N/A",
    "'=1+1",
    "\u200b=1+1",
    "{=1+1}",
    "=1+1\x00\x08\ud800\uffff",
]


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def assert_harmless(text: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml").replace(b"<fo", b"")
    cell = opened(content)["A2"]
    if cell.value is None:
        return  # nothing that can be written was left of it
    assert cell.data_type == "s"
    assert cell.quotePrefix == str(cell.value).startswith(("=", "+", "-", "@", "\t", "\n"))
    assert opened(content)["A1"].data_type == "s"


@pytest.mark.parametrize("text", ATTACKS)
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    content = xlsx(Table(text, [text], [[text]]))
    assert_harmless(text, content)


@given(st.text(max_size=40), st.sampled_from(["", *"=+-@\t\r"]))
def test_so_is_any_text(text: str, begins: str) -> None:
    assert_harmless(begins + text, xlsx(Table("Pemasok", ["Nama"], [[begins + text]])))


def test_values_keep_their_kind() -> None:
    wib = timezone(timedelta(hours=7))
    morning = datetime(2026, 11, 23, 9, tzinfo=wib)
    row: list[Cell] = ["0812", 12, Decimal("12.5"), morning.date(), morning, None]
    (cells,) = opened(xlsx(Table("x", ["a"] * 6, [row]))).iter_rows(min_row=2)
    assert [cell.value for cell in cells] == [
        "0812",
        12,
        12.5,
        datetime(2026, 11, 23),  # noqa: DTZ001  (Excel has no zones)
        datetime(2026, 11, 23, 9),  # noqa: DTZ001
        None,
    ]


def test_the_header_stands_out_and_stays_in_sight() -> None:
    sheet = opened(xlsx(Table("Pemasok", ["Nama", "Keterangan"], [["Sri", "x" * 500]])))
    assert [cell.font.bold for cell in sheet[1]] == [True, True]
    assert not sheet["A2"].font.bold
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (8, 40)


def test_a_column_can_keep_what_is_typed_there() -> None:
    sheet = opened(xlsx(Table("x", ["Nama", "HP"], [["Sri", "0812"]], as_text=frozenset({1}))))
    assert sheet.column_dimensions["B"].number_format == sheet["B2"].number_format == "@"
    assert sheet.column_dimensions["A"].number_format == sheet["A2"].number_format == "General"


def test_each_table_has_a_sheet_whatever_it_is_called() -> None:
    content = xlsx(*(Table(title, ["x"]) for title in ("a/b:c", "", "x" * 40, "'")))
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert [len(name) <= 31 for name in names] == [True] * 4
    assert names[0] == "a b c"


def test_what_we_write_we_can_read() -> None:
    content = xlsx(Table("Pemasok", ["Nama", "HP"], [["=Sri", "+62812"], ["Élise", 12]]))
    sheet = spreadsheets.read("a.xlsx", content)
    assert sheet.rows == (("Nama", "HP"), ("=Sri", "+62812"), ("Élise", "12"))

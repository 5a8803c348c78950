"""What people send as a table, and what Mitra reads in it or says about it."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from bot.intake import spreadsheets, workbook
from bot.intake.spreadsheets import BROKEN, EMPTY, LOCKED, NO_SHEET, OLD, TOO_MANY
from bot.language import LANGUAGES, words_for

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book_of(*rows: tuple[Any, ...], change: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    return saved(book)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def sheet_of(inside: str, namespace: str = MAIN, prefix: str = "") -> bytes:
    """A workbook whose only sheet says exactly this."""
    xmlns = f'xmlns:{prefix.rstrip(":")}="{namespace}"' if prefix else f'xmlns="{namespace}"'
    sheet = f"<{prefix}worksheet {xmlns}>{inside}</{prefix}worksheet>".encode()
    change = lambda name, part: sheet if "sheet1.xml" in name else part  # noqa: E731
    return rewritten(book_of(("x",)), change)


def rows_in(content: bytes, name: str = "pemasok.xlsx") -> tuple[tuple[str, ...], ...]:
    sheet = spreadsheets.read(name, content)
    assert sheet.problem is None
    assert sheet.name == name
    return sheet.rows


CELLS: list[tuple[str, Any, str]] = [
    ("a text is trimmed", "  Sri Wahyuni\xa0 ", "Sri Wahyuni"),
    ("a text keeps what only looks like markup", "<b>&amp;", "<b>&amp;"),
    ("a whole number has no point", 12.0, "12"),
    ("a phone number has all its digits", 6281234567890, "6281234567890"),
    ("also where it was kept with an exponent", 6.28123456789e12, "6281234567890"),
    ("a number with a point keeps it", 12.5, "12.5"),
    ("what arithmetic left over is gone", 0.1 + 0.2, "0.3"),
    ("a small number has no exponent", 0.00001, "0.00001"),
    ("a day is a day", date(2026, 11, 23), "2026-11-23"),
    ("a moment has its minutes", datetime(2026, 11, 23, 9, 5), "2026-11-23T09:05"),  # noqa: DTZ001  (Excel has no zones)
    ("an hour is an hour", time(9, 0), "09:00"),
    ("what is true reads as Excel shows it", True, "TRUE"),
    ("a formula can be told", "=A1*2", "=A1*2"),
    ("so can one that counts for several", ArrayFormula("A1:A2", "=B1:B2"), "=B1:B2"),
    ("an error is what it says", "#N/A", "#N/A"),
    ("a sign that XML cannot hold is read", "a_x000D_b", "a\rb"),
    ("but nothing that no database takes", "a_x0000_b_xD800_", "ab"),
]


@pytest.mark.parametrize(("_sentence", "value", "text"), CELLS, ids=[row[0] for row in CELLS])
def test_a_cell_reads_as_its_sender_sees_it(_sentence: str, value: Any, text: str) -> None:
    assert rows_in(book_of((value, "x"))) == ((text, "x"),)


def test_rows_have_one_length_and_keep_their_numbers() -> None:
    def empty_ones(sheet: Any) -> None:
        sheet["B4"] = "akhir"
        sheet["A9"], sheet["F1"] = "   ", ""

    content = book_of(("Nama", "HP", "Desa"), ("Sri",), change=empty_ones)
    assert rows_in(content) == (
        ("Nama", "HP", "Desa"),
        ("Sri", "", ""),
        ("", "", ""),
        ("", "akhir", ""),
    )


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(("hidden",))
    book.active.sheet_state = "hidden"
    for title in ("Pemasok", "Petunjuk"):
        book.create_sheet(title).append((title,))
    assert rows_in(saved(book)) == (("Pemasok",),)


def test_a_calendar_that_begins_in_1904_counts_from_there() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append((date(2026, 11, 23),))
    assert rows_in(saved(book)) == (("2026-11-23",),)


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_other_programs_write_it_another_way(namespace: str, prefix: str) -> None:
    """Without places, with texts in their cells, in runs and with how they are spoken."""
    cells = (
        '<c t="inlineStr"><is><r><t>Sri </t></r><r><t>W</t></r><rPh><t>su-ri</t></rPh></is></c>'
        '<c><v>7</v></c><c t="str"><v>teks</v></c><c t="d"><v>2026-11-23</v></c><c/>'
        "<c><f>A1</f><v>7</v></c>"
    )
    inside = f"<sheetData><row>{cells}</row></sheetData>"
    inside = inside.replace("</", f"</{prefix}").replace("<", f"<{prefix}")
    inside = inside.replace(f"<{prefix}/{prefix}", f"</{prefix}")
    content = sheet_of(inside, namespace, prefix)
    assert rows_in(content) == (("Sri W", "7", "teks", "2026-11-23", "", "=A1"),)


def test_the_rows_that_merged_cells_touch_are_known() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B6:C6")
        sheet.merge_cells("A90:A99")

    rows = [(f"{number}", "x", "y") for number in range(1, 8)]
    sheet = spreadsheets.read("a.xlsx", book_of(*rows, change=merge))
    assert sheet.merged & set(range(7)) == {1, 2, 5}
    assert sheet.rows[1][0] == "2"
    assert sheet.rows[2][0] == ""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Nama;HP\nSri Wahyuni;0812\nÉlise;\n", "utf-8"),
        ("Nama;HP\nSri Wahyuni;0812\nÉlise;\n", "utf-8-sig"),
        ("Nama;HP\r\nSri Wahyuni;0812\r\nÉlise;\r\n", "cp1252"),
        ("Nama,HP\nSri Wahyuni,0812\nÉlise,\n", "utf-8"),
        ("Nama\tHP\r\nSri Wahyuni\t0812\r\nÉlise\t\r\n", "utf-16"),
        ('"Nama";"HP"\n"Sri Wahyuni";"0812"\n"Élise";""\n\n\n', "utf-8"),
        ("sep=;\nNama;HP\nSri Wahyuni;0812\nÉlise;\n", "utf-8"),
        ("Nama;HP, kalau ada\rSri Wahyuni;0812\rÉlise;", "utf-8"),
    ],
)
def test_a_csv_is_read_however_it_was_written(text: str, encoding: str) -> None:
    head, *rest = rows_in(text.encode(encoding), "pemasok.csv")
    assert head[0] == "Nama"
    assert rest == [("Sri Wahyuni", "0812"), ("Élise", "")]


def test_a_csv_may_have_any_name_if_telegram_calls_it_one() -> None:
    assert rows_in(b"=1+1,a\n", "pemasok") == (("=1+1", "a"),)


def test_what_a_file_holds_counts_more_than_its_name() -> None:
    assert rows_in(book_of(("Sri",)), "pemasok.csv") == (("Sri",),)


BOOK = book_of(("Nama", "HP"), ("Sri", "0812"))
CONTAINER = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
DOCUMENT = rewritten(
    BOOK, lambda name, part: part.replace(b"xl/workbook.xml", b"word/document.xml")
)
BOMB = rewritten(BOOK, lambda name, part: part + b" " * workbook.MOST_UNPACKED)


def zip_of(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"halo")
    return file.getvalue()


def with_entities(name: str, part: bytes) -> bytes:
    """The billion laughs: a kilobyte that unfolds into gigabytes."""
    if "sheet1.xml" not in name:
        return part
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{steps}]><x>&a9;</x>'.encode()


def cell_at(place: str) -> bytes:
    return sheet_of(f'<sheetData><row><c r="{place}"><v>1</v></c></row></sheetData>')


PROBLEMS: list[tuple[str, str, bytes, str]] = [
    ("a password", "a.xlsx", CONTAINER + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    ("Excel of the nineties", "a.xls", CONTAINER, OLD),
    ("the same with a new name", "a.xlsx", CONTAINER, OLD),
    ("half of it", "a.xlsx", BOOK[: len(BOOK) // 2], BROKEN),
    ("a letter in the place of a digit", "a.xlsx", sheet_of('<row r="x"/>'), BROKEN),
    ("a text that is not there", "a.xlsx", sheet_of('<row><c t="s"><v>9</v></c></row>'), BROKEN),
    ("no XML", "a.xlsx", sheet_of("<"), BROKEN),
    ("a bomb of zeros", "a.xlsx", BOMB, TOO_MANY),
    ("a bomb of words", "a.xlsx", rewritten(BOOK, with_entities), BROKEN),
    ("a document of another kind", "a.xlsx", DOCUMENT, NO_SHEET),
    ("a zip of something", "a.xlsx", zip_of("catatan.txt"), NO_SHEET),
    ("a text that is called a workbook", "a.xlsx", b"Nama;HP\n", NO_SHEET),
    ("a picture that is called a list", "a.csv", b"\x89PNG\r\n\x1a\n\x00\x00", NO_SHEET),
    ("a quoted cell without an end", "a.csv", b'"' + b"x" * 200_000, BROKEN),
    ("nothing", "a.csv", b"", EMPTY),
    ("nothing but blanks", "a.csv", b" ; \n\n", EMPTY),
    ("an empty sheet", "a.xlsx", book_of(), EMPTY),
    ("one row too many", "a.xlsx", cell_at("A20001"), TOO_MANY),
    ("one column too many", "a.xlsx", cell_at("AO1"), TOO_MANY),
    ("a cell at the end of the world", "a.xlsx", cell_at("XFD1048576"), TOO_MANY),
    ("a row too many in a list", "a.csv", b"x\n" * 20_001, TOO_MANY),
    ("a column too many in a list", "a.csv", b"x," * 40 + b"x", TOO_MANY),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "problem"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS]
)
def test_what_cannot_be_read_is_answered_with_what_to_do(
    name: str, content: bytes, problem: str
) -> None:
    sheet = spreadsheets.read(name, content)
    assert (sheet.problem, sheet.rows) == (problem, ())
    said = {words_for(language).plain(problem) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def test_the_largest_table_is_read_whole() -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["x"] * 40] * 20_000)
    assert len(rows_in(file.getvalue().encode(), "a.csv")) == 20_000
    assert rows_in(cell_at("AN20000"))[19_999][39] == "1"


def test_a_million_merged_cells_take_no_time_each() -> None:
    merges = '<mergeCell ref="A1:A1048576"/>' * 200_000
    inside = f"<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>{merges}</mergeCells>"
    assert spreadsheets.read("a.xlsx", sheet_of(inside)).rows == (("1",),)

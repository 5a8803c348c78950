"""Tables as Excel workbooks: templates to fill in, and figures to take along.

Promise P5: no cell is a formula, whatever a person has typed.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

#: A moment is written as the clock shows it in its own zone; Excel knows of none.
Cell = str | int | float | Decimal | date | datetime | None
#: How a text begins that a spreadsheet takes for a formula when it is typed, or read from a CSV
#: (owasp.org/www-community/attacks/CSV_Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\n")
#: Excel's limits: signs of a sheet's name, which signs it cannot hold, and signs of a cell.
LONGEST_TITLE, UNTITLED, LONGEST_TEXT = 31, re.compile(r"[\[\]:*?/\\\s]"), 32_767
#: What XML cannot hold (www.w3.org/TR/xml/#charsets).
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Of a column, in signs: wide enough to be found, narrow enough for a phone.
NARROWEST, WIDEST = 8, 40
#: Rows that are looked at for how wide a column is.
LOOKED_AT = 200


@dataclass(frozen=True)
class Table:
    """One sheet. `as_text` are the columns (from 0) that keep what is typed there, 0812 and all."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]] = ()
    as_text: frozenset[int] = frozenset()


def xlsx(*tables: Table) -> bytes:
    """A workbook with a sheet for each table."""
    book = Workbook(write_only=True)
    for table in tables:
        _write(book.create_sheet(_title(table.title)), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "A2"
    # What a column is like has to be said before its first row.
    for number, width in enumerate(_widths(table)):
        column = sheet.column_dimensions[get_column_letter(number + 1)]
        column.width = width
        if number in table.as_text:
            column.number_format = "@"
    heading = [_cell(sheet, text) for text in table.header]
    for cell in heading:
        cell.font = Font(bold=True)
    sheet.append(heading)
    for row in table.rows:
        cells = [_cell(sheet, value) for value in row]
        for number in table.as_text & set(range(len(cells))):
            cells[number].number_format = "@"
        sheet.append(cells)


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        return WriteOnlyCell(sheet, value.replace(tzinfo=None))
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = _legal(value)[:LONGEST_TEXT]
    cell = WriteOnlyCell(sheet, text)
    # Left to itself, the library takes "=" for a formula and "#N/A" for an error.
    cell.data_type = "s"
    # As if an apostrophe had been typed before it: it stays a text when somebody edits the cell.
    cell.quotePrefix = text.startswith(FORMULA)
    return cell


def _widths(table: Table) -> list[int]:
    looked_at = [table.header, *table.rows[:LOOKED_AT]]
    longest = [
        max(len(str(row[number])) for row in looked_at if number < len(row))
        for number in range(max(map(len, looked_at)))
    ]
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


def _title(text: str) -> str:
    return UNTITLED.sub(" ", _legal(text)).strip(" '")[:LONGEST_TITLE] or "1"


def _legal(text: str) -> str:
    """Without what XML cannot hold, and with its one way to end a line."""
    whole = text.encode("utf-8", "ignore").decode()
    return ILLEGAL.sub("", whole).replace("\r\n", "\n").replace("\r", "\n")

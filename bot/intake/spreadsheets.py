"""A file of rows as somebody sent it: rows of text, or a sentence about what to do with it."""

import csv
import io
from collections.abc import Iterable

import structlog

from bot.conversation.said import Sheet
from bot.intake import workbook
from bot.intake.cells import trimmed
from bot.intake.workbook import Found, NoWorkbook, TooLarge
from bot.language import _

log = structlog.get_logger()

#: What a chat can answer for, and a file's sender look through.
MOST_ROWS, MOST_COLUMNS = 20_000, 40
ZIP = b"PK\x03\x04"
#: How Microsoft's older container begins: .xls, and .xlsx with a password ([MS-CFB], 2.2).
CONTAINER = bytes.fromhex("D0CF11E0A1B11AE1")
#: What the container of a workbook with a password holds ([MS-OFFCRYPTO], 2.3.4).
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: Files so named hold no text.
BINARY = (".xlsx", ".xlsm", ".xls", ".ods")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: By how often it stands in the first line.
SEPARATORS = ";,\t"

TOO_MANY = _(
    "This file has more than 20,000 rows or 40 columns. Please split it and send the parts one by "
    "one."
)
LOCKED = _("This file has a password. Please remove the password in Excel, then send it again.")
OLD = _(
    "This file has the old Excel format. Please save it as an Excel workbook (.xlsx), then send it "
    "again."
)
NO_SHEET = _(
    "We cannot read this kind of file. Please save it as an Excel workbook (.xlsx) or as CSV, then "
    "send it again."
)
BROKEN = _(
    "This file is damaged and could not be opened. Please save it anew in Excel, then send it "
    "again."
)
EMPTY = _("The first sheet of this file is empty. Please fill it in, then send it again.")


def read(name: str, content: bytes, most_rows: int = MOST_ROWS) -> Sheet:
    """What it holds counts more than how it is called. Takes seconds if it is large."""
    found = Found(most_rows, MOST_COLUMNS)
    try:
        problem = _read(name, content, found)
    except TooLarge:
        problem = TOO_MANY
    except NoWorkbook:
        problem = NO_SHEET
    except Exception as error:  # noqa: BLE001  (strangers choose what is in it)
        log.info("spreadsheet.damaged", error=type(error).__name__)
        problem = BROKEN
    if problem:
        return Sheet(name, problem=problem)
    rows = found.rows()
    return Sheet(name, rows, merged=found.merged()) if rows else Sheet(name, problem=EMPTY)


def _read(name: str, content: bytes, found: Found) -> str | None:
    """The sentence about a file that is none of ours, or None."""
    if content.startswith(CONTAINER):
        return LOCKED if ENCRYPTED in content else OLD
    if content.startswith(ZIP):
        workbook.read(io.BytesIO(content), found)
        return None
    text = _decoded(content)
    if text is None or name.lower().endswith(BINARY):
        return NO_SHEET
    for number, row in enumerate(_rows(text)):
        for column, cell in enumerate(row):
            if said := trimmed(cell):
                found.cell(number, column, said)
    return None


def _decoded(content: bytes) -> str | None:
    """None for what is no text."""
    if content.startswith(UTF_16):
        return content.decode("utf-16")
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # as Excel writes it where nobody asks


def _rows(text: str) -> Iterable[list[str]]:
    first, _newline, rest = text.partition("\n")
    if first.startswith("sep="):  # Excel's own hint
        return csv.reader(io.StringIO(rest, newline=""), delimiter=first.rstrip()[4:5] or ",")
    separator = max(SEPARATORS, key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)

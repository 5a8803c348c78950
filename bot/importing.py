"""`python -m bot import`: public tables become rows, and each row that cannot is told why."""

import argparse
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import clock
from bot.conversation.said import Sheet
from bot.errors import Refused
from bot.intake import spreadsheets
from bot.language import words_for
from bot.market import reference_list, references
from bot.market.reference_list import HEADINGS, Row
from bot.storage import Storage
from bot.storage.migrate import migrate

#: In bytes and rows: a year of one commodity in every regency is less.
LARGEST, MOST_ROWS = 50_000_000, 100_000
#: Rows of one transaction: on SQLite nobody else writes meanwhile.
TOGETHER = 1000
#: A price of today is not refused because the east has tomorrow already.
EASTMOST = ZoneInfo("Asia/Jayapura")
#: One row to delete, whose source is refused.
EXAMPLE = {
    "source": "contoh",
    "level": "produsen",
    "commodity": "Cabai rawit merah",
    "grade": "",
    "region": "Kabupaten Malang, Jawa Timur",
    "day": "2026-11-23",
    "unit": "kg",
    "price": "45000",
}


def add_to(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True)
    prices = what.add_parser("reference", help="public prices (PIHPS, Panel Harga, SP2KP)")
    prices.add_argument("file", type=Path, help="a table as XLSX or CSV")
    prices.add_argument("--template", action=_Template, help="print a table to fill in, as CSV")


class _Template(argparse.Action):
    """As `--help`: it is printed without a file, and without a database."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002  (argparse's own word)
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_unused: object, **_also: object) -> None:
        sys.stdout.write(template())
        parser.exit()


def template() -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([called[0].capitalize() for called in HEADINGS.values()])
    rows.writerow([EXAMPLE[column] for column in HEADINGS])
    return out.getvalue()


async def answer(storage: Storage, asked: argparse.Namespace) -> None:
    """Raises `Refused` if nothing of the file can be kept."""
    sheet = _sheet(asked.file)
    read = reference_list.read_list(sheet.rows, clock.now().astimezone(EASTMOST).date())
    if read.missing:
        columns = ", ".join(read.missing)
        raise Refused(f"The first row has to name the columns; missing: {columns}. See --template.")
    for remark in read.remarks:
        _say(f"Row {remark.number}: {remark.reason}")
    if not read.rows:
        raise Refused(f"Nothing was imported: none of {len(read.remarks)} rows can be read.")
    added = await _keep(storage, read.rows)
    _say(
        f"{asked.file.name}: {len(read.rows)} prices kept ({added} new, "
        f"{len(read.rows) - added} updated), {len(read.remarks)} rows refused."
    )


def _sheet(path: Path) -> Sheet:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"The file is larger than {LARGEST // 10**6} MB: split it.")
        content = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
    sheet = spreadsheets.read(path.name, content, MOST_ROWS)
    if sheet.problem == spreadsheets.TOO_MANY:
        raise Refused(f"The file has more than {MOST_ROWS} rows or 40 columns: split it.")
    if sheet.problem:
        raise Refused(words_for("en").plain(sheet.problem))
    return sheet


async def _keep(storage: Storage, rows: Sequence[Row]) -> int:
    """How many were not there before. Stopped in the middle, it can be done again."""
    await migrate(storage)
    async with storage.reading() as db:
        before = await references.count(db)
    for part in _parts(rows):
        async with storage.transaction() as db:
            await references.keep(db, part)
    async with storage.reading() as db:
        return await references.count(db) - before


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), TOGETHER):
        yield rows[start : start + TOGETHER]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")

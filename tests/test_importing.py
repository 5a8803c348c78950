"""`python -m bot import reference` as an operator meets it, with files of 20,000 rows."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import importing
from bot.market import references
from bot.market.commodities import COMMODITIES
from bot.market.models import ReferencePrice
from bot.market.regions import REGIONS
from bot.sheets import Table, xlsx
from bot.storage import open_storage
from tests.test_command_line import Commands

HEADER = ("Sumber", "Tingkat pasar", "Komoditas", "Mutu", "Daerah", "Tanggal", "Satuan", "Harga")
PRICE = ("PIHPS", "produsen", "Cabai rawit merah", "", "Kab. Malang", "23/11/2026", "kg", "45.000")


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    return Commands(tmp_path)


def written(path: Path, *rows: tuple[object, ...]) -> str:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return str(path)


async def stored(folder: Path) -> list[ReferencePrice]:
    storage = open_storage(f"sqlite+aiosqlite:///{folder / 'mitra.db'}")
    async with storage.reading() as db:
        rows = [*await db.scalars(select(ReferencePrice))]
    await storage.close()
    return rows


async def test_a_table_is_kept_once_and_each_bad_row_is_told_why(
    commands: Commands, tmp_path: Path
) -> None:
    bad = (*PRICE[:4], "Malang", *PRICE[5:])
    file = written(tmp_path / "harga.csv", PRICE, bad, (*PRICE[:7], "0"))
    done = commands.run("import", "reference", file)
    assert done.returncode == 0, done.stderr
    first, second, last = done.stdout.splitlines()
    assert first.startswith("Row 3: the region is not clear: Malang (Kabupaten Malang, Jawa Timur")
    assert second.startswith("Row 4: the price")
    assert last == "harga.csv: 1 prices kept (1 new, 0 updated), 2 rows refused."
    again = written(tmp_path / "lagi.csv", (*PRICE[:7], "46.000"), (*PRICE[:6], "kuintal", "4jt"))
    done = commands.run("import", "reference", again)
    assert done.stdout == "lagi.csv: 2 prices kept (1 new, 1 updated), 0 rows refused.\n"
    rows = await stored(tmp_path)
    assert {(row.unit, int(row.price)) for row in rows} == {("kg", 46_000), ("kuintal", 4_000_000)}


async def test_a_workbook_reads_as_well(commands: Commands, tmp_path: Path) -> None:
    row = (*PRICE[:5], date(2026, 11, 20), "kg", Decimal(45_000))
    file = tmp_path / "harga.xlsx"
    file.write_bytes(xlsx(Table("Harga", HEADER, [row])))
    done = commands.run("import", "reference", str(file))
    assert done.stdout == "harga.xlsx: 1 prices kept (1 new, 0 updated), 0 rows refused.\n"
    assert [row.day for row in await stored(tmp_path)] == [date(2026, 11, 20)]


def test_the_template_can_be_filled_in_and_its_example_is_never_kept(
    commands: Commands, tmp_path: Path
) -> None:
    shown = commands.run("import", "reference", "--template", DATABASE_URL="sqlite:////nowhere/x")
    assert shown.returncode == 0, shown.stderr
    header, example = csv.reader(io.StringIO(shown.stdout))
    assert tuple(header) == HEADER
    file = tmp_path / "templat.csv"
    file.write_text(shown.stdout)
    refused = commands.run("import", "reference", str(file))
    assert refused.returncode == 2
    assert "Row 2: this is the template's example; delete it" in refused.stdout
    with file.open("w", newline="") as filled:
        csv.writer(filled).writerows([header, ["PIHPS", *example[1:]]])
    assert "1 prices kept" in commands.run("import", "reference", str(file)).stdout


def test_what_is_no_table_is_refused_in_one_line(commands: Commands, tmp_path: Path) -> None:
    empty, headless = tmp_path / "empty.csv", tmp_path / "headless.csv"
    empty.write_bytes(b"")
    headless.write_text("Komoditas;Harga\nCabai;1\n")
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(importing.LARGEST + 1)
    wrong = {
        str(empty): "The first sheet of this file is empty.",
        str(headless): "missing: source, level, region, day, unit. See --template.",
        str(large): "The file is larger than 50 MB: split it.",
        str(tmp_path / "none.csv"): "cannot be read: No such file or directory.",
    }
    for name, reason in wrong.items():
        done = commands.run("import", "reference", name)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert reason in done.stderr


async def test_twenty_thousand_rows_are_kept_whole(commands: Commands, tmp_path: Path) -> None:
    names = [each.name_id for each in COMMODITIES.values()]
    places = [each.full_name for each in REGIONS.values()]
    rows = [
        (
            *("SP2KP", "eceran", names[number % len(names)], ""),
            places[number // len(names)],
            (date(2026, 11, 23) - timedelta(number % 7)).isoformat(),
            *("kg", str(10_000 + number)),
        )
        for number in range(20_000)
    ]
    done = commands.run("import", "reference", written(tmp_path / "banyak.csv", *rows))
    assert done.stdout == "banyak.csv: 20000 prices kept (20000 new, 0 updated), 0 rows refused.\n"
    storage = open_storage(f"sqlite+aiosqlite:///{tmp_path / 'mitra.db'}")
    async with storage.reading() as db:
        assert await references.count(db) == 20_000
    await storage.close()

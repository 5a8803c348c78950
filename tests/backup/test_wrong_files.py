"""What is no backup of this database is refused in one line, and changes nothing."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.backup import restore
from bot.errors import Refused
from bot.settings import Settings
from bot.storage import Storage
from tests.backup.conftest import everything
from tests.delivery import rows

BackUp = Callable[[], Awaitable[Path]]


async def refused(settings: Settings, storage: Storage, source: Path) -> str:
    """The line that says why."""
    async with storage.transaction() as db:
        await rows.person(db, 4711)
    before = await everything(storage)
    await storage.close()
    with pytest.raises(Refused) as caught:
        await restore(settings, source, asyncio.Event(), yes=True)
    assert "\n" not in str(caught.value)
    assert await everything(storage) == before
    return str(caught.value)


def with_content(path: Path, content: bytes | None) -> Path:
    if content is not None:
        path.write_bytes(content)
    return path


FILES = [
    ("a letter", b"Dear Mitra, ...", "is not a backup of Mitra"),
    ("an empty file", b"", "is not a backup of Mitra"),
    ("no file at all", None, "cannot be read: No such file"),
]


@pytest.mark.parametrize(("content", "says"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
async def test_what_is_no_backup(
    settings: Settings, storage: Storage, kept: Path, content: bytes | None, says: str
) -> None:
    assert says in await refused(settings, storage, with_content(kept, content))


async def test_a_backup_of_the_other_engine(
    settings: Settings, storage: Storage, kept: Path
) -> None:
    other = b"PGDMP" if storage.sqlite else b"SQLite format 3\0"
    said = await refused(settings, storage, with_content(kept, other * 100))
    assert "but DATABASE_URL names" in said


async def test_a_backup_that_was_cut_off(
    settings: Settings, storage: Storage, backed_up: BackUp
) -> None:
    source = await backed_up()
    content = source.read_bytes()
    await refused(settings, storage, with_content(source, content[: len(content) * 2 // 3]))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_programs_file(settings: Settings, storage: Storage, kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as other, other:
        other.execute("CREATE TABLE song (title)")
    assert "is not a backup of Mitra" in await refused(settings, storage, kept)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_another_programs_dump(
    settings: Settings, storage: Storage, backed_up: BackUp
) -> None:
    async with storage.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE alembic_version RENAME TO song"))
    with pytest.raises(Refused, match="is not a backup of Mitra"):
        await backed_up()  # it is read again, as a restore would


async def test_a_backup_of_a_newer_program(
    settings: Settings, storage: Storage, backed_up: BackUp
) -> None:
    async with storage.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    source = await backed_up()
    assert "is newer than this program" in await refused(settings, storage, source)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_broken_database_can_be_replaced(
    settings: Settings,
    storage: Storage,
    backed_up: BackUp,
    restored: Callable[[Path], Awaitable[None]],
) -> None:
    source = await backed_up()
    before = await everything(storage)
    await storage.close()
    database = Path(str(storage.engine.url.database))
    with_content(database, b"not a database" * 1000)
    with_content(database.with_name(f"{database.name}-wal"), b"rubbish" * 1000)
    await restored(source)
    assert await everything(storage) == before

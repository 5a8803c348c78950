"""A backup is one moment of a database that others write to, and a whole file or none."""

import asyncio
import os
import sqlite3
import stat
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text, update

from bot.backup import back_up
from bot.delivery.models import Lease
from bot.errors import Refused
from bot.settings import Settings
from bot.storage import Storage
from bot.storage.archives import sqlite
from tests.backup.conftest import everything
from tests.common_ground import WAITING
from tests.delivery import rows

BackUp = Callable[[], Awaitable[Path]]
Restore = Callable[[Path], Awaitable[None]]
ROOT = Path(__file__).parents[2]
TOKEN = "123456789:" + "B" * 35
#: How long a test waits for another process before it gives up, in seconds.
PATIENCE = 30


class Meanwhile(asyncio.Event):
    """Is asked between two steps of a copy whether to stop; does something instead."""

    def __init__(self, do: Callable[[], object]) -> None:
        super().__init__()
        self._do = do
        self.times = 0

    def is_set(self) -> bool:
        self.times += 1
        self._do()
        # A copy that begins anew with each write would never end.
        return super().is_set() or self.times > 1_000


async def two_accounts(storage: Storage) -> None:
    """Two rows that always sum to 100, as long as nobody sees half a transaction."""
    async with storage.transaction() as db:
        for name, epoch in (("giver", 100), ("taker", 0)):
            db.add(Lease(name=name, owner="", epoch=epoch, expires_at=0, paused_until=0))
        for number in range(1, 200):
            await rows.person(db, number)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_file_that_is_written_to_is_copied_as_it_was_at_the_start(
    storage: Storage, settings: Settings, kept: Path, restored: Restore, small_steps: None
) -> None:
    await two_accounts(storage)
    before = await everything(storage)
    writer = sqlite3.connect(str(make_url(settings.database.url).database), check_same_thread=False)

    def move_one() -> None:
        with writer:
            writer.execute("UPDATE lease SET epoch = epoch - 1 WHERE name = 'giver'")
            writer.execute("UPDATE lease SET epoch = epoch + 1 WHERE name = 'taker'")

    meanwhile = Meanwhile(move_one)
    await back_up(settings, kept, meanwhile)
    writer.close()
    assert meanwhile.times > 5
    assert await everything(storage) != before
    await restored(kept)
    assert await everything(storage) == before


@asynccontextmanager
async def held_up(storage: Storage) -> AsyncIterator[None]:
    """`pg_dump` sees its moment, and then waits for a table for as long as the block lasts."""
    async with storage.transaction() as db:
        await db.execute(text("LOCK TABLE session IN ACCESS EXCLUSIVE MODE"))
        yield


async def until_it_waits(storage: Storage) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with storage.reading() as db:
                if (await db.scalars(text(WAITING))).one():
                    return
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_server_that_is_written_to_is_dumped_as_it_was_at_the_start(
    storage: Storage, settings: Settings, kept: Path, restored: Restore
) -> None:
    await two_accounts(storage)
    before = await everything(storage)
    async with held_up(storage):
        backing_up = asyncio.create_task(back_up(settings, kept, asyncio.Event()))
        await until_it_waits(storage)
        async with storage.transaction() as db:
            await db.execute(update(Lease).values(epoch=50))
            await rows.person(db, 9_999)
    await backing_up
    assert await everything(storage) != before
    await restored(kept)
    assert await everything(storage) == before


async def test_only_its_owner_may_read_it(backed_up: BackUp) -> None:
    assert stat.S_IMODE((await backed_up()).stat().st_mode) == 0o600


async def test_in_a_folder_it_is_named_after_its_moment(settings: Settings, kept: Path) -> None:
    await back_up(settings, kept.parent, asyncio.Event())
    (made,) = kept.parent.iterdir()
    assert made.name.startswith("mitra-20")


async def test_an_empty_database_is_not_backed_up(fresh: Settings, kept: Path) -> None:
    with pytest.raises(Refused, match="nothing to back up"):
        await back_up(fresh, kept, asyncio.Event())
    assert [*kept.parent.iterdir()] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_database_itself_is_not_overwritten_by_its_backup(
    settings: Settings, storage: Storage
) -> None:
    with pytest.raises(Refused, match="is the database itself"):
        await back_up(settings, Path(str(storage.engine.url.database)), asyncio.Event())


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PAGES", 5)


def yesterdays(kept: Path) -> Callable[[], None]:
    """Yesterday's backup, and what must be true when today's came to nothing."""
    kept.write_text("yesterday's")

    def is_all_there_is() -> None:
        assert [*kept.parent.iterdir()] == [kept]
        assert kept.read_text() == "yesterday's"

    return is_all_there_is


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_copy_that_is_stopped_leaves_yesterdays(
    storage: Storage, settings: Settings, kept: Path, small_steps: None
) -> None:
    await two_accounts(storage)
    is_all_there_is = yesterdays(kept)

    def change_ones_mind() -> None:
        if meanwhile.times > 3:
            meanwhile.set()

    meanwhile = Meanwhile(change_ones_mind)
    with pytest.raises(Refused, match="Stopped before it was complete"):
        await back_up(settings, kept, meanwhile)
    is_all_there_is()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_dump_that_is_told_to_stop_leaves_yesterdays(
    storage: Storage, database_url: str, kept: Path
) -> None:
    is_all_there_is = yesterdays(kept)
    async with held_up(storage):
        environment = os.environ | {"DATABASE_URL": database_url, "TELEGRAM_BOT_TOKEN": TOKEN}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "backup", kept, cwd=ROOT, env=environment, stderr=PIPE
        )
        await until_it_waits(storage)
        assert len([*kept.parent.iterdir()]) == 2
        process.terminate()
        _out, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (process.returncode, errors.decode().count("\n")) == (2, 1)
    assert b"Stopped before it was complete" in errors
    is_all_there_is()


async def test_a_backup_that_is_no_good_leaves_yesterdays(
    settings: Settings, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_all_there_is = yesterdays(kept)

    def no_space(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(Refused, match="No space left"):
        await back_up(settings, kept, asyncio.Event())
    is_all_there_is()

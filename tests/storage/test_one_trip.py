"""A statement costs SQLite one trip to the connection's thread, and nothing else changes."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.storage import Storage, open_storage


@pytest.fixture
async def file(tmp_path: Path) -> Any:
    storage = open_storage(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")
    async with storage.transaction() as db:
        await db.execute(text("CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT UNIQUE)"))
    yield storage
    await storage.close()


async def test_a_statement_is_one_trip(file: Storage) -> None:
    async with file.engine.connect() as connection:
        await connection.execute(text("SELECT 1"))  # connects, and begins
        driver: Any = (await connection.get_raw_connection()).driver_connection
        trips: list[Any] = []
        queue = driver._tx
        driver._tx = Counting(queue, trips)
        rows = (await connection.execute(text("SELECT 1 UNION SELECT 2"))).all()
        await connection.execute(text("INSERT INTO t (x) VALUES (:x)"), [{"x": "a"}, {"x": "b"}])
        driver._tx = queue
    assert [tuple(row) for row in rows] == [(1,), (2,)]
    assert len(trips) == 2


class Counting:
    def __init__(self, queue: Any, trips: list[Any]) -> None:
        self.queue, self.trips = queue, trips

    def put_nowait(self, item: Any) -> None:
        self.trips.append(item)
        self.queue.put_nowait(item)


async def test_it_tells_how_many_rows_and_which_id(file: Storage) -> None:
    async with file.transaction() as db:
        first: Any = await db.execute(text("INSERT INTO t (x) VALUES ('a')"))
        assert first.lastrowid == 1
        await db.execute(text("INSERT INTO t (x) VALUES ('b')"))
        changed: Any = await db.execute(text("UPDATE t SET x = x || '!'"))
        assert changed.rowcount == 2
        many = [{"x": str(number)} for number in range(5000)]
        await db.execute(text("INSERT INTO t (x) VALUES (:x)"), many)
        back = await db.execute(text("INSERT INTO t (x) VALUES ('c') RETURNING id"))
        assert back.scalar_one() == 5003


async def test_what_fails_is_what_the_driver_says(file: Storage) -> None:
    async with file.transaction() as db:
        await db.execute(text("INSERT INTO t (x) VALUES ('a')"))
        with pytest.raises(IntegrityError, match="UNIQUE"):
            await db.execute(text("INSERT INTO t (x) VALUES ('a')"))
        with pytest.raises(OperationalError, match="no such table"):
            await db.execute(text("SELECT * FROM nowhere"))
    async with file.reading() as db:
        assert (await db.execute(text("SELECT x FROM t"))).scalars().all() == ["a"]


async def test_a_connection_closed_under_it_is_made_anew(file: Storage) -> None:
    async with file.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.close()
        with pytest.raises(OperationalError):
            await connection.execute(text("SELECT 1"))
    async with file.reading() as db:
        assert (await db.execute(text("SELECT 1"))).scalar_one() == 1


#: Half a second of work, in one statement.
SLOW = text(
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000000) "
    "SELECT count(*) FROM c"
)


async def asks(file: Storage) -> None:
    async with file.transaction() as db:
        await db.execute(SLOW)


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_a_cancelled_wait_leaves_nothing_behind(file: Storage, times: int) -> None:
    """A stop cancels what is under way, and again what has not ended by then."""
    asked = asyncio.create_task(asks(file))
    for _ in range(times):
        await asyncio.sleep(0.02)
        asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    async with file.transaction() as db:
        await db.execute(text("INSERT INTO t (x) VALUES ('after')"))
    left = asyncio.all_tasks() - {asyncio.current_task()}
    assert not left, "a program that ends would wait for it"

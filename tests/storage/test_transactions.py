"""One way to open a transaction, and time as it is kept."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import Lease
from bot.intake.models import Handled, SeenUpdate
from bot.storage import Storage, dialects, open_storage
from tests.conftest import MONDAY


def seen(update_id: int, at: datetime) -> SeenUpdate:
    return SeenUpdate(bot_id=1, update_id=update_id, handled=Handled.DONE, seen_at=at)


async def test_a_moment_without_a_zone_is_refused(storage: Storage) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        async with storage.transaction() as db:
            db.add(seen(1, datetime(2026, 11, 23, 10, 0)))  # noqa: DTZ001  (that is what is refused)


async def test_moments_come_back_aware_and_in_utc(storage: Storage) -> None:
    wit = timezone(timedelta(hours=9))
    async with storage.transaction() as db:
        db.add(seen(1, datetime(2026, 11, 23, 10, 30, tzinfo=wit)))
    async with storage.reading() as db:
        moment = (await db.scalars(select(SeenUpdate.seen_at))).one()
    assert moment == datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert moment.utcoffset() == timedelta()


async def test_a_transaction_that_raises_leaves_nothing(storage: Storage) -> None:
    async def fail() -> None:
        async with storage.transaction() as db:
            db.add(seen(1, MONDAY))
            await db.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with storage.reading() as db:
        assert (await db.scalars(select(SeenUpdate))).all() == []


async def test_writers_on_two_connections_wait_for_each_other(
    storage: Storage, database_url: str
) -> None:
    """On SQLite each would fail with "database is locked" if it read before it said it writes."""
    other = open_storage(database_url)
    async with storage.transaction() as db:
        db.add(Lease(name="count", owner="", epoch=0, expires_at=0, paused_until=0))

    async def one_more(mine: Storage) -> None:
        async with mine.transaction() as db:
            found = select(Lease).where(Lease.name == "count").with_for_update()
            lease = (await db.scalars(found)).one()
            await db.execute(update(Lease).values(epoch=lease.epoch + 1))

    await asyncio.gather(*(one_more(mine) for mine in [storage, other] * 60))
    await other.close()
    async with storage.reading() as db:
        assert (await db.scalars(select(Lease.epoch))).one() == 120


async def test_a_reader_does_not_wait_for_a_writer(storage: Storage) -> None:
    async def rows(db: AsyncSession) -> int:
        return len((await db.scalars(select(SeenUpdate))).all())

    async with storage.transaction() as writer:
        writer.add(seen(1, MONDAY))
        await writer.flush()
        async with asyncio.timeout(5), storage.reading() as reader:
            assert await rows(reader) == 0
    async with storage.reading() as reader:
        assert await rows(reader) == 1


async def test_only_a_hasty_commit_does_not_wait_for_the_disk(storage: Storage) -> None:
    """And the next one waits again, on the same connection."""
    ask = "PRAGMA synchronous" if storage.sqlite else "SHOW synchronous_commit"
    waits, hastens = (2, 1) if storage.sqlite else ("on", "off")  # FULL and NORMAL
    found = []
    for lasting in (True, False, True):
        async with storage.transaction(lasting=lasting) as db:
            found.append((await db.scalars(text(ask))).one())
    assert found == [waits, hastens, waits]


async def test_who_loses_a_deadlock_tries_again_and_nothing_is_lost(
    storage: Storage, database_url: str
) -> None:
    """PostgreSQL ends one of two that wait in a circle: that is "later", and not "never"."""
    if storage.sqlite:
        return  # one writer at a time
    other, both = open_storage(database_url), asyncio.Barrier(2)
    async with storage.transaction() as db:
        for name in ("one", "two"):
            db.add(Lease(name=name, owner="", epoch=0, expires_at=0, paused_until=0))

    async def add(mine: Storage, *names: str, wait: bool = True) -> None:
        async with mine.transaction() as db:
            for name in names:
                counted = update(Lease).where(Lease.name == name)
                await db.execute(counted.values(epoch=Lease.epoch + 1))
                if wait and name == names[0]:
                    await both.wait()

    crossed = add(storage, "one", "two"), add(other, "two", "one")
    (failed,) = [each for each in await asyncio.gather(*crossed, return_exceptions=True) if each]
    assert dialects.is_unavailable(failed)
    await add(storage, "one", "two", wait=False)
    await other.close()
    async with storage.reading() as db:
        assert list(await db.scalars(select(Lease.epoch))) == [2, 2]

"""A paused bulletin goes to nobody else, wherever it is on its way; what waits is not lost."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.delivery.standing import held_back
from bot.market import fanout, living
from bot.market.models import Bulletin, Ending
from bot.storage import Storage
from tests.market.test_fanout import growers, piece, published


async def goes(db: AsyncSession) -> list[int]:
    rows = select(Outgoing.person_id).where(Outgoing.state == State.PENDING, ~held_back())
    return sorted(await db.scalars(rows))


async def test_the_courier_passes_over_it_and_over_nothing_else(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 3)
        paused, other = await published(db), await published(db)
        living.pause(paused)
        await db.flush()
        assert len(await goes(db)) == 3
        living.pause(other)
        await db.flush()
        assert await goes(db) == []
        living.resume(paused)
        living.withdraw(other)
        await db.flush()
        assert (other.paused_at, other.ending) == (None, Ending.WITHDRAWN)
        assert (await ledger(db, paused.id)).waiting == 3


async def test_it_is_not_enqueued_for_more_people_and_goes_on_where_it_was(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanout, "PIECE", 4)
    async with storage.transaction() as db:
        await growers(db, 9)
        number = (await published(db)).id
    await piece(storage)
    async with storage.transaction() as db:
        living.pause(await db.get_one(Bulletin, number))
    assert await piece(storage) == 0
    async with storage.transaction() as db:
        assert (await ledger(db, number)).targeted == 4
        living.resume(await db.get_one(Bulletin, number))
    while await piece(storage):
        pass
    async with storage.reading() as db:
        assert (await ledger(db, number)).targeted == 9

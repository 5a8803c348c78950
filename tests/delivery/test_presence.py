"""Who dies with an answer in hand is noticed; who lives keeps what it is about to send."""

import asyncio

import pytest
from sqlalchemy import select, update

from bot.delivery import claims, presence
from bot.delivery.models import Lane, Outgoing, Replica, State
from bot.delivery.presence import KEPT_SECONDS, Presence
from bot.storage import Storage, dialects
from tests.delivery import rows

OWNER = "a replica"


async def in_hand(storage: Storage, lane: Lane = Lane.REPLY) -> int:
    """A message that somebody is sending, and may for a long time."""
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        facts = {"state": State.SENDING, "owner": OWNER, "lapses_at": 2e10}
        return await rows.enqueued(db, sri, lane=lane, **facts)


async def state_after_a_look(storage: Storage, number: int) -> State:
    async with storage.transaction() as db:
        await claims.reclaim_lapsed(db)
    async with storage.reading() as db:
        return State((await db.scalars(select(Outgoing.state).where(Outgoing.id == number))).one())


@pytest.mark.parametrize(
    ("seconds", "lane", "state"),
    [
        pytest.param(60, Lane.REPLY, State.SENDING, id="who lives keeps it"),
        pytest.param(0, Lane.REPLY, State.PENDING, id="an answer of the dead is taken up"),
        pytest.param(0, Lane.BULLETIN, State.SENDING, id="a bulletin waits: it may have arrived"),
        pytest.param(0, Lane.NOTICE, State.SENDING, id="a reminder waits, too"),
        pytest.param(None, Lane.REPLY, State.SENDING, id="who never said that it lives keeps it"),
    ],
)
async def test_what_a_replica_has_in_hand(
    storage: Storage, seconds: float | None, lane: Lane, state: State
) -> None:
    number = await in_hand(storage, lane)
    await Presence(storage, "another").beat(0)
    if seconds is not None:
        await Presence(storage, OWNER).beat(seconds)
    assert await state_after_a_look(storage, number) == state


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_stops_well_leaves_what_it_could_not_send(storage: Storage) -> None:
    number = await in_hand(storage)
    ended = asyncio.Event()
    running = asyncio.create_task(Presence(storage, OWNER).run(ended))
    while not await known(storage):
        await asyncio.sleep(0.01)
    assert await state_after_a_look(storage, number) == State.SENDING
    ended.set()
    await running
    assert await state_after_a_look(storage, number) == State.PENDING


async def test_replicas_that_ended_long_ago_are_forgotten(storage: Storage) -> None:
    for name in ("long ago", "just now"):
        await Presence(storage, name).beat(0)
    async with storage.transaction() as db:
        then = dialects.seconds_now(db) - KEPT_SECONDS - 1
        await db.execute(
            update(Replica).where(Replica.owner == "long ago").values(alive_until=then)
        )
        assert await presence.forget(db, None) == 1
    assert await known(storage) == ["just now"]


async def known(storage: Storage) -> list[str]:
    async with storage.reading() as db:
        return list(await db.scalars(select(Replica.owner)))

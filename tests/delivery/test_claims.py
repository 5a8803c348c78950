"""Rows are claimed on condition, as if two couriers ran (D2)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import clock
from bot.delivery import claims
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Lane, State
from bot.delivery.outcome import Sent
from bot.storage import Storage, dialects
from tests.delivery import rows
from tests.delivery.claiming import claimed, expire, notices, taken_over

SENT = Sent(7, "Halo")


async def test_two_couriers_on_two_connections_claim_each_row_once(
    storage: Storage, other: Storage, lease: Held
) -> None:
    numbers = await notices(storage, 40)

    async def empty(mine: Storage) -> list[int]:
        taken: list[int] = []
        while letters := await claimed(mine, lease, 3):
            assert len(letters) <= 3
            taken += [letter.id for letter in letters]
        return taken

    first, second = await asyncio.gather(empty(storage), empty(other))
    assert sorted(first + second) == numbers


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_claim_under_way_is_passed_over_and_not_waited_for(
    storage: Storage, other: Storage, lease: Held
) -> None:
    numbers = await notices(storage, 5)
    async with storage.transaction() as db:
        first = await claims.claim(db, lease, 2)
        second = await claimed(other, lease, 5)
    assert [letter.id for letter in first] == numbers[:2]
    assert [letter.id for letter in second] == numbers[2:]


async def test_the_most_urgent_goes_first(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        number = await rows.bulletin(db, sri)
        edit = await rows.enqueued(db, sri, chat_id=1, lane=Lane.EDIT, message_id=3)
        news = await rows.enqueued(db, sri, chat_id=2, bulletin_id=number)
        notice = await rows.enqueued(db, sri, chat_id=3)
        an_hour_ago = clock.now() - timedelta(hours=1)
        earlier = await rows.enqueued(db, sri, chat_id=4, not_before=an_hour_ago)
        reply = await rows.enqueued(db, sri, chat_id=5, lane=Lane.REPLY)
    letters = await claimed(storage, lease)
    assert [letter.id for letter in letters] == [reply, earlier, notice, news, edit]


async def test_what_is_not_due_is_left(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        sri, busy = await rows.person(db, 1), await rows.person(db, 2)
        ahead = (await db.execute(select(dialects.seconds_now(db) + 3600))).scalar_one()
        await rows.enqueued(db, sri, not_before=clock.now() + timedelta(minutes=1))
        await rows.enqueued(db, sri, retry_at=ahead)
        for state in set(State) - {State.PENDING}:
            await rows.enqueued(db, sri, state=state)
        db.add(Chat(id=busy.telegram_id, next_send_at=ahead))
        await rows.enqueued(db, busy)
    assert await claimed(storage, lease) == []


async def test_a_stale_epoch_can_neither_claim_nor_record(storage: Storage, lease: Held) -> None:
    first, _second = await notices(storage, 2)
    (letter,) = await claimed(storage, lease, 1)
    later = await taken_over(storage)
    assert later.epoch > lease.epoch
    assert await claimed(storage, lease) == []
    async with storage.transaction() as db:
        await claims.inherit(db, later)
    assert first in [again.id for again in await claimed(storage, later)]
    async with storage.transaction() as db:
        assert not await claims.record(db, letter, lease.owner, SENT)
        await claims.drop(db, letter, lease.owner, State.EXPIRED, "too late")
        await claims.put_back(db, [letter], lease.owner)
    row = await rows.found(storage, first)
    assert (row.state, row.owner, row.message_id) == (State.SENDING, later.owner, None)


async def test_the_same_owner_under_a_later_epoch_is_somebody_else(
    storage: Storage, lease: Held
) -> None:
    (number,) = await notices(storage, 1)
    (letter,) = await claimed(storage, lease)
    await expire(storage)
    assert await lease.hold()
    async with storage.transaction() as db:
        await claims.inherit(db, lease)
    assert [again.id for again in await claimed(storage, lease)] == [number]
    async with storage.transaction() as db:
        assert not await claims.record(db, letter, lease.owner, SENT)
    assert (await rows.found(storage, number)).state == State.SENDING


async def test_what_was_put_back_can_be_claimed_again_at_no_cost(
    storage: Storage, lease: Held
) -> None:
    (number,) = await notices(storage, 1)
    letters = await claimed(storage, lease)
    async with storage.transaction() as db:
        await claims.put_back(db, letters, lease.owner)
    row = await rows.found(storage, number)
    assert (row.state, row.attempts, row.owner) == (State.PENDING, 0, None)
    assert [letter.id for letter in await claimed(storage, lease)] == [number]

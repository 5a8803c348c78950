"""Somebody blocks the bot, or comes back, while the same chat is being claimed or corrected."""

import asyncio

from sqlalchemy import select, text

from bot.delivery import chats, sweep
from bot.delivery.models import Outgoing, State
from bot.delivery.outbox import BLOCKED
from bot.storage import Storage
from tests.common_ground import WAITING
from tests.delivery import rows
from tests.delivery.changing import change, edits, swept
from tests.delivery.test_sweep import bulletin_for
from tests.delivery.working import until


async def blocked_and_changed(storage: Storage) -> None:
    """The only reader has blocked the bot, and what they were told is to be edited."""
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1)
        await chats.set_reachable(db, 1, reachable=False)
    await change(storage, number)


async def comes_back(storage: Storage) -> None:
    async with storage.transaction() as db:
        await chats.set_reachable(db, 1, reachable=True)


async def waits_or_is_over(storage: Storage, task: asyncio.Task[None]) -> None:
    """Until it has ended, or waits for somebody's lock."""

    async def so() -> bool:
        async with storage.reading() as db:
            return task.done() or bool((await db.scalars(text(WAITING))).one())

    await until(so)


async def test_who_comes_back_while_an_edit_is_suppressed_gets_it(
    storage: Storage, other: Storage
) -> None:
    await blocked_and_changed(storage)
    if storage.sqlite:
        return  # one writer at a time
    async with storage.transaction() as db:
        assert await sweep.sweep(db, None) == 1
        returning = asyncio.create_task(comes_back(other))
        await waits_or_is_over(storage, returning)
    await returning
    assert [each.state for each in await edits(storage)] == [State.PENDING]


async def test_an_edit_made_while_its_reader_comes_back_is_not_suppressed(
    storage: Storage, other: Storage
) -> None:
    await blocked_and_changed(storage)
    if storage.sqlite:
        return  # one writer at a time

    async def sweeps() -> None:
        await swept(other)

    async with storage.transaction() as db:
        await chats.set_reachable(db, 1, reachable=True)
        sweeping = asyncio.create_task(sweeps())
        await waits_or_is_over(storage, sweeping)
    await sweeping
    assert [each.state for each in await edits(storage)] == [State.PENDING]


async def blocks(storage: Storage) -> None:
    async with storage.transaction() as db:
        await chats.set_reachable(db, 1, reachable=False)


async def test_who_blocks_the_bot_and_who_claims_for_them_do_not_wait_in_a_circle(
    storage: Storage, other: Storage
) -> None:
    """A claim has the message and wants the chat; to block it takes them in the same order."""
    async with storage.transaction() as db:
        number = await rows.enqueued(db, await rows.person(db, 1))
        await chats.reserve(db, [1])
    if storage.sqlite:
        return  # one writer at a time
    async with storage.transaction() as db:
        await db.execute(select(Outgoing.id).where(Outgoing.id == number).with_for_update())
        blocking = asyncio.create_task(blocks(other))
        await waits_or_is_over(storage, blocking)
        await chats.reserve(db, [1])
    await blocking
    found = await rows.found(storage, number)
    assert (found.state, found.reason) == (State.SUPPRESSED, BLOCKED)

"""Who floods the bot is told so once; what is no flood of theirs is never taken for one."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.conversation.said import Elsewhere, Reached
from bot.delivery.models import Lane, Outgoing
from bot.intake.incoming import Incoming
from bot.intake.processing import TooFast
from bot.storage import Storage
from tests.intake.desk import Desk, blocked, count, texts, update


async def test_a_flood_is_answered_once_and_costs_no_statement_each(
    storage: Storage, other: Storage
) -> None:
    """At two replicas, too, which count each for itself."""
    desks = [Desk(storage, count, flood_limit=3), Desk(other, count, flood_limit=3)]
    for number in range(1, 9):
        await desks[number % 2].takes(dated(number))
    statements: list[object] = []
    for each in (storage, other):
        event.listen(
            each.engine.sync_engine, "before_cursor_execute", lambda *args: statements.append(args)
        )
    for number in range(9, 100):
        await desks[number % 2].takes(dated(number))
    assert statements == []
    async with storage.reading() as db:
        told = await db.scalars(select(Outgoing.lane).where(Outgoing.kind == TooFast.kind))
        assert told.all() == [Lane.REPLY]
    assert len([text for text in await texts(storage) if text]) == 6
    await desks[0].takes(dated(200, seconds=10))
    assert (await texts(storage))[-1] == "Halo, 7."


async def test_who_blocks_the_bot_is_heard_in_any_flood(storage: Storage) -> None:
    desk = Desk(storage, count, flood_limit=1)
    for number in range(1, 5):
        await desk.takes(dated(number))
    await desk.takes(update(9, Reached(reachable=False)))
    assert await blocked(storage, 5)


async def test_what_comes_again_while_the_database_is_away_is_no_flood(storage: Storage) -> None:
    class Away(Storage):
        def transaction(self, *, lasting: bool = True) -> Any:
            raise ConnectionError

    desk = Desk(storage, count, flood_limit=2)
    await desk.takes(dated(1))
    desk.processing._storage = Away(storage.engine)
    for number in (2, 3) * 5:
        with pytest.raises(ConnectionError):
            await desk.takes(dated(number))
    desk.processing._storage = storage
    await desk.takes(dated(2))
    assert await texts(storage) == ["Halo, 1.", "Halo, 2."]


def dated(number: int, seconds: float = 0) -> Incoming:
    return replace(update(number), sent_at=1_790_000_000 + seconds)


async def test_a_group_is_told_once_in_a_while_whoever_asks(storage: Storage) -> None:
    desk = Desk(storage, count)
    for number, (person, group) in enumerate([(5, -7), (6, -7), (5, -7), (5, -8)], start=1):
        called = replace(dated(number), telegram_id=person, chat_id=group, said=Elsewhere())
        await desk.takes(called)
    assert sorted(desk.sender.begun) == [-8, -7]

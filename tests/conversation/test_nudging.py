"""Who leaves a form is reminded the next day and after a week, and never against their will."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation import talk
from bot.conversation.form import Form
from bot.conversation.models import Conversation
from bot.conversation.nudging import Nudge, nudging
from bot.conversation.said import Command
from bot.conversation.turn import Turn
from bot.delivery import chats
from bot.delivery.models import Outgoing
from bot.delivery.quiet import Quiet
from bot.people.models import Person
from bot.storage import Storage, open_storage
from tests.conversation.forms import SMALL
from tests.delivery import rows

DAY, NIGHT = timedelta(days=1), (time(20), time(8))
tick = nudging({SMALL.name: SMALL})


@pytest.fixture
async def other(database_url: str, storage: Storage) -> AsyncIterator[Storage]:
    """The same database as another replica's scheduler sees it."""
    other = open_storage(database_url)
    yield other
    await other.close()


async def begins(db: AsyncSession, telegram_id: int = 71, form: Form = SMALL) -> Turn:
    """Somebody who is asked the first question, and says nothing more."""
    person = await rows.person(db, telegram_id)
    conversation = Conversation(
        person_id=person.id, chat_id=telegram_id, state={}, turn=0, updated_at=clock.now()
    )
    db.add(conversation)
    turn = Turn(db, person, frozenset(), telegram_id, Command("x"), conversation, None)
    await talk.begin(turn, form)
    await db.flush()
    return turn


async def reminders(storage: Storage) -> list[dict[str, Any]]:
    async with storage.reading() as db:
        sent = select(Outgoing.params).where(Outgoing.kind == Nudge.kind).order_by(Outgoing.id)
        return [*await db.scalars(sent)]


async def ticks(storage: Storage, quiet: Quiet = None) -> int:
    async with storage.transaction() as db:
        return await tick(db, quiet)


async def test_after_a_day_and_after_a_week_and_never_again(storage: Storage) -> None:
    async with storage.transaction() as db:
        turn = await begins(db)
        asked = turn.conversation.turn
    counts = []
    for _day in range(30):
        await ticks(storage)
        counts.append(len(await reminders(storage)))
        clock.move(DAY)
    assert [counts.index(number) for number in (0, 1, 2)] == [0, 1, 7]
    assert counts[-1] == 2
    first, second = await reminders(storage)
    assert first["note"] != second["note"]
    # Its buttons carry the turn of the question that is open, so they are alive.
    assert {each["turn"] for each in (first, second)} == {asked}
    assert first["state"] == second["state"]


async def test_a_tick_that_finds_nothing_looks_at_nothing(storage: Storage) -> None:
    async with storage.transaction() as db:
        await begins(db)
    assert await ticks(storage) == 0


async def test_an_answer_moves_the_reminder_and_the_end_takes_it_away(db: AsyncSession) -> None:
    turn = await begins(db)
    before = turn.conversation.nudge_at
    clock.move(timedelta(hours=5))
    await talk.ask_again(turn, SMALL)
    assert before is not None
    assert turn.conversation.nudge_at is not None
    assert turn.conversation.nudge_at - before >= timedelta(hours=5)
    await talk.cancel(turn, SMALL)
    assert turn.conversation.nudge_at is None


async def test_a_reminder_that_falls_into_the_night_waits_for_the_morning(storage: Storage) -> None:
    clock.move_to(datetime(2026, 11, 23, 15, tzinfo=UTC))  # 22.00 in Jakarta
    async with storage.transaction() as db:
        await begins(db)
    clock.move(DAY)
    assert await ticks(storage, NIGHT) == 1
    assert await ticks(storage, NIGHT) == 0
    assert await reminders(storage) == []
    clock.move(timedelta(hours=10))
    assert await ticks(storage, NIGHT) == 1
    assert len(await reminders(storage)) == 1


async def test_a_week_of_downtime_brings_one_reminder_and_a_day_later_the_other(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        await begins(db)
    clock.move(9 * DAY)
    for expected in (1, 1, 2):
        while await ticks(storage):
            pass
        assert len(await reminders(storage)) == expected
        clock.move(DAY / 2)


async def stop_reminding(turn: Turn) -> None:
    turn.person.nudges_stopped_at = clock.now()
    await talk.ask_again(turn, SMALL)


async def block(turn: Turn) -> None:
    await chats.set_reachable(turn.db, turn.chat_id, reachable=False)


async def lose_the_form(turn: Turn) -> None:
    turn.conversation.form = "retired"


@pytest.mark.parametrize("leave", [stop_reminding, block, lose_the_form])
async def test_nobody_is_reminded_who_does_not_want_it_or_cannot_hear_it(
    storage: Storage, leave: Any
) -> None:
    async with storage.transaction() as db:
        await leave(await begins(db))
    clock.move(30 * DAY)
    await ticks(storage)
    assert await ticks(storage) == 0
    assert await reminders(storage) == []


async def test_two_schedulers_remind_once(storage: Storage, other: Storage) -> None:
    async with storage.transaction() as db:
        for number in range(20):
            await begins(db, 100 + number)
    clock.move(DAY)
    await asyncio.gather(*(ticks(each) for each in (storage, other) for _twice in range(2)))
    assert len(await reminders(storage)) == 20


async def test_one_that_cannot_be_asked_again_keeps_nobody_else_from_it(storage: Storage) -> None:
    async with storage.transaction() as db:
        broken = await begins(db, 71)
        broken.conversation.state = {"at": "name", "answers": 5}
        await begins(db, 72)
    clock.move(DAY)
    assert await ticks(storage) == 2
    assert await ticks(storage) == 0
    assert len(await reminders(storage)) == 1


async def test_whose_update_is_being_handled_is_not_silent(
    storage: Storage, other: Storage
) -> None:
    if storage.sqlite:
        return  # one writer: the other one waits
    async with storage.transaction() as db:
        await begins(db)
    clock.move(DAY)
    async with storage.transaction() as db:
        await db.scalars(select(Person).with_for_update(key_share=True))
        assert await ticks(other) == 0
    assert await ticks(other) == 1

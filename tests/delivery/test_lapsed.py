"""Rows in hand when their courier is gone: what is unknown, what goes out again (D2)."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import claims
from bot.delivery.lease import Held
from bot.delivery.models import Lane, State
from bot.delivery.outcome import Sent
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.claiming import claimed, notices, taken_over

SENT = Sent(7, "Halo")


async def test_a_new_courier_calls_foreign_bulletins_unknown_and_repeats_notices(
    storage: Storage, lease: Held
) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        news = await rows.enqueued(db, sri, bulletin_id=await rows.bulletin(db, sri))
        notice = await rows.enqueued(db, sri, chat_id=2)
        waiting = await rows.enqueued(db, sri, not_before=clock.now() + timedelta(hours=1))
        answering = await rows.enqueued(
            db, sri, lane=Lane.REPLY, state=State.SENDING, owner="a replica", lapses_at=2e10
        )
    assert len(await claimed(storage, lease)) == 2
    later = await taken_over(storage)
    async with storage.transaction() as db:
        await claims.inherit(db, later)
    left = [await rows.found(storage, number) for number in (news, notice, waiting, answering)]
    assert [(row.state, row.reason, row.attempts) for row in left] == [
        (State.UNKNOWN, "its sender stopped", 1),
        (State.PENDING, None, 1),
        (State.PENDING, None, 0),
        (State.SENDING, None, 0),  # its own process is still at it
    ]
    assert left[0].settled_at is not None


async def test_a_courier_keeps_what_it_has_in_hand_itself(storage: Storage, lease: Held) -> None:
    (number,) = await notices(storage, 1)
    await claimed(storage, lease)
    async with storage.transaction() as db:
        await claims.inherit(db, lease)
        await claims.reclaim_lapsed(db)
    assert (await rows.found(storage, number)).state == State.SENDING


async def reply(db: AsyncSession, **values: object) -> int:
    """A reply whose process did not come back, to the only person there is."""
    sri = (await db.scalars(select(Person))).one()
    row = {"lane": Lane.REPLY, "state": State.SENDING, "owner": "gone", "lapses_at": 1.0}
    return await rows.enqueued(db, sri, **row | values)


async def test_a_lapsed_reply_returns_unless_its_question_was_answered_since(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        await rows.person(db, 1)
        question = await reply(db, slot="question")
        elsewhere = await reply(db, slot="question", chat_id=99)
        plain = await reply(db)
        fresh = await reply(db, slot="question", state=State.SENT, lapses_at=None)
        busy = await reply(db, lapses_at=2e10)
        await claims.reclaim_lapsed(db)
    states = {
        number: ((row := await rows.found(storage, number)).state, row.reason)
        for number in (question, elsewhere, plain, fresh, busy)
    }
    assert states == {
        question: (State.SUPPRESSED, "answered since"),
        elsewhere: (State.PENDING, None),
        plain: (State.PENDING, None),
        fresh: (State.SENT, None),
        busy: (State.SENDING, None),
    }


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_bulletin_that_lapses_while_others_are_settled_is_never_sent_again(
    storage: Storage,
) -> None:
    """The database's clock goes on between two statements of one transaction."""
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        news = await rows.enqueued(
            db,
            sri,
            bulletin_id=await rows.bulletin(db, sri),
            state=State.SENDING,
            lapses_at=2e10,
        )
    async with storage.transaction() as db:
        connection = (await db.connection()).sync_connection
        assert connection is not None

        def time_passes(*_event: object) -> None:
            connection.execute(text("UPDATE outbox SET lapses_at = 1"))

        event.listen(connection, "after_cursor_execute", time_passes, once=True)
        await claims.reclaim_lapsed(db)
    assert (await rows.found(storage, news)).state != State.PENDING


async def test_when_no_other_process_can_be_alive_everything_in_hand_lapses(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        await rows.person(db, 1)
        number = await reply(db, lapses_at=2e10)
        await claims.orphan_all(db)
        await claims.reclaim_lapsed(db)
    assert (await rows.found(storage, number)).state == State.PENDING

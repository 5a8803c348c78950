"""Rows are claimed and settled on condition, as if two couriers ran (D2)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import chats, claims
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Lane, Lease, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Rejected, Sent, Unknown
from bot.people.models import Person
from bot.storage import Storage, dialects
from tests.delivery import rows

SENT = Sent(7, "Halo")


async def claimed(storage: Storage, lease: Held, limit: int = 10) -> list[Letter]:
    """What can be claimed a second after whatever was claimed before."""
    async with storage.transaction() as db:
        # In one order: two that do this at once must not wait for each other.
        await db.execute(select(Chat.id).order_by(Chat.id).with_for_update())
        await db.execute(update(Chat).values(next_send_at=Chat.next_send_at - chats.GAP_SECONDS))
    async with storage.transaction() as db:
        return await claims.claim(db, lease, limit)


async def expire(storage: Storage) -> None:
    """The lease runs out."""
    async with storage.transaction() as db:
        await db.execute(update(Lease).values(expires_at=0))


async def taken_over(storage: Storage) -> Held:
    """Another courier takes the lease that ran out."""
    await expire(storage)
    later = Held(storage, "courier", 60, owner="another:1:abc")
    assert await later.hold()
    return later


async def notices(storage: Storage, count: int) -> list[int]:
    async with storage.transaction() as db:
        return [
            await rows.enqueued(db, await rows.person(db, number)) for number in range(1, count + 1)
        ]


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


async def test_what_was_sent_is_kept_and_the_chat_has_its_pause(
    storage: Storage, lease: Held
) -> None:
    (number,) = await notices(storage, 1)
    (letter,) = await claimed(storage, lease)
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, SENT)
        next_one = await rows.enqueued(db, (await db.scalars(select(Person))).one())
    row = await rows.found(storage, number)
    assert (row.state, row.text, row.message_id, row.attempts) == (State.SENT, "Halo", 7, 1)
    async with storage.transaction() as db:
        await db.execute(update(Chat).values(next_send_at=Chat.next_send_at + 60))
    assert await claimed(storage, lease) == []
    async with storage.transaction() as db:
        await db.execute(update(Chat).values(next_send_at=0))
    assert [letter.id for letter in await claimed(storage, lease)] == [next_one]


async def test_who_blocked_the_bot_gets_nothing_more_until_a_message_reaches_them(
    storage: Storage, lease: Held
) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        numbers = [await rows.enqueued(db, sri) for _ in range(2)]
    (letter,) = await claimed(storage, lease, 1)
    async with storage.transaction() as db:
        await claims.record(db, letter, lease.owner, Rejected("Forbidden", unreachable=True))
    left = [await rows.found(storage, number) for number in numbers]
    assert [(row.state, row.reason) for row in left] == [
        (State.SUPPRESSED, "Forbidden"),
        (State.SUPPRESSED, "blocked the bot"),
    ]
    assert (await chat(storage, 1)).blocked_at is not None
    async with storage.transaction() as db:
        await rows.enqueued(db, sri, lane=Lane.REPLY)
    (letter,) = await claimed(storage, lease)
    assert not letter.reachable
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, SENT)
    assert (await chat(storage, 1)).blocked_at is None


async def chat(storage: Storage, number: int) -> Chat:
    async with storage.reading() as db:
        return await db.get_one(Chat, number)


async def test_a_retry_waits_by_the_databases_clock(storage: Storage, lease: Held) -> None:
    (number,) = await notices(storage, 1)
    for outcome, attempts in ((NotSent("Too Many", 60), 0), (Unknown("ReadTimeout"), 1)):
        (letter,) = await claimed(storage, lease)
        async with storage.transaction() as db:
            await claims.record(db, letter, lease.owner, outcome)
        row = await rows.found(storage, number)
        assert (row.state, row.attempts, row.settled_at) == (State.PENDING, attempts, None)
        assert await claimed(storage, lease) == []
        async with storage.transaction() as db:
            await db.execute(update(Outgoing).values(retry_at=0))

"""What comes of a row that was tried is kept with it and with its chat (D1, D3)."""

from sqlalchemy import select, update

from bot.delivery import claims
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outcome import NotSent, Rejected, Sent, Unknown
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.claiming import claimed, notices

SENT = Sent(7, "Halo")


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

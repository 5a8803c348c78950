"""A changed bulletin: what waits goes in its newest version or not at all, what went is edited."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import chats, claims, sweep
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED, Letter
from bot.delivery.outcome import NotSent, Sent
from bot.market.models import Bulletin, Ending
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.changing import change, changed, edits, is_swept, swept, worded
from tests.delivery.scripted import Scripted
from tests.delivery.working import at_work, courier, settled


async def bulletin_for(db: AsyncSession, count: int, state: State = State.SENT) -> int:
    """A bulletin of which so many people have a row; message 100 is the first one's."""
    people = [await rows.person(db, number) for number in range(1, count + 1)]
    number = await rows.bulletin(db, people[0])
    for place, person in enumerate(people):
        message = 100 + place if state is State.SENT else None
        await rows.enqueued(db, person, bulletin_id=number, state=state, message_id=message)
    return number


async def claimed(storage: Storage, lease: Held) -> list[Letter]:
    """What the courier takes next, whenever it last wrote there."""
    async with storage.transaction() as db:
        await db.execute(update(Chat).values(next_send_at=0))
        return await claims.claim(db, lease, 5)


async def test_what_was_sent_is_edited_once_in_chunks_and_is_no_person_more(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "CHUNK", 2)
    async with storage.transaction() as db:
        number = await bulletin_for(db, 5)
    await change(storage, number)
    chunks = []
    for _ in range(4):
        async with storage.transaction() as db:
            chunks.append(await sweep.sweep(db, None))
    assert chunks == [2, 2, 1, 0]
    assert await is_swept(storage, number)
    found = await edits(storage)
    assert [(each.message_id, each.state) for each in found] == [
        (100 + place, State.PENDING) for place in range(5)
    ]
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.SENT: 5}
    assert await swept(storage) == 0


async def test_an_edit_says_what_is_newest_when_it_goes(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1)
    await change(storage, number)
    await swept(storage)
    await change(storage, number)
    await swept(storage)
    (letter,) = await claimed(storage, lease)
    assert (letter.lane, letter.edits, letter.version) == (Lane.EDIT, 100, 3)
    async with storage.reading() as db:
        screen = await rows.WORDING.of_bulletin(db, letter)
    assert screen.text == worded(3)
    assert len(await edits(storage)) == 1


async def test_what_waits_goes_out_in_the_newest_version(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1, State.PENDING)
    await change(storage, number)
    (letter,) = await claimed(storage, lease)  # before any sweep
    assert letter.version == 2
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, Sent(7, "x"))
    await swept(storage)
    assert await edits(storage) == []
    assert await is_swept(storage, number)


@pytest.mark.parametrize(
    ("ending", "state", "reason"),
    [
        (Ending.WITHDRAWN, State.SUPPRESSED, "withdrawn"),
        (Ending.SUPERSEDED, State.SUPPRESSED, "superseded"),
        (Ending.FULFILLED, State.SUPPRESSED, "fulfilled"),
        (Ending.EXPIRED, State.EXPIRED, "its time passed before it could go"),
    ],
)
@pytest.mark.parametrize("first", ["sweep", "courier"])
async def test_what_has_ended_goes_to_nobody_else_whoever_comes_first(
    storage: Storage, ending: Ending, state: State, reason: str, first: str
) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 3, State.PENDING)
    await change(storage, number, ending)
    sender = Scripted()
    if first == "sweep":
        assert await swept(storage) == 3
    else:
        async with at_work(courier(storage, sender)):
            await settled(storage)
    assert sender.begun == []
    await swept(storage)
    async with storage.reading() as db:
        found = set(await db.execute(select(Outgoing.state, Outgoing.reason)))
        assert (await ledger(db, number)).states == {state: 3}
    assert {tuple(each) for each in found} == {(state, reason)}
    assert await is_swept(storage, number)


async def test_what_holds_for_longer_waits_for_longer(storage: Storage) -> None:
    """The end that counts is the bulletin's, and not the one it had when the row was made."""
    sender = Scripted()
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1, State.PENDING)
        await db.execute(update(Outgoing).values(expires_at=clock.now() - timedelta(hours=1)))
        another = await rows.bulletin(db, await db.get_one(Person, 1))
        over = clock.now() - timedelta(seconds=1)
        await db.execute(update(Bulletin).where(Bulletin.id == another).values(valid_until=over))
        late = await rows.enqueued(db, await rows.person(db, 9), bulletin_id=another)
    async with at_work(courier(storage, sender)):
        await settled(storage)
    assert sender.begun == [1]
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.SENT: 1}
    assert (await rows.found(storage, late)).state == State.EXPIRED


async def test_what_is_being_sent_meanwhile_is_brought_up_to_date_afterwards(
    storage: Storage, lease: Held
) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1, State.PENDING)
    (letter,) = await claimed(storage, lease)
    assert await change(storage, number, Ending.WITHDRAWN) == 2
    assert await swept(storage) == 0
    assert not await is_swept(storage, number)
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, Sent(7, "x"))
    assert await swept(storage) == 1
    (edit,) = await edits(storage)
    assert (edit.message_id, edit.state) == (7, State.PENDING)
    assert await is_swept(storage, number)


async def test_an_edit_that_is_on_its_way_meanwhile_is_followed_by_another(
    storage: Storage, lease: Held
) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1)
    await change(storage, number)
    await swept(storage)
    (second,) = await claimed(storage, lease)
    await change(storage, number)
    assert await swept(storage) == 0
    assert not await is_swept(storage, number)
    async with storage.transaction() as db:
        assert await claims.record(db, second, lease.owner, Sent(100, "x"))
    assert await swept(storage) == 1
    (third,) = await claimed(storage, lease)
    assert (second.version, third.version) == (2, 3)
    assert await is_swept(storage, number)


async def test_an_edit_that_was_not_sent_is_the_only_one_and_says_the_newest(
    storage: Storage, lease: Held
) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1)
    await change(storage, number)
    await swept(storage)
    (letter,) = await claimed(storage, lease)
    await change(storage, number)
    await swept(storage)
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, NotSent("429", 0))
    await swept(storage)
    (again,) = await claimed(storage, lease)
    assert (again.id, again.version) == (letter.id, 3)
    assert len(await edits(storage)) == 1
    assert await is_swept(storage, number)


async def test_who_has_no_message_to_edit_gets_none(storage: Storage) -> None:
    """What became unknown, what was refused, and what an erasure has made nobody's."""
    async with storage.transaction() as db:
        number = await bulletin_for(db, 3)
        states = zip((State.UNKNOWN, State.FAILED, State.SENT), range(3), strict=True)
        for state, place in states:
            gone = update(Outgoing).where(Outgoing.message_id == 100 + place)
            await db.execute(gone.values(state=state, message_id=None))
    await change(storage, number)
    await swept(storage)
    assert await edits(storage) == []
    assert await is_swept(storage, number)


async def test_who_blocked_the_bot_is_not_written_to(storage: Storage) -> None:
    async with storage.transaction() as db:
        number = await bulletin_for(db, 2)
        await chats.set_reachable(db, 1, reachable=False)
    await change(storage, number)
    await swept(storage)
    async with storage.transaction() as db:
        await chats.set_reachable(db, 2, reachable=False)
    found = [(each.chat_id, each.state, each.reason) for each in await edits(storage)]
    assert found == [(1, State.SUPPRESSED, BLOCKED), (2, State.SUPPRESSED, BLOCKED)]


async def test_two_bulletins_do_not_wait_for_each_other(storage: Storage, lease: Held) -> None:
    """One cannot be finished while a message of it is under way; the next one is begun."""
    async with storage.transaction() as db:
        stuck = await bulletin_for(db, 1, State.PENDING)
    await claimed(storage, lease)
    async with storage.transaction() as db:
        other = await rows.bulletin(db, await db.get_one(Person, 1))
        sri = await rows.person(db, 50)
        await rows.enqueued(db, sri, bulletin_id=other, state=State.SENT, message_id=5)
    for number in (stuck, other):
        await change(storage, number)
    assert await swept(storage) == 1
    assert [await is_swept(storage, number) for number in (stuck, other)] == [False, True]


async def changed_at_once(storage: Storage, number: int) -> None:
    async with storage.transaction() as db:
        await db.execute(text("SET LOCAL lock_timeout = '100ms'"))
        await changed(db, number)


async def test_a_bulletin_does_not_change_while_a_message_of_it_is_being_claimed(
    storage: Storage, other: Storage, lease: Held
) -> None:
    """Or a sweep could be over before the claim of an old version is there to be seen."""
    if storage.sqlite:
        return  # one writer at a time
    async with storage.transaction() as db:
        number = await bulletin_for(db, 1, State.PENDING)
    async with storage.transaction() as db:
        (letter,) = await claims.claim(db, lease, 5)
        with pytest.raises(OperationalError, match="lock timeout"):
            await changed_at_once(other, number)
    assert letter.version == 1
    assert await change(other, number) == 2

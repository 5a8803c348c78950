"""A group's chat is closed, opened again and gets another number: nothing lost, nothing twice."""

import pytest
from sqlalchemy import select, update

from bot.delivery import chats, claims, group_chats
from bot.delivery.group_chats import Arrival
from bot.delivery.lease import Held
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED
from bot.delivery.outcome import STAYED_BEHIND, GroupMoved, Sent, Unknown
from bot.people import consent, groups
from bot.people.models import Person, Purpose
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.changing import change, changed, edits, swept
from tests.delivery.claiming import claimed

OLD, NEW = -40, -10_040
KEEPER = 7
UPGRADED = GroupMoved("group chat was upgraded to a supergroup chat", NEW)


async def kept(storage: Storage, chat_id: int = OLD, keeper: int = KEEPER) -> Person:
    """A group that hears of something, and its keeper."""
    async with storage.transaction() as db:
        one = (await db.scalars(select(Person).where(Person.telegram_id == keeper))).first()
        await groups.begin(
            db, chat_id, one or await rows.person(db, keeper), "Koperasi", channel=False
        )
        group = await groups.of_chat(db, chat_id)
        assert group
        consent.give(db, group.person, Purpose.NEWS)
        return group.person


async def waiting(storage: Storage, group: Person, **values: object) -> int:
    async with storage.transaction() as db:
        number = await rows.bulletin(db, group)
        return await rows.enqueued(db, group, bulletin_id=number, **values)


async def moves(storage: Storage, old: int = OLD, new: int = NEW) -> None:
    async with storage.transaction() as db:
        await group_chats.moved(db, old, new)


async def test_what_waits_goes_to_the_supergroup_however_often_it_is_told(
    storage: Storage, lease: Held
) -> None:
    group = await kept(storage)
    number = await waiting(storage, group)
    await moves(storage)
    await moves(storage)
    (letter,) = await claimed(storage, lease)
    assert (letter.id, letter.chat_id) == (number, NEW)


async def test_what_is_under_way_is_refused_by_the_old_chat_and_goes_to_the_new(
    storage: Storage, lease: Held
) -> None:
    group = await kept(storage)
    number, later = await waiting(storage, group), await waiting(storage, group)
    (letter,) = await claimed(storage, lease)
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, UPGRADED)
    for each in (number, later):
        row = await rows.found(storage, each)
        assert (row.state, row.chat_id, row.attempts) == (State.PENDING, NEW, 0)
    assert await claimed(storage, lease) == []  # the new chat waits as the old one would
    async with storage.transaction() as db:
        await db.execute(update(Chat).values(next_send_at=0))
    (again,) = await claimed(storage, lease)
    assert again.chat_id == NEW


async def test_a_service_message_that_comes_before_the_refusal_changes_nothing_of_that(
    storage: Storage, lease: Held
) -> None:
    group = await kept(storage)
    number = await waiting(storage, group)
    (letter,) = await claimed(storage, lease)
    await moves(storage)
    async with storage.transaction() as db:
        assert await claims.record(db, letter, lease.owner, UPGRADED)
    row = await rows.found(storage, number)
    assert (row.state, row.chat_id) == (State.PENDING, NEW)


async def test_what_may_have_arrived_in_the_old_chat_is_not_sent_to_the_new(
    storage: Storage, lease: Held
) -> None:
    group = await kept(storage)
    number = await waiting(storage, group)
    (letter,) = await claimed(storage, lease)
    await moves(storage)
    async with storage.transaction() as db:
        await claims.record(db, letter, lease.owner, Unknown("no answer in time"))
    assert (await rows.found(storage, number)).state == State.UNKNOWN
    assert await claimed(storage, lease) == []


async def test_what_was_held_back_as_the_old_chat_was_closed_is_not_lost(
    storage: Storage, lease: Held
) -> None:
    """Telegram may say that the bot has left the old chat before it says why."""
    group = await kept(storage)
    number = await waiting(storage, group)
    async with storage.transaction() as db:
        await chats.set_reachable(db, OLD, reachable=False)
    row = await rows.found(storage, number)
    assert (row.state, row.reason) == (State.SUPPRESSED, BLOCKED)
    await moves(storage)
    assert [letter.chat_id for letter in await claimed(storage, lease)] == [NEW]


async def test_a_message_that_stayed_behind_cannot_be_changed_and_says_so(
    storage: Storage, lease: Held
) -> None:
    group = await kept(storage)
    async with storage.transaction() as db:
        edit = await rows.enqueued(db, group, lane=Lane.EDIT, message_id=3)
    (letter,) = await claimed(storage, lease)
    async with storage.transaction() as db:
        await claims.record(db, letter, lease.owner, UPGRADED)
    row = await rows.found(storage, edit)
    assert (row.state, row.reason) == (State.FAILED, STAYED_BEHIND)


@pytest.mark.parametrize("first", ["the edit", "a closed chat", "the move"])
async def test_a_change_for_the_worse_is_told_anew_where_the_message_stayed_behind(
    storage: Storage, lease: Held, first: str
) -> None:
    group = await kept(storage)
    number = await waiting(storage, group, state=State.SENT, chat_id=OLD, message_id=3)
    bulletin = (await rows.found(storage, number)).bulletin_id or 0
    if first == "the move":
        await moves(storage)
    version = await change(storage, bulletin)
    async with storage.transaction() as db:
        await group_chats.hold(db, bulletin, version, rows.Greeting(name="Sri"))
        if first == "a closed chat":
            await chats.set_reachable(db, OLD, reachable=False)
    await swept(storage)
    if first != "the move":
        await moves(storage)
    (edit,) = await edits(storage)
    assert (edit.state, edit.reason) == (State.FAILED, STAYED_BEHIND)
    (told,) = await claimed(storage, lease)
    assert (told.lane, told.chat_id) == (Lane.NOTICE, NEW)


async def test_what_its_message_shows_a_group_is_not_told_besides(
    storage: Storage, lease: Held
) -> None:
    group = await kept(storage)
    number = await waiting(storage, group, state=State.SENT, chat_id=OLD, message_id=3)
    bulletin = (await rows.found(storage, number)).bulletin_id or 0
    async with storage.transaction() as db:
        await group_chats.hold(db, bulletin, await changed(db, bulletin), rows.Greeting(name="Sri"))
    await swept(storage)
    (edit,) = await claimed(storage, lease)
    async with storage.transaction() as db:
        await claims.record(db, edit, lease.owner, Sent(3, "x"))
    await moves(storage)
    await change(storage, bulletin)  # of no weight
    await swept(storage)
    assert await claimed(storage, lease) == []


async def test_a_supergroup_that_was_heard_of_first_is_the_same_group(storage: Storage) -> None:
    group = await kept(storage)
    async with storage.transaction() as db:
        keeper = (await db.scalars(select(Person).where(Person.telegram_id == KEEPER))).one()
        await groups.begin(db, NEW, keeper, "Koperasi", channel=False)
    await moves(storage)
    async with storage.reading() as db:
        found = await groups.of_chat(db, NEW)
        assert found
        assert (found.person.id, found.hears) == (group.id, True)
        everyone = await groups.kept_by(db, select(Person.id))
        assert [each.person.id for each in everyone] == [group.id]


async def test_of_two_that_hear_of_something_the_older_goes_on(storage: Storage) -> None:
    group, other = await kept(storage), await kept(storage, NEW)
    number = await waiting(storage, other)
    await moves(storage)
    async with storage.reading() as db:
        found = await groups.of_chat(db, NEW)
        assert found
        assert found.person.id == group.id
    assert (await rows.found(storage, number)).state == State.SUPPRESSED


async def test_a_stranger_who_adds_the_bot_leaves_no_row(storage: Storage) -> None:
    async with storage.transaction() as db:
        await group_chats.joined(db, OLD, Arrival("Koperasi", channel=False, by=99, new=True))
    async with storage.reading() as db:
        assert await groups.of_chat(db, OLD) is None
        assert (await db.scalars(select(Outgoing.id))).all() == []

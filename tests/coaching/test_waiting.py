"""The line before a class: a place that is freed goes to exactly one, the next."""

import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Kind, Participant, Said
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import answers, calling_off, sessions
from bot.coaching.sessions.notices import PlaceFreed
from bot.delivery.models import Outgoing
from bot.people import businesses
from bot.people.businesses import Make
from bot.people.models import Person
from bot.storage import Storage
from tests.coaching.meeting import meets, officer, owner


async def a_class(db: AsyncSession, people: int, capacity: int) -> tuple[int, list[Person]]:
    wayan = await officer(db)
    owners = [await owner(db, f"Ibu {number}") for number in range(people)]
    invited = [business for _person, business in owners]
    [seen] = await meets(db, wayan, *invited, kind=Kind.CLASS, capacity=capacity)
    return seen.session.id, [person for person, _business in owners]


async def declines(db: AsyncSession, person: Person, session_id: int) -> None:
    seen = await sessions.coming(db, person.id, session_id)
    assert seen
    await answers.decline(db, person, seen, None)


async def line(db: AsyncSession) -> list[int | None]:
    return [*await db.scalars(select(Participant.waits).order_by(Participant.id))]


async def offered(db: AsyncSession) -> list[int | None]:
    found = select(Outgoing.person_id).where(Outgoing.kind == PlaceFreed.kind)
    return [*await db.scalars(found.order_by(Outgoing.id))]


async def test_who_comes_later_waits_and_is_not_reminded_yet(db: AsyncSession) -> None:
    _number, people = await a_class(db, 4, 2)
    assert await line(db) == [None, None, 1, 2]
    reminded = {*await db.scalars(select(Reminder.person_id))}
    assert not reminded & {people[2].id, people[3].id}


async def test_a_place_goes_to_the_next_in_line_who_is_reminded_from_then_on(
    db: AsyncSession,
) -> None:
    number, people = await a_class(db, 4, 2)
    await declines(db, people[0], number)
    assert await line(db) == [None, None, None, 1]
    assert await offered(db) == [people[2].id]
    assert people[2].id in {*await db.scalars(select(Reminder.person_id))}
    await declines(db, people[0], number)
    assert await offered(db) == [people[2].id]


async def test_who_leaves_the_line_lets_the_others_move_up(db: AsyncSession) -> None:
    number, people = await a_class(db, 5, 2)
    await declines(db, people[2], number)
    assert await line(db) == [None, None, None, 1, 2]
    assert await offered(db) == []


async def test_who_declined_comes_back_to_the_end_of_the_line(db: AsyncSession) -> None:
    number, people = await a_class(db, 4, 2)
    await declines(db, people[0], number)
    seen = await sessions.coming(db, people[0].id, number)
    assert seen
    await answers.confirm(db, people[0], seen, None)
    assert await line(db) == [2, None, None, 1]


async def test_a_place_that_is_given_up_and_got_again_reminds_again(db: AsyncSession) -> None:
    number, people = await a_class(db, 3, 1)
    for leaving in (people[0], people[1], people[2]):
        await declines(db, leaving, number)
    for person in people[:2]:
        seen = await sessions.coming(db, person.id, number)
        assert seen
        await answers.confirm(db, person, seen, None)
        await db.flush()
    assert await line(db) == [None, 1, None]
    await declines(db, people[0], number)
    assert await line(db) == [None, None, None]
    due = select(Reminder.person_id).where(Reminder.outcome == Outcome.PENDING)
    assert people[1].id in {*await db.scalars(due)}
    assert people[0].id not in {*await db.scalars(due)}


async def test_who_has_two_businesses_in_a_class_answers_for_both(db: AsyncSession) -> None:
    wayan = await officer(db)
    siti, business = await owner(db, "Siti")
    second = await businesses.add(db, siti, "Kue", "35.07", [Make("tomat", "tomat")])
    [seen] = await meets(db, wayan, business, second, kind=Kind.CLASS)
    await declines(db, siti, seen.session.id)
    found = await db.scalars(select(Participant.answer))
    assert [*found] == [Said.DECLINED] * 2


async def test_who_calls_it_off_for_themselves_leaves_the_class_to_the_others(
    db: AsyncSession,
) -> None:
    number, people = await a_class(db, 3, 2)
    seen = await sessions.coming(db, people[0].id, number)
    assert seen
    await calling_off.call_off(db, people[0], [seen], None)
    assert seen.session.called_off_at is None
    assert [each.participant.answer for each in seen.guests] == [
        Said.DECLINED,
        Said.NOTHING,
        Said.NOTHING,
    ]
    assert await offered(db) == [people[2].id]


async def test_two_who_give_up_their_places_at_once_let_two_in(
    storage: Storage, other: Storage
) -> None:
    async with storage.transaction() as db:
        number, people = await a_class(db, 5, 2)

    async def gives_up(on: Storage, person: Person) -> None:
        async with on.transaction() as db:
            await declines(db, await db.get_one(Person, person.id), number)

    await asyncio.gather(gives_up(storage, people[0]), gives_up(other, people[1]))
    async with storage.reading() as db:
        assert await line(db) == [None, None, None, None, 1]
        assert sorted(number for number in await offered(db) if number) == sorted(
            [people[2].id, people[3].id]
        )

"""A reminder comes again if that is wanted, and at the hours that somebody chose."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Session
from bot.coaching.reminders import (
    again,
    choosing,
    hours,
    not_reminded,
    reminders,
    renewals,
)
from bot.coaching.reminders.again import Again
from bot.coaching.reminders.models import DAY, HOUR, About, Outcome, Reminder, Why
from bot.coaching.sessions import seeing
from bot.delivery.models import Outgoing
from bot.people.models import Business, Person
from bot.people.readiness import Item
from bot.storage import Storage
from tests.coaching.test_reminders import JAKARTA, NIGHT, planned, ticked, wib
from tests.delivery import rows


async def people_of(db: AsyncSession, session_id: int) -> tuple[Person, Person]:
    """The owner and the officer."""
    session = await db.get_one(Session, session_id)
    seen = (await seeing.seen(db, [session.id]))[session.id]
    return seen.guests[0].owner, seen.officer


async def theirs(db: AsyncSession, person: Person) -> Sequence[tuple[int, str, str | None]]:
    found = await db.execute(
        select(Reminder.ahead, Reminder.outcome, Reminder.why)
        .where(Reminder.person_id == person.id)
        .order_by(Reminder.ahead.desc())
    )
    return [(ahead, outcome, why) for ahead, outcome, why in found]


async def kinds(db: AsyncSession, person: Person) -> Sequence[str]:
    """What was enqueued for them."""
    sent = select(Outgoing.kind).where(Outgoing.person_id == person.id).order_by(Outgoing.id)
    return (await db.scalars(sent)).all()


async def test_who_wants_it_again_is_reminded_an_hour_later_once(storage: Storage) -> None:
    clock.move_to(wib("24 14:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:30"), (JAKARTA, JAKARTA), NIGHT)
    clock.move_to(wib("24 19:30"))
    await ticked(storage, NIGHT)
    async with storage.transaction() as db:
        owner, _officer = await people_of(db, session_id)
        first = await again.snooze(db, owner, About.SESSION, session_id)
        clock.move(timedelta(minutes=3))
        second = await again.snooze(db, owner, About.SESSION, session_id)
        assert first is not None
        assert first == second
        assert first.at is not None
        assert timedelta() <= wib("24 20:31") - first.at <= timedelta(minutes=1)
        assert len(await kinds(db, owner)) == 1
    clock.move_to(wib("24 20:31"))
    await ticked(storage, NIGHT)
    async with storage.reading() as db:
        assert await kinds(db, owner) == ["session_soon"] * 2
        asked = await db.scalars(select(Reminder).where(Reminder.asked))
        assert [row.outcome for row in asked] == [Outcome.ENQUEUED]


async def test_too_late_for_another_one_is_said_and_what_is_not_theirs_is_not_found(
    storage: Storage,
) -> None:
    clock.move_to(wib("25 13:30"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:20"), (JAKARTA, JAKARTA), NIGHT)
        owner, _officer = await people_of(db, session_id)
        stranger = await rows.person(db, 900)
        assert await again.snooze(db, owner, About.SESSION, session_id) == Again(None)
        assert await again.snooze(db, stranger, About.SESSION, session_id) is None
        assert await again.snooze(db, owner, About.PAPER, session_id) is None
        clock.move_to(wib("25 14:20"))
        assert await again.snooze(db, owner, About.SESSION, session_id) is None


async def test_other_hours_are_planned_anew_and_back_again(storage: Storage) -> None:
    clock.move_to(wib("20 09:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
        owner, officer = await people_of(db, session_id)
        assert await choosing.choose(db, owner, {2 * DAY, HOUR}, NIGHT)
        await db.flush()
        assert await theirs(db, owner) == [
            (2 * DAY, Outcome.PENDING, None),
            (DAY, Outcome.MISSED, Why.UNWANTED),
            (HOUR, Outcome.PENDING, None),
        ]
        assert {row[1] for row in await theirs(db, officer)} == {Outcome.PENDING}
        assert await choosing.choose(db, owner, {DAY}, NIGHT)
        await db.flush()
        assert [row for row in await theirs(db, owner) if row[1] == Outcome.PENDING] == [
            (DAY, Outcome.PENDING, None)
        ]
        again_planned = await planned(db, wib("26 14:00"), (JAKARTA, JAKARTA), NIGHT)
        assert again_planned != session_id


async def test_a_choice_holds_for_sessions_planned_later(storage: Storage) -> None:
    clock.move_to(wib("20 09:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
        owner, _officer = await people_of(db, session_id)
        await choosing.choose(db, owner, {3 * HOUR}, NIGHT)
        session = await db.get_one(Session, session_id)
        await reminders.stop_of(db, session_id)
        session.version, session.starts_at = 2, wib("26 14:00")
        reminders.owe(db, session, owner, choosing.ahead_of(owner), NIGHT)
        await db.flush()
        pending = [row for row in await theirs(db, owner) if row[1] == Outcome.PENDING]
        assert pending == [(3 * HOUR, Outcome.PENDING, None)]


async def test_what_was_called_off_does_not_come_back_by_choosing(storage: Storage) -> None:
    clock.move_to(wib("20 09:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
        owner, _officer = await people_of(db, session_id)
        (await db.get_one(Session, session_id)).called_off_at = clock.now()
        await reminders.stop_of(db, session_id)
        await choosing.choose(db, owner, {2 * DAY}, NIGHT)
        await db.flush()
        assert {row[1] for row in await theirs(db, owner)} == {Outcome.MISSED}


async def test_who_is_not_to_be_reminded_of_a_session_is_not_by_choosing(storage: Storage) -> None:
    """They said that they do not come, or take no part any more, while it goes on for others."""
    clock.move_to(wib("20 09:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
        owner, officer = await people_of(db, session_id)
        await reminders.stop(db, owner.id)
        for person in (owner, officer):
            await choosing.choose(db, person, {2 * DAY}, NIGHT)
        await db.flush()
        assert {row[1] for row in await theirs(db, owner)} == {Outcome.MISSED}
        assert (2 * DAY, Outcome.PENDING, None) in await theirs(db, officer)


async def test_none_too_many_and_too_far_are_refused(storage: Storage) -> None:
    async with storage.transaction() as db:
        siti = await rows.person(db, 1)
        for ahead in (set(), {31 * DAY}, {5}, set(range(HOUR, HOUR + 7))):
            assert not await choosing.choose(db, siti, ahead, NIGHT)
        assert choosing.ahead_of(siti) == hours.USUAL


async def test_the_officer_sees_whom_no_reminder_reached(storage: Storage) -> None:
    clock.move_to(wib("24 21:00"))
    async with storage.transaction() as db:
        early = await planned(db, wib("25 07:30"), (JAKARTA, "Asia/Jayapura"), NIGHT)
        late = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
        owner, officer = await people_of(db, early)
        _owner, other = await people_of(db, late)
        owner.name = "Siti"
        found = await not_reminded.not_reminded(db, officer.id)
        assert [(each.name, each.starts_at) for each in found] == [("Siti", wib("25 07:30"))]
        assert await not_reminded.not_reminded(db, other.id) == []


async def paper(db: AsyncSession, last_day: date | None, owner: Person) -> None:
    business = (await db.scalars(select(Business).where(Business.person_id == owner.id))).one()
    await renewals.hold_until(db, owner, business.id, Item.PIRT, last_day, quiet=NIGHT)
    await db.flush()


async def test_a_permit_that_expires_is_told_in_time_and_another_day_replaces_the_first(
    storage: Storage,
) -> None:
    clock.move_to(datetime(2026, 11, 23, 3, tzinfo=UTC))
    async with storage.transaction() as db:
        owner = await rows.person(db, 1, zone="Asia/Jayapura")
        db.add(Business(person_id=owner.id, name="Kebun", regency="35.07", created_at=clock.now()))
        await db.flush()
        await paper(db, date(2027, 1, 10), owner)
        assert await theirs(db, owner) == [
            (90 * DAY, Outcome.FOLDED, None),
            (30 * DAY, Outcome.PENDING, None),
            (7 * DAY, Outcome.PENDING, None),
        ]
        due = await db.scalars(select(Reminder.due_at).order_by(Reminder.due_at))
        assert due.all()[-1] == datetime(2027, 1, 3, tzinfo=UTC)  # 09.00 WIT
        await paper(db, date(2027, 1, 10), owner)
        assert len(await theirs(db, owner)) == 3
        await paper(db, date(2032, 1, 10), owner)
    clock.move_to(datetime(2027, 1, 3, 0, 1, tzinfo=UTC))
    await ticked(storage, NIGHT)
    async with storage.reading() as db:
        assert await kinds(db, owner) == []
    clock.move_to(datetime(2032, 1, 3, 0, 1, tzinfo=UTC))
    await ticked(storage, NIGHT)
    async with storage.transaction() as db:
        assert await kinds(db, owner) == ["paper_expires"]
        await paper(db, None, owner)
        assert Outcome.PENDING not in {row[1] for row in await theirs(db, owner)}

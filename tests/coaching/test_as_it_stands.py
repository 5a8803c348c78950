"""What is owed follows what has changed since it was written: answers, hours, places, clocks."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Kind
from bot.coaching.programmes.models import Enrolment
from bot.coaching.reminders import again, choosing, reminders, retiming
from bot.coaching.reminders.models import DAY, HOUR, About, Outcome, Reminder, Why
from bot.coaching.sessions import answers, moving
from bot.coaching.sessions.moving import Move
from bot.people.models import Business, Person
from tests.coaching.meeting import meets, officer, owner
from tests.coaching.sequencing import NIGHT, begun, draft, goes_on_to, told
from tests.coaching.test_hours import owed

Siti = tuple[Person, Business]


def wib(text: str) -> datetime:
    """`24 14:00`: a moment of November 2026 by the clock of Jakarta."""
    return datetime.fromisoformat(f"2026-11-{text}+07:00").astimezone(UTC)


@pytest.fixture
async def wayan(db: AsyncSession) -> Person:
    return await officer(db)


@pytest.fixture
async def siti(db: AsyncSession) -> Siti:
    return await owner(db, "Siti")


async def theirs(db: AsyncSession, person: Person) -> Sequence[Reminder]:
    query = select(Reminder).where(Reminder.person_id == person.id).order_by(Reminder.due_at)
    return (await db.scalars(query.execution_options(populate_existing=True))).all()


async def test_who_lives_by_another_clock_is_reminded_by_it(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    """By the old one at 08.30 WIT; by the new one that is night, and the session before eight."""
    person, business = siti
    person.zone = "Asia/Jayapura"
    await meets(db, wayan, business, local_start="2026-11-27T07:30")  # 09.30 WIT
    before = [row.due_at for row in await theirs(db, person)]
    assert before == [wib("26 07:30"), wib("27 06:30")]
    person.zone = "Asia/Jakarta"
    await retiming.retime(db, person, NIGHT)
    rows = await theirs(db, person)
    assert [(row.due_at, row.outcome) for row in rows] == [
        (wib("25 19:59"), Outcome.PENDING),
        (wib("26 19:59"), Outcome.PENDING),
    ]


async def test_what_is_due_already_and_what_they_asked_for_stays(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    person, business = siti
    [seen] = await meets(db, wayan, business)
    clock.move_to(wib("26 09:00"))
    asked = await again.snooze(db, person, About.SESSION, seen.session.id)
    assert asked is not None
    person.zone = "America/New_York"
    await retiming.retime(db, person, NIGHT)
    rows = await theirs(db, person)
    assert [row.due_at for row in rows[:2]] == [wib("26 09:00"), asked.at]


async def test_messages_of_a_programme_are_looked_at_again_by_another_clock(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    person, business = siti
    programme = await begun(db, wayan, draft(1))
    db.add(
        Enrolment(
            programme_id=programme.id,
            business_id=business.id,
            enrolled_at=clock.now(),
            messages_due_at=wib("24 09:00"),
        )
    )
    person.zone = "Asia/Jayapura"
    await retiming.retime(db, person, NIGHT)
    await goes_on_to(db, 1, hour=7)  # nine in Jayapura
    assert await told(db, person) == ["Hari ke-1."]


async def test_who_comes_after_all_is_reminded_at_the_hours_that_they_chose_meanwhile(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    person, business = siti
    [seen] = await meets(db, wayan, business)
    await answers.decline(db, person, seen, None)
    await choosing.choose(db, person, [2 * DAY], None)
    assert await owed(db, person) == []
    await answers.confirm(db, person, seen, None)
    assert await owed(db, person) == [2 * DAY]


async def test_who_declined_when_nothing_more_was_to_come_is_not_reminded_by_choosing(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    person, business = siti
    await choosing.choose(db, person, [2 * DAY], None)
    [seen] = await meets(db, wayan, business)
    clock.move_to(wib("26 09:00"))
    while await reminders.tick(db, None):
        pass
    await answers.decline(db, person, seen, None)
    await choosing.choose(db, person, [HOUR], None)
    assert await owed(db, person) == []


async def test_who_comes_after_all_in_the_night_is_reminded_in_the_morning(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    """The evening before has passed."""
    person, business = siti
    [seen] = await meets(db, wayan, business, local_start="2026-11-27T08:30")
    await retiming.retime(db, person, NIGHT)
    await answers.decline(db, person, seen, NIGHT)
    clock.move_to(wib("26 21:00"))
    await answers.confirm(db, person, seen, NIGHT)
    pending = [row.due_at for row in await theirs(db, person) if row.outcome == Outcome.PENDING]
    assert pending == [wib("27 08:00")]


async def test_a_move_gives_nobody_a_place_that_is_taken(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    ani, sambal = await owner(db, "Ani")
    [seen] = await meets(db, wayan, siti[1], sambal, kind=Kind.CLASS, capacity=1)
    await answers.decline(db, siti[0], seen, None)
    await moving.carry_out(db, [Move(seen, "2026-11-28T09:00")], None, by=wayan.id)
    assert [guest.participant.waits for guest in seen.guests] == [1, None]
    assert await owed(db, siti[0]) == []
    assert await owed(db, ani) == [DAY, HOUR]


async def test_asked_for_at_the_minute_of_one_that_went_early_it_comes_all_the_same(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    """That of an hour before has gone the evening before: 07.30 is night."""
    person, business = siti
    [seen] = await meets(db, wayan, business, local_start="2026-11-27T08:30")
    await retiming.retime(db, person, NIGHT)
    clock.move_to(wib("26 19:59"))
    while await reminders.tick(db, NIGHT):
        pass
    clock.move_to(seen.session.starts_at - timedelta(hours=2))
    asked = await again.snooze(db, person, About.SESSION, seen.session.id)
    assert asked is not None
    clock.move_to(seen.session.starts_at - timedelta(minutes=59))
    while await reminders.tick(db, NIGHT):
        pass
    mine = [row for row in await theirs(db, person) if row.asked]
    assert [row.outcome for row in mine] == [Outcome.ENQUEUED]


async def test_what_they_asked_for_in_the_evening_is_not_folded_into_one_that_is_missed(
    db: AsyncSession, wayan: Person, siti: Siti
) -> None:
    """Nobody ticked for an hour: the usual one has to wait until it is too late."""
    person, business = siti
    [seen] = await meets(db, wayan, business, local_start="2026-11-27T22:00")
    await retiming.retime(db, person, NIGHT)
    clock.move_to(wib("27 18:30"))
    await again.snooze(db, person, About.SESSION, seen.session.id)
    clock.move_to(wib("27 20:40"))
    while await reminders.tick(db, NIGHT):
        pass
    became = {(row.asked, row.ahead): (row.outcome, row.why) for row in await theirs(db, person)}
    assert became[False, HOUR] == (Outcome.MISSED, Why.QUIET)
    assert [outcome for (asked, _), (outcome, _) in became.items() if asked] == [Outcome.ENQUEUED]

"""A programme says when its people are reminded, until somebody says so for themselves."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes, reminding
from bot.coaching.programmes.models import Ending
from bot.coaching.programmes.programmes import New
from bot.coaching.reminders import choosing, hours
from bot.coaching.reminders.models import DAY, HOUR, Outcome, Reminder
from bot.coaching.sessions import forecast, moving, seeing
from bot.coaching.sessions.moving import Move
from bot.people.models import Business, Person
from tests.coaching.meeting import meets, officer, owner
from tests.coaching.test_houses import opened
from tests.coaching.test_slot_reminders import confirmed


async def begun(db: AsyncSession, by: Person, name: str = "Kemasan") -> Programme:
    ends = clock.now().date().replace(year=2027)
    return await programmes.define(db, by, New(name, "35", ends, modules=["Satu"]))


async def joined(db: AsyncSession, programme: Programme, business: Business) -> None:
    assert await enrolling.enrol(db, programme, [business.id], None)


async def owed(db: AsyncSession, person: Person, about: str = "session") -> Sequence[int]:
    query = select(Reminder.ahead).where(
        Reminder.person_id == person.id,
        Reminder.outcome == Outcome.PENDING,
        Reminder.about == about,
    )
    return (await db.scalars(query.order_by(Reminder.ahead.desc()))).all()


async def test_what_is_planned_and_what_will_be_follows_the_programme(db: AsyncSession) -> None:
    wayan = await officer(db)
    sri, kebun = await owner(db, "Sri")
    agus, sawah = await owner(db, "Agus")
    programme = await begun(db, wayan)
    await joined(db, programme, kebun)
    await meets(db, wayan, kebun, sawah, kind="class")
    assert await reminding.choose(db, programme, [2 * DAY, 3 * HOUR], None)
    assert await owed(db, sri) == [2 * DAY, 3 * HOUR]
    assert await owed(db, agus) == await owed(db, wayan) == [DAY, HOUR]
    [seen] = await meets(db, wayan, kebun, local_start="2026-11-28T13:00")
    assert await owed(db, sri) == [2 * DAY, 2 * DAY, 3 * HOUR, 3 * HOUR]
    again = (await seeing.seen(db, [seen.session.id]))[seen.session.id]
    move = Move(again, "2026-11-29T13:00")
    await moving.carry_out(db, [move], None, by=wayan.id)
    await db.flush()
    assert await owed(db, sri) == [2 * DAY, 2 * DAY, 3 * HOUR, 3 * HOUR]


async def test_an_own_choice_wins_and_the_same_as_the_programmes_follows_it_again(
    db: AsyncSession,
) -> None:
    wayan = await officer(db)
    sri, kebun = await owner(db, "Sri")
    programme = await begun(db, wayan)
    await joined(db, programme, kebun)
    await meets(db, wayan, kebun)
    assert await choosing.choose(db, sri, [HOUR], None)
    assert await reminding.choose(db, programme, [2 * DAY], None)
    assert await owed(db, sri) == [HOUR]
    # What is usual is a choice of its own where the programme does otherwise.
    assert await choosing.choose(db, sri, [DAY, HOUR], None)
    assert await reminding.choose(db, programme, [3 * HOUR], None)
    assert await owed(db, sri) == [DAY, HOUR]
    assert await choosing.choose(db, sri, [3 * HOUR], None)
    assert await reminding.choose(db, programme, [2 * DAY], None)
    assert await owed(db, sri) == [2 * DAY]


async def test_of_several_the_newest_counts_and_none_that_is_over(db: AsyncSession) -> None:
    wayan = await officer(db)
    sri, kebun = await owner(db, "Sri")
    first, second = await begun(db, wayan, "Satu"), await begun(db, wayan, "Dua")
    for programme, ahead in ((first, 2 * DAY), (second, 3 * HOUR)):
        await joined(db, programme, kebun)
        assert await reminding.choose(db, programme, [ahead], None)
    assert await hours.of_one(db, sri) == (3 * HOUR,)
    await enrolling.end_all(db, second)
    await db.flush()
    assert await hours.of_one(db, sri) == (2 * DAY,)
    [part] = await enrolling.parts(db, first.id)
    assert enrolling.end(part.enrolment, Ending.LEFT)
    await db.flush()
    assert await hours.of_one(db, sri) == hours.USUAL


async def test_a_house_has_nothing_to_do_with_a_programme(db: AsyncSession) -> None:
    wayan = await officer(db)
    sri, kebun = await owner(db, "Sri")
    programme = await begun(db, wayan)
    await joined(db, programme, kebun)
    await confirmed(db, await opened(db, wayan), sri, kebun)
    assert await reminding.choose(db, programme, [3 * HOUR], None)
    assert await owed(db, sri, "slot") == [DAY, HOUR]


@pytest.mark.parametrize("ahead", [[], [5], [31 * DAY], range(60, 60 * 8, 60)])
async def test_hours_that_are_not_possible_change_nothing(
    db: AsyncSession, ahead: Sequence[int]
) -> None:
    programme = await begun(db, await officer(db))
    assert not await reminding.choose(db, programme, ahead, None)
    assert reminding.ahead_of(programme) == hours.USUAL


async def test_before_a_session_is_saved_its_reminders_are_told_as_they_will_go(
    db: AsyncSession,
) -> None:
    wayan = await officer(db)
    sri, kebun = await owner(db, "Sri")
    agus, _sawah = await owner(db, "Agus")
    programme = await begun(db, wayan)
    await joined(db, programme, kebun)
    assert await reminding.choose(db, programme, [2 * DAY], None)
    assert await choosing.choose(db, agus, [3 * HOUR], None)
    people = [sri, agus, wayan]
    start = clock.now() + timedelta(days=5)
    told = forecast.reminders([start], people, await hours.of(db, people), None)
    before = [(each.name, start - each.at) for each in told]
    assert before == [
        ("Sri", timedelta(days=2)),
        ("Wayan", timedelta(days=1)),
        ("Agus", timedelta(hours=3)),
        ("Wayan", timedelta(hours=1)),
    ]

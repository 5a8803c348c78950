"""Sessions of an officer whose role was taken away are nobody's loss."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import passing_on, sessions
from bot.delivery.models import Outgoing
from bot.people import roles
from bot.people.models import Person, Role
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import somebody


async def kinds(db: AsyncSession, person: Person) -> list[str]:
    found = await db.scalars(select(Outgoing.kind).where(Outgoing.person_id == person.id))
    return sorted(found)


async def reminded(db: AsyncSession) -> set[int]:
    found = select(Reminder.person_id).where(Reminder.outcome == Outcome.PENDING)
    return {*await db.scalars(found)}


async def test_they_pass_to_the_next_officer_of_the_region(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business, rule="FREQ=WEEKLY;COUNT=3")
    assert await passing_on.pass_on(db, None) == 0
    await roles.take_away(db, wayan.id, Role.OFFICER)
    assert await passing_on.pass_on(db, None) == 3
    assert await passing_on.pass_on(db, None) == 0
    assert [seen.officer.id for seen in await sessions.upcoming(db, siti.id)] == [dewi.id] * 3
    assert await sessions.upcoming(db, wayan.id) == []
    assert await kinds(db, dewi) == ["sessions_passed_on"]
    assert await kinds(db, siti) == ["new_officer"]
    assert await reminded(db) == {siti.id, dewi.id}


async def test_they_come_back_to_who_is_an_officer_again(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    _siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    await roles.take_away(db, wayan.id, Role.OFFICER)
    assert await passing_on.pass_on(db, None) == 1
    await roles.grant(db, wayan.id, Role.OFFICER)
    await roles.take_away(db, dewi.id, Role.OFFICER)
    assert await passing_on.pass_on(db, None) == 1
    assert wayan.id in await reminded(db)
    assert dewi.id not in await reminded(db)


async def test_without_one_admins_are_told_once_a_day_and_nothing_is_lost(
    db: AsyncSession,
) -> None:
    wayan, admin = await officer(db), await somebody(db, Role.ADMIN, name="Dina")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    await roles.take_away(db, wayan.id, Role.OFFICER)
    for _minute in range(3):
        assert await passing_on.pass_on(db, None) == 0
    assert await kinds(db, admin) == ["sessions_left"]
    assert len(await sessions.upcoming(db, siti.id)) == 1
    dewi = await officer(db, "Dewi")
    assert await passing_on.pass_on(db, None) == 1
    assert await kinds(db, dewi) == ["sessions_passed_on"]

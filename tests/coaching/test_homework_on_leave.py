"""Whom homework and promises are brought up to while their officer is on leave."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after import due, homework
from bot.coaching.after.homework import Given, ToDo
from bot.coaching.reminders import again, ticking
from bot.coaching.reminders.models import About
from bot.delivery.models import Outgoing
from bot.people import roles
from bot.people.models import Person, Role
from tests.coaching.meeting import meets, officer, owner
from tests.coaching.test_leave import away

#: The clock of the tests stands on Monday the 23rd.
WEDNESDAY = date(2026, 11, 25)


async def given(db: AsyncSession, wayan: Person, *, by_officer: bool = False) -> Given:
    _siti, business = await owner(db, "Siti")
    [seen] = await meets(db, wayan, business)
    what = ToDo("Foto label baru", WEDNESDAY, by_officer)
    [its] = await homework.give(db, wayan, seen.session.id, [business.id], what)
    await due.owe(db, its, None)
    return its


async def a_day_late(db: AsyncSession) -> None:
    clock.move_to(clock.now() + timedelta(days=3, hours=1))
    await ticking.tick(db, None)


async def told(db: AsyncSession) -> list[tuple[int, bool, str]]:
    """Who, whether as the officer, and which officer they read of."""
    rows = await db.scalars(
        select(Outgoing).where(Outgoing.kind == "homework_due").order_by(Outgoing.person_id)
    )
    tasks = [(each.person_id, each.params["task"]) for each in rows]
    return [(person_id, task["coaches"], task["officer"]) for person_id, task in tasks]


async def test_late_homework_is_brought_up_to_the_substitute(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    its = await given(db, wayan)
    await away(db, wayan, dewi)
    await a_day_late(db)
    assert await told(db) == sorted([(its.owner.id, False, "Dewi"), (dewi.id, True, "Dewi")])


async def test_who_is_back_hears_of_it_again(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    its = await given(db, wayan)
    row = await away(db, wayan, dewi)
    row.ended_at = clock.now()
    await a_day_late(db)
    assert await told(db) == sorted([(its.owner.id, False, "Wayan"), (wayan.id, True, "Wayan")])


async def test_a_promise_is_brought_up_to_who_keeps_it_now_and_again_if_they_like(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    its = await given(db, wayan, by_officer=True)
    row = await away(db, wayan, dewi)
    clock.move_to(clock.now() + timedelta(days=1, hours=1))
    await ticking.tick(db, None)
    assert await told(db) == [(dewi.id, True, "Dewi")]
    number = its.homework.id
    asked = await again.snooze(db, dewi, About.HOMEWORK, number)
    assert asked
    assert asked.at
    assert await again.snooze(db, dewi, About.HOMEWORK, number) == asked
    assert await again.snooze(db, its.owner, About.HOMEWORK, number) is None
    # It is the officer's: if they are back by then, it comes to them.
    row.ended_at = clock.now()
    await db.flush()
    assert await again.snooze(db, dewi, About.HOMEWORK, number) is None
    clock.move_to(asked.at)
    await ticking.tick(db, None)
    assert await told(db) == sorted([(dewi.id, True, "Dewi"), (wayan.id, True, "Wayan")])


async def test_an_owner_who_stands_in_for_their_officer_is_not_told_twice(
    db: AsyncSession,
) -> None:
    wayan = await officer(db)
    its = await given(db, wayan)
    await roles.grant(db, its.owner.id, Role.OFFICER)
    await away(db, wayan, its.owner)
    await a_day_late(db)
    assert await told(db) == sorted([(its.owner.id, False, "Wayan"), (wayan.id, True, "Wayan")])

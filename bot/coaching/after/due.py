"""What is owed of homework: a reminder the day before its day, and word of it the day after."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after import homework
from bot.coaching.after.homework import Given
from bot.coaching.after.models import Homework
from bot.coaching.after.notices import HomeworkDue
from bot.coaching.care import own_officer_of
from bot.coaching.reminders.models import DAY, About
from bot.coaching.reminders.owing import Event, owed, stop_about
from bot.coaching.reminders.subjects import Subject
from bot.delivery.quiet import Quiet
from bot.people import leave
from bot.people.models import Person, Role, RoleGrant

#: Before its day who is to do it, the day after both.
AHEAD, AFTER = DAY, -DAY
#: By the owner's clock.
HOUR_OF_DAY = time(9)


def due_at(due_on: date, zone: str) -> datetime:
    return datetime.combine(due_on, HOUR_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


async def subjects(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    """For `bot.coaching.reminders.ticking`: those that are still to be done."""
    found = [each for each in await homework.numbered(db, numbers) if each.is_open]
    stand_ins = await leave.stand_ins(db, [each.officer for each in found])
    return {each.homework.id: _subject(each, stand_ins) for each in found}


def _subject(given: Given, stand_ins: Mapping[int, Person]) -> Subject:
    """Nobody stands in for the officer towards themselves."""
    now = stand_ins.get(given.officer.id, given.officer)
    at_work = given if now.id == given.owner.id else replace(given, officer=now)
    return Subject(
        due_at(given.homework.due_on, given.owner.zone),
        given.homework.version,
        lambda person_id: HomeworkDue(task=at_work.task(person_id)),
        {given.officer.id: at_work.officer} if at_work is not given else {},
    )


def is_reminded(given: Given) -> bool:
    """Whether the moment of the reminder before its day is still to come."""
    return due_at(given.homework.due_on, given.owner.zone) - timedelta(minutes=AHEAD) > clock.now()


async def owe(db: AsyncSession, given: Given, quiet: Quiet) -> None:
    """In place of whatever was owed of it before."""
    its = given.homework
    await stop(db, given)
    event = Event(About.HOMEWORK, its.id, its.version, due_at(its.due_on, given.owner.zone))
    db.add_all(owed(event, given.doer, (AHEAD, AFTER), quiet))
    if given.other.id == given.officer.id != given.doer.id:
        db.add_all(owed(event, given.officer, (AFTER,), quiet))
    await db.flush()


async def stop(db: AsyncSession, given: Given) -> None:
    await stop_about(db, About.HOMEWORK, given.homework.id)


async def hand_on(db: AsyncSession, quiet: Quiet) -> int:
    """Open homework whose officer is none any more goes to who looks after its owner now."""
    holds = select(RoleGrant.person_id).where(RoleGrant.role == Role.OFFICER)
    query = (
        select(Homework.id)
        .where(Homework.done_at.is_(None), Homework.cancelled_at.is_(None))
        .where(Homework.officer_id.not_in(holds))
        .order_by(Homework.id)
        .with_for_update(skip_locked=True)
    )
    done = 0
    for given in await homework.numbered(db, list(await db.scalars(query))):
        heir = await own_officer_of(db, given.owner)
        if heir is not None and heir.id != given.homework.officer_id:
            await pass_to(db, given, heir, quiet)
            done += 1
    return done


async def pass_to(db: AsyncSession, given: Given, heir: Person, quiet: Quiet) -> None:
    """Another officer waits for it from now on, or is to do it."""
    await stop(db, given)
    values = {"officer_id": heir.id, "version": given.homework.version + 1}
    await db.execute(update(Homework).where(Homework.id == given.homework.id).values(values))
    for each in await homework.numbered(db, [given.homework.id]):
        await db.refresh(each.homework)
        await owe(db, each, quiet)

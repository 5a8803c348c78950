"""What is owed: the reminders of a session for its people, planned, stopped and handed over."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.coaching.models import Session
from bot.coaching.reminders import hours
from bot.coaching.reminders.hours import Hours
from bot.coaching.reminders.models import About, Outcome, Reminder
from bot.coaching.reminders.owing import Event, in_line, miss, owed, stop_about
from bot.coaching.reminders.ticking import tick
from bot.delivery.quiet import Quiet
from bot.people.models import Person

__all__ = ["hand_over", "owe", "owe_again", "stop", "stop_of", "tick"]


def owe(db: AsyncSession, session: Session, person: Person, ahead: Hours, quiet: Quiet) -> None:
    """Write down the reminders of a session for one of its people (`hours`)."""
    event = Event(About.SESSION, session.id, session.version, session.starts_at)
    db.add_all(owed(event, person, ahead, quiet))


async def owe_again(db: AsyncSession, session: Session, person: Person, quiet: Quiet) -> None:
    """As `owe`, of somebody who may have been reminded of it before and then not any more."""
    before = (
        select(Reminder)
        .where(Reminder.about == About.SESSION, Reminder.about_id == session.id)
        .where(Reminder.person_id == person.id, Reminder.version == session.version)
        .execution_options(populate_existing=True)
    )
    rows = (await db.scalars(before)).all()
    event = Event(About.SESSION, session.id, session.version, session.starts_at)
    db.add_all(in_line(event, person, await hours.of_one(db, person), quiet, rows))


async def stop(db: AsyncSession, person_id: int) -> None:
    """They are not reminded of anything any more."""
    await miss(db, Reminder.person_id == person_id)


async def stop_of(db: AsyncSession, session_id: int, person_id: int | None = None) -> None:
    """Nobody is reminded of that session any more, or this one is not: not by what is on its way
    either.
    """
    await stop_about(db, About.SESSION, session_id, person_id)


async def hand_over(db: AsyncSession, person_id: int, heir_id: int) -> None:
    """What is still to come reaches the account that its person has now."""
    theirs = aliased(Reminder)
    twice = (
        select(theirs.id)
        .where(theirs.about == Reminder.about, theirs.about_id == Reminder.about_id)
        .where(theirs.person_id == heir_id, theirs.ahead == Reminder.ahead)
        .where(theirs.version == Reminder.version)
    )
    await db.execute(
        update(Reminder)
        .where(Reminder.person_id == person_id, Reminder.outcome == Outcome.PENDING)
        .where(~twice.exists())
        .values(person_id=heir_id)
        .execution_options(synchronize_session=False)
    )

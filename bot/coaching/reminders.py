"""What is owed: the reminders of a session for its people, planned, stopped and handed over."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching.models import Session
from bot.coaching.moments import moment, wanted
from bot.coaching.reminding import DAY, HOUR, About, Outcome, Reminder, Why
from bot.coaching.ticking import key_of, tick
from bot.delivery import outbox
from bot.delivery.quiet import Quiet
from bot.people.models import Person

__all__ = ["hand_over", "owe", "owed", "stop", "stop_about", "stop_of", "tick"]

#: Minutes before a session at which people are reminded, unless they choose.
AHEAD = (DAY, HOUR)


def owe(db: AsyncSession, session: Session, person: Person, quiet: Quiet) -> None:
    """Write down the reminders of a session for one of its people."""
    rows = owed(About.SESSION, session.id, session.version, session.starts_at, person, AHEAD, quiet)
    db.add_all(rows)


def owed(  # noqa: PLR0917  (the columns of a row)
    about: About,
    about_id: int,
    version: int,
    event_at: datetime,
    person: Person,
    ahead: Sequence[int],
    quiet: Quiet,
) -> list[Reminder]:
    """The reminders of one event for one person, each due or settled already."""
    return [
        _planned(
            Reminder(
                about=about,
                about_id=about_id,
                person_id=person.id,
                ahead=each,
                version=version,
                event_at=event_at,
                asked=False,
            ),
            person.zone,
            quiet,
        )
        for each in ahead
    ]


def _planned(row: Reminder, zone: str, quiet: Quiet) -> Reminder:
    now = clock.now()
    due = moment(row.event_at, row.ahead, zone, quiet, now)
    if isinstance(due, Outcome):
        row.due_at, row.outcome = wanted(row.event_at, row.ahead, zone), due
        row.why, row.settled_at = Why.QUIET if due is Outcome.MISSED else None, now
    else:
        row.due_at, row.outcome, row.why, row.settled_at = due, Outcome.PENDING, None, None
    return row


async def stop(db: AsyncSession, person_id: int) -> None:
    """They are not reminded of anything any more."""
    await _miss(db, Reminder.person_id == person_id)


async def stop_of(db: AsyncSession, session_id: int) -> None:
    """Nobody is reminded of that session any more, not by what is on its way either."""
    await stop_about(db, About.SESSION, session_id)


async def stop_about(db: AsyncSession, about: About, about_id: int) -> None:
    its = (Reminder.about == about) & (Reminder.about_id == about_id)
    await _miss(db, its)
    on_their_way = await db.execute(
        select(Reminder.id, Reminder.version).where(its, Reminder.outcome == Outcome.ENQUEUED)
    )
    await outbox.stop_keys(db, [key_of(number, version) for number, version in on_their_way])


async def _miss(db: AsyncSession, which: ColumnElement[bool]) -> None:
    await db.execute(
        update(Reminder)
        .where(which, Reminder.outcome == Outcome.PENDING)
        .values(outcome=Outcome.MISSED, why=Why.OFF, settled_at=clock.now())
    )


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

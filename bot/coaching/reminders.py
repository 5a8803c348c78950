"""Reminders: what each session owes its people, and what becomes of each when it is due.

Every one gets exactly one outcome (promise S1), whoever ticks and however late.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching import seeing
from bot.coaching.models import Before, Outcome, Reminder, Session
from bot.coaching.notices import SessionSoon
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed, is_quiet, last_allowed
from bot.people.models import Person

AHEAD = {Before.DAY: timedelta(days=1), Before.HOUR: timedelta(hours=1)}
#: Rows settled in one transaction, so that a backlog holds no lock for long.
BATCH = 200


def moment(
    starts_at: datetime, before: Before, zone: str, quiet: Quiet, now: datetime
) -> datetime | Outcome:
    """When a reminder goes out, or what became of it because it cannot.

    One that falls into quiet hours goes at the last allowed moment before; if that has passed,
    at the first allowed one before the session.
    """
    wanted = starts_at - AHEAD[before]
    if wanted <= now:
        return Outcome.FOLDED  # the session was planned so late that the news of it says the same
    earlier = last_allowed(wanted, zone, quiet)
    if earlier > now:
        return earlier
    later = first_allowed(wanted, zone, quiet)
    return later if later < starts_at else Outcome.MISSED


def owe(db: AsyncSession, session: Session, person: Person, quiet: Quiet) -> None:
    """Write down the reminders of a session for one of its people."""
    now = clock.now()
    for before in Before:
        due = moment(session.starts_at, before, person.zone, quiet, now)
        settled = isinstance(due, Outcome)
        db.add(
            Reminder(
                session_id=session.id,
                person_id=person.id,
                before=before,
                version=session.version,
                due_at=session.starts_at - AHEAD[before] if settled else due,
                outcome=due if settled else Outcome.PENDING,
                settled_at=now if settled else None,
            )
        )


async def owe_again(db: AsyncSession, session: Session, person: Person, quiet: Quiet) -> None:
    """As `owe`, of somebody who may have been reminded of it before and then not any more."""
    before = select(Reminder.id).where(
        Reminder.session_id == session.id,
        Reminder.person_id == person.id,
        Reminder.version == session.version,
    )
    if await db.scalar(before.limit(1)) is None:
        owe(db, session, person, quiet)
    else:
        await resume(db, session, person.id)


async def stop(db: AsyncSession, person_id: int) -> None:
    """They are not reminded of anything any more."""
    await _miss(db, Reminder.person_id == person_id)


async def stop_of(db: AsyncSession, session_id: int, person_id: int | None = None) -> None:
    """Nobody is reminded of that session any more, or this one is not."""
    theirs = true() if person_id is None else Reminder.person_id == person_id
    await _miss(db, (Reminder.session_id == session_id) & theirs)


async def resume(db: AsyncSession, session: Session, person_id: int) -> None:
    """Who was not to be reminded of it any more is: of what is still to come."""
    await db.execute(
        update(Reminder)
        .where(Reminder.session_id == session.id, Reminder.person_id == person_id)
        .where(Reminder.version == session.version, Reminder.outcome == Outcome.MISSED)
        .where(Reminder.due_at > clock.now())
        .values(outcome=Outcome.PENDING, settled_at=None)
    )


async def _miss(db: AsyncSession, which: ColumnElement[bool]) -> None:
    await db.execute(
        update(Reminder)
        .where(which, Reminder.outcome == Outcome.PENDING)
        .values(outcome=Outcome.MISSED, settled_at=clock.now())
    )


async def tick(db: AsyncSession, quiet: Quiet) -> int:
    """Settle up to `BATCH` reminders that are due; returns how many were looked at."""
    now = clock.now()
    # The ones that are due first, and only then what belongs to them: joined at once, a backlog
    # would be joined and sorted as a whole for each batch.
    due = (
        select(Reminder.id)
        .where(Reminder.outcome == Outcome.PENDING, Reminder.due_at <= now)
        .order_by(Reminder.due_at, Reminder.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    found = await db.execute(
        select(Reminder, Person)
        .join(due, due.c.id == Reminder.id)
        .join(Person, Person.id == Reminder.person_id)
        .order_by(Reminder.due_at, Reminder.id)
    )
    rows = found.all()
    sessions = await seeing.seen(db, {reminder.session_id for reminder, _person in rows})
    latest = {(row.session_id, row.person_id): row.id for row, _person in rows}
    for reminder, person in rows:
        seen = sessions[reminder.session_id]
        session = seen.session
        last = latest[reminder.session_id, reminder.person_id] == reminder.id
        outcome = judge(reminder, session, person.zone, quiet, last=last)
        if outcome is Outcome.PENDING:
            reminder.due_at = first_allowed(now, person.zone, quiet)
            continue
        reminder.outcome, reminder.settled_at = outcome, now
        if outcome is Outcome.ENQUEUED:
            notice = SessionSoon(**seen.facts_for(person.id))
            key = f"reminder:{reminder.id}:{reminder.version}"
            await outbox.notify(db, person, notice, key=key, expires_at=session.starts_at)
    return len(rows)


def judge(reminder: Reminder, session: Session, zone: str, quiet: Quiet, *, last: bool) -> Outcome:
    """What becomes of a due reminder; pending if it has to wait for the quiet hours to end."""
    now = clock.now()
    if session.starts_at <= now or reminder.version != session.version:
        return Outcome.MISSED
    if not last:
        return Outcome.FOLDED
    if not is_quiet(now, zone, quiet):
        return Outcome.ENQUEUED
    return (
        Outcome.PENDING if first_allowed(now, zone, quiet) < session.starts_at else Outcome.MISSED
    )


async def hand_over(db: AsyncSession, person_id: int, heir_id: int) -> None:
    """What is still to come reaches the account that its person has now."""
    theirs = aliased(Reminder)
    twice = (
        select(theirs.id)
        .where(theirs.session_id == Reminder.session_id, theirs.person_id == heir_id)
        .where(theirs.before == Reminder.before, theirs.version == Reminder.version)
    )
    await db.execute(
        update(Reminder)
        .where(Reminder.person_id == person_id, Reminder.outcome == Outcome.PENDING)
        .where(~twice.exists())
        .values(person_id=heir_id)
        .execution_options(synchronize_session=False)
    )

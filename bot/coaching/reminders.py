"""Reminders: what each session owes its people, and what becomes of each when it is due.

Every one gets exactly one outcome (promise S1), whoever ticks and however late.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching.models import Before, Outcome, Reminder, Session
from bot.coaching.notices import Seen, SessionSoon
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed, is_quiet, last_allowed
from bot.people.models import Business, Person

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


async def stop(db: AsyncSession, person_id: int) -> None:
    """They are not reminded of anything any more."""
    await _miss(db, Reminder.person_id == person_id)


async def stop_of(db: AsyncSession, session_id: int) -> None:
    """Nobody is reminded of that session any more."""
    await _miss(db, Reminder.session_id == session_id)


async def _miss(db: AsyncSession, which: ColumnElement[bool]) -> None:
    await db.execute(
        update(Reminder)
        .where(which, Reminder.outcome == Outcome.PENDING)
        .values(outcome=Outcome.MISSED, settled_at=clock.now())
    )


async def tick(db: AsyncSession, quiet: Quiet) -> int:
    """Settle up to `BATCH` reminders that are due; returns how many were looked at."""
    now = clock.now()
    an_owner, an_officer = aliased(Person), aliased(Person)
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
        select(Reminder, Session, Person, an_owner, an_officer, Business.name)
        .join(due, due.c.id == Reminder.id)
        .join(Session, Session.id == Reminder.session_id)
        .join(Person, Person.id == Reminder.person_id)
        .join(Business, Business.id == Session.business_id)
        .join(an_owner, an_owner.id == Business.person_id)
        .join(an_officer, an_officer.id == Session.officer_id)
        .order_by(Reminder.due_at, Reminder.id)
    )
    rows = found.all()
    latest = {(row[0].session_id, row[0].person_id): row[0].id for row in rows}
    for reminder, session, person, owner, officer, business in rows:
        last = latest[reminder.session_id, reminder.person_id] == reminder.id
        outcome = judge(reminder, session, person.zone, quiet, last=last)
        if outcome is Outcome.PENDING:
            reminder.due_at = first_allowed(now, person.zone, quiet)
            continue
        reminder.outcome, reminder.settled_at = outcome, now
        if outcome is Outcome.ENQUEUED:
            notice = SessionSoon(**Seen(session, owner, officer, business).facts_for(person.id))
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

"""Somebody lives by another clock now: what they are still to be told goes by it."""

from collections import defaultdict

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.programmes.models import Enrolment
from bot.coaching.reminders import choosing
from bot.coaching.reminders.models import About, Outcome, Reminder, Why
from bot.coaching.reminders.moments import moment
from bot.coaching.reminders.ticking import SUBJECTS
from bot.delivery.quiet import Quiet
from bot.people.models import Business, Person


async def retime(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """What is due already stays so, and so does what they asked for at a certain moment."""
    await db.flush()
    waiting = (
        select(Reminder)
        .where(Reminder.person_id == person.id, Reminder.outcome == Outcome.PENDING)
        .where(Reminder.asked.is_(False), Reminder.due_at > clock.now())
        .order_by(Reminder.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows: dict[str, list[Reminder]] = defaultdict(list)
    for row in await db.scalars(waiting):
        rows[row.about].append(row)
    for about in SUBJECTS:
        await _retime(db, about, rows[about], person, quiet)
    await choosing.plan_anew(db, person, quiet)
    await _look_at_programmes(db, person)


async def _retime(
    db: AsyncSession, about: About, rows: list[Reminder], person: Person, quiet: Quiet
) -> None:
    if not rows:
        return
    now = clock.now()
    holding = await SUBJECTS[about](db, sorted({row.about_id for row in rows}))
    for row in rows:
        subject = holding.get(row.about_id)
        if subject is None or subject.version != row.version:
            continue  # the tick says what became of it
        row.event_at = subject.event_at
        due = moment(subject.event_at, row.ahead, person.zone, quiet, now)
        if due is Outcome.MISSED:
            row.outcome, row.why, row.settled_at = due, Why.QUIET, now
        else:
            # By that clock its moment may have passed: it is due at once.
            row.due_at = now if isinstance(due, Outcome) else due
    await db.flush()


async def _look_at_programmes(db: AsyncSession, person: Person) -> None:
    """When their messages go is worked out at each look (`bot.coaching.sequences`)."""
    theirs = select(Business.id).where(Business.person_id == person.id)
    await db.execute(
        update(Enrolment)
        .where(Enrolment.business_id.in_(theirs), Enrolment.messages_due_at.is_not(None))
        .values(messages_due_at=clock.now())
        .execution_options(synchronize_session=False)
    )

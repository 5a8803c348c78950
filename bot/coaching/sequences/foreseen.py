"""Which messages of a programme go out next, and which did not reach somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes.models import Done, Enrolment
from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences import courses
from bot.coaching.sequences.models import SHOWN, SequenceOutcome, SequenceStep, Since, Why
from bot.coaching.sequences.moments import Step, goes_at, is_off, is_reached
from bot.delivery.quiet import Quiet

#: As many of what is to come are shown.
NEXT = 5
#: Businesses looked at for each message: the first few are among those whose date is nearest.
LOOKED_AT = 200
#: Zones and quiet hours shift a moment by less.
MARGIN = timedelta(days=2)
#: So long, and so many at once, what was missed stands on a card.
REMEMBERED, AT_MOST = timedelta(days=30), 3


@dataclass(frozen=True)
class Expected:
    at: datetime
    name: str
    step_id: int


async def next_ones(
    db: AsyncSession, programme: Programme, steps: Sequence[Step], quiet: Quiet
) -> list[Expected]:
    """If these were the programme's messages: the soonest first, as nobody's circumstances change.

    A step that is not stored yet has a number below one.
    """
    numbers: set[int] = set()
    for step in steps:
        numbers |= {*await db.scalars(_nearest(programme, step))}
    now = clock.now()
    found = [
        Expected(at, case.owner.name or "?", step.id)
        for case in await courses.cases(db, sorted(numbers))
        for step in steps
        if (at := goes_at(step, case.course, quiet)) is not None
        and at > now
        and step.id not in case.course.settled
        and not is_off(step, case.course)
        and not is_reached(step, case.course)
    ]
    return sorted(found, key=lambda each: (each.at, each.name))[:NEXT]


def _nearest(programme: Programme, step: Step) -> Select[int]:
    """Those whose date is so long ago that the message is next, the longest ago first."""
    query = select(Enrolment.id).where(Enrolment.programme_id == programme.id).limit(LOOKED_AT)
    since = clock.now() - timedelta(days=step.days) - MARGIN
    if step.since is Since.ENROLLED:
        query = query.where(Enrolment.enrolled_at >= since, Enrolment.ended_at.is_(None))
        return query.order_by(Enrolment.enrolled_at, Enrolment.id)
    if step.since is Since.MODULE:
        done = (Done.enrolment_id == Enrolment.id) & (Done.module_id == step.module_id)
        query = query.join(Done, done).where(Done.done_at >= since, Enrolment.ended_at.is_(None))
        return query.order_by(Done.done_at, Enrolment.id)
    return query.order_by(Enrolment.ended_at.is_not(None), Enrolment.id)


@dataclass(frozen=True)
class Counted:
    sent: int
    #: Somebody was to have it, and has not.
    missed: int


async def counted(db: AsyncSession, step_id: int) -> Counted:
    query = (
        select(SequenceOutcome.outcome, func.count())
        .where(SequenceOutcome.step_id == step_id)
        .where(or_(SequenceOutcome.why.is_(None), SequenceOutcome.why.in_(SHOWN)))
        .group_by(SequenceOutcome.outcome)
    )
    found = {outcome: number for outcome, number in await db.execute(query)}  # noqa: C416  (rows)
    return Counted(found.get(Outcome.ENQUEUED, 0), found.get(Outcome.MISSED, 0))


@dataclass(frozen=True)
class Unreached:
    programme: Programme
    step: SequenceStep
    why: Why
    at: datetime


async def unreached(db: AsyncSession, business_id: int) -> list[Unreached]:
    """Messages that a business was to have of late and has not, the newest first."""
    query = (
        select(Programme, SequenceStep, SequenceOutcome.why, SequenceOutcome.settled_at)
        .select_from(SequenceOutcome)
        .join(SequenceStep, SequenceStep.id == SequenceOutcome.step_id)
        .join(Enrolment, Enrolment.id == SequenceOutcome.enrolment_id)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Enrolment.business_id == business_id, SequenceOutcome.why.in_(SHOWN))
        .where(SequenceOutcome.settled_at > clock.now() - REMEMBERED)
        .order_by(SequenceOutcome.settled_at.desc(), SequenceOutcome.step_id.desc())
        .limit(AT_MOST)
    )
    return [
        Unreached(programme, step, Why(why or ""), at)
        for programme, step, why, at in await db.execute(query)
    ]

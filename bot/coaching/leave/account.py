"""What happened while an officer was away, from what was recorded."""

from collections.abc import Sequence

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after.models import Homework
from bot.coaching.leave.notices import Happened
from bot.coaching.models import Participant, Session
from bot.coaching.questions.asked import Question, Standing
from bot.people.leave import Leave
from bot.people.models import Person


async def of(
    db: AsyncSession, row: Leave, *, given_back: int = 0, seen_to: Sequence[str] = ()
) -> Happened:
    since, now, me = row.starts_at, clock.now(), row.officer_id
    recorded = (
        select(Participant.id)
        .where(Participant.session_id == Session.id, Participant.recorded_at.is_not(None))
        .exists()
    )
    off = Session.called_off_at.is_not(None)
    sessions = select(
        func.coalesce(func.sum(case((off | ~recorded, 0), else_=1)), 0),
        func.coalesce(func.sum(case((off, 1), else_=0)), 0),
        func.coalesce(func.sum(case((off | recorded, 0), else_=1)), 0),
    ).where(Session.for_officer_id == me, Session.starts_at >= since, Session.starts_at <= now)
    held, called_off, unrecorded = (await db.execute(sessions)).one()
    answered = select(func.count()).where(
        Question.officer_id == me, Question.answered_at >= since, Question.answered_by != me
    )
    waiting = (
        select(Person.name)
        .join(Question, Question.person_id == Person.id)
        .where(Question.officer_id == me, Question.standing == Standing.OPEN)
        .order_by(Question.asked_at)
    )
    done = select(func.count()).where(Homework.officer_id == me, Homework.done_at >= since)
    return Happened(
        held=held,
        called_off=called_off,
        unrecorded=unrecorded,
        answered=await db.scalar(answered) or 0,
        waiting=tuple(name or "?" for name in (await db.scalars(waiting)).all()),
        homework_done=await db.scalar(done) or 0,
        given_back=given_back,
        seen_to=tuple(seen_to),
    )

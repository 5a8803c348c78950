"""Leave by the clock: a question that nobody answers, the first day, and the last one."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.leave import leaving
from bot.coaching.leave.notices import LeaveBegins, LeaveUnanswered
from bot.coaching.models import Session
from bot.coaching.questions import news, questions
from bot.coaching.questions.asked import Question, Standing
from bot.delivery import calls, outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people import roles
from bot.people.leave import Answer, Leave
from bot.people.models import Person, Role, RoleGrant

#: How long an officer may think about standing in.
PATIENCE = timedelta(hours=24)
#: Leaves looked at in one transaction.
BATCH = 20


async def tick(db: AsyncSession, quiet: Quiet) -> int:
    """Settle up to `BATCH` leaves of which something is due; returns how many there were."""
    done = 0
    for query, settle in ((_over(), _end), (_lapsed(), _lapse), (_begun(), _begin)):
        due = query.where(Leave.ended_at.is_(None)).order_by(Leave.id).limit(BATCH)
        rows: Sequence[Leave] = (await db.scalars(due.with_for_update(skip_locked=True))).all()
        for row in rows:
            await settle(db, row, quiet)
        await db.flush()
        done += len(rows)
    return done


def _over() -> Select[Leave]:
    return select(Leave).where(Leave.answer == Answer.YES, Leave.ends_at <= clock.now())


def _begun() -> Select[Leave]:
    now = clock.now()
    begun = select(Leave).where(Leave.answer == Answer.YES, Leave.begun_at.is_(None))
    return begun.where(Leave.starts_at <= now, Leave.ends_at > now)


def _lapsed() -> Select[Leave]:
    """Not answered in time, or agreed by somebody who is no officer any more."""
    now = clock.now()
    serves = select(RoleGrant.person_id).where(
        RoleGrant.person_id == Leave.substitute_id, RoleGrant.role == Role.OFFICER
    )
    late = or_(Leave.asked_at <= now - PATIENCE, Leave.starts_at <= now - timedelta(hours=1))
    unanswered = (Leave.answer == Answer.NOTHING) & late
    return select(Leave).where(unanswered | ((Leave.answer == Answer.YES) & ~serves.exists()))


async def _end(db: AsyncSession, row: Leave, quiet: Quiet) -> None:
    account = await leaving.end(db, row, quiet)
    if account:
        await _tell(db, await db.get_one(Person, row.officer_id), account, quiet)


async def _lapse(db: AsyncSession, row: Leave, quiet: Quiet) -> None:
    """The officer and the admins hear of it, and may ask somebody else."""
    officer = await db.get_one(Person, row.officer_id)
    substitute = await db.get_one(Person, row.substitute_id)
    left = row.answer == Answer.YES
    if left:
        await leaving.end(db, row, quiet)
    row.answer, row.ended_at = Answer.LAPSED, clock.now()
    await db.flush()
    for each in {p.id: p for p in [officer, *await roles.holders(db, Role.ADMIN)]}.values():
        news = LeaveUnanswered(
            officer=officer.name or "?",
            substitute=substitute.name or "?",
            first_day=row.first_day,
            last_day=row.last_day,
            left=left,
            own=each.id == officer.id,
        )
        await _tell(db, each, news, quiet)


async def _begin(db: AsyncSession, row: Leave, quiet: Quiet) -> None:
    """The substitute hears what there is; who waits for an answer, from whom it comes now."""
    row.begun_at = clock.now()
    officer = await db.get_one(Person, row.officer_id)
    substitute = await db.get_one(Person, row.substitute_id)
    lent = select(Session.id).where(
        Session.for_officer_id == officer.id,
        Session.officer_id == substitute.id,
        Session.called_off_at.is_(None),
        Session.starts_at > clock.now(),
    )
    asked = await db.scalars(
        select(Question).where(
            Question.officer_id == officer.id,
            Question.standing == Standing.OPEN,
            Question.expert_id.is_(None),
        )
    )
    waiting = [each for each in asked.all() if each.person_id != substitute.id]
    begins = LeaveBegins(
        officer=officer.name or "?",
        honorific=officer.honorific,
        last_day=row.last_day,
        sessions=len((await db.scalars(lent)).all()),
        questions=len(waiting),
        calls=len(await calls.waiting(db, officer.id)),
    )
    await _tell(db, substitute, begins, quiet)
    for question in waiting:
        keeper = await questions.keeper_of(db, question)
        asker = await db.get_one(Person, question.person_id)
        told = news.passed(question, keeper, due_at=None, again=True, absent=officer.name)
        await news.tell(db, asker, told, quiet)


async def _tell(db: AsyncSession, to: Person, notice: Notice, quiet: Quiet) -> None:
    at = first_allowed(clock.now(), to.zone, quiet)
    await outbox.notify(db, to, notice, not_before=at)

"""How far a business has come: its programmes, its sessions, its papers."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Participant, Programme, Session
from bot.coaching.programmes.models import Done, Enrolment, Module
from bot.people import papers, readiness
from bot.people.readiness import Item, Mark


@dataclass(frozen=True)
class InProgramme:
    enrolment_id: int
    name: str
    #: Whose programme it is.
    officer_id: int
    done: int
    modules: int


@dataclass(frozen=True)
class Met:
    """A business's sessions; those of the past as far as somebody wrote down who was there."""

    last_at: datetime | None
    next_at: datetime | None
    next_id: int | None
    attended: int
    missed: int
    unrecorded: int


async def programmes_of(db: AsyncSession, business_id: int) -> list[InProgramme]:
    """Those that run."""
    modules = select(func.count()).where(Module.programme_id == Programme.id).scalar_subquery()
    done = select(func.count()).where(Done.enrolment_id == Enrolment.id).scalar_subquery()
    query = (
        select(Enrolment.id, Programme.name, Programme.officer_id, done, modules)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Enrolment.business_id == business_id, Enrolment.ended_at.is_(None))
        .where(Programme.ended_at.is_(None))
        .order_by(Enrolment.id)
    )
    return [InProgramme(*row) for row in await db.execute(query)]


async def met(db: AsyncSession, business_id: int, officer_id: int) -> Met:
    """With whomever; of what is still to come, the officer's own next session has a number."""
    now = clock.now()
    past = Session.starts_at <= now
    attended = Participant.attended
    counted = (past & attended.is_(True), past & attended.is_(False), past & attended.is_(None))
    query = (
        select(
            func.max(case((past & attended.is_not(False), Session.starts_at))),
            *(func.count(case((each, 1))) for each in counted),
        )
        .select_from(Participant)
        .join(Session, Session.id == Participant.session_id)
        .where(*_theirs(business_id))
    )
    last_at, *counts = (await db.execute(query)).one()
    coming = (
        select(Session.starts_at, Session.id, Session.officer_id)
        .join(Participant, Participant.session_id == Session.id)
        .where(Session.starts_at > now, *_theirs(business_id))
        .order_by(Session.starts_at, Session.id)
        .limit(1)
    )
    upcoming = (await db.execute(coming)).first()
    if upcoming is None:
        return Met(last_at, None, None, *counts)
    next_at, next_id, whose = upcoming
    return Met(last_at, next_at, next_id if whose == officer_id else None, *counts)


def _theirs(business_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Participant.business_id == business_id,
        Participant.left_at.is_(None),
        Session.called_off_at.is_(None),
    )


async def papers_of(db: AsyncSession, business_id: int) -> list[tuple[Item, Mark, date | None]]:
    """What is said of each paper, and until when it holds if it expires."""
    last = await papers.last_days(db, business_id)
    marks = await readiness.marks(db, business_id)
    return [(item, marks[item], last.get(item)) for item in Item if item in marks]

"""What somebody has before them, as one who coaches or as one who is coached."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Participant, Session
from bot.coaching.sessions import seeing
from bot.coaching.sessions.notices import Seen
from bot.people.models import Business

#: More than anybody has before them: three series of the longest kind.
ALL = 1200


async def upcoming(db: AsyncSession, person_id: int, limit: int = 8) -> Sequence[Seen]:
    """What a person has before them, as an owner or as an officer; soonest first."""
    return await _seen(db, _coming(person_id).limit(limit))


async def coaching(
    db: AsyncSession, officer_id: int, start: datetime, end: datetime
) -> Sequence[Seen]:
    """What an officer has before them from `start` up to `end`, soonest first."""
    within = (Session.starts_at >= start) & (Session.starts_at < end)
    return await _seen(db, _coming(officer_id).where(within, Session.officer_id == officer_id))


async def held_following(db: AsyncSession, session: Session) -> Sequence[Seen]:
    """Of those `following`, what the same officer holds: others may be lent to a substitute."""
    found = await following(db, session)
    return [each for each in found if each.officer.id == session.officer_id]


async def following(db: AsyncSession, session: Session) -> Sequence[Seen]:
    """That session and what is still to come of its series after it."""
    query = (
        select(Session.id)
        .where(Session.series_id == session.series_id, Session.called_off_at.is_(None))
        .where(Session.occurrence >= session.occurrence, Session.starts_at > clock.now())
        .order_by(Session.starts_at, Session.id)
    )
    return await _seen(db, query)


async def coming(db: AsyncSession, person_id: int, session_id: int | None) -> Seen | None:
    """One of those, locked: of two who do something with it, the first has done it."""
    query = _coming(person_id).where(Session.id == session_id).with_for_update(of=Session)
    return next(iter(await _seen(db, query)), None)


async def _seen(db: AsyncSession, ids: Select[int]) -> list[Seen]:
    numbers = list(await db.scalars(ids))
    found = await seeing.seen(db, numbers)
    return [found[number] for number in numbers]


def _coming(person_id: int) -> Select[int]:
    return (
        select(Session.id)
        .where(Session.starts_at > clock.now(), Session.called_off_at.is_(None))
        .where(concerns(person_id))
        .order_by(Session.starts_at, Session.id)
    )


def concerns(person_id: int) -> ColumnElement[bool]:
    """Whether somebody coaches in a session or is coached; each way has an index of its own."""
    taking_part = (
        select(Participant.session_id)
        .join(Business, Business.id == Participant.business_id)
        .where(Business.person_id == person_id, Participant.left_at.is_(None))
    )
    as_officer = select(Session.id).where(Session.officer_id == person_id)
    return Session.id.in_(as_officer.union_all(taking_part))

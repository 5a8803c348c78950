"""Planning a session: who, when, where, and the reminders it owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching import reminders
from bot.coaching.care import businesses_in_care, programmes_of
from bot.coaching.models import Session
from bot.coaching.notices import Seen
from bot.delivery.quiet import Quiet
from bot.people.models import Business, Person


@dataclass(frozen=True)
class Plan:
    business_id: int
    #: By the officer's clock, `2026-11-24T09:00`.
    local_start: str
    place: str
    topic: str | None = None


async def plan(db: AsyncSession, officer: Person, plan: Plan, quiet: Quiet) -> Seen | None:
    """Store the session and its reminders; None if the business is not in the officer's care."""
    cared = {each.business_id: each for each in await businesses_in_care(db, officer.id)}
    if plan.business_id not in cared:
        return None
    start = datetime.fromisoformat(plan.local_start).replace(tzinfo=ZoneInfo(officer.zone))
    session = Session(
        programme_id=(await programmes_of(db, officer.id))[0].id,
        business_id=plan.business_id,
        officer_id=officer.id,
        local_start=plan.local_start,
        zone=officer.zone,
        starts_at=start,
        place=plan.place,
        topic=plan.topic,
        version=1,
        created_at=clock.now(),
    )
    db.add(session)
    await db.flush()
    owner = (
        await db.scalars(
            select(Person)
            .join(Business, Business.person_id == Person.id)
            .where(Business.id == plan.business_id)
        )
    ).one()
    for person in (owner, officer):
        reminders.owe(db, session, person, quiet)
    return Seen(session, owner, officer, cared[plan.business_id].business)


def news_key(session: Session) -> str:
    """Of the message that tells the owner of it."""
    return f"session:{session.id}:{session.version}"


async def upcoming(db: AsyncSession, person_id: int, limit: int = 8) -> Sequence[Seen]:
    """What a person has before them, as an owner or as an officer; soonest first."""
    return [Seen(*row) for row in await db.execute(_coming(person_id).limit(limit))]


async def coming(db: AsyncSession, person_id: int, session_id: int | None) -> Seen | None:
    """One of those, locked: the first of the two who calls it off has done it."""
    query = _coming(person_id).where(Session.id == session_id).with_for_update(of=Session)
    row = (await db.execute(query)).one_or_none()
    return Seen(*row) if row else None


def _coming(person_id: int) -> Select[Session, Person, Person, str]:
    owner, officer = aliased(Person), aliased(Person)
    return (
        select(Session, owner, officer, Business.name)
        .join(Business, Business.id == Session.business_id)
        .join(owner, owner.id == Business.person_id)
        .join(officer, officer.id == Session.officer_id)
        .where(Session.starts_at > clock.now(), Session.called_off_at.is_(None))
        .where(or_(owner.id == person_id, officer.id == person_id))
        .order_by(Session.starts_at, Session.id)
    )

"""Which businesses need their officer, why, and since when; what was seen to waits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.day import hearing, signs
from bot.coaching.day.models import PutAside
from bot.coaching.day.signs import Need, Why
from bot.people import leave
from bot.people.leave import Leave
from bot.people.models import Business, Person

URGENCY = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True)
class Patience:
    """How long an officer lets it be."""

    #: Without a message, tap, session or offer of theirs.
    silence: timedelta = timedelta(days=30)
    #: Without a session of who is enrolled.
    unmet: timedelta = timedelta(days=45)

    @classmethod
    def of_days(cls, silence: int, unmet: int) -> "Patience":
        return cls(timedelta(days=silence), timedelta(days=unmet))


Needs = Sequence[Need]


async def needing(
    db: AsyncSession, officer_id: int, patience: Patience, *, only: int | None = None
) -> Mapping[int, Needs]:
    """Number of each business in an officer's care that needs something -> what, by urgency.

    `only` for one of them.
    """
    cared = await care.in_care(db, officer_id)
    if only is not None:
        cared = cared.where(Business.id == only)
    aside = await _aside(db, officer_id)
    found: dict[int, list[Need]] = defaultdict(list)
    for each in await _all(db, cared, patience):
        for number, need in each.items():
            if number not in aside or need.since > aside[number]:
                found[number].append(need)
    return {
        number: sorted(needs, key=lambda need: URGENCY[need.why]) for number, needs in found.items()
    }


async def _all(db: AsyncSession, cared: Select[int], patience: Patience) -> list[signs.Found]:
    return [
        await signs.question_waits(db, cared),
        await signs.missed_twice(db, cared),
        await signs.declined_twice(db, cared),
        await signs.paper_expires(db, cared),
        await signs.not_met(db, cared, patience.unmet),
        await hearing.silent(db, cared, patience.silence),
    ]


async def put_aside(db: AsyncSession, officer_id: int, business_id: int, days: int) -> datetime:
    """It is seen to; what is new is brought up all the same. Returns until when."""
    now = clock.now()
    until = now + timedelta(days=days)
    row = PutAside(officer_id=officer_id, business_id=business_id, at=now, until=until)
    db.add(row)
    await db.flush()
    return until


async def take_over(db: AsyncSession, row: Leave) -> list[str]:
    """What a substitute has seen to stays so for the officer who is back; returns the owners."""
    seen_to = (
        select(PutAside.business_id, Person.name, func.max(PutAside.at), func.max(PutAside.until))
        .join(Business, Business.id == PutAside.business_id)
        .join(Person, Person.id == Business.person_id)
        .where(PutAside.officer_id == row.substitute_id, PutAside.at >= row.starts_at)
        .where(PutAside.until > clock.now())
        .where(PutAside.business_id.in_(await care.in_care(db, row.officer_id)))
        .group_by(PutAside.business_id, Person.name)
        .order_by(func.max(PutAside.at))
    )
    names = []
    for business_id, name, at, until in await db.execute(seen_to):
        kept = PutAside(officer_id=row.officer_id, business_id=business_id, at=at, until=until)
        db.add(kept)
        names.append(name or "?")
    await db.flush()
    return names


async def take_up(db: AsyncSession, officer_id: int, business_id: int) -> None:
    """It is brought up again: what was put aside ends now."""
    for row in await db.scalars(_open(officer_id).where(PutAside.business_id == business_id)):
        row.until = clock.now()
    await db.flush()


async def aside_until(db: AsyncSession, officer_id: int, business_id: int) -> datetime | None:
    """Until when somebody put it aside, if it still is."""
    query = select(func.max(PutAside.until)).where(
        PutAside.officer_id.in_(leave.works_for(officer_id)),
        PutAside.business_id == business_id,
        PutAside.until > clock.now(),
    )
    return await db.scalar(query)


async def _aside(db: AsyncSession, officer_id: int) -> Mapping[int, datetime]:
    """Number of a business that is put aside -> when that was."""
    aside: dict[int, datetime] = {}
    for row in await db.scalars(_open(officer_id)):
        aside[row.business_id] = max(row.at, aside.get(row.business_id, row.at))
    return aside


def _open(officer_id: int) -> Select[PutAside]:
    now = clock.now()
    theirs = PutAside.officer_id.in_(leave.works_for(officer_id))
    return select(PutAside).where(theirs, PutAside.until > now)

"""All businesses in an officer's care, those first that need something."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching import care
from bot.coaching.day import attention
from bot.coaching.day.attention import URGENCY, Needs, Patience
from bot.coaching.day.notices import ANeed, InNeed
from bot.conversation.spoken import heard
from bot.people.models import Business, Person


async def caseload(db: AsyncSession, officer_id: int, patience: Patience) -> list[InNeed]:
    """By urgency, then by how much there is, then by how long it has been so, then by name."""
    needs = await attention.needing(db, officer_id, patience)
    cared = await care.businesses_in_care(db, officer_id)
    cared.sort(key=lambda each: _rank(each.business_id, needs))
    return [
        InNeed(
            business_id=each.business_id,
            business=each.business,
            owner=each.owner,
            needs=told(needs.get(each.business_id, ())),
        )
        for each in cared
    ]


def _rank(business_id: int, needs: Mapping[int, Needs]) -> tuple[int, int, float]:
    theirs = needs.get(business_id)
    if not theirs:
        return len(URGENCY), 0, 0
    return URGENCY[theirs[0].why], -len(theirs), theirs[0].since.timestamp()


def told(needs: Needs) -> tuple[ANeed, ...]:
    return tuple(
        ANeed(why=need.why, at=need.day)
        if isinstance(need.day, datetime)
        else ANeed(why=need.why, last_day=need.day)
        for need in needs
    )


def named(cases: Sequence[InNeed], name: str) -> list[InNeed]:
    """Those whose owner or business is called like that, or in part."""
    said = heard(name)
    return [each for each in cases if said in heard(f"{each.owner} {each.business}")]


async def case_of(
    db: AsyncSession, officer_id: int, business_id: int | None
) -> tuple[Business, Person] | None:
    """One of them with its owner; None for what is in somebody else's care."""
    if business_id is None:
        return None
    mine = Business.id.in_(await care.in_care(db, officer_id))
    query = (
        select(Business, Person)
        .join(Person, Person.id == Business.person_id)
        .where(Business.id == business_id, mine)
    )
    row = (await db.execute(query)).one_or_none()
    return (row[0], row[1]) if row else None

"""Which businesses an officer looks after: those in the regions of their programmes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.market.audience import covering
from bot.market.models import NATIONWIDE
from bot.market.regions import province_of
from bot.people.joining import Delegation
from bot.people.models import Business, Consent, Person, Purpose, Role, RoleGrant


@dataclass(frozen=True)
class Cared:
    business_id: int
    business: str
    owner: str
    regency: str


async def open_programme(db: AsyncSession, officer: Person, name: str, region: str) -> Programme:
    programme = Programme(name=name, officer_id=officer.id, region=region, created_at=clock.now())
    db.add(programme)
    await db.flush()
    return programme


async def have_a_programme(db: AsyncSession, officer: Person) -> None:
    """An officer without one gets a programme for the province they are in."""
    if officer.regency is None or await programmes_of(db, officer.id):
        return
    province = province_of(officer.regency)
    await open_programme(db, officer, province.name, province.code)


async def programmes_of(db: AsyncSession, officer_id: int) -> Sequence[Programme]:
    query = select(Programme).where(Programme.officer_id == officer_id).order_by(Programme.id)
    return (await db.scalars(query)).all()


async def officer_of(db: AsyncSession, person: Person) -> Person | None:
    """Who looks after a person: who speaks for them, else whose programme is the closest.

    Of several programmes in one region, the oldest.
    """
    speaks = select(Delegation.officer_id).where(
        Delegation.person_id == person.id, Delegation.ended_at.is_(None)
    )
    if officer_id := (await db.scalars(speaks)).first():
        return await db.get(Person, officer_id)
    query = (
        select(Business.regency)
        .where(Business.person_id == person.id, Business.closed_at.is_(None))
        .order_by(Business.chosen_at.is_(None), Business.chosen_at.desc(), Business.id)
    )
    regency = (await db.scalars(query)).first() or person.regency
    if regency is None:
        return None
    officers = (
        select(Person)
        .join(Programme, Programme.officer_id == Person.id)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.OFFICER, Person.registered_at.is_not(None))
        .where(Programme.region.in_(covering(regency)), Person.id != person.id)
        # `35.07` before `35`, and both before the country.
        .order_by((Programme.region == NATIONWIDE), func.length(Programme.region).desc())
        .order_by(Programme.id)
        .limit(1)
    )
    return (await db.scalars(officers)).first()


async def in_care(db: AsyncSession, officer_id: int) -> Select[int]:
    """The numbers of the businesses an officer looks after, as a query for others to build on.

    They are open, their owners agreed to be coached, and they are not the officer's own.
    """
    regions = [programme.region for programme in await programmes_of(db, officer_id)]
    return (
        select(Business.id)
        .join(Person, Person.id == Business.person_id)
        .where(_within(regions), Business.closed_at.is_(None))
        .where(Person.id != officer_id, Person.name.is_not(None), Person.erased_at.is_(None))
        .where(Person.id.in_(_AGREED))
    )


async def businesses_in_care(db: AsyncSession, officer_id: int) -> list[Cared]:
    """By owner's name."""
    query = (
        select(Business.id, Business.name, Person.name, Business.regency)
        .join(Person, Person.id == Business.person_id)
        .where(Business.id.in_(await in_care(db, officer_id)))
        .order_by(Person.name, Business.id)
    )
    return [
        Cared(number, business, owner or "", regency)
        for number, business, owner, regency in await db.execute(query)
    ]


async def owners_in_care(db: AsyncSession, officer_id: int) -> Select[int]:
    """The owners of those businesses, to look up with what belongs to them."""
    regions = [programme.region for programme in await programmes_of(db, officer_id)]
    return select(Business.person_id).where(
        _within(regions), Business.closed_at.is_(None), Business.person_id.in_(_AGREED)
    )


_AGREED = select(Consent.person_id).where(
    Consent.purpose == Purpose.COACHING, Consent.withdrawn_at.is_(None)
)


def _within(regions: Sequence[str]) -> ColumnElement[bool]:
    if NATIONWIDE in regions:
        return true()
    named = [Business.regency == code for code in regions]
    return or_(false(), *named, *(Business.regency.startswith(f"{code}.") for code in regions))

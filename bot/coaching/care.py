"""Which businesses an officer looks after, and who looks after a business now.

They are those in the regions of an officer's programmes, but for what was handed to somebody else
by name. While an officer is on leave, who stands in for them looks after all of it as well
(`bot.people.leave`): nobody else works that out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot import clock
from bot.coaching.models import Entrusted, Programme
from bot.market.audience import covering
from bot.market.models import NATIONWIDE
from bot.market.regions import province_of
from bot.people import leave
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
    """Who looks after a person now: their officer, or the substitute while that one is on leave."""
    officer = await own_officer_of(db, person)
    if officer is None:
        return None
    now = await leave.on_duty(db, officer)
    # Nobody is their own officer: a substitute's own questions wait for the officer.
    return officer if now.id == person.id else now


async def own_officer_of(db: AsyncSession, person: Person) -> Person | None:
    """To whom a person belongs, on leave or not: who speaks for them, else to whom their business
    was entrusted, else whose programme is the closest.

    Of several programmes in one region, the oldest.
    """
    speaks = select(Delegation.officer_id).where(
        Delegation.person_id == person.id, Delegation.ended_at.is_(None)
    )
    if officer_id := (await db.scalars(speaks)).first():
        return await db.get(Person, officer_id)
    query = (
        select(Business.id, Business.regency)
        .where(Business.person_id == person.id, Business.closed_at.is_(None))
        .order_by(Business.chosen_at.is_(None), Business.chosen_at.desc(), Business.id)
    )
    business = (await db.execute(query)).first()
    if business and (officer := await _by_name(db, business.id, person)):
        return officer
    regency = business.regency if business else person.regency
    if regency is None:
        return None
    return await closest(db, regency, besides=person.id)


async def closest(db: AsyncSession, regency: str, *, besides: int) -> Person | None:
    """Whose programme is the closest to a place, other than this one."""
    officers = (
        select(Person)
        .join(Programme, Programme.officer_id == Person.id)
        .where(_serves(Person.id), Person.registered_at.is_not(None))
        .where(Programme.region.in_(covering(regency)), Person.id != besides)
        # `35.07` before `35`, and both before the country.
        .order_by((Programme.region == NATIONWIDE), func.length(Programme.region).desc())
        .order_by(Programme.id)
        .limit(1)
    )
    return (await db.scalars(officers)).first()


async def _by_name(db: AsyncSession, business_id: int, owner: Person) -> Person | None:
    query = (
        select(Person)
        .join(Entrusted, Entrusted.officer_id == Person.id)
        .where(Entrusted.business_id == business_id, _serves(Person.id))
        .where(Person.registered_at.is_not(None), Person.id != owner.id)
    )
    return (await db.scalars(query)).first()


async def in_care(db: AsyncSession, officer_id: int) -> Select[int]:
    """The numbers of the businesses an officer looks after now, as a query for others to build on.

    They are open, their owners agreed to be coached, and they are not the officer's own.
    """
    return (
        select(Business.id)
        .join(Person, Person.id == Business.person_id)
        .where(await _looked_after(db, officer_id), Business.closed_at.is_(None))
        .where(Person.id != officer_id, Person.name.is_not(None), Person.erased_at.is_(None))
        .where(Person.id.in_(_AGREED))
    )


async def own(db: AsyncSession, officer_id: int) -> Select[int]:
    """The same of what is an officer's own, and not an absent one's."""
    return (
        select(Business.id)
        .join(Person, Person.id == Business.person_id)
        .where(await _of(db, [officer_id]), Business.closed_at.is_(None))
        .where(Person.id != officer_id, Person.erased_at.is_(None), Person.id.in_(_AGREED))
    )


async def only_theirs(db: AsyncSession, officer_id: int) -> int:
    """How many of those nobody else would look after."""
    regions = await db.scalars(
        select(Programme.region)
        .where(Programme.officer_id != officer_id, _serves(Programme.officer_id))
        .distinct()
    )
    alone = (await own(db, officer_id)).where(~_within([*regions]))
    return await db.scalar(select(func.count()).select_from(alone.subquery())) or 0


async def _looked_after(db: AsyncSession, officer_id: int) -> ColumnElement[bool]:
    return await _of(db, [*await db.scalars(leave.works_for(officer_id))])


async def _of(db: AsyncSession, theirs: Sequence[int]) -> ColumnElement[bool]:
    """In the regions of these officers' programmes, or by name; not what is somebody else's by
    name.
    """
    regions = await db.scalars(
        select(Programme.region).where(Programme.officer_id.in_(theirs)).distinct()
    )
    within = _within([*regions])
    named = {*await db.scalars(_named())}
    # Most know no business by name, and do not look for one.
    if named - {*theirs}:
        within &= Business.id.not_in(_entrusted(Entrusted.officer_id.not_in(theirs)))
    if named & {*theirs}:
        within |= Business.id.in_(_entrusted(Entrusted.officer_id.in_(theirs)))
    return within


def _named() -> Select[int]:
    return select(Entrusted.officer_id).where(_serves(Entrusted.officer_id)).distinct()


def _entrusted(to: ColumnElement[bool]) -> Select[int]:
    return select(Entrusted.business_id).where(to, _serves(Entrusted.officer_id))


def _serves(column: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    holds = select(RoleGrant.person_id).where(RoleGrant.person_id == column)
    return holds.where(RoleGrant.role == Role.OFFICER).exists()


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
    return select(Business.person_id).where(
        await _looked_after(db, officer_id),
        Business.closed_at.is_(None),
        Business.person_id.in_(_AGREED),
    )


_AGREED = select(Consent.person_id).where(
    Consent.purpose == Purpose.COACHING, Consent.withdrawn_at.is_(None)
)


def _within(regions: Sequence[str]) -> ColumnElement[bool]:
    if NATIONWIDE in regions:
        return true()
    named = [Business.regency == code for code in regions]
    return or_(false(), *named, *(Business.regency.startswith(f"{code}.") for code in regions))

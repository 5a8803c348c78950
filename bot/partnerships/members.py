"""Who speaks for a company: leads, buyers and viewers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import CompoundSelect, Select, case, delete, func, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Vetting
from bot.people.groups import Group
from bot.people.models import Person, Role, RoleGrant

PUBLISHING = (MemberRole.LEAD, MemberRole.BUYER)


class Change(StrEnum):
    """What became of a wish to change somebody's part in a company."""

    DONE = "done"
    GONE = "gone"  #: they are no member (any more)
    LAST_LEAD = "last_lead"  #: somebody has to lead


@dataclass(frozen=True)
class Seat:
    person_id: int
    name: str
    role: MemberRole


async def role_in(db: AsyncSession, offtaker_id: int, person_id: int) -> MemberRole | None:
    query = select(OfftakerMember.role).where(
        OfftakerMember.offtaker_id == offtaker_id, OfftakerMember.person_id == person_id
    )
    found = (await db.scalars(query)).one_or_none()
    return MemberRole(found) if found else None


async def seats(db: AsyncSession, offtaker_id: int) -> list[Seat]:
    """Everybody of a company, leads first."""
    order = case({MemberRole.LEAD: 0, MemberRole.BUYER: 1}, value=OfftakerMember.role, else_=2)
    query = (
        select(OfftakerMember.person_id, Person.name, OfftakerMember.role)
        .join(Person, Person.id == OfftakerMember.person_id)
        .where(OfftakerMember.offtaker_id == offtaker_id)
        .order_by(order, Person.name, Person.id)
    )
    return [
        Seat(number, name or "", MemberRole(role)) for number, name, role in await db.execute(query)
    ]


async def leads(db: AsyncSession, offtaker_id: int) -> Sequence[Person]:
    query = select(Person).join(OfftakerMember, OfftakerMember.person_id == Person.id)
    query = query.where(
        OfftakerMember.offtaker_id == offtaker_id, OfftakerMember.role == MemberRole.LEAD
    )
    return (await db.scalars(query.order_by(Person.id))).all()


async def answerable(db: AsyncSession, offtaker_id: int, author_id: int) -> Sequence[Person]:
    """Who is told what comes of something: its author, or the leads once that one has left."""
    if await role_in(db, offtaker_id, author_id) in PUBLISHING:
        return [await db.get_one(Person, author_id)]
    return await leads(db, offtaker_id)


def rivals_of(offtaker_id: int) -> CompoundSelect[int]:
    """Who speaks for another company that buys or has applied to, and the groups they keep."""
    speaks = _speaking_for_others(offtaker_id)
    keeps = select(Group.person_id).where(Group.keeper_id.in_(speaks))
    return union_all(speaks, keeps)


def _speaking_for_others(offtaker_id: int) -> Select[int]:
    return (
        select(OfftakerMember.person_id)
        .join(Offtaker, Offtaker.id == OfftakerMember.offtaker_id)
        .where(Offtaker.id != offtaker_id, Offtaker.vetting != Vetting.REJECTED)
    )


async def is_rival(db: AsyncSession, offtaker_id: int, person_id: int) -> bool:
    """Whether this person is told no price of that company (promise P6)."""
    query = _speaking_for_others(offtaker_id).where(OfftakerMember.person_id == person_id)
    return (await db.scalars(query.limit(1))).first() is not None


async def set_role(db: AsyncSession, offtaker_id: int, person_id: int, role: MemberRole) -> Change:
    """Let a member do more, or less. Whoever asks for it leads the company: check that before."""
    if role is not MemberRole.LEAD and await _is_last_lead(db, offtaker_id, person_id):
        return Change.LAST_LEAD
    changed = await db.execute(
        update(OfftakerMember)
        .where(OfftakerMember.offtaker_id == offtaker_id, OfftakerMember.person_id == person_id)
        .values(role=role)
        .returning(OfftakerMember.person_id)
    )
    return Change.DONE if changed.first() else Change.GONE


async def remove(db: AsyncSession, offtaker_id: int, person_id: int) -> Change:
    """Take a member out; without another approved company they are no buyer any more."""
    if await _is_last_lead(db, offtaker_id, person_id):
        return Change.LAST_LEAD
    gone = await db.execute(
        delete(OfftakerMember)
        .where(OfftakerMember.offtaker_id == offtaker_id, OfftakerMember.person_id == person_id)
        .returning(OfftakerMember.person_id)
    )
    if not gone.first():
        return Change.GONE
    elsewhere = (
        select(func.count())
        .select_from(OfftakerMember)
        .join(Offtaker, Offtaker.id == OfftakerMember.offtaker_id)
        .where(OfftakerMember.person_id == person_id, Offtaker.vetting == Vetting.APPROVED)
    )
    if not (await db.scalars(elsewhere)).one():
        await db.execute(
            delete(RoleGrant).where(
                RoleGrant.person_id == person_id, RoleGrant.role == Role.OFFTAKER
            )
        )
    return Change.DONE


async def _is_last_lead(db: AsyncSession, offtaker_id: int, person_id: int) -> bool:
    # The company's row is the lock: of two leads who leave at once, one stays.
    await db.execute(select(Offtaker.id).where(Offtaker.id == offtaker_id).with_for_update())
    found = [lead.id for lead in await leads(db, offtaker_id)]
    return found == [person_id]

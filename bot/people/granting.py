"""Who may grant what by a link: decided when it is made, and again when it is used (P3).

| it makes somebody    | its maker is              |
|----------------------|---------------------------|
| officer              | admin                     |
| expert               | admin                     |
| admin                | admin                     |
| member of a company  | lead of that company      |
| owner, offtaker      | nobody: owners join by themselves, offtakers are vetted |

An officer, say, is no expert, so an officer's link cannot make one.
"""

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Vetting
from bot.people import roles
from bot.people.joining import Invitation
from bot.people.models import Role, RoleGrant
from bot.storage import dialects

#: What an admin's link can make of somebody.
GRANTED = (Role.OFFICER, Role.EXPERT, Role.ADMIN)
#: Each may do what those before it may.
SEATS = (MemberRole.VIEWER, MemberRole.BUYER, MemberRole.LEAD)


async def may_grant(
    db: AsyncSession, person_id: int, *, role: Role | None = None, offtaker_id: int | None = None
) -> bool:
    """The table above; either a role or a seat in a company, never both."""
    if (role is None) == (offtaker_id is None) or (role and role not in GRANTED):
        return False
    has = admin(person_id) if role else lead(person_id, offtaker_id)
    return bool((await db.scalars(select(has))).one())


def visible(person_id: int) -> ColumnElement[bool]:
    """Whose business a link is: its maker's, and whoever's who could have made it."""
    return or_(Invitation.made_by == person_id, may(person_id))


def may(person_id: object) -> ColumnElement[bool]:
    """Whether a person could make this link now."""
    return or_(
        and_(Invitation.role.in_(GRANTED), admin(person_id)),
        and_(Invitation.role.is_(None), lead(person_id, Invitation.offtaker_id)),
    )


def admin(person_id: object) -> ColumnElement[bool]:
    query = select(RoleGrant.role).where(RoleGrant.person_id == person_id)
    return query.where(RoleGrant.role == Role.ADMIN).exists()


def lead(person_id: object, offtaker_id: object) -> ColumnElement[bool]:
    query = select(OfftakerMember.role).where(OfftakerMember.person_id == person_id)
    query = query.where(OfftakerMember.offtaker_id == offtaker_id)
    return query.where(OfftakerMember.role == MemberRole.LEAD).exists()


def held(person_id: int) -> ColumnElement[bool]:
    """Whether the link would make nothing new of a person."""
    role = select(RoleGrant.role).where(RoleGrant.person_id == person_id)
    seat = select(OfftakerMember.role).where(OfftakerMember.person_id == person_id)
    seat = seat.where(OfftakerMember.offtaker_id == Invitation.offtaker_id)
    as_much = (
        and_(Invitation.member_role == each, OfftakerMember.role.in_(SEATS[number:]))
        for number, each in enumerate(SEATS)
    )
    return or_(
        role.where(RoleGrant.role == Invitation.role).exists(),
        seat.where(or_(false(), *as_much)).exists(),
    )


async def seat(
    db: AsyncSession, person_id: int, offtaker_id: int, seat: MemberRole, *, by: int
) -> None:
    """A member from now on, or with more to do than before; of an approved company, a buyer."""
    member = dialects.insert(db, OfftakerMember).values(
        offtaker_id=offtaker_id, person_id=person_id, role=seat, joined_at=clock.now()
    )
    await db.execute(
        member.on_conflict_do_update(
            index_elements=["offtaker_id", "person_id"], set_={"role": seat}
        )
    )
    approved = select(Offtaker.id).where(Offtaker.id == offtaker_id)
    if (await db.scalars(approved.where(Offtaker.vetting == Vetting.APPROVED))).first():
        await roles.grant(db, person_id, Role.OFFTAKER, by=by)

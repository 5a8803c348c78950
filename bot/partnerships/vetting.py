"""An offtaker publishes only after an admin has approved what it promises."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships.models import Offtaker, OfftakerMember, Vetting
from bot.people import roles
from bot.people.models import Person, Role


async def apply(db: AsyncSession, person: Person, company: str) -> Offtaker:
    """A person asks to be vetted for a company. The promises were accepted just before.

    Asking again under the same name changes nothing, unless it was rejected; another name is
    another application, and what was approved before holds until that is decided.
    """
    if person.regency is None:
        raise ValueError("A person is introduced before their company applies.")
    known = await offtaker_of(db, person.id)
    if known and known.name == company and known.vetting != Vetting.REJECTED:
        return known
    offtaker = Offtaker(
        name=company, regency=person.regency, vetting=Vetting.PENDING, committed_at=clock.now()
    )
    db.add(offtaker)
    await db.flush()
    db.add(OfftakerMember(offtaker_id=offtaker.id, person_id=person.id))
    return offtaker


async def decide(db: AsyncSession, offtaker_id: int, verdict: Vetting, *, by: int) -> bool:
    """Approve or reject; False if another admin was faster, or there is no such application."""
    query = select(Offtaker).where(Offtaker.id == offtaker_id).with_for_update()
    offtaker = (await db.scalars(query)).one_or_none()
    if offtaker is None or offtaker.vetting != Vetting.PENDING:
        return False
    offtaker.vetting, offtaker.decided_at, offtaker.decided_by = verdict, clock.now(), by
    if verdict is Vetting.APPROVED:
        for person in await members(db, offtaker_id):
            await roles.grant(db, person.id, Role.OFFTAKER, by=by)
    return True


async def members(db: AsyncSession, offtaker_id: int) -> Sequence[Person]:
    query = select(Person).join(OfftakerMember, OfftakerMember.person_id == Person.id)
    return (await db.scalars(query.where(OfftakerMember.offtaker_id == offtaker_id))).all()


async def offtaker_of(db: AsyncSession, person_id: int) -> Offtaker | None:
    """The company a person speaks for: an approved one, else the latest that applied."""
    query = (
        select(Offtaker)
        .join(OfftakerMember, OfftakerMember.offtaker_id == Offtaker.id)
        .where(OfftakerMember.person_id == person_id)
        .order_by((Offtaker.vetting == Vetting.APPROVED).desc(), Offtaker.id.desc())
    )
    return (await db.scalars(query)).first()


async def waiting(db: AsyncSession) -> Sequence[Offtaker]:
    """Applications that no admin has decided on, oldest first."""
    query = select(Offtaker).where(Offtaker.vetting == Vetting.PENDING).order_by(Offtaker.id)
    return (await db.scalars(query)).all()

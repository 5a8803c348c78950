"""People with roles and companies, made without a conversation."""

from itertools import count

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Vetting
from bot.people import registration, roles
from bot.people.models import Person, Role

ACCOUNTS = count(7_000_000)


async def somebody(db: AsyncSession, *held: Role, name: str = "") -> Person:
    """Registered if they have a name."""
    person = await db.get_one(Person, await roles.person_id_of(db, next(ACCOUNTS)))
    for role in held:
        await roles.grant(db, person.id, role)
    if name:
        await registration.introduce(db, person, name, "35.07")
    return person


async def company(
    db: AsyncSession, lead: Person, vetting: Vetting = Vetting.APPROVED, name: str = "PT Sambal"
) -> Offtaker:
    offtaker = Offtaker(name=name, regency="35.78", vetting=vetting, committed_at=clock.now())
    db.add(offtaker)
    await db.flush()
    await sits(db, offtaker, lead, MemberRole.LEAD)
    return offtaker


async def sits(db: AsyncSession, offtaker: Offtaker, person: Person, role: MemberRole) -> None:
    db.add(OfftakerMember(offtaker_id=offtaker.id, person_id=person.id, role=role))
    await db.flush()


async def held(db: AsyncSession, person: Person) -> set[Role]:
    return set((await roles.roles_of(db, [person.id]))[person.id])

"""People with roles and companies, made without a conversation."""

from itertools import count

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Vetting
from bot.people import delegates, registration, roles
from bot.people.businesses import Make
from bot.people.delegates import Details, Yes
from bot.people.joining import ConsentHow
from bot.people.models import Honorific, Person, Role

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


def details(name: str = "Sri Lestari", phone: str | None = "+6281234567890") -> Details:
    makes = [Make("cabai-rawit-merah", "cabai rawit"), Make(None, "jamu beras kencur")]
    return Details(name, "35.07", makes, Honorific.IBU, phone)


async def looked_after(db: AsyncSession, officer: Person, about: Details | None = None) -> Person:
    """An owner without a smartphone, registered by this officer with a spoken yes."""
    yes = Yes(ConsentHow.SPOKEN, clock.now())
    registered = await delegates.register(db, officer, [(about or details(), yes)])
    return registered.people[0]

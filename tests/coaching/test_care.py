"""An officer sees the businesses of owners who want to be coached, as long as they exist."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.people import businesses, consent, registration, roles
from bot.people.businesses import Make
from bot.people.models import Person, Purpose

TOMATO = Make("tomat", "tomat")


async def known(db: AsyncSession, number: int, name: str, *purposes: Purpose) -> Person:
    person = await db.get_one(Person, await roles.person_id_of(db, number))
    agreed = purposes or consent.ASKED_FIRST
    await registration.introduce(db, person, name, "35.07", purposes=agreed)
    return person


async def in_care(db: AsyncSession, officer: Person) -> list[str]:
    await db.flush()
    return [each.business for each in await care.businesses_in_care(db, officer.id)]


async def test_who_did_not_agree_to_coaching_is_not_shown_to_an_officer(db: AsyncSession) -> None:
    officer = await known(db, 1, "Wayan")
    await care.open_programme(db, officer, "Jawa Timur", "35")
    siti = await known(db, 2, "Siti")
    budi = await known(db, 3, "Budi", Purpose.SERVICE, Purpose.NEWS)
    for person in (siti, budi):
        await registration.register_owner(db, person, f"Usaha {person.name}", [TOMATO])
    assert await in_care(db, officer) == ["Usaha Siti"]
    await consent.withdraw(db, siti.id, Purpose.COACHING)
    assert await in_care(db, officer) == []


async def test_what_is_closed_or_erased_is_not_shown_either(db: AsyncSession) -> None:
    officer = await known(db, 1, "Wayan")
    await care.open_programme(db, officer, "Jawa Timur", "35")
    siti = await known(db, 2, "Siti")
    first = await registration.register_owner(db, siti, "Kebun", [TOMATO])
    await businesses.add(db, siti, "Warung", "35.79", [TOMATO])
    assert await in_care(db, officer) == ["Kebun", "Warung"]
    businesses.close(first)
    assert await in_care(db, officer) == ["Warung"]
    siti.erased_at = clock.now()
    assert await in_care(db, officer) == []

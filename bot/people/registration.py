"""Onboarding is over: what was answered becomes a person with roles and businesses."""

from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market.regions import region
from bot.people import businesses, consent
from bot.people.businesses import BusinessCard, Make, businesses_of
from bot.people.models import Business, Honorific, Person, Purpose

__all__ = [
    "BusinessCard",
    "Make",
    "businesses_of",
    "introduce",
    "move",
    "register_owner",
    "relocate",
]


async def introduce(
    db: AsyncSession,
    person: Person,
    name: str,
    regency: str,
    *,
    purposes: Collection[Purpose] = consent.ASKED_FIRST,
    version: str = consent.VERSION,
    honorific: Honorific | None = None,
) -> None:
    """What Mitra knows of everyone who agreed: a name, and a place with its clock.

    Who is introduced again does not thereby agree anew to what they had stopped.
    """
    given = {each.purpose for each in await consent.given(db, person.id)}
    if Purpose.SERVICE not in given:
        for purpose in Purpose:
            if purpose in purposes and purpose not in given:
                consent.give(db, person, purpose, version)
    person.name = name
    person.honorific = honorific or person.honorific
    move(person, regency)
    person.registered_at = clock.now()


def move(person: Person, regency: str) -> None:
    """Where somebody is tells by which clock they live."""
    person.regency = regency
    person.zone = region(regency).zone


async def relocate(db: AsyncSession, person: Person, regency: str) -> None:
    """Who has one business, and lives where it is, moves with it."""
    before = person.regency
    move(person, regency)
    cards = await businesses.businesses_of(db, person.id)
    if len(cards) == 1 and cards[0].regency == before:
        business = await businesses.active(db, person.id)
        if business:
            business.regency = regency


async def register_owner(
    db: AsyncSession, person: Person, business_name: str, makes: Sequence[Make]
) -> Business:
    """Store the business, or correct the one the person registered before."""
    if person.regency is None:
        raise ValueError("A person is introduced before their business is registered.")
    business = await businesses.active(db, person.id)
    if business is None:
        return await businesses.add(db, person, business_name, person.regency, makes)
    business.name, business.regency = business_name, person.regency
    await businesses.set_products(db, business.id, makes, by=person)
    return business

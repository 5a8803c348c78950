"""Onboarding is over: what was answered becomes a person with roles and businesses."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market.regions import region
from bot.people import consent, roles
from bot.people.models import Business, Person, Product, Purpose, Role


@dataclass(frozen=True)
class Make:
    """What a business makes: a commodity of the list, or only what its owner called it."""

    slug: str | None
    said: str


async def introduce(db: AsyncSession, person: Person, name: str, regency: str) -> None:
    """What Mitra knows of everyone who agreed: a name, and a place with its clock.

    Who corrects their data later does not thereby agree anew to what they had stopped.
    """
    given = {each.purpose for each in await consent.given(db, person.id)}
    if Purpose.SERVICE not in given:
        for purpose in consent.ASKED_FIRST:
            if purpose not in given:
                consent.give(db, person, purpose)
    person.name = name
    person.regency = regency
    person.zone = region(regency).zone
    person.registered_at = clock.now()


async def register_owner(
    db: AsyncSession, person: Person, business_name: str, makes: Sequence[Make]
) -> Business:
    """Store the business, or correct the one the person registered before."""
    if person.regency is None:
        raise ValueError("A person is introduced before their business is registered.")
    found = await db.scalars(select(Business).where(Business.person_id == person.id))
    business = found.first()
    if business is None:
        business = Business(person_id=person.id, created_at=clock.now())
        db.add(business)
    business.name, business.regency = business_name, person.regency
    await db.flush()
    await db.execute(delete(Product).where(Product.business_id == business.id))
    db.add_all(
        Product(business_id=business.id, commodity=make.slug, said=make.said) for make in makes
    )
    await roles.grant(db, person.id, Role.OWNER, by=person.id)
    return business


@dataclass(frozen=True)
class BusinessCard:
    name: str
    regency: str
    makes: Sequence[Make]


async def businesses_of(db: AsyncSession, person_id: int) -> list[BusinessCard]:
    cards = []
    businesses = await db.scalars(select(Business).where(Business.person_id == person_id))
    for business in businesses.all():
        products = await db.scalars(
            select(Product).where(Product.business_id == business.id).order_by(Product.id)
        )
        makes = [Make(product.commodity, product.said) for product in products]
        cards.append(BusinessCard(business.name, business.regency, makes))
    return cards

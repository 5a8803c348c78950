"""An officer speaks for owners without a smartphone: with a recorded yes, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.market.regions import region
from bot.people import (
    businesses,
    commodity_requests,
    consent,
    registration,
    roles,
    subscriptions,
)
from bot.people.businesses import Make
from bot.people.joining import ConsentHow, Delegation
from bot.people.leave import works_for
from bot.people.models import Business, Consent, Honorific, Person, Product, Role
from bot.storage import dialects


@dataclass(frozen=True)
class Yes:
    """How and when the owner agreed, as the officer heard or read it."""

    how: ConsentHow
    at: datetime


@dataclass(frozen=True)
class Details:
    """What is kept of an owner. The phone is what they say it is; nothing proves it."""

    name: str
    regency: str
    makes: Sequence[Make]
    honorific: Honorific | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Registered:
    people: Sequence[Person]
    #: Those who were left out: an account that is looked after has their phone already.
    taken: Sequence[Details]


async def register(
    db: AsyncSession, officer: Person, owners: Sequence[tuple[Details, Yes]]
) -> Registered:
    """Make an account for each, looked after by this officer from now on."""
    made: list[tuple[Person, Details, Yes]] = []
    taken = []
    for details, yes in owners:
        if person := await _account(db, officer, details):
            made.append((person, details, yes))
        else:
            taken.append(details)
    now = clock.now()
    firms = [await _business(db, person, details) for person, details, _yes in made]
    for person, _details, yes in made:
        db.add_all(_consents(person, officer, yes))
        db.add(Delegation(person_id=person.id, officer_id=officer.id, began_at=now))
        await roles.grant(db, person.id, Role.OWNER, by=officer.id)
    await db.flush()
    for firm, (_person, details, _yes) in zip(firms, made, strict=True):
        await db.execute(delete(Product).where(Product.business_id == firm.id))
        await _add_products(db, officer, firm.id, details.makes)
    await subscriptions.follow(db, [person.id for person, _details, _yes in made])
    return Registered([person for person, _details, _yes in made], taken)


async def _account(db: AsyncSession, officer: Person, details: Details) -> Person | None:
    """None if another account that is looked after has this phone, whoever was faster.

    An account whose officer is gone is taken over.
    """
    now = clock.now()
    number = await db.scalar(
        dialects.insert(db, Person)
        .values(
            language=officer.language,
            zone=region(details.regency).zone,
            created_at=now,
            registered_at=now,
            name=details.name,
            honorific=details.honorific,
            phone=details.phone,
            regency=details.regency,
        )
        .on_conflict_do_nothing()
        .returning(Person.id)
    )
    return await _orphan(db, details) if number is None else await db.get_one(Person, number)


async def _orphan(db: AsyncSession, details: Details) -> Person | None:
    cared_for = select(Delegation.person_id).where(Delegation.ended_at.is_(None))
    found = await db.scalars(
        select(Person)
        .where(Person.phone == details.phone, Person.telegram_id.is_(None))
        .where(Person.erased_at.is_(None), Person.id.not_in(cared_for))
        .with_for_update()
    )
    person = found.one_or_none()
    if person:
        person.name, person.honorific = details.name, details.honorific
        person.regency, person.zone = details.regency, region(details.regency).zone
        person.registered_at = clock.now()
    return person


async def _business(db: AsyncSession, person: Person, details: Details) -> Business:
    """Named after its owner, who was not asked for another name; or the one they had."""
    now = clock.now()
    business = await businesses.active(db, person.id)
    if business is None:
        business = Business(person_id=person.id, created_at=now, chosen_at=now)
        db.add(business)
    business.name, business.regency = details.name, details.regency
    return business


async def leave(db: AsyncSession, officer_id: int) -> None:
    """Somebody is no officer any more: whom they spoke for can be taken over, or claim."""
    await db.execute(
        update(Delegation)
        .where(Delegation.officer_id == officer_id, Delegation.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def _consents(person: Person, officer: Person, yes: Yes) -> list[Consent]:
    return [
        Consent(
            person_id=person.id,
            purpose=purpose,
            version=consent.READ_ALOUD_VERSION,
            language=officer.language,
            given_at=yes.at,
            recorded_by=officer.id,
            how=yes.how,
        )
        for purpose in consent.ASKED_FIRST
    ]


async def _add_products(
    db: AsyncSession, officer: Person, business_id: int, makes: Sequence[Make]
) -> None:
    for make in {each.key: each for each in makes}.values():
        db.add(Product(business_id=business_id, commodity=make.slug, said=make.said))
        if make.slug is None:
            await commodity_requests.ask(db, officer, make.said)


async def change(db: AsyncSession, officer: Person, person: Person, details: Details) -> bool:
    """Correct what is kept; False, and nothing changed, if the phone is another account's."""
    try:
        async with db.begin_nested():
            person.phone = details.phone
            await db.flush()
    except IntegrityError:
        await db.refresh(person)
        return False
    person.name, person.honorific = details.name, details.honorific
    registration.move(person, details.regency)
    business = await _business(db, person, details)
    await db.flush()
    await businesses.set_products(db, business.id, details.makes, by=officer)
    return True


async def in_care(
    db: AsyncSession, officer_id: int, person_id: int, *, locked: bool = False
) -> Person | None:
    """Somebody for whom this officer speaks now, also in an absent one's stead; else None."""
    query = (
        select(Person)
        .join(Delegation, Delegation.person_id == Person.id)
        .where(Person.id == person_id, Delegation.officer_id.in_(works_for(officer_id)))
        .where(Delegation.ended_at.is_(None))
    )
    return (await db.scalars(query.with_for_update() if locked else query)).one_or_none()


async def owners_of(db: AsyncSession, officer_id: int) -> Sequence[Person]:
    """All of them, by name."""
    return (
        await db.scalars(
            select(Person)
            .join(Delegation, Delegation.person_id == Person.id)
            .where(Delegation.officer_id.in_(works_for(officer_id)))
            .where(Delegation.ended_at.is_(None))
            .order_by(Person.name, Person.id)
        )
    ).all()


async def officers_by_phone(db: AsyncSession, phones: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Phone -> the account that is looked after, and the name of the officer who does."""
    officer = aliased(Person)
    found = await db.execute(
        select(Person.phone, Person.id, officer.name)
        .join(Delegation, Delegation.person_id == Person.id)
        .join(officer, officer.id == Delegation.officer_id)
        .where(Person.phone.in_(phones), Delegation.ended_at.is_(None))
    )
    return {phone: (number, name or "?") for phone, number, name in found if phone}

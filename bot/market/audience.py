"""Whom a bulletin concerns: owners who make the commodity, in its regions, and want news."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.market.models import NATIONWIDE
from bot.people.models import Business, Consent, Mute, Person, Product, Purpose, Subscription
from bot.people.subscriptions import stopped


def covering(regency: str) -> tuple[str, str, str]:
    """The regions a regency lies in: itself, its province, the country. Codes are `35.07`."""
    return regency, regency.split(".", maxsplit=1)[0], NATIONWIDE


def audience(commodity: str, regions: Sequence[str]) -> Select[Person]:
    """The people concerned. Each stands there once, however many businesses fit."""
    agreed = select(Consent.person_id).where(_to_news())
    return select(Person).where(Person.id.in_(_makers(commodity, regions)), Person.id.in_(agreed))


def piece(commodity: str, regions: Sequence[str], after: int, last: int) -> Select[Person]:
    """Of the people concerned, those with a product between two: `after` < its number <= `last`.

    Their consents are looked up one by one, where those of a whole audience are read at once.
    """
    between = _makers(commodity, regions).where(Product.id > after, Product.id <= last)
    agreed = select(Consent).where(Consent.person_id == Person.id, _to_news())
    return select(Person).where(Person.id.in_(between), agreed.exists())


async def size(db: AsyncSession, commodity: str, regions: Sequence[str]) -> int:
    """How many people that is, exactly."""
    return (await db.scalars(counting(commodity, regions))).one()


def counting(commodity: str, regions: Sequence[str]) -> Select[int]:
    """Counts them from what is kept ready: only who may stand there twice is told apart."""
    of = select(func.count()).where(
        Subscription.commodity == commodity, within(Subscription.regency, regions)
    )
    once = of.where(Subscription.several == false())
    each = of.with_only_columns(func.count(Subscription.person_id.distinct()))
    elsewhere_too = each.where(Subscription.several == true())
    return select(once.scalar_subquery() + elsewhere_too.scalar_subquery())


async def unwilling(db: AsyncSession, commodity: str, regions: Sequence[str]) -> int:
    """How many people there make it and want no news, or none of this commodity."""
    agreed = select(Consent).where(Consent.person_id == Person.id, _to_news())
    muted = select(Mute).where(Mute.person_id == Person.id, Mute.commodity == commodity)
    people = select(func.count()).where(Person.id.in_(_all_makers(commodity, regions)))
    return (await db.scalars(people.where(~agreed.exists() | muted.exists()))).one()


def _makers(commodity: str, regions: Sequence[str]) -> Select[int]:
    return _all_makers(commodity, regions).where(~stopped())


def _all_makers(commodity: str, regions: Sequence[str]) -> Select[int]:
    return (
        select(Business.person_id)
        .join(Product, Product.business_id == Business.id)
        .where(Product.commodity == commodity, Business.closed_at.is_(None))
        .where(within(Business.regency, regions))
    )


class Miss(StrEnum):
    """Why somebody is not concerned."""

    NO_NEWS = "wants no news of prices and needs"
    MUTED = "wants no news of this commodity"
    OTHER_GOODS = "does not make it"
    ELSEWHERE = "makes it outside of its regions"


async def missed(
    db: AsyncSession, commodity: str, regions: Sequence[str], person_id: int
) -> Miss | None:
    """Why a bulletin does not concern this person now; None if it does."""

    async def is_among(people: Select[int] | Select[Person]) -> bool:
        return (await db.scalars(people)).first() is not None

    if not await is_among(select(Consent.id).where(Consent.person_id == person_id, _to_news())):
        return Miss.NO_NEWS
    if await db.get(Mute, (person_id, commodity)):
        return Miss.MUTED
    for place, miss in (([NATIONWIDE], Miss.OTHER_GOODS), (regions, Miss.ELSEWHERE)):
        if not await is_among(audience(commodity, place).where(Person.id == person_id)):
            return miss
    return None


def _to_news() -> ColumnElement[bool]:
    return and_(Consent.purpose == Purpose.NEWS, Consent.withdrawn_at.is_(None))


def within(regency: InstrumentedAttribute[str], regions: Sequence[str]) -> ColumnElement[bool]:
    if NATIONWIDE in regions:
        return true()
    regencies = [code for code in regions if "." in code]
    provinces = [code for code in regions if "." not in code]
    return or_(
        regency.in_(regencies),
        *(regency.startswith(f"{code}.") for code in provinces),
    )

"""Whom a bulletin concerns: owners who make the commodity, in its regions, and want news."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market.models import NATIONWIDE
from bot.people.counts import FEWEST
from bot.people.models import Business, Consent, Person, Product, Purpose


def covering(regency: str) -> tuple[str, str, str]:
    """The regions a regency lies in: itself, its province, the country. Codes are `35.07`."""
    return regency, regency.split(".", maxsplit=1)[0], NATIONWIDE


def audience(commodity: str, regions: Sequence[str]) -> Select[Person]:
    """The people concerned. Each stands there once, however many businesses fit."""
    makes = (
        select(Business.person_id)
        .join(Product, Product.business_id == Business.id)
        .where(Product.commodity == commodity, Business.closed_at.is_(None), _within(regions))
    )
    agreed = select(Consent.person_id).where(
        Consent.purpose == Purpose.NEWS, Consent.withdrawn_at.is_(None)
    )
    return select(Person).where(Person.id.in_(makes), Person.id.in_(agreed))


async def size(db: AsyncSession, commodity: str, regions: Sequence[str]) -> int | None:
    """How many people that is; None for fewer than five."""
    people = audience(commodity, regions).subquery()
    count = (await db.scalars(select(func.count()).select_from(people))).one()
    return count if count >= FEWEST else None


def _within(regions: Sequence[str]) -> ColumnElement[bool]:
    if NATIONWIDE in regions:
        return true()
    regencies = [code for code in regions if "." in code]
    provinces = [code for code in regions if "." not in code]
    return or_(
        Business.regency.in_(regencies),
        *(Business.regency.startswith(f"{code}.") for code in provinces),
    )

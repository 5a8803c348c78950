"""Whom a bulletin concerns: owners who make the commodity, fit its target, and want news."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market.models import NATIONWIDE
from bot.market.target import (
    KEPT,
    MADE,
    Misfit,
    Target,
    conditions,
    fits,
    is_rival,
    may_hear,
    wanted,
)
from bot.people.models import Business, Consent, Mute, Person, Product, Purpose, Subscription
from bot.people.subscriptions import stopped


def covering(regency: str) -> tuple[str, str, str]:
    """The regions a regency lies in: itself, its province, the country. Codes are `35.07`."""
    return regency, regency.split(".", maxsplit=1)[0], NATIONWIDE


Whom = Target | Sequence[str]


def audience(commodity: str, whom: Whom) -> Select[Person]:
    """The people concerned: of a target, or of regions. Each stands there once.

    They are found in what is kept ready, however many make it and do not fit.
    """
    fitting = fits(_target(whom), commodity, KEPT)
    ready = select(Subscription.person_id).where(Subscription.commodity == commodity, fitting)
    agreed = select(Consent.person_id).where(_to_news())
    return select(Person).where(Person.id.in_(ready), Person.id.in_(agreed))


def piece(commodity: str, whom: Whom, after: int, last: int) -> Select[Person]:
    """Of the people concerned, those with a product between two: `after` < its number <= `last`.

    Who they are and whether they agreed is looked up one by one, where a whole audience is read at
    once from what is kept ready.
    """
    fitting = fits(_target(whom), commodity, MADE)
    between = _all_makers(commodity).where(fitting, ~stopped())
    between = between.where(Product.id > after, Product.id <= last)
    agreed = select(Consent).where(Consent.person_id == Person.id, _to_news())
    return select(Person).where(Person.id.in_(between), agreed.exists())


async def size(db: AsyncSession, commodity: str, whom: Whom) -> int:
    """How many people that is, exactly."""
    return (await db.scalars(counting(commodity, whom))).one()


def counting(commodity: str, whom: Whom) -> Select[int]:
    target = _target(whom)
    return _counted(commodity, target, wanted(target, commodity, KEPT))


def _counted(commodity: str, target: Target, condition: ColumnElement[bool]) -> Select[int]:
    """Counts who fits a condition and may hear it: rivals are few, and sooner found than sifted."""
    everybody = _number(commodity, condition)
    if target.price_of is None:
        return select(everybody)
    return select(everybody - _number(commodity, and_(condition, is_rival(target, KEPT))))


def _number(commodity: str, condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Counts them from what is kept ready: only who may stand there twice is told apart."""
    of = select(func.count()).where(Subscription.commodity == commodity, condition)
    once = of.where(Subscription.several == false())
    each = of.with_only_columns(func.count(Subscription.person_id.distinct()))
    elsewhere_too = each.where(Subscription.several == true())
    return once.scalar_subquery() + elsewhere_too.scalar_subquery()


async def left_out(db: AsyncSession, commodity: str, whom: Whom) -> Mapping[Misfit, int]:
    """How many who make it somewhere are not meant, each counted for the first reason.

    Each condition is put to those who fit all before it, so that the numbers and the reach sum.
    """
    found: dict[Misfit, int] = {}
    target = _target(whom)
    fitting: ColumnElement[bool] = true()
    before = (await db.scalars(_counted(commodity, target, fitting))).one()
    for misfit, condition in conditions(target, commodity, KEPT):
        fitting = and_(fitting, condition)
        after = (await db.scalars(_counted(commodity, target, fitting))).one()
        found[misfit], before = before - after, after
    return found


async def unwilling(db: AsyncSession, commodity: str, whom: Whom) -> int:
    """How many people there make it and want no news, or none of this commodity."""
    fitting = fits(_target(whom), commodity, MADE)
    makers = _all_makers(commodity).where(fitting)
    everybody = makers.with_only_columns(func.count(Business.person_id.distinct()))
    return (await db.scalars(everybody)).one() - await size(db, commodity, whom)


def _target(whom: Whom) -> Target:
    return whom if isinstance(whom, Target) else Target.of(whom)


def _all_makers(commodity: str) -> Select[int]:
    return (
        select(Business.person_id)
        .join(Product, Product.business_id == Business.id)
        .where(Product.commodity == commodity, Business.closed_at.is_(None))
    )


class Miss(StrEnum):
    """Why somebody is not concerned."""

    NO_NEWS = "wants no news of prices and needs"
    MUTED = "wants no news of this commodity"
    OTHER_GOODS = "does not make it"
    RIVAL = "speaks for another buyer"
    ELSEWHERE = "makes it outside of its regions"
    TOO_FAR = "makes it too far away"
    NOT_SUPPLIER = "is none of the company's own suppliers"
    SIZE_UNKNOWN = "has not told how much is sold in a year"
    OTHER_SIZE = "is of another size"
    PAPER_UNKNOWN = "has not told of a paper that is asked for"
    PAPER_MISSING = "lacks a paper that is asked for"
    CAPACITY_UNKNOWN = "has not told how much there is in what time"
    TOO_SMALL = "supplies less than is asked for"


async def missed(db: AsyncSession, commodity: str, whom: Whom, person_id: int) -> Miss | None:
    """Why a bulletin does not concern this person now; None if it does."""

    async def is_one(people: Select[int]) -> bool:
        return (await db.scalars(people.limit(1))).first() is not None

    if not await is_one(select(Consent.id).where(Consent.person_id == person_id, _to_news())):
        return Miss.NO_NEWS
    if await db.get(Mute, (person_id, commodity)):
        return Miss.MUTED
    theirs = _all_makers(commodity).where(Business.person_id == person_id)
    if not await is_one(theirs):
        return Miss.OTHER_GOODS
    theirs = theirs.where(may_hear(_target(whom), MADE))
    if not await is_one(theirs):
        return Miss.RIVAL
    for misfit, condition in conditions(_target(whom), commodity, MADE):
        theirs = theirs.where(condition)
        if not await is_one(theirs):
            return Miss[misfit.name]
    return None


def _to_news() -> ColumnElement[bool]:
    return and_(Consent.purpose == Purpose.NEWS, Consent.withdrawn_at.is_(None))

"""Whom a bulletin concerns: who makes the commodity and fits its target, or follows it there.

What is narrowed (by size, papers, capacity, to own suppliers) is for who makes it alone.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market.models import NATIONWIDE
from bot.market.target import (
    ADDED,
    KEPT,
    MADE,
    Misfit,
    Target,
    concerned,
    conditions,
    fits,
    is_rival,
    wanted,
)
from bot.partnerships import members
from bot.people.groups import GROUPS
from bot.people.models import Business, Consent, Person, Product, Purpose, Subscription
from bot.people.subscriptions import stopped
from bot.people.wanted import AddedTopic, Mute


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
    return _agreed_of(between)


def piece_of_added(commodity: str, whom: Whom, after: int, last: int) -> Select[Person]:
    """The same of those who follow it: of what they added, `after` < its number <= `last`."""
    topic = AddedTopic
    between = select(topic.person_id).where(topic.commodity == commodity)
    between = between.where(fits(_target(whom), commodity, ADDED))
    between = between.where(~stopped(topic.person_id, topic.commodity))
    return _agreed_of(between.where(topic.id > after, topic.id <= last))


def _agreed_of(people: Select[int]) -> Select[Person]:
    agreed = select(Consent).where(Consent.person_id == Person.id, _to_news())
    return select(Person).where(Person.id.in_(people), agreed.exists())


async def size(db: AsyncSession, commodity: str, whom: Whom) -> int:
    """How many people that is, exactly. Groups are none (`groups`)."""
    return (await db.scalars(counting(commodity, whom))).one()


async def groups(db: AsyncSession, commodity: str, whom: Whom) -> int:
    """How many groups and channels hear it beside them."""
    target = _target(whom)
    hears = and_(KEPT.person.in_(GROUPS), fits(target, commodity, KEPT))
    return (await db.scalars(select(_number(commodity, hears)))).one()


async def following(db: AsyncSession, commodity: str, whom: Whom) -> int:
    """How many of them only follow it, and do not make it there."""
    return await size(db, commodity, whom) - await _makers(db, commodity, _target(whom))


async def _makers(db: AsyncSession, commodity: str, target: Target) -> int:
    makers = and_(KEPT.makes, wanted(target, commodity, KEPT))
    return (await db.scalars(_counted(commodity, target, makers))).one()


def counting(commodity: str, whom: Whom) -> Select[int]:
    target = _target(whom)
    return _counted(commodity, target, wanted(target, commodity, KEPT))


def _counted(commodity: str, target: Target, condition: ColumnElement[bool]) -> Select[int]:
    """Counts who fits a condition and may hear it: rivals are few, and sooner found than sifted.

    So are groups, which are no people.
    """
    everybody = _number(commodity, condition)
    no_people: ColumnElement[bool] = KEPT.person.in_(GROUPS)
    if target.price_of is not None:
        no_people = or_(no_people, is_rival(target, KEPT))
    return select(everybody - _number(commodity, and_(condition, no_people)))


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
    Who makes it elsewhere and hears of it because they follow it here is not left out.
    """
    found: dict[Misfit, int] = {}
    target = _target(whom)
    fitting = concerned(target, commodity, KEPT)
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
    return (await db.scalars(everybody)).one() - await _makers(db, commodity, _target(whom))


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
    ONLY_MAKERS = "follows it, and it is for some of those who make it"
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
    target = _target(whom)
    agreed = select(Consent.id).where(Consent.person_id == person_id, _to_news())
    if not await _is_one(db, agreed):
        return Miss.NO_NEWS
    if await db.get(Mute, (person_id, commodity)):
        return Miss.MUTED
    makes = _all_makers(commodity).where(Business.person_id == person_id)
    added = select(AddedTopic.person_id).where(
        AddedTopic.person_id == person_id, AddedTopic.commodity == commodity
    )
    makes_it, follows = await _is_one(db, makes), await _is_one(db, added)
    if not makes_it and not follows:
        return Miss.OTHER_GOODS
    if target.price_of and await members.is_rival(db, target.price_of, person_id):
        return Miss.RIVAL
    if follows and await _is_one(db, added.where(fits(target, commodity, ADDED))):
        return None
    return await _misfit(db, commodity, target, makes if makes_it else None)


async def _misfit(
    db: AsyncSession, commodity: str, target: Target, makes: Select[int] | None
) -> Miss | None:
    """What somebody's businesses lack; None of them stands for who only follows it."""
    if makes is None:
        return Miss.ONLY_MAKERS if target.personal else Miss.ELSEWHERE
    for misfit, condition in conditions(target, commodity, MADE):
        makes = makes.where(condition)
        if not await _is_one(db, makes):
            return Miss[misfit.name]
    return None


async def _is_one(db: AsyncSession, people: Select[int]) -> bool:
    return (await db.scalars(people.limit(1))).first() is not None


def _to_news() -> ColumnElement[bool]:
    return and_(Consent.purpose == Purpose.NEWS, Consent.withdrawn_at.is_(None))

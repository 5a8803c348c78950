"""Whom a bulletin is for, as one value, and the one place that turns it into conditions.

The same conditions are put to the rows that are kept ready to be counted (`KEPT`) and to those
that they come from (`MADE`): a count, a fan-out and "why not" cannot differ.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, and_, false, null, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from bot.market.models import NATIONWIDE, Bulletin, BulletinKind
from bot.market.nearby import within
from bot.market.regions import province_of, regencies
from bot.partnerships import members, suppliers
from bot.people.capacities import monthly
from bot.people.models import PAPER_BITS, TOLD, Business, Product, SizeClass, Subscription
from bot.people.readiness import Item
from bot.people.subscriptions import NO_BUSINESS, papers
from bot.people.wanted import AddedTopic


class Around(BaseModel, frozen=True):
    """All regencies whose middle is at most so far from that of one."""

    place: str
    km: int

    @property
    def regencies(self) -> list[str]:
        return within(self.place, self.km)


class Least(BaseModel, frozen=True):
    """What somebody has to be able to supply, as it was said."""

    amount: Decimal
    unit: str
    per: str

    def monthly(self, commodity: str) -> int | None:
        return monthly(self.amount, self.unit, self.per, of=commodity)


class Target(BaseModel, frozen=True):
    """Who makes the commodity in these regions, and of them whoever fits all the rest."""

    regions: tuple[str, ...] = ()
    around: Around | None = None
    #: Only the suppliers of this company: those of its list and posters who have joined.
    suppliers_of: int | None = None
    sizes: tuple[SizeClass, ...] = ()
    #: All of them are to be had.
    papers: tuple[Item, ...] = ()
    least: Least | None = None
    #: It tells a price of this company, which nobody hears who speaks for another (promise P6).
    price_of: int | None = None

    @classmethod
    def of(
        cls,
        regions: Sequence[str],
        narrowed: Mapping[str, Any] | None = None,
        *,
        price_of: int | None = None,
    ) -> "Target":
        rest = {"regions": tuple(regions), "price_of": price_of}
        return cls.model_validate({**(narrowed or {}), **rest})

    @classmethod
    def of_bulletin(cls, bulletin: Bulletin, regions: Sequence[str]) -> "Target":
        price_of = bulletin.offtaker_id if bulletin.kind == BulletinKind.PRICE else None
        return cls.of(regions, bulletin.narrowed, price_of=price_of)

    @property
    def narrowed(self) -> dict[str, Any] | None:
        """What is kept beside the regions, as JSON; None for all who make it there."""
        told = self.model_dump(mode="json", exclude={"regions", "price_of"}, exclude_defaults=True)
        return told or None

    @property
    def personal(self) -> bool:
        """Whether an exact number of people would tell something of one of them (promise P6)."""
        return bool(self.suppliers_of or self.sizes or self.papers or self.least)


class Misfit(StrEnum):
    """Why somebody who makes it is not meant, in the order in which it is looked at."""

    ELSEWHERE = "elsewhere"
    TOO_FAR = "too_far"
    NOT_SUPPLIER = "not_supplier"
    SIZE_UNKNOWN = "size_unknown"
    OTHER_SIZE = "other_size"
    PAPER_UNKNOWN = "paper_unknown"
    PAPER_MISSING = "paper_missing"
    CAPACITY_UNKNOWN = "capacity_unknown"
    TOO_SMALL = "too_small"


@dataclass(frozen=True)
class Columns:
    """Where a row says what is asked of a business that makes the commodity."""

    person: InstrumentedAttribute[int]
    regency: InstrumentedAttribute[str]
    size: ColumnElement[Any] | InstrumentedAttribute[str | None]
    papers: ColumnElement[Any] | InstrumentedAttribute[int]
    monthly: ColumnElement[Any] | InstrumentedAttribute[int | None]
    #: Whether it is a business at all, and not only somebody who wants to hear of it.
    makes: ColumnElement[bool]


KEPT = Columns(
    Subscription.person_id,
    Subscription.regency,
    Subscription.size,
    Subscription.papers,
    Subscription.monthly,
    Subscription.business_id != NO_BUSINESS,
)
MADE = Columns(
    *(Business.person_id, Business.regency, Business.size, papers(), Product.monthly), true()
)  #: Of what somebody added nothing but the place is known.
ADDED = Columns(AddedTopic.person_id, AddedTopic.region, null(), null(), null(), false())

Condition = tuple[Misfit, ColumnElement[bool]]


def conditions(target: Target, commodity: str, of: Columns) -> Iterator[Condition]:
    """What one business has to fit, each with why somebody is left out by it.

    Who only follows the commodity fits by place alone (`whose`).
    """
    yield Misfit.ELSEWHERE, _within(of.regency, target.regions)
    if target.around:
        yield Misfit.TOO_FAR, of.regency.in_(_heard_in(target.around.regencies))
    if target.suppliers_of is not None:
        yield Misfit.NOT_SUPPLIER, of.person.in_(suppliers.people(target.suppliers_of))
    if target.sizes:
        yield Misfit.SIZE_UNKNOWN, of.size.is_not(None)
        yield Misfit.OTHER_SIZE, of.size.in_([each.value for each in target.sizes])
    if target.papers:
        wanted = sum(PAPER_BITS[each] for each in target.papers)
        yield Misfit.PAPER_UNKNOWN, _has(of, wanted << TOLD)
        yield Misfit.PAPER_MISSING, _has(of, wanted)
    # What is counted in another unit than the commodity can be compared with nothing.
    least = target.least.monthly(commodity) if target.least else None
    if least is not None:
        yield Misfit.CAPACITY_UNKNOWN, of.monthly.is_not(None)
        yield Misfit.TOO_SMALL, of.monthly >= least


def fits(target: Target, commodity: str, of: Columns) -> ColumnElement[bool]:
    return and_(may_hear(target, of), wanted(target, commodity, of))


def wanted(target: Target, commodity: str, of: Columns) -> ColumnElement[bool]:
    """Fits all that is asked, whoever it is."""
    asked = (condition for _misfit, condition in conditions(target, commodity, of))
    return and_(whose(target, of), *asked)


def whose(target: Target, of: Columns) -> ColumnElement[bool]:
    """Who is meant at all: what asks something of a business is not for who only follows it."""
    return of.makes if target.personal else true()


def concerned(target: Target, commodity: str, of: Columns) -> ColumnElement[bool]:
    """Who makes it anywhere, or hears of this: of these some are left out."""
    return of.makes if target.personal else or_(of.makes, wanted(target, commodity, of))


def may_hear(target: Target, of: Columns) -> ColumnElement[bool]:
    """Whether somebody is no rival of the company whose price it is.

    No misfit: nobody is told how many owners speak for other buyers.
    """
    return ~is_rival(target, of)


def is_rival(target: Target, of: Columns) -> ColumnElement[bool]:
    if target.price_of is None:
        return false()
    return of.person.in_(members.rivals_of(target.price_of))


def _has(of: Columns, bits: int) -> ColumnElement[bool]:
    return of.papers.bitwise_and(bits) == bits


def _within(regency: InstrumentedAttribute[str], regions: Sequence[str]) -> ColumnElement[bool]:
    """A province is written out: a row is found by its regency, where a pattern is tried on all."""
    if NATIONWIDE in regions:
        return true()
    named = {code for code in regions if "." in code}
    whole = {each.code for code in regions for each in regencies(code)}
    return regency.in_(_heard_in(named | whole))


def _heard_in(codes: Collection[str]) -> Sequence[str]:
    """These regencies, and what somebody may follow who hears of them: a province, the country.

    No business stands in those, so that one list does for all.
    """
    provinces = {province_of(code).code for code in codes}
    return sorted({*codes, *provinces, NATIONWIDE}) if codes else []

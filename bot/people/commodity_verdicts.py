"""An admin decides on what people make and the list does not know."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people.capacities import monthly
from bot.people.commodity_requests import normal
from bot.people.models import Business, CommodityRequest, Person, Product


class Verdict(StrEnum):
    PENDING = "pending"
    KNOWN = "known"  #: it is a commodity of the list under another name
    NEW = "new"  #: for the next list
    REFUSED = "refused"  #: no commodity; it stays its owner's word


@dataclass(frozen=True)
class Asked:
    """A request, and how many businesses make it."""

    request: CommodityRequest
    makers: int


async def waiting(db: AsyncSession, most: int) -> list[Asked]:
    """Undecided requests, the oldest first."""
    query = select(CommodityRequest).where(CommodityRequest.verdict == Verdict.PENDING)
    found = (await db.scalars(query.order_by(CommodityRequest.id).limit(most))).all()
    return [
        Asked(each, len({made.business_id for made in await _made(db, each.name)}))
        for each in found
    ]


async def count_waiting(db: AsyncSession) -> int:
    query = select(func.count()).where(CommodityRequest.verdict == Verdict.PENDING)
    return (await db.scalars(query)).one()


async def request(db: AsyncSession, request_id: int) -> CommodityRequest | None:
    return await db.get(CommodityRequest, request_id)


async def decide(
    db: AsyncSession, request_id: int, verdict: Verdict, *, by: int, slug: str | None = None
) -> CommodityRequest | None:
    """Decide once; None if another admin was faster, or there is no such request."""
    decided = await db.execute(
        update(CommodityRequest)
        .where(CommodityRequest.id == request_id, CommodityRequest.verdict == Verdict.PENDING)
        .values(verdict=verdict, slug=slug, decided_at=clock.now(), decided_by=by)
        .returning(CommodityRequest.id)
        .execution_options(synchronize_session=False)
    )
    known = await db.get(CommodityRequest, request_id, populate_existing=True)
    return known if decided.first() else None


async def make_known(db: AsyncSession, request: CommodityRequest) -> Sequence[Person]:
    """Give all products of that name the request's slug; their owners hear prices from now on.

    A business that makes it under its usual name, too, makes it once. Returns the owners, and
    whoever asked, each once.
    """
    made = await _made(db, request.name)
    has = select(Product.business_id).where(Product.commodity == request.slug)
    makes_it = set(
        await db.scalars(has.where(Product.business_id.in_({p.business_id for p in made})))
    )
    for product in made:
        if product.business_id not in makes_it:
            product.commodity = request.slug
            if product.amount_high is not None and product.unit:
                amount, unit, per = product.amount_high, product.unit, product.per
                product.monthly = monthly(amount, unit, per, of=request.slug)
            makes_it.add(product.business_id)
    owners = select(Business.person_id).where(Business.id.in_({each.business_id for each in made}))
    told = Person.id.in_(owners) | (Person.id == request.person_id)
    return (await db.scalars(select(Person).where(told).order_by(Person.id))).all()


async def _made(db: AsyncSession, name: str) -> list[Product]:
    """Products that are called so and belong to no commodity, of businesses that go on."""
    unknown = select(Product).join(Business, Business.id == Product.business_id)
    unknown = unknown.where(Product.commodity.is_(None), Business.closed_at.is_(None))
    found = await db.scalars(unknown.where(_perhaps(name)).order_by(Product.id))
    return [product for product in found if normal(product.said) == name]


def _perhaps(name: str) -> ColumnElement[bool]:
    """Spares most of the rows; where a word is not plain ASCII, the engines differ in its case."""
    word = max(name.split(), key=len)
    return Product.said.icontains(word, autoescape=True) if word.isascii() else true()

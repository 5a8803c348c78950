"""What buyers pay today, nearest first, and how that compares with each other and with before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import grades
from bot.market.models import Bulletin, BulletinKind, BulletinRegion
from bot.market.nearby import distance
from bot.partnerships import suppliers
from bot.partnerships.models import Offtaker
from bot.people.models import Person

#: Prices looked at for one answer, newest first; more buyers than that is not one market.
MOST = 400
#: A buyer's price is compared with an earlier one of theirs up to this age.
BEFORE = timedelta(days=60)
#: Earlier prices looked at for one answer.
MOST_EARLIER = 200
#: What lies nowhere near, because no point of it is known.
FAR = 20_000.0


@dataclass(frozen=True)
class Quote:
    """A bulletin that holds, as somebody at some place sees it."""

    bulletin: Bulletin
    offtaker: str
    #: The author's time zone: its last day is a day there.
    zone: str
    regions: tuple[str, ...]
    #: From the place asked about to the nearest of its regions; 0 where it concerns that place.
    km: float

    @property
    def here(self) -> bool:
        return self.km == 0


@dataclass(frozen=True)
class Spread:
    """Of at least two buyers who pay for the same unit."""

    buyers: int
    lowest: Decimal
    highest: Decimal


def holding(kind: BulletinKind, at: datetime) -> ColumnElement[bool]:
    """What is true at that moment, in the one place that says so."""
    return and_(
        Bulletin.kind == kind,
        Bulletin.published_at <= at,
        Bulletin.valid_until > at,
        or_(Bulletin.ended_at.is_(None), Bulletin.ended_at > at),
    )


def for_all() -> ColumnElement[bool]:
    """Whether a bulletin is not for the company's own suppliers only."""
    whose: ColumnElement[int] = Bulletin.narrowed["suppliers_of"].as_integer()
    return whose.is_(None)


async def today(
    db: AsyncSession,
    kind: BulletinKind,
    commodities: Sequence[str] = (),
    places: Sequence[str] = (),
    *,
    reader: int | None = None,
) -> list[Quote]:
    """What holds now, nearest to one of the places first, then newest; all if none are named.

    What is for a company's own suppliers only is seen by a `reader` (a person) who is one of them,
    or of the company. Of one buyer only the newest price for the same goods and regions counts.
    """
    query: Select[Bulletin, str, str] = (
        select(Bulletin, Offtaker.name, Person.zone)
        .join(Offtaker, Offtaker.id == Bulletin.offtaker_id)
        .join(Person, Person.id == Bulletin.author_id)
        .where(holding(kind, clock.now()))
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        .limit(MOST)
    )
    if commodities:
        query = query.where(Bulletin.commodity.in_(commodities))
    seen = for_all()
    if reader is not None:
        seen |= Bulletin.offtaker_id.in_(suppliers.companies_of(reader))
    query = query.where(seen)
    rows = (await db.execute(query)).all()
    regions = await _regions(db, [bulletin for bulletin, _name, _zone in rows])
    newest: dict[object, Quote] = {}
    for bulletin, name, zone in rows:
        theirs = regions[bulletin.id]
        quote = Quote(bulletin, name, zone, theirs, _km(places, theirs))
        goods = (bulletin.commodity, bulletin.unit, (bulletin.grade or "").casefold())
        same = (bulletin.offtaker_id, *goods, theirs, _private(bulletin))
        newest.setdefault(same if kind is BulletinKind.PRICE else bulletin.id, quote)
    return sorted(newest.values(), key=lambda quote: quote.km)


async def priced_by(db: AsyncSession, offtaker_id: int) -> list[str]:
    """The commodities that a company has a price for today, newest first."""
    query = (
        select(Bulletin.commodity)
        .where(Bulletin.offtaker_id == offtaker_id, holding(BulletinKind.PRICE, clock.now()))
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
    )
    return [*dict.fromkeys(await db.scalars(query))]


def _km(places: Sequence[str], regions: Sequence[str]) -> float:
    """A bulletin without a region concerns nobody in particular."""
    if not places:
        return 0.0
    found = [distance(place, region) for place in places for region in regions]
    return min((km for km in found if km is not None), default=FAR)


async def _regions(
    db: AsyncSession, bulletins: Iterable[Bulletin]
) -> Mapping[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    query = (
        select(BulletinRegion.bulletin_id, BulletinRegion.region)
        .where(BulletinRegion.bulletin_id.in_([each.id for each in bulletins]))
        .order_by(BulletinRegion.bulletin_id, BulletinRegion.region)
    )
    for number, region in await db.execute(query):
        found[number] += (region,)
    return found


async def before(db: AsyncSession, quotes: Sequence[Quote]) -> Mapping[int, Bulletin]:
    """Bulletin -> the same buyer's last one with a price for any of the same, somewhere there."""
    if not quotes:
        return {}
    shown = [quote.bulletin for quote in quotes]
    query = (
        select(Bulletin)
        .where(
            Bulletin.kind == BulletinKind.PRICE,
            Bulletin.offtaker_id.in_({each.offtaker_id for each in shown}),
            Bulletin.commodity.in_({each.commodity for each in shown}),
            Bulletin.published_at > clock.now() - BEFORE,
        )
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        .limit(MOST_EARLIER)
    )
    earlier = (await db.scalars(query)).all()
    regions = await _regions(db, earlier)
    found: dict[int, Bulletin] = {}
    for quote in quotes:
        for each in earlier:
            if _precedes(each, quote.bulletin) and set(regions[each.id]) & set(quote.regions):
                found.setdefault(quote.bulletin.id, each)
    return found


def _precedes(earlier: Bulletin, later: Bulletin) -> bool:
    same = ("offtaker_id", "commodity", "unit")
    return (
        all(getattr(earlier, name) == getattr(later, name) for name in same)
        and any(grades.of_grade(earlier.prices, row.grade) for row in later.prices)
        and _private(earlier) <= _private(later)
        and (earlier.published_at, earlier.id) < (later.published_at, later.id)
    )


def _private(bulletin: Bulletin) -> bool:
    return bool((bulletin.narrowed or {}).get("suppliers_of"))


def spread(quotes: Iterable[Quote], grade: str | None = None) -> Spread | None:
    """Of what is paid for this grade; None for fewer than two buyers: one price is no market.

    They are of one unit.
    """
    of_buyers: defaultdict[int, list[Decimal]] = defaultdict(list)
    for quote in quotes:
        if price := grades.of_grade(quote.bulletin.prices, grade):
            of_buyers[quote.bulletin.offtaker_id].append(price)
    if len(of_buyers) < 2:  # noqa: PLR2004  (two are a market)
        return None
    prices = [price for theirs in of_buyers.values() for price in theirs]
    return Spread(len(of_buyers), min(prices), max(prices))

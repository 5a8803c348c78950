"""Publishing a price or a need, and finding what is true today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market.audience import covering
from bot.market.models import Bulletin, BulletinKind, BulletinRegion
from bot.partnerships.models import Offtaker
from bot.people.models import Person


@dataclass(frozen=True)
class Draft:
    """A bulletin before it is published: exactly one of price and quantity is set."""

    kind: BulletinKind
    commodity: str
    unit: str
    regions: Sequence[str]
    #: The last day on which it holds, by the author's calendar.
    until: date
    #: Rupiah per unit.
    price: Decimal | None = None
    #: In units.
    quantity: Decimal | None = None
    terms: str | None = None


async def publish(
    db: AsyncSession, draft: Draft, *, offtaker_id: int, author_id: int, zone: str
) -> Bulletin:
    """Store the bulletin. Whom it reaches is counted by whoever delivers it."""
    if (draft.price is None) == (draft.quantity is None):
        raise ValueError("A bulletin has either a price or a quantity.")
    bulletin = Bulletin(
        kind=draft.kind,
        offtaker_id=offtaker_id,
        author_id=author_id,
        commodity=draft.commodity,
        unit=draft.unit,
        price=draft.price,
        quantity=draft.quantity,
        terms=draft.terms,
        valid_until=end_of(draft.until, zone),
        version=1,
        published_at=clock.now(),
        targeted=0,
    )
    db.add(bulletin)
    await db.flush()
    db.add_all(BulletinRegion(bulletin_id=bulletin.id, region=code) for code in draft.regions)
    return bulletin


async def of(db: AsyncSession, offtaker: Offtaker, number: int) -> Bulletin | None:
    """A bulletin of this company's own."""
    found = await db.get(Bulletin, number)
    return found if found and found.offtaker_id == offtaker.id else None


def end_of(day: date, zone: str) -> datetime:
    """Midnight after `day` where the author is."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


@dataclass(frozen=True)
class Listed:
    """A bulletin as somebody looks it up."""

    bulletin: Bulletin
    offtaker: str
    #: The author's time zone: its last day is a day there.
    zone: str


async def latest(db: AsyncSession, limit: int) -> list[Listed]:
    """What was published last, by any company."""
    newest = select(Bulletin).order_by(Bulletin.id.desc()).limit(limit)
    return [await listed(db, each) for each in (await db.scalars(newest)).all()]


async def listed(db: AsyncSession, bulletin: Bulletin) -> Listed:
    query = select(Offtaker.name, Person.zone).where(Offtaker.id == bulletin.offtaker_id)
    query = query.join(Person, Person.id == bulletin.author_id)
    return Listed(bulletin, *(await db.execute(query)).one())


async def regions(db: AsyncSession, listed: Sequence[Listed]) -> Mapping[int, Sequence[str]]:
    """Bulletin -> the regions whom it concerns."""
    numbers = [each.bulletin.id for each in listed]
    query = select(BulletinRegion).where(BulletinRegion.bulletin_id.in_(numbers))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for each in await db.scalars(query.order_by(BulletinRegion.region)):
        found[each.bulletin_id].append(each.region)
    return found


async def current(
    db: AsyncSession,
    kind: BulletinKind,
    *,
    commodities: Sequence[str] = (),
    regency: str | None = None,
    places: Sequence[str] = (),
    limit: int = 10,
) -> list[Listed]:
    """What holds now, newest first, for these commodities and this regency if they are given.

    `places` is wider: what concerns any part of a province counts for the province, too.
    """
    query: Select[Bulletin, str, str] = (
        select(Bulletin, Offtaker.name, Person.zone)
        .join(Offtaker, Offtaker.id == Bulletin.offtaker_id)
        .join(Person, Person.id == Bulletin.author_id)
        .where(Bulletin.kind == kind)
        .where(Bulletin.valid_until > clock.now(), Bulletin.ended_at.is_(None))
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        .limit(limit)
    )
    if commodities:
        query = query.where(Bulletin.commodity.in_(commodities))
    if regency:
        covers = BulletinRegion.region.in_(covering(regency))
        query = query.where(
            select(BulletinRegion).where(BulletinRegion.bulletin_id == Bulletin.id, covers).exists()
        )
    if places:
        around = {each for code in places for each in covering(code)}
        within = [BulletinRegion.region.startswith(f"{code}.") for code in places]
        touches = or_(BulletinRegion.region.in_(around), *within)
        query = query.where(
            select(BulletinRegion)
            .where(BulletinRegion.bulletin_id == Bulletin.id, touches)
            .exists()
        )
    return [Listed(*row) for row in await db.execute(query)]

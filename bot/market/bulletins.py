"""Publishing a price or a need; what is true today is found by `bot.market.quotes`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import grades
from bot.market.conditions import NONE, Conditions
from bot.market.enclosure import Enclosure
from bot.market.models import Bulletin, BulletinKind, BulletinRegion
from bot.market.needs import NOTHING, Wanted
from bot.market.target import Target
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
    #: Rupiah per unit; of a table the highest.
    price: Decimal | None = None
    #: Prices by grade, if there is more than one.
    table: grades.Table = ()
    #: In units.
    quantity: Decimal | None = None
    #: Of a need: what it would pay, and when it is delivered.
    wanted: Wanted = NOTHING
    conditions: Conditions = NONE
    #: Whom in its regions it is for: see `Target.narrowed`.
    narrowed: Mapping[str, Any] | None = None
    #: Whose it is, where that counts: others who buy do not hear of its price.
    offtaker_id: int | None = None
    #: A photo or a document that goes with it.
    enclosure: Enclosure | None = None

    @property
    def target(self) -> Target:
        price_of = self.offtaker_id if self.kind is BulletinKind.PRICE else None
        return Target.of(self.regions, self.narrowed, price_of=price_of)


async def publish(
    db: AsyncSession, draft: Draft, *, offtaker_id: int, author_id: int, zone: str
) -> Bulletin:
    """Store the bulletin. Whom it reaches is counted by whoever delivers it."""
    bulletin = made_of(draft, offtaker_id=offtaker_id, author_id=author_id, zone=zone)
    db.add(bulletin)
    await db.flush()
    db.add_all(BulletinRegion(bulletin_id=bulletin.id, region=code) for code in draft.regions)
    return bulletin


def made_of(draft: Draft, *, offtaker_id: int, author_id: int, zone: str) -> Bulletin:
    """The bulletin as it would be if it were published now; it is not stored."""
    if (draft.price is None) == (draft.quantity is None):
        raise ValueError("A bulletin has either a price or a quantity.")
    return Bulletin(
        kind=draft.kind,
        offtaker_id=offtaker_id,
        author_id=author_id,
        commodity=draft.commodity,
        unit=draft.unit,
        price=draft.price,
        grades=grades.stored(draft.table),
        quantity=draft.quantity,
        wanted=draft.wanted,
        conditions=draft.conditions,
        valid_until=end_of(draft.until, zone),
        version=1,
        fulfilled=0,
        published_at=clock.now(),
        targeted=0,
        narrowed=draft.target.narrowed,
        enclosure=draft.enclosure.model_dump() if draft.enclosure else None,
    )


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


async def numbered(db: AsyncSession, bulletin_id: int) -> Listed | None:
    found = await db.get(Bulletin, bulletin_id)
    return await listed(db, found) if found else None


async def listed(db: AsyncSession, bulletin: Bulletin) -> Listed:
    query = select(Offtaker.name, Person.zone).where(Offtaker.id == bulletin.offtaker_id)
    query = query.join(Person, Person.id == bulletin.author_id)
    return Listed(bulletin, *(await db.execute(query)).one())

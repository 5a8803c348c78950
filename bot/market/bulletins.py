"""Publishing a price or a need; what is true today is found by `bot.market.quotes`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market.models import Bulletin, BulletinKind, BulletinRegion
from bot.partnerships.models import Offtaker


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

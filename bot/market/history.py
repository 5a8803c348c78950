"""What buyers paid on each of the last days: the median of those whose price held that day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import grades
from bot.market.audience import covering
from bot.market.models import NATIONWIDE, Bulletin, BulletinKind, BulletinRegion
from bot.market.quotes import for_all
from bot.people.counts import FEWEST

#: Bulletins looked at, newest first: fifty buyers with a price a day for eight weeks are fewer.
MOST = 4000
#: A price is judged by those of the last weeks.
LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Held:
    """One buyer's price and the days on which it held, both included.

    Of a table of prices by grade it is the middle one.
    """

    offtaker_id: int
    first: date
    last: date
    price: Decimal


async def held(
    db: AsyncSession,
    goods: tuple[str, str],
    region: str,
    since: date,
    zone: ZoneInfo,
    *,
    graded: bool = False,
    private: bool = False,
) -> list[Held]:
    """The prices that held since that day, oldest first; days are those of `zone`.

    `goods` is a commodity and the unit that it is paid by. Prices of a grade are in it only if
    they are asked for: grades are not compared with each other (promise P7). So are those that a
    company told its own suppliers only.
    """
    query = _holding(goods, region, since, zone, graded=graded)
    found = await db.execute(query if private else query.where(for_all()))
    return [
        Held(
            offtaker,
            published.astimezone(zone).date(),
            (until.astimezone(zone) - timedelta(seconds=1)).date(),
            _middle(price, rows),
        )
        for offtaker, published, until, price, rows in reversed(found.all())
        if price is not None and (graded or not rows)
    ]


def _middle(price: Decimal, rows: list[Any] | None) -> Decimal:
    return Decimal(median(row.price for row in grades.read(rows))) if rows else price


def _holding(
    goods: tuple[str, str], region: str, since: date, zone: ZoneInfo, *, graded: bool
) -> Select[Any]:
    """Buyer, when it was published and when it was over, and its prices; the newest first."""
    commodity, unit = goods
    begins = datetime.combine(since, time(), zone)
    # One that has just passed is noticed a little later.
    early = Bulletin.ended_at < Bulletin.valid_until
    over = case((early, Bulletin.ended_at), else_=Bulletin.valid_until)
    query = (
        select(Bulletin.offtaker_id, Bulletin.published_at, over, Bulletin.price, Bulletin.grades)
        .where(
            Bulletin.commodity == commodity,
            Bulletin.kind == BulletinKind.PRICE,
            Bulletin.valid_until > begins,
            Bulletin.unit == unit,
        )
        .order_by(Bulletin.published_at.desc(), Bulletin.id.desc())
        .limit(MOST)
    )
    if not graded:
        query = query.where(Bulletin.grade.is_(None))
    if region != NATIONWIDE:
        # Counted for each bulletin, by its key: of an EXISTS PostgreSQL may read the whole table.
        concerned = select(func.count()).where(
            BulletinRegion.bulletin_id == Bulletin.id,
            BulletinRegion.region.in_(covering(region)),
        )
        query = query.where(concerned.scalar_subquery() > 0)
    return query


async def usual(db: AsyncSession, goods: tuple[str, str], offtaker_id: int) -> Decimal | None:
    """About what these goods cost lately, as one company may know it (promise P6).

    It is what the company paid last, or else the median of the market if enough buyers make
    it; None without either.
    """
    zone = ZoneInfo("UTC")
    since = clock.now().date() - LATELY
    newest = {
        each.offtaker_id: each
        for each in await held(db, goods, NATIONWIDE, since, zone, graded=True, private=True)
    }
    own = newest.pop(offtaker_id, None)
    if own is not None:
        return own.price
    prices = [each.price for each in newest.values()]
    return Decimal(median(prices)) if len(prices) >= FEWEST else None


def by_day(
    prices: Iterable[Held], since: date, until: date
) -> Mapping[date, Mapping[int, Decimal]]:
    """Day -> buyer -> the newest price of theirs that held then."""
    days: defaultdict[date, dict[int, Decimal]] = defaultdict(dict)
    for each in prices:
        day, last = max(each.first, since), min(each.last, until)
        while day <= last:
            days[day][each.offtaker_id] = each.price
            day += timedelta(days=1)
    return days


def medians(
    days: Mapping[date, Mapping[int, Decimal]], fewest: int = 1
) -> Sequence[tuple[date, Decimal]]:
    """Of the days on which at least so many buyers had a price."""
    return [
        (day, Decimal(median(prices.values())))
        for day, prices in sorted(days.items())
        if len(prices) >= fewest
    ]

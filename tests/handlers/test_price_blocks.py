"""A price as it is told: with the days of those who publish it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import history
from bot.market.models import Bulletin, BulletinKind
from bot.market.quotes import Quote
from handlers.price_blocks import Asked, Viewer, _quoted, gather
from tests.market.buyers import CHILI, MALANG, Buyers


def priced(price: int, at: datetime) -> Bulletin:
    return Bulletin(
        id=at.day,
        kind=BulletinKind.PRICE,
        commodity="tomat",
        unit="kg",
        price=Decimal(price),
        valid_until=datetime(2026, 11, 27, 17, tzinfo=UTC),
        published_at=at,
        fulfilled=0,
    )


def test_the_day_of_the_price_before_is_the_buyers() -> None:
    """Four in the afternoon in London is tomorrow already in Jayapura, and not yet in Jakarta."""
    now = priced(45_000, datetime(2026, 11, 23, 3, tzinfo=UTC))
    before = priced(43_000, datetime(2026, 11, 19, 16, tzinfo=UTC))
    days = {
        zone: _quoted(Quote(now, "PT", zone, ("35",), 0.0), before).before_day
        for zone in ("Asia/Jayapura", "Asia/Jakarta")
    }
    assert days == {"Asia/Jayapura": date(2026, 11, 20), "Asia/Jakarta": date(2026, 11, 19)}


async def test_grades_are_told_apart(db: AsyncSession) -> None:
    """Promise P7: a spread is of one grade, and so is what stands before or beside it."""
    buyers = Buyers(db)
    for name, price, grade in (
        ("PT A", 40_000, "grade A"),
        ("PT B", 44_000, "Grade A"),
        ("PT C", 20_000, "grade B"),
        ("PT D", 30_000, None),
    ):
        await buyers.pays(name, price, grade=grade)
    gathered = await gather(db, Asked((CHILI,), (MALANG,)), Viewer(buys=False))
    assert len(gathered.blocks) == 3
    markets = [block.market for block in gathered.blocks if block.market]
    assert [(each.lowest, each.highest) for each in markets] == [(Decimal(40_000), Decimal(44_000))]
    since = date(2026, 11, 1)
    held = await history.held(db, (CHILI, "kg"), MALANG, since, ZoneInfo("Asia/Jakarta"))
    assert [each.price for each in held] == [Decimal(30_000)]

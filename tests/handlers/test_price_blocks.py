"""A price as it is told: with the days of those who publish it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.market.models import Bulletin, BulletinKind
from bot.market.quotes import Quote
from handlers.price_blocks import _quoted


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

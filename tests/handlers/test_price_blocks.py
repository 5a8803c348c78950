"""A price as it is told: with the days of those who publish it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.language import words_for
from bot.market import history, references
from bot.market.models import Bulletin, BulletinKind, MarketLevel
from bot.market.quotes import Quote
from bot.market.reference_list import Row
from handlers.market.prices.price_blocks import Asked, Viewer, _quoted, gather
from handlers.market.prices.price_screens import price_list
from handlers.market.prices.prices import PriceList
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


async def test_each_row_of_a_table_is_compared_with_its_own_grade_only(db: AsyncSession) -> None:
    """Promise P7: a public price of grade B says nothing of grade A."""
    buyers = Buyers(db)
    await buyers.pays("Pare", "A 43, B 39", ago=3)
    await buyers.pays("Pare", "A 45, B 38")
    await buyers.pays("Dampit", "A 44, C 30")
    await buyers.pays("Turen", "50")
    public = ("PIHPS", MarketLevel.PRODUCER, CHILI, "b", MALANG, date(2026, 11, 23), "kg")
    await references.keep(db, [Row(*public, Decimal(40_000))])
    gathered = await gather(db, Asked((CHILI,), (MALANG,)), Viewer(buys=False))
    plain, tables = sorted(gathered.blocks, key=lambda block: len(block.quotes))
    assert [each.facts.price for each in plain.quotes] == [Decimal(50_000)]
    assert (plain.market, plain.markets) == (None, ())
    (market,) = tables.markets
    spread = market.buyers, market.lowest, market.highest
    assert (market.grade, spread) == ("A", (2, Decimal(44_000), Decimal(45_000)))
    text = price_list(words_for("en"), PriceList(own=True, blocks=(tables,))).text
    seen = str(text).replace("&#39;", "'")
    for told in (
        "<b>Red bird's eye chili Rp38,000 to Rp45,000/kg</b>",
        "• A: <b>Rp45,000</b>",
        "A: up Rp2,000 since 20 Nov.",
        "B: down Rp1,000 since 20 Nov.",
        "A: 2 buyers, Rp44,000 to Rp45,000 per kg.",
        "The highest price above for b is Rp2,000 (5%) less.",
    ):
        assert told in seen


async def test_a_buyer_sees_no_market_of_a_grade_with_fewer_than_five_others(
    db: AsyncSession,
) -> None:
    buyers = Buyers(db)
    own = await buyers.pays("Pare", "A 45, B 38")
    for number in range(5):
        await buyers.pays(f"PT {number}", f"A {40 + number}, C 30")
    viewer = Viewer(buys=True, company_id=own.offtaker_id)
    gathered = await gather(db, Asked((CHILI,), (MALANG,)), viewer)
    (block,) = gathered.blocks
    assert [(each.grade, each.buyers) for each in block.markets] == [("A", 5)]
    await buyers.pays("PT 4", "50")  # who has a newer price for all has none for grade A
    (block, _plain) = (await gather(db, Asked((CHILI,), (MALANG,)), viewer)).blocks
    assert block.markets == ()

"""What is usual, as far as a company may know it."""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import history
from tests.market.buyers import CHILI, Buyers

GOODS = (CHILI, "kg")


async def test_a_company_is_measured_by_its_own_last_price(db: AsyncSession) -> None:
    buyers = Buyers(db)
    await buyers.pays("PT A", 40_000, ago=3)
    mine = await buyers.pays("PT A", 45_000, ago=1)
    await buyers.pays("PT B", 90_000)
    assert await history.usual(db, GOODS, mine.offtaker_id) == Decimal(45_000)


async def test_of_few_rivals_nothing_can_be_inferred(db: AsyncSession) -> None:
    buyers = Buyers(db)
    for number in range(4):
        await buyers.pays(f"PT {number}", 40_000 + number * 1000)
    assert await history.usual(db, GOODS, 0) is None
    await buyers.pays("PT 4", 44_000)
    assert await history.usual(db, GOODS, 0) == Decimal(42_000)
    assert await history.usual(db, ("tomat", "kg"), 0) is None

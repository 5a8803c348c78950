"""What buyers pay today: the nearest first, the newest of each, and what it was before."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import history, living, quotes
from bot.market.history import Held, by_day, medians
from bot.market.models import Bulletin, BulletinKind
from bot.market.nearby import distance
from bot.partnerships.models import Supplier
from tests.market.buyers import CHILI, MALANG, Buyers
from tests.people.folk import somebody

BATU, KEDIRI, BALI = "35.79", "35.06", "51"
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def buyers(db: AsyncSession) -> Buyers:
    return Buyers(db)


async def told(db: AsyncSession, *places: str) -> list[tuple[str, int]]:
    found = await quotes.today(db, BulletinKind.PRICE, [CHILI], places)
    return [(quote.offtaker, round(quote.km)) for quote in found]


def test_distances_lead_from_the_middle_of_a_place_to_the_nearest_of_a_region() -> None:
    batu, kediri = distance(MALANG, BATU), distance(MALANG, KEDIRI)
    assert batu is not None
    assert kediri is not None
    assert 0 < batu < kediri < 100
    assert {distance(MALANG, region) for region in (MALANG, "35", "ID")} == {0}
    assert distance("35", MALANG) == 0
    bali, nearest = distance(MALANG, BALI), distance(MALANG, "51.01")
    assert bali == nearest  # Jembrana is the part of Bali next to Java
    assert distance("31.71", "32.71") is not None  # of Jakarta's cities none has a point


async def test_prices_that_concern_the_place_come_first_then_the_nearest(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Bali", 40_000, (BALI,))
    await buyers.pays("Kediri", 41_000, (KEDIRI,))
    await buyers.pays("Jatim", 42_000, ("35", BALI))
    await buyers.pays("Batu", 43_000, (BATU,))
    found = await told(db, MALANG)
    assert [name for name, _km in found] == ["Jatim", "Batu", "Kediri", "Bali"]
    assert [km == 0 for _name, km in found] == [True, False, False, False]
    assert {km for _name, km in await told(db)} == {0}


async def test_only_what_holds_now_counts_and_of_each_buyer_the_newest(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Lama", 40_000, ago=20)
    await buyers.pays("Sama", 41_000, ago=2)
    await buyers.pays("Sama", 42_000)
    await buyers.pays("Sama", 39_000, (BATU,))
    await buyers.pays("Lain", 1, commodity="tomat")
    found = await quotes.today(db, BulletinKind.PRICE, [CHILI], [MALANG])
    assert [quote.bulletin.price for quote in found] == [42_000, 39_000]
    assert await quotes.priced_by(db, buyers.companies["Sama"].id) == [CHILI]
    assert await quotes.priced_by(db, buyers.companies["Lama"].id) == []


async def test_the_price_before_is_the_same_buyers_for_the_same_unit_and_place(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Sama", 30_000, ago=61)
    await buyers.pays("Sama", 40_000, ("35", MALANG), ago=9)
    await buyers.pays("Sama", 38_000, (BALI,), ago=8)
    await buyers.pays("Sama", 900_000, unit="karung", ago=8)
    await buyers.pays("Lain", 39_000, ago=8)
    now = await buyers.pays("Sama", 42_000)
    shown = await quotes.today(db, BulletinKind.PRICE, [CHILI], [MALANG])
    found = await quotes.before(db, [each for each in shown if each.bulletin is now])
    assert [each.price for each in found.values()] == [40_000]
    assert await quotes.before(db, []) == {}


async def test_two_buyers_are_a_market_and_one_with_two_prices_is_none(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Satu", 40_000)
    await buyers.pays("Satu", 45_000, (BATU,))
    found = await quotes.today(db, BulletinKind.PRICE, [CHILI])
    assert quotes.spread(found) is None
    await buyers.pays("Dua", 43_000)
    found = await quotes.today(db, BulletinKind.PRICE, [CHILI])
    assert quotes.spread(found) == quotes.Spread(2, Decimal(40_000), Decimal(45_000))


async def test_history_knows_on_which_days_each_price_held(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Satu", 40_000, ago=3, until=date(2026, 11, 21))
    await buyers.pays("Dua", 44_000, ("35",), ago=2)
    await buyers.pays("Jauh", 99_000, (BALI,), ago=2)
    await buyers.pays("Karung", 99_000, unit="karung")
    since = date(2026, 11, 1)
    found = await history.held(db, (CHILI, "kg"), MALANG, since, JAKARTA)
    assert [(each.first.day, each.last.day, int(each.price)) for each in found] == [
        (20, 21, 40_000),
        (21, 25, 44_000),
    ]
    assert len(await history.held(db, (CHILI, "kg"), "ID", since, JAKARTA)) == 3
    living.withdraw((await db.scalars(select(Bulletin).where(Bulletin.price == 44_000))).one())
    await db.flush()
    found = await history.held(db, (CHILI, "kg"), MALANG, since, JAKARTA)
    assert found[1].last == clock.now().astimezone(JAKARTA).date()


def test_the_median_of_a_day_is_of_the_buyers_whose_price_held() -> None:
    first, day = date(2026, 11, 20), timedelta(days=1)
    prices = [
        Held(1, first - day, first + day, Decimal(40)),
        Held(2, first + day, first + 9 * day, Decimal(50)),
        Held(1, first + day, first + day, Decimal(44)),  # newer: it counts that day
    ]
    days = by_day(prices, first, first + 2 * day)
    assert medians(days) == [
        (first, Decimal(40)),
        (first + day, Decimal(47)),
        (first + 2 * day, Decimal(50)),
    ]
    assert medians(days, fewest=2) == [(first + day, Decimal(47))]
    assert medians({}) == []


async def test_what_is_for_own_suppliers_is_seen_by_them_and_by_the_company(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Semua", 40_000)
    own = await buyers.pays("Sendiri", 45_000, own=True)
    await buyers.pays("Sendiri", 39_000)
    sri, other = await somebody(db, name="Sri"), await somebody(db, name="Tari")
    firm = buyers.companies["Sendiri"]
    db.add(Supplier(offtaker_id=firm.id, name="Sri", imported_at=clock.now(), person_id=sri.id))
    await db.flush()
    for reader, prices in (
        (None, {40_000, 39_000}),
        (other.id, {40_000, 39_000}),
        (sri.id, {40_000, 45_000, 39_000}),
        (own.author_id, {40_000, 45_000, 39_000}),
    ):
        found = await quotes.today(db, BulletinKind.PRICE, [CHILI], [MALANG], reader=reader)
        assert {each.bulletin.price for each in found} == prices
    since = clock.now().date()
    held = await history.held(db, (CHILI, "kg"), MALANG, since, JAKARTA)
    assert {each.price for each in held} == {40_000, 39_000}


async def test_a_price_before_is_told_to_those_only_who_were_to_hear_it(
    db: AsyncSession, buyers: Buyers
) -> None:
    await buyers.pays("Semua", 40_000, ago=9)
    await buyers.pays("Semua", 45_000, ago=5, own=True)
    await buyers.pays("Semua", 41_000)
    shown = await quotes.today(db, BulletinKind.PRICE, [CHILI], [MALANG])
    before = await quotes.before(db, shown)
    assert [each.price for each in before.values()] == [40_000]

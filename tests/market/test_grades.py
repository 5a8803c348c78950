"""Prices by grade: when a newer table is worse, and which prices are for the same goods."""

import dataclasses
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import grades, history, living, quotes
from bot.market.conditions import Conditions
from bot.market.models import BulletinKind, Ending
from tests.market.buyers import CHILI, MALANG, Buyers, rows


@pytest.mark.parametrize(
    ("before", "now", "fell", "gone"),
    [
        ("62", "60", True, False),
        ("62", "63", False, False),
        ("A 62, B 58", "A 62, B 57", True, False),
        ("A 62, B 58", "B 58, A 63", False, False),
        ("A 62, B 58", "A 62, B 58, C 50", False, False),
        ("A 62, B 58, C 50", "A 62, B 58", False, True),
        ("A 62, B 58, C 50", "A 60, B 58", True, True),
        ("A 62, B 58", "60", True, False),
        ("A 62, B 58", "62", False, False),
        ("62", "A 62, B 58", True, False),
        ("58", "A 62, B 58", False, False),
        ("A 60", "A 62, B 58", False, False),
        ("A 63", "A 62, B 58", True, False),
        ("a  62, B 58", "A 62, b 58", False, False),
    ],
)
def test_what_is_worse_for_somebody(before: str, now: str, *, fell: bool, gone: bool) -> None:
    assert grades.fell(rows(before), rows(now)) is fell
    assert grades.gone(rows(before), rows(now)) is gone


async def test_a_table_is_kept_as_it_was_written(db: AsyncSession) -> None:
    made = await Buyers(db).pays("Pare", "B 58, A 62")
    await db.flush()
    await db.refresh(made)
    assert made.table == rows("B 58, A 62")
    assert made.price == 62_000
    shared = Conditions(grade="KA 12%")
    made.conditions = shared
    assert [row.grade for row in made.prices] == ["KA 12%, B", "KA 12%, A"]


@pytest.mark.parametrize(
    ("older", "newer", "over"),
    [
        ("A 62, B 58", "A 63, B 59", True),
        ("A 62, B 58", "A 63, C 50", True),
        ("A 62, B 58", "60", True),
        ("60", "A 62, B 58", True),
        ("A 60", "A 62, B 58", True),
        ("C 60", "A 62, B 58", False),
        ("A 62, B 58", "A 63", False),
    ],
    ids=str,
)
async def test_a_newer_table_stands_for_what_it_covers(
    db: AsyncSession, older: str, newer: str, *, over: bool
) -> None:
    buyers = Buyers(db)
    first = await buyers.pays("Pare", older, ago=1)
    second = await buyers.pays("Pare", newer)
    await living.supersede(db, second, [MALANG])
    assert (first.ending == Ending.SUPERSEDED) is over


async def test_a_correction_of_one_row_is_a_new_version_and_of_none_is_none(
    db: AsyncSession,
) -> None:
    made = await Buyers(db).pays("Pare", "A 62, B 58", until=date(2026, 11, 27))
    same = living.Terms(
        unit="kg", until=date(2026, 11, 27), price=Decimal(62_000), table=rows("A 62, B 58")
    )
    assert living.correct(made, same, "Asia/Jakarta") is None
    lower = dataclasses.replace(same, table=rows("A 62, B 57"))
    assert living.correct(made, lower, "Asia/Jakarta") is living.Changed.CORRECTED
    assert (made.version, made.table) == (2, rows("A 62, B 57"))


async def test_only_the_same_grade_makes_a_market(db: AsyncSession) -> None:
    buyers = Buyers(db)
    await buyers.pays("Pare", "A 62, B 58")
    await buyers.pays("Dampit", "A 64, C 50")
    await buyers.pays("Turen", "A 60")
    await buyers.pays("Kepanjen", "55")
    found = await quotes.today(db, BulletinKind.PRICE, [CHILI], [MALANG])
    market = quotes.spread(found, "a")
    assert market == quotes.Spread(3, Decimal(60_000), Decimal(64_000))
    assert quotes.spread(found, "B") is None  # one buyer
    assert quotes.spread(found) is None


async def test_a_price_is_compared_with_an_earlier_one_for_the_same_goods(
    db: AsyncSession,
) -> None:
    buyers = Buyers(db)
    table = await buyers.pays("Pare", "A 62, B 58", ago=3)
    later = await buyers.pays("Pare", "A 63", ago=2)
    other = await buyers.pays("Pare", "C 50", ago=1)
    found = await quotes.today(db, BulletinKind.PRICE, [CHILI], [MALANG])
    before = await quotes.before(db, found)
    assert before.get(later.id) is table
    assert other.id not in before


async def test_the_chart_is_of_prices_without_a_grade_and_the_usual_of_all(
    db: AsyncSession,
) -> None:
    made = await Buyers(db).pays("Pare", "A 62, B 58, C 50")
    since = date(2026, 11, 1)
    zone = ZoneInfo("Asia/Jakarta")
    assert await history.held(db, (CHILI, "kg"), MALANG, since, zone) == []
    assert await history.usual(db, (CHILI, "kg"), made.offtaker_id) == 58_000

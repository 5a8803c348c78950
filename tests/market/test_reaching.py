"""Whom several bulletins reach is counted person by person."""

from datetime import date
from random import Random

from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import audience, reaching
from bot.market.bulletin_list import MOST
from bot.market.bulletins import Draft
from bot.market.commodities import COMMODITIES
from bot.market.models import BulletinKind
from bot.market.regions import REGIONS
from tests.market.test_audience import WHERE, Village


async def test_each_person_is_counted_once_and_what_reaches_nobody_is_known(
    db: AsyncSession,
) -> None:
    village = Village(db, Random(7))  # noqa: S311  (no secret)
    seen = set()
    for moment in range(40):
        await village.lives_on()
        drafts = [
            Draft(
                BulletinKind.NEED,
                ("tomat", "jagung")[(moment + at) % 2],
                "kg",
                WHERE[(moment * at) % len(WHERE)],
                date(2026, 11, 27),
            )
            for at in range(3)
        ]
        reached = [
            {each.id for each in await db.scalars(audience.audience(each.commodity, each.regions))}
            for each in drafts
        ]
        people = len(set.union(*reached))
        assert await reaching.size_of_all(db, drafts) == people, drafts
        assert await reaching.unheard(db, drafts) == reached.count(set()), drafts
        seen.add((people, reached.count(set())))
    assert len(seen) > 3


async def test_as_many_as_one_sheet_may_hold_are_asked_about_at_once(db: AsyncSession) -> None:
    """SQLite limits how deep and how long a statement may be."""
    regencies = [code for code in REGIONS if "." in code]
    crops = [*COMMODITIES]
    drafts = [
        Draft(
            BulletinKind.NEED,
            crops[number % len(crops)],
            "kg",
            [regencies[number], *REGIONS][:60],
            date(2026, 11, 27),
        )
        for number in range(MOST)
    ]
    assert await reaching.size_of_all(db, drafts) == 0
    assert await reaching.unheard(db, drafts) == MOST

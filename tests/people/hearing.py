"""What is kept of who hears of what, beside the rule that it follows."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import subscriptions


async def hear_as_the_rule_says(db: AsyncSession) -> None:
    kept = [tuple(row) for row in await db.execute(select(*subscriptions.COLUMNS))]
    rule = [
        (commodity, bool(several), *rest)
        for commodity, several, *rest in await db.execute(subscriptions.rows())
    ]
    assert sorted(kept, key=str) == sorted(rule, key=str)

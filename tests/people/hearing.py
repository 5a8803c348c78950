"""What is kept of who hears of what, beside the rule that it follows."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import subscriptions


async def hear_as_the_rule_says(db: AsyncSession) -> None:
    kept = [tuple(row) for row in await db.execute(select(*subscriptions.KEY))]
    rule = [
        (commodity, bool(several), regency, person)
        for commodity, several, regency, person in await db.execute(subscriptions.rows())
    ]
    assert sorted(kept) == sorted(rule)

"""A bulletin changed or ended: how it reads now, to everybody who has it or is still to get it."""

from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.broadcasting import word
from bot.delivery.quiet import Quiet
from bot.language import LANGUAGES, words_for
from bot.market import bulletins, grades, living
from bot.market.models import Bulletin
from handlers.market.bulletins.bulletins import Change, Facts, Happened, bulletin

#: Bulletins that are ended in one transaction.
AT_ONCE = 100


async def retell(
    db: AsyncSession, changed: Bulletin, what: Happened, *, newer: Bulletin | None = None
) -> None:
    """Word its newest version. An hour in it is the author's, with its zone.

    `newer` is the price in whose favour it ended.
    """
    listed = await bulletins.listed(db, changed)
    facts = Facts.of(changed, listed.offtaker, listed.zone)
    change = Change(what=what, at=clock.now())
    if newer is not None:
        price, lowest = _instead(changed, newer)
        change = change.model_copy(update={"price": price, "lowest": lowest})
    screens = {
        language: bulletin(words_for(language, listed.zone), facts, change)
        for language in LANGUAGES
    }
    word(db, changed.id, changed.version, screens)


def _instead(older: Bulletin, newer: Bulletin) -> tuple[Decimal | None, Decimal | None]:
    """What is paid now for goods of the older one, where that is one price; else from, to."""
    same = grades.of_grade(newer.prices, older.grade) if not older.table else None
    return (same, None) if same else (newer.price, grades.lowest(newer.table))


async def expire(db: AsyncSession, _quiet: Quiet) -> int:
    """End the bulletins whose last day has passed; returns how many."""
    over = await living.expire(db, AT_ONCE)
    for each in over:
        await retell(db, each, Happened.EXPIRED)
    return len(over)

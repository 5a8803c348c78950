"""A bulletin that changes under its messages, as the market's rules and the handlers change it."""

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import broadcasting, sweep
from bot.delivery.models import Lane, Outgoing
from bot.delivery.screen import Screen
from bot.market.models import Bulletin, Ending
from bot.storage import Storage


def worded(version: int) -> str:
    return f"Kabar {version}"


async def changed(db: AsyncSession, number: int, ending: Ending | None = None) -> int:
    """Make a new version, perhaps the last one; returns its number."""
    query = select(Bulletin).where(Bulletin.id == number).with_for_update(key_share=True)
    bulletin = (await db.scalars(query.execution_options(populate_existing=True))).one()
    bulletin.version += 1
    if ending:
        bulletin.ending, bulletin.ended_at = ending, clock.now()
    screens = dict.fromkeys(("id", "en"), Screen(Markup(worded(bulletin.version))))  # noqa: S704
    broadcasting.word(db, number, bulletin.version, screens)
    return bulletin.version


async def change(storage: Storage, number: int, ending: Ending | None = None) -> int:
    async with storage.transaction() as db:
        return await changed(db, number, ending)


async def swept(storage: Storage) -> int:
    """Sweep as the calendar does, until there is nothing left; returns how many messages."""
    total = 0
    while True:
        async with storage.transaction() as db:
            done = await sweep.sweep(db, None)
        if not done:
            return total
        total += done


async def is_swept(storage: Storage, number: int) -> bool:
    async with storage.reading() as db:
        bulletin = await db.get_one(Bulletin, number)
        return bulletin.swept == bulletin.version


async def edits(storage: Storage) -> list[Outgoing]:
    async with storage.reading() as db:
        query = select(Outgoing).where(Outgoing.lane == Lane.EDIT)
        return [*await db.scalars(query.order_by(Outgoing.id))]

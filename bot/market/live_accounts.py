"""Which bulletins still go out, so that their account is brought up to date in place."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.ledger import ledger
from bot.market.models import Bulletin, Fanout, LiveAccount
from bot.storage import dialects

#: As often as somebody who waits looks; more would only take the place of bulletins.
EVERY = timedelta(seconds=30)


def begin(db: AsyncSession, bulletin: Bulletin) -> None:
    """It was shown just now."""
    db.add(LiveAccount(bulletin_id=bulletin.id, counted_at=clock.now()))


async def look_anew(db: AsyncSession, bulletin_id: int) -> None:
    """What was offered has changed: its account is counted soon, also if all of it is out."""
    row = {"bulletin_id": bulletin_id, "counted_at": clock.now() - EVERY}
    await db.execute(dialects.insert(db, LiveAccount).values(row).on_conflict_do_nothing())


async def count_soon(db: AsyncSession, bulletin_id: int) -> None:
    """If it is kept up to date, it is counted at the next look."""
    soon = update(LiveAccount).where(LiveAccount.bulletin_id == bulletin_id)
    await db.execute(soon.values(counted_at=clock.now() - EVERY))


async def due(db: AsyncSession) -> LiveAccount | None:
    """The one that was counted longest ago, counted now; None if none is to be."""
    query = select(LiveAccount).where(LiveAccount.counted_at <= clock.now() - EVERY)
    query = query.order_by(LiveAccount.counted_at).limit(1)
    live = (await db.scalars(query.with_for_update(skip_locked=True))).one_or_none()
    if live:
        live.counted_at = clock.now()
    return live


async def is_over(db: AsyncSession, bulletin_id: int) -> bool:
    """Whether nobody is to get the bulletin any more."""
    left = await db.get(Fanout, bulletin_id)
    return left is None and not (await ledger(db, bulletin_id)).waiting

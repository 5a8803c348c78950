"""The prices that a company published last: each is the template of its next one."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market.models import Bulletin, BulletinKind

#: Templates that are offered, and bulletins looked at for them.
MOST, LOOKED_AT = 5, 50


async def latest(db: AsyncSession, offtaker_id: int) -> Sequence[Bulletin]:
    """The newest price of each of a company's goods, newest first."""
    query = select(Bulletin).where(Bulletin.offtaker_id == offtaker_id)
    query = query.where(Bulletin.kind == BulletinKind.PRICE)
    newest: dict[object, Bulletin] = {}
    for each in await db.scalars(query.order_by(Bulletin.id.desc()).limit(LOOKED_AT)):
        newest.setdefault((each.commodity, each.unit, (each.grade or "").casefold()), each)
    return [*newest.values()][:MOST]


def days_held(bulletin: Bulletin, zone: str) -> int:
    """How many days after its first one its last day was, by the author's calendar."""
    first = bulletin.published_at.astimezone(ZoneInfo(zone)).date()
    last = (bulletin.valid_until.astimezone(ZoneInfo(zone)) - timedelta(seconds=1)).date()
    return max((last - first).days, 0)

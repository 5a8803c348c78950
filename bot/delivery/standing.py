"""How bulletins stand at this moment, for whoever is about to send or to change their messages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Outgoing, State
from bot.market.models import Bulletin, Ending

TOO_LATE = "its time passed before it could go"
#: What becomes of a message that has not gone when its bulletin ends.
ENDED: Mapping[Ending, tuple[State, str]] = {
    Ending.WITHDRAWN: (State.SUPPRESSED, "withdrawn"),
    Ending.SUPERSEDED: (State.SUPPRESSED, "superseded"),
    Ending.FULFILLED: (State.SUPPRESSED, "fulfilled"),
    Ending.EXPIRED: (State.EXPIRED, TOO_LATE),
}
#: Made once: it is part of every claim.
HELD = (
    select(
        Bulletin.id, Bulletin.version, Bulletin.valid_until, Bulletin.ending, Bulletin.resumed_at
    )
    .where(Bulletin.id.in_(bindparam("its_ids", expanding=True)))
    .order_by(Bulletin.id)
    .with_for_update(read=True)
)


@dataclass(frozen=True)
class Standing:
    version: int
    valid_until: datetime
    ending: Ending | None
    resumed_at: datetime | None


async def standing(db: AsyncSession, bulletins: Collection[int]) -> Mapping[int, Standing]:
    """Number -> how it stands, and goes on to stand until the transaction ends.

    A version that is claimed under this lock is seen by the sweep of every later one.
    """
    if not bulletins:
        return {}
    rows = await db.execute(HELD, {"its_ids": list(bulletins)})
    return {
        number: Standing(version, until, Ending(ending) if ending else None, resumed_at)
        for number, version, until, ending, resumed_at in rows
    }


def holds() -> ColumnElement[bool]:
    """Of a message: that it is of a bulletin which is still true."""
    return exists(
        select(Bulletin.id).where(
            Bulletin.id == Outgoing.bulletin_id,
            Bulletin.ended_at.is_(None),
            Bulletin.valid_until > clock.now(),
        )
    )


def held_back() -> ColumnElement[bool]:
    """Of a message: that it is of a bulletin which is paused."""
    return exists(
        select(Bulletin.id).where(
            Bulletin.id == Outgoing.bulletin_id, Bulletin.paused_at.is_not(None)
        )
    )

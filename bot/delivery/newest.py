"""What came to somebody last without being asked for: what a bare “bisa” answers."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import Lane, Outgoing, State


async def newest(db: AsyncSession, person_id: int) -> Outgoing | None:
    """Answers and corrections do not count; None if nothing has come yet."""
    query = (
        select(Outgoing)
        .where(Outgoing.person_id == person_id, Outgoing.state == State.SENT)
        .where(Outgoing.lane.in_((Lane.NOTICE, Lane.BULLETIN)))
        .order_by(Outgoing.settled_at.desc(), Outgoing.id.desc())
        .limit(1)
    )
    return (await db.scalars(query)).first()

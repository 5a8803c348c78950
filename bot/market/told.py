"""What became of bulletins for one person: which came, which did not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.ledger import row_of
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.why import Why, why_of
from bot.market import bulletins, living
from bot.market.audience import Miss
from bot.market.bulletins import Listed
from bot.market.models import Bulletin, Fanout
from bot.people.models import Business, Product
from bot.people.wanted import AddedTopic


@dataclass(frozen=True)
class Told:
    """A bulletin and one person."""

    listed: Listed
    #: None if it was not meant for them.
    why: Why | None = None
    #: When that was, or when it will come.
    at: datetime | None = None
    #: Why it does not concern them now; None beside no row: it would, had they joined before.
    miss: Miss | None = None


async def of_bulletin(db: AsyncSession, listed: Listed, person_id: int) -> Told:
    bulletin = listed.bulletin
    paused = bulletin.paused_at is not None
    if row := await row_of(db, bulletin.id, person_id):
        why = await why_of(db, row, paused=paused)
        waits = row.state == State.PENDING
        return Told(listed, why, row.not_before if waits else row.told_at or row.settled_at)
    miss = await living.missed(db, bulletin, person_id)
    going_out = await db.get(Fanout, bulletin.id)
    if going_out and miss is None and living.runs(bulletin):
        # Of a great number not everybody has a row yet.
        return Told(listed, Why.PAUSED if paused else Why.SOON)
    return Told(listed, miss=miss)


async def latest(db: AsyncSession, person_id: int, limit: int) -> Sequence[Told]:
    """The newest that were meant for them, and of what they make or follow those that were not."""
    meant = (
        select(Outgoing.bulletin_id)
        .where(Outgoing.person_id == person_id, Outgoing.lane == Lane.BULLETIN)
        .where(Outgoing.bulletin_id.is_not(None))
        .order_by(Outgoing.bulletin_id.desc())
        .limit(limit)
    )
    makes = select(Product.commodity).join(Business, Business.id == Product.business_id)
    makes = makes.where(Business.person_id == person_id, Business.closed_at.is_(None))
    added = select(AddedTopic.commodity).where(AddedTopic.person_id == person_id)
    concerned = (
        select(Bulletin.id)
        .where(Bulletin.commodity.in_(union(makes, added)), Bulletin.ended_at.is_(None))
        .order_by(Bulletin.id.desc())
        .limit(limit)
    )
    numbers = {*await db.scalars(meant), *await db.scalars(concerned)}
    newest = select(Bulletin).where(Bulletin.id.in_(numbers)).order_by(Bulletin.id.desc())
    found: list[Told] = []
    for bulletin in await db.scalars(newest):
        if len(found) < limit and await living.is_seen_by(db, bulletin, person_id):
            listed = await bulletins.listed(db, bulletin)
            found.append(await of_bulletin(db, listed, person_id))
    return found

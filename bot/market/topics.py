"""What somebody hears of: the commodities they make, but for those they want no news of."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import outbox
from bot.market.models import Bulletin
from bot.people.models import Business, Mute, Person, Product


@dataclass(frozen=True)
class Topic:
    """A commodity, and whether its news is stopped."""

    commodity: str
    muted: bool


async def topics_of(db: AsyncSession, person_id: int) -> Sequence[Topic]:
    """What their open businesses make, and what they stopped before they gave it up."""
    made = (
        select(Product.commodity)
        .join(Business, Business.id == Product.business_id)
        .where(Business.person_id == person_id, Business.closed_at.is_(None))
        .where(Product.commodity.is_not(None))
    )
    stopped = select(Mute.commodity).where(Mute.person_id == person_id)
    muted = set(await db.scalars(stopped))
    return [Topic(each, each in muted) for each in sorted({*await db.scalars(made), *muted})]


async def mute(db: AsyncSession, person: Person, commodity: str) -> None:
    """No news of it from now on, also none that waits already."""
    if not await db.get(Mute, (person.id, commodity)):
        db.add(Mute(person_id=person.id, commodity=commodity, at=clock.now()))
        await db.flush()
    about = select(Bulletin.id).where(Bulletin.commodity == commodity)
    await outbox.stop_about(db, person.id, about)


async def unmute(db: AsyncSession, person: Person, commodity: str) -> None:
    """News of it again, from the next bulletin on."""
    if stopped := await db.get(Mute, (person.id, commodity)):
        await db.delete(stopped)
        await db.flush()

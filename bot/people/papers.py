"""Until when a paper of a business holds: of those that expire (`bot.people.readiness`).

A P-IRT and a BPOM permit hold five years; a halal certificate does not expire (UU 6/2023).
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.people.readiness import Item
from bot.storage import Base
from bot.storage.tables import BigId

EXPIRING = (Item.PIRT, Item.BPOM)


class Paper(Base):
    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("business_id", "item"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"))
    item: Mapped[str] = mapped_column(String(16))
    #: The last day on which it holds; None if that is not known any more.
    last_day: Mapped[date | None]
    #: Grows with each other day; reminders belong to a version.
    version: Mapped[int]


async def last_days(db: AsyncSession, business_id: int) -> Mapping[Item, date]:
    rows = await db.scalars(select(Paper).where(Paper.business_id == business_id))
    return {Item(row.item): row.last_day for row in rows if row.last_day}


async def hold_until(
    db: AsyncSession, business_id: int, item: Item, last_day: date | None
) -> Paper:
    """Note its last day, as its owner says it; None forgets it."""
    its = select(Paper).where(Paper.business_id == business_id, Paper.item == item)
    paper = (await db.scalars(its.with_for_update())).one_or_none()
    if paper is None:
        paper = Paper(business_id=business_id, item=item, last_day=last_day, version=1)
        db.add(paper)
    elif paper.last_day != last_day:
        paper.last_day, paper.version = last_day, paper.version + 1
    await db.flush()
    return paper

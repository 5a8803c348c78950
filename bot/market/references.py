"""Public prices in the database: kept once, and found for a commodity and a place."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.market.models import ReferencePrice
from bot.market.reference_list import Row
from bot.storage import dialects


async def keep(db: AsyncSession, rows: Sequence[Row]) -> None:
    """Each stands there once; what was there already has the new price."""
    insert = dialects.insert(db, ReferencePrice)
    insert = insert.on_conflict_do_update(
        index_elements=[*ReferencePrice.__table__.primary_key],
        set_={"price": insert.excluded.price, "imported_at": insert.excluded.imported_at},
    )
    now = clock.now()
    await db.execute(
        insert,
        [
            {
                "commodity": row.commodity,
                "region": row.region,
                "day": row.day,
                "level": row.level,
                "source": row.source,
                "unit": row.unit,
                "grade": row.grade,
                "price": row.price,
                "imported_at": now,
            }
            for row in rows
        ],
    )


async def count(db: AsyncSession) -> int:
    return (await db.scalars(select(func.count()).select_from(ReferencePrice))).one()


async def newest(
    db: AsyncSession, commodities: Sequence[str], regions: Sequence[str], since: date
) -> Sequence[ReferencePrice]:
    """Of each source, level, unit and grade the newest price there since that day."""
    if not commodities or not regions:
        return ()
    same = (
        ReferencePrice.commodity,
        ReferencePrice.region,
        ReferencePrice.level,
        ReferencePrice.source,
        ReferencePrice.unit,
        ReferencePrice.grade,
    )
    age = func.row_number().over(partition_by=same, order_by=ReferencePrice.day.desc())
    ranked = (
        select(ReferencePrice, age.label("age"))
        .where(
            ReferencePrice.commodity.in_(commodities),
            ReferencePrice.region.in_(regions),
            ReferencePrice.day >= since,
        )
        .subquery()
    )
    found = aliased(ReferencePrice, ranked)
    return (await db.scalars(select(found).where(ranked.c.age == 1))).all()


async def history(db: AsyncSession, like: ReferencePrice, since: date) -> Sequence[ReferencePrice]:
    """The same price on each day since then, oldest first."""
    query = (
        select(ReferencePrice)
        .where(
            ReferencePrice.commodity == like.commodity,
            ReferencePrice.region == like.region,
            ReferencePrice.day >= since,
            ReferencePrice.level == like.level,
            ReferencePrice.source == like.source,
            ReferencePrice.unit == like.unit,
            ReferencePrice.grade == like.grade,
        )
        .order_by(ReferencePrice.day)
    )
    return (await db.scalars(query)).all()

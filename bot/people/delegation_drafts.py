"""A list of owners that was read, kept until its officer says yes to it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people.joining import DelegationDraft
from bot.storage import dialects


async def keep(db: AsyncSession, officer_id: int, lines: Sequence[Any]) -> None:
    """It takes the place of an earlier one."""
    draft = dialects.insert(db, DelegationDraft).values(
        officer_id=officer_id, lines=list(lines), read_at=clock.now()
    )
    await db.execute(
        draft.on_conflict_do_update(
            index_elements=["officer_id"],
            set_={"lines": draft.excluded.lines, "read_at": draft.excluded.read_at},
        )
    )


async def take(db: AsyncSession, officer_id: int) -> list[Any] | None:
    """What was kept, once; None if there is nothing (any more)."""
    taken = await db.scalars(
        delete(DelegationDraft)
        .where(DelegationDraft.officer_id == officer_id)
        .returning(DelegationDraft.lines)
    )
    return taken.one_or_none()

"""A list of owners that was read, kept until its officer says yes to it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, drafts
from bot.people.joining import DelegationDraft
from bot.storage import dialects


async def keep(db: AsyncSession, officer_id: int, lines: Sequence[Any]) -> int:
    """It takes the place of an earlier one; returns the version that a yes has to be about."""
    draft = dialects.insert(db, DelegationDraft).values(
        officer_id=officer_id, lines=list(lines), read_at=(now := clock.now()), kept=None
    )
    new = draft.excluded
    await db.execute(
        draft.on_conflict_do_update(
            index_elements=["officer_id"],
            set_={"lines": new.lines, "read_at": new.read_at, "kept": new.kept},
        )
    )
    return drafts.version(now)


async def newest(db: AsyncSession, officer_id: int) -> DelegationDraft | None:
    """The list that was sent last. The officer is locked: nobody settles it meanwhile."""
    return await db.get(DelegationDraft, officer_id, populate_existing=True)


def settle(draft: DelegationDraft, *, kept: bool) -> list[Any]:
    """The lines that waited, once."""
    lines, draft.lines, draft.kept = draft.lines, [], kept
    return lines

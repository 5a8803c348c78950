"""What waited for a yes that never came, and what has long been heard: not kept for ever.

UU 27/2022, art. 43: what is not needed any more for what it was collected for is erased.
"""

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.quiet import Quiet
from bot.partnerships.models import SupplierDraft
from bot.people.joining import DelegationDraft
from bot.people.models import VoiceNote

#: A list that was read names people who know nothing of it; sending its file again is little work.
DRAFTS = timedelta(days=7)
#: A voice note's place at Telegram, so that an officer who is away for a season can still be asked.
VOICES = timedelta(days=90)
#: Voice notes in one statement, so that nobody waits long for it.
AT_ONCE = 500


async def forget(db: AsyncSession, _quiet: Quiet) -> int:
    """Some of what is too old; zero when nothing is."""
    return await _drafts(db) + await _voices(db)


async def _drafts(db: AsyncSession) -> int:
    """As if its sender had said no: the row stays, and a button under the list finds that."""
    return await _dropped(db, SupplierDraft) + await _dropped(db, DelegationDraft)


async def _dropped(db: AsyncSession, draft: type[SupplierDraft | DelegationDraft]) -> int:
    dropped = await db.execute(
        update(draft)
        .where(draft.kept.is_(None), draft.read_at < clock.now() - DRAFTS)
        .values(lines=[], kept=False)
        .returning(draft.read_at)
    )
    return len(dropped.all())


async def _voices(db: AsyncSession) -> int:
    """Who was told whose note it is has to be known as long as its sender may be erased."""
    old = (
        select(VoiceNote.id)
        .where(VoiceNote.created_at < clock.now() - VOICES, VoiceNote.file_id != "")
        .order_by(VoiceNote.id)
        .limit(AT_ONCE)
    )
    unheard = await db.scalars(
        delete(VoiceNote)
        .where(VoiceNote.id.in_(old), VoiceNote.passed_at.is_(None))
        .returning(VoiceNote.id)
    )
    heard = await db.scalars(
        update(VoiceNote).where(VoiceNote.id.in_(old)).values(file_id="").returning(VoiceNote.id)
    )
    return len(unheard.all()) + len(heard.all())

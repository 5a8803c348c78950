"""Voice notes that wait for a yes before anybody hears them."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people.models import VoiceNote


async def keep(db: AsyncSession, person_id: int, file_id: str, seconds: int) -> VoiceNote:
    note = VoiceNote(
        person_id=person_id, file_id=file_id[:200], seconds=seconds, created_at=clock.now()
    )
    db.add(note)
    await db.flush()
    return note


async def pass_on(db: AsyncSession, person_id: int, note_id: int, to: int) -> str | None:
    """The sound's file id; None if it is not theirs, or somebody has it already."""
    passed = await db.scalars(
        update(VoiceNote)
        .where(VoiceNote.id == note_id, VoiceNote.person_id == person_id)
        .where(VoiceNote.passed_at.is_(None))
        .values(passed_to=to, passed_at=clock.now())
        .returning(VoiceNote.file_id)
    )
    return passed.one_or_none()


async def was_passed(db: AsyncSession, person_id: int, note_id: int) -> bool:
    query = select(VoiceNote.passed_at).where(
        VoiceNote.id == note_id, VoiceNote.person_id == person_id
    )
    return (await db.scalars(query)).one_or_none() is not None


async def drop(db: AsyncSession, person_id: int, note_id: int) -> None:
    """Forget one that nobody got."""
    await db.execute(
        delete(VoiceNote)
        .where(VoiceNote.id == note_id, VoiceNote.person_id == person_id)
        .where(VoiceNote.passed_at.is_(None))
    )

"""What an officer writes down of a session, and photographs: for whoever looks after them next."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after.models import SessionNote
from bot.coaching.after.notices import NoteForOwner
from bot.coaching.models import Participant
from bot.coaching.questions.questions import Said
from bot.coaching.sessions.notices import Guest, Seen
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed

#: As many as are read at once, the newest.
SHOWN = 12


async def write(
    db: AsyncSession,
    seen: Seen,
    by_id: int,
    messages: Sequence[Said],
    *,
    about: Guest | None,
    for_owner: bool,
    quiet: Quiet,
) -> None:
    """Of one of those who were coached, or of the class; only of one it can be for their eyes."""
    db.add_all(
        SessionNote(
            session_id=seen.session.id,
            business_id=about.participant.business_id if about else None,
            by_id=by_id,
            kind=each.kind,
            text=each.text,
            file_id=each.file_id,
            for_owner=for_owner,
            said_at=clock.now(),
        )
        for each in messages
    )
    await db.flush()
    if for_owner:
        await _tell(db, seen, [about] if about else seen.guests, messages, quiet)


async def _tell(
    db: AsyncSession,
    seen: Seen,
    guests: Sequence[Guest],
    messages: Sequence[Said],
    quiet: Quiet,
) -> None:
    texts = tuple(each.text for each in messages if each.text)
    files = sum(each.file_id is not None for each in messages)
    now = clock.now()
    for owner in {each.owner.id: each.owner for each in guests}.values():
        notice = NoteForOwner(texts=texts, files=files, **seen.facts_for(owner.id))
        at = first_allowed(now, owner.zone, quiet)
        await outbox.notify(db, owner, notice, not_before=at)


async def for_officer(db: AsyncSession, seen: Seen) -> list[SessionNote]:
    """Of this session, and of earlier ones with the same businesses; the oldest first."""
    numbers = [each.participant.business_id for each in seen.guests]
    of_classes = select(Participant.session_id).where(Participant.business_id.in_(numbers))
    return await _newest(
        db,
        SessionNote.business_id.in_(numbers)
        | (SessionNote.session_id == seen.session.id)
        | (SessionNote.business_id.is_(None) & SessionNote.session_id.in_(of_classes)),
    )


async def for_guest(db: AsyncSession, seen: Seen, person_id: int) -> list[SessionNote]:
    """What was marked for them, of this session."""
    numbers = [each.participant.business_id for each in seen.own(person_id)]
    return await _newest(
        db,
        SessionNote.session_id == seen.session.id,
        SessionNote.for_owner.is_(True),
        SessionNote.business_id.is_(None) | SessionNote.business_id.in_(numbers),
    )


async def _newest(db: AsyncSession, *which: ColumnElement[bool]) -> list[SessionNote]:
    query = select(SessionNote).where(*which)
    newest = query.order_by(SessionNote.id.desc()).limit(SHOWN)
    return [*await db.scalars(newest)][::-1]

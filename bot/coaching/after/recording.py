"""Writing down who came to a session, and putting it right; whoever calls this has locked it."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after import begun, feedback
from bot.coaching.sessions.notices import Guest, Seen
from bot.delivery import outbox
from bot.delivery.quiet import Quiet


async def record(db: AsyncSession, seen: Seen, number: int, quiet: Quiet, *, came: bool) -> bool:
    """Of one participant; False if they are none (any more)."""
    guest = next((each for each in seen.guests if each.participant.id == number), None)
    if guest is None:
        return False
    await _record(db, seen, [guest], quiet, came=came)
    return True


async def record_rest(db: AsyncSession, seen: Seen, quiet: Quiet, *, came: bool) -> int:
    """Of all who were expected and of whom nothing is written down; returns how many."""
    expected = [
        each
        for each in seen.guests
        if each.participant.recorded_at is None and each.participant.waits is None
    ]
    await _record(db, seen, expected, quiet, came=came)
    return len(expected)


async def _record(
    db: AsyncSession, seen: Seen, guests: Iterable[Guest], quiet: Quiet, *, came: bool
) -> None:
    """It took place, then."""
    seen.session.called_off_at = None
    for guest in guests:
        guest.participant.attended, guest.participant.recorded_at = came, clock.now()
        if came:
            guest.participant.waits = None
            await feedback.ask(db, seen, guest, quiet)
        elif not _came(seen, guest.owner.id):
            await feedback.take_back(db, seen.session.id, guest.owner.id)
    await db.flush()
    await _answered(db, seen)


async def not_held(db: AsyncSession, seen: Seen) -> None:
    """Nobody met, or it was called off so late that it was still planned here."""
    seen.session.called_off_at = clock.now()
    for guest in seen.guests:
        guest.participant.attended, guest.participant.recorded_at = None, None
        await feedback.take_back(db, seen.session.id, guest.owner.id)
    await db.flush()
    await _answered(db, seen)


async def held_after_all(db: AsyncSession, seen: Seen) -> None:
    """That it was not held was a mistake."""
    seen.session.called_off_at = None
    await db.flush()


async def _answered(db: AsyncSession, seen: Seen) -> None:
    """Who has said how it was need not be asked."""
    if seen.session.called_off_at or all(each.participant.recorded_at for each in seen.guests):
        await outbox.stop_keys(db, [begun.key(seen.session)])


def _came(seen: Seen, person_id: int) -> bool:
    """With any of their businesses."""
    return any(each.participant.attended for each in seen.own(person_id))

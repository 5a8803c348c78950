"""The line before a class that is full: a place that is freed goes to the next one by itself.

The session is locked (`sessions.coming`): of two who give their places up at the same moment one
waits for the other, and two are let in.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Said
from bot.coaching.reminders import reminders
from bot.coaching.sessions import telling
from bot.coaching.sessions.notices import Guest, PlaceFreed, Seen
from bot.delivery.quiet import Quiet


async def free(db: AsyncSession, seen: Seen, leaving: Guest, quiet: Quiet) -> None:
    """`leaving` has declined, or is about to be taken out, and gives up what they had."""
    leaving.participant.waits = None
    others = [guest for guest in seen.guests if guest is not leaving]
    line = _line(others)
    if line and seen.session.capacity and _held(others) < seen.session.capacity:
        lucky = line.pop(0)
        lucky.participant.waits = None
        await reminders.owe_again(db, seen.session, lucky.owner, quiet)
        await db.flush()
        news = PlaceFreed(**seen.facts_for(lucky.owner.id))
        await telling.tell(db, lucky.owner, news, quiet, expires_at=seen.session.starts_at)
    for at, guest in enumerate(line, 1):
        guest.participant.waits = at


def come_back(seen: Seen, guest: Guest) -> None:
    """Who had declined comes after all: to a place if there is one, else behind the others."""
    others = [each for each in seen.guests if each is not guest]
    full = seen.session.capacity is not None and _held(others) >= seen.session.capacity
    guest.participant.waits = len(_line(others)) + 1 if full else None


def _held(guests: list[Guest]) -> int:
    return sum(
        each.participant.waits is None and each.participant.answer != Said.DECLINED
        for each in guests
    )


def _line(guests: list[Guest]) -> list[Guest]:
    waiting = [guest for guest in guests if guest.participant.waits is not None]
    return sorted(waiting, key=lambda guest: guest.participant.waits or 0)

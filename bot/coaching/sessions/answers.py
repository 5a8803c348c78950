"""What those who are coached say to a session: they come, they do not, or at another time.

Whoever calls this has locked the session (`sessions.coming`).
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Said
from bot.coaching.reminders import reminders
from bot.coaching.sessions import (
    clashing,
    sessions,
    telling,
    waiting,
)
from bot.coaching.sessions.notices import Guest, Seen, SessionAnswered
from bot.delivery.quiet import Quiet
from bot.people.models import Person


async def confirm(db: AsyncSession, person: Person, seen: Seen, quiet: Quiet) -> None:
    """Also those of the same series that nobody has answered: one yes is meant for all of it."""
    again = _own(seen, person).participant.answer == Said.CONFIRMED
    for each in await _same(db, seen):
        for guest in each.own(person.id):
            if each is seen or guest.participant.answer == Said.NOTHING:
                await _back(db, each, guest, quiet)
                _answer(guest, Said.CONFIRMED)
    # Of a class the officer sees the number; a message for each would be noise.
    if len(seen.guests) == 1 and not again:
        await _tell_officer(db, person, seen, quiet)


async def decline(db: AsyncSession, person: Person, seen: Seen, quiet: Quiet) -> None:
    """It stays planned: the officer decides, and who declined may still come."""
    if _own(seen, person).participant.answer == Said.DECLINED:
        return
    for guest in seen.own(person.id):
        _answer(guest, Said.DECLINED)
        await waiting.free(db, seen, guest, quiet)
    await reminders.stop_of(db, seen.session.id, person.id)
    await _tell_officer(db, person, seen, quiet)


async def propose(db: AsyncSession, person: Person, seen: Seen, at: datetime, quiet: Quiet) -> None:
    """Nothing moves before the officer agrees."""
    for guest in seen.own(person.id):
        await _back(db, seen, guest, quiet)
        _answer(guest, Said.OTHER_TIME)
        guest.participant.proposed_at = at
    await _tell_officer(db, person, seen, quiet)


def proposal(seen: Seen, participant_id: int | None) -> Guest | None:
    """Who would rather come at another time that is still to come; None if that is settled."""
    for guest in seen.guests:
        at = guest.participant.proposed_at
        if guest.participant.id == participant_id and at is not None and at > clock.now():
            return guest
    return None


def asked_again(seen: Seen, agreed: Guest | None = None) -> None:
    """It has moved: what was said before was said of another time."""
    for guest in seen.guests:
        if guest.participant.answer == Said.DECLINED:
            waiting.come_back(seen, guest)
        guest.participant.proposed_at = None
        guest.participant.answer = Said.NOTHING
        guest.participant.answered_at = None
    for guest in seen.own(agreed.owner.id) if agreed else ():
        _answer(guest, Said.CONFIRMED)


def _own(seen: Seen, person: Person) -> Guest:
    guest = seen.guest(person.id)
    if guest is None:
        raise LookupError(person.id)
    return guest


async def _back(db: AsyncSession, seen: Seen, guest: Guest, quiet: Quiet) -> None:
    """Who had declined is reminded again, unless their place was given away."""
    if guest.participant.answer != Said.DECLINED:
        return
    waiting.come_back(seen, guest)
    if guest.participant.waits is None:
        await reminders.owe_again(db, seen.session, guest.owner, quiet)


def _answer(guest: Guest, said: Said) -> None:
    guest.participant.answer, guest.participant.answered_at = said, clock.now()
    guest.participant.proposed_at = None


async def _same(db: AsyncSession, seen: Seen) -> list[Seen]:
    if seen.session.series_id is None:
        return [seen]
    others = await sessions.following(db, seen.session)
    return [seen, *(each for each in others if each.session.id != seen.session.id)]


async def _tell_officer(db: AsyncSession, person: Person, seen: Seen, quiet: Quiet) -> None:
    guest = _own(seen, person)
    facts = seen.facts_for(seen.officer.id) | {
        "other": person.name or "",
        "business": guest.business,
        "answer": guest.participant.answer,
        "proposed_at": guest.participant.proposed_at,
    }
    at = guest.participant.proposed_at
    clashes = (
        await clashing.clashes(
            db, seen.people(), [(at, seen.session.minutes)], besides=[seen.session.id]
        )
        if at
        else []
    )
    notice = SessionAnswered(
        participant_id=guest.participant.id,
        said=Said(guest.participant.answer),
        clashes=tuple(clashes),
        **facts,
    )
    await telling.tell(db, seen.officer, notice, quiet, expires_at=seen.session.starts_at)

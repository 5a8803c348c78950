"""Owners say at a class that they are there, with the four figures that its officer shows them.

A code is drawn when the officer first looks, and is worth something from half an hour before the
class to its end. Of ten thousand codes nobody may try more than a few in an hour.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after import begun, recording
from bot.coaching.after.models import CheckInTry
from bot.coaching.care import businesses_in_care
from bot.coaching.models import Kind, Participant, Said, Session
from bot.coaching.sessions import seeing, sessions
from bot.coaching.sessions.notices import Seen
from bot.delivery.quiet import Quiet
from bot.people import businesses
from bot.people.models import Business, Person

#: From so long before its beginning a class can be checked in to.
BEFORE = timedelta(minutes=30)
#: So many wrong codes in one hour, and no more are looked at before it is over.
TRIES, WITHIN = 5, timedelta(hours=1)
#: No session lasts longer.
LONGEST = timedelta(hours=12)


class Checked(StrEnum):
    """What became of a code."""

    IN = "in"
    EARLY = "early"
    LATE = "late"
    #: A class of their own officer to which they were not invited, with room and without.
    UNINVITED = "uninvited"
    FULL = "full"
    WRONG = "wrong"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Answer:
    checked: Checked
    seen: Seen | None = None


def is_open(session: Session) -> bool:
    opens = session.starts_at - BEFORE
    its_kind = session.kind == Kind.CLASS and session.called_off_at is None
    return its_kind and opens <= clock.now() < session.ends_at


def code_of(session: Session) -> str | None:
    """What its officer shows; None while nobody can check in."""
    if not is_open(session):
        return None
    if session.code is None:
        session.code = f"{secrets.randbelow(10_000):04}"
    return session.code


async def check_in(db: AsyncSession, person: Person, code: str, quiet: Quiet) -> Answer:
    """Record that somebody is there; a code that is none is counted."""
    tries = await _tries(db, person.id)
    if tries.wrong >= TRIES:
        return Answer(Checked.TOO_MANY)
    found = await _near(db, code)
    mine = [each for each in found if each.guest(person.id)]
    open_now = [each for each in mine if is_open(each.session)]
    if open_now:
        await _take_in(db, person, open_now[0], quiet)
        return Answer(Checked.IN, open_now[0])
    if mine:
        early = mine[0].session.starts_at > clock.now()
        return Answer(Checked.EARLY if early else Checked.LATE, mine[0])
    for each in found:
        if is_open(each.session) and await _in_care_of(db, person, each):
            return Answer(Checked.UNINVITED if has_room(each) else Checked.FULL, each)
    tries.wrong += 1
    await db.flush()
    return Answer(Checked.WRONG)


async def join(
    db: AsyncSession, person: Person, session_id: int | None, code: str, quiet: Quiet
) -> Answer:
    """Who was not invited joins a class that has room, with the code that its officer shows."""
    again = await check_in(db, person, code, quiet)
    if again.checked is not Checked.UNINVITED or again.seen is None:
        return again
    business = await businesses.active(db, person.id)
    if again.seen.session.id != session_id or business is None:
        return Answer(Checked.WRONG)
    await _add(db, again.seen.session.id, business)
    return await check_in(db, person, code, quiet)


async def _add(db: AsyncSession, session_id: int, business: Business) -> None:
    theirs = (Participant.session_id == session_id) & (Participant.business_id == business.id)
    before = (await db.scalars(select(Participant).where(theirs))).first()
    if before is None:
        before = Participant(session_id=session_id, business_id=business.id, answer=Said.NOTHING)
        db.add(before)
    before.left_at, before.answer, before.answered_at = None, Said.CONFIRMED, clock.now()
    await db.flush()


async def _take_in(db: AsyncSession, person: Person, seen: Seen, quiet: Quiet) -> None:
    for guest in seen.own(person.id):
        await recording.record(db, seen, guest.participant.id, quiet, came=True)


def has_room(seen: Seen) -> bool:
    """Who cannot come has left a place, and who is there holds one."""
    held = [
        each
        for each in seen.guests
        if each.participant.waits is None
        and (each.participant.answer != Said.DECLINED or each.participant.attended)
    ]
    return seen.session.capacity is None or len(held) < seen.session.capacity


async def _near(db: AsyncSession, code: str) -> list[Seen]:
    """Classes with that code on the days around, locked: the last place goes to one."""
    now = clock.now()
    query = (
        select(Session.id)
        .where(Session.code == code, Session.called_off_at.is_(None))
        .where(Session.starts_at > now - LONGEST - timedelta(days=1))
        .where(Session.starts_at < now + timedelta(days=1))
        .order_by(Session.starts_at, Session.id)
        .with_for_update(of=Session)
    )
    numbers = list(await db.scalars(query))
    found = await seeing.seen(db, numbers)
    return [found[number] for number in numbers]


async def _in_care_of(db: AsyncSession, person: Person, seen: Seen) -> bool:
    business = await businesses.active(db, person.id)
    if business is None or seen.officer.id == person.id:
        return False
    cared = await businesses_in_care(db, seen.officer.id)
    return business.id in {each.business_id for each in cared}


async def _tries(db: AsyncSession, person_id: int) -> CheckInTry:
    """Whoever tries is locked (`bot.conversation.turn.Turn`)."""
    now = clock.now()
    tries = await db.get(CheckInTry, person_id)
    if tries is None:
        tries = CheckInTry(person_id=person_id, wrong=0, since=now)
        db.add(tries)
    elif now - tries.since >= WITHIN:
        tries.wrong, tries.since = 0, now
    return tries


async def opened_for(db: AsyncSession, person_id: int) -> Seen | None:
    """The class of theirs that can be checked in to now, if they have not done so."""
    soon = await sessions.upcoming(db, person_id, 3)
    for each in [*await begun.running(db, person_id), *soon]:
        open_ones = [g for g in each.own(person_id) if not g.participant.attended]
        if open_ones and is_open(each.session):
            return each
    return None

"""Sessions that have begun: found for those whom they concern, and who is asked about them."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after.notices import HowWasIt, roll
from bot.coaching.models import Participant, Session
from bot.coaching.sessions import seeing, telling
from bot.coaching.sessions.notices import Seen
from bot.coaching.sessions.sessions import concerns
from bot.delivery.quiet import Quiet
from bot.people import roles
from bot.people.models import Role

#: Sessions whose officers are asked in one transaction.
BATCH = 100
#: As many of those that nobody has recorded as fit below a schedule, and how far back they reach.
LISTED, BACK = 5, timedelta(days=90)
#: How long an officer who was asked nothing yet may still be asked.
PATIENCE = timedelta(days=7)


async def begun(db: AsyncSession, person_id: int, session_id: int | None) -> Seen | None:
    """One that has begun and concerns them, locked; also one of which it is known that it was not
    held after all.
    """
    if session_id is None:
        return None
    query = (
        select(Session.id)
        .where(Session.id == session_id, Session.starts_at <= clock.now(), concerns(person_id))
        .where(or_(Session.called_off_at.is_(None), Session.called_off_at >= Session.starts_at))
        .with_for_update(of=Session)
    )
    number = (await db.scalars(query)).first()
    return None if number is None else (await seeing.seen(db, [number]))[number]


async def unrecorded(db: AsyncSession, officer_id: int) -> list[Seen]:
    """The last few of an officer's that have begun and of which not everything is recorded."""
    now = clock.now()
    open_ones = select(Participant.session_id).where(
        Participant.session_id == Session.id,
        Participant.left_at.is_(None),
        Participant.waits.is_(None),
        Participant.recorded_at.is_(None),
    )
    query = (
        select(Session.id)
        .where(Session.officer_id == officer_id, Session.called_off_at.is_(None))
        .where(Session.starts_at <= now, Session.starts_at > now - BACK, open_ones.exists())
        .order_by(Session.starts_at.desc(), Session.id)
        .limit(LISTED)
    )
    return await _in_order(db, query)


async def running(db: AsyncSession, person_id: int) -> list[Seen]:
    """What goes on just now with somebody as one of those who are coached."""
    now = clock.now()
    query = (
        select(Session.id)
        .where(Session.called_off_at.is_(None), concerns(person_id))
        .where(Session.starts_at <= now, Session.starts_at > now - timedelta(days=1))
        .order_by(Session.starts_at, Session.id)
    )
    found = await _in_order(db, query)
    return [each for each in found if each.guest(person_id) and each.session.ends_at > now]


async def _in_order(db: AsyncSession, query: Select[int]) -> list[Seen]:
    numbers = list(await db.scalars(query))
    found = await seeing.seen(db, numbers)
    return [found[number] for number in numbers]


async def ask(db: AsyncSession, quiet: Quiet) -> int:
    """Ask officers, once and when they may be messaged, how the sessions were that have ended.

    Returns how many sessions were settled.
    """
    now = clock.now()
    started = await db.execute(
        select(Session.id, Session.starts_at, Session.minutes)
        .where(Session.asked_at.is_(None), Session.called_off_at.is_(None))
        .where(Session.starts_at <= now)
        .order_by(Session.starts_at, Session.id)
    )
    ended = [number for number, at, minutes in started if _end(at, minutes) <= now][:BATCH]
    if not ended:
        return 0
    locked = await db.scalars(
        select(Session.id)
        .where(Session.id.in_(ended), Session.asked_at.is_(None))
        .with_for_update(skip_locked=True)
    )
    found = await seeing.seen(db, list(locked))
    officers = await roles.roles_of(db, {each.officer.id for each in found.values()})
    for number in sorted(found):
        await _ask(db, found[number], quiet, held=officers.get(found[number].officer.id, ()))
    await db.flush()
    return len(found)


async def _ask(db: AsyncSession, seen: Seen, quiet: Quiet, held: Collection[Role]) -> None:
    seen.session.asked_at = clock.now()
    still_open = any(each.participant.recorded_at is None for each in seen.guests)
    if not still_open or Role.OFFICER not in held or seen.officer.registered_at is None:
        return
    notice = HowWasIt(**seen.facts_for(seen.officer.id), roll=roll(seen))
    await telling.tell(
        db,
        seen.officer,
        notice,
        quiet,
        key=key(seen.session),
        expires_at=clock.now() + PATIENCE,
    )


def key(session: Session) -> str:
    """Of the message that asks how it was."""
    return f"how_was_it:{session.id}"


def _end(starts_at: datetime, minutes: int) -> datetime:
    return starts_at + timedelta(minutes=minutes)

"""Two questions to who came to a session: whether it helped, and what is still difficult."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after.models import Feedback
from bot.coaching.after.notices import Difficulty, HowItHelped, Opinion
from bot.coaching.sessions.notices import Guest, Seen
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.people import consent
from bot.people.counts import FEWEST
from bot.people.models import Person, Purpose
from bot.storage import dialects

#: Time in which an officer puts a slip of the finger right, before anybody is asked.
SLIP = timedelta(minutes=10)
#: Later nobody remembers it.
PATIENCE = timedelta(days=7)
#: From “not really” to “a lot”.
LEAST, MOST = 1, 3


async def ask(db: AsyncSession, seen: Seen, guest: Guest, quiet: Quiet) -> None:
    """Once a session and person, with however many businesses; not of a session long past.

    Who has no chat of their own would have to tell the officer to the face, and is not asked.
    """
    owner, session, now = guest.owner, seen.session, clock.now()
    asks_by = session.ends_at + PATIENCE
    if owner.telegram_id is None or now >= asks_by or not await _wants(db, owner):
        return
    row = {"session_id": session.id, "person_id": owner.id, "asked_at": now}
    insert = dialects.insert(db, Feedback).values(row).on_conflict_do_nothing()
    if (await db.execute(insert.returning(Feedback.person_id))).first() is None:
        return
    at = first_allowed(max(now + SLIP, session.ends_at), owner.zone, quiet)
    await outbox.notify(
        db,
        owner,
        HowItHelped(**seen.facts_for(owner.id)),
        key=_key(session.id, owner.id, now.timestamp()),
        not_before=at,
        expires_at=at + PATIENCE,
    )


async def _wants(db: AsyncSession, person: Person) -> bool:
    given = {each.purpose for each in await consent.given(db, person.id)}
    return Purpose.COACHING in given


async def take_back(db: AsyncSession, session_id: int, person_id: int) -> None:
    """They were not there: what has not been answered is not asked."""
    asked = await of(db, session_id, person_id)
    if asked is None or asked.answered_at is not None:
        return
    await outbox.stop_keys(db, [_key(session_id, person_id, asked.asked_at.timestamp())])
    its = (Feedback.session_id == session_id) & (Feedback.person_id == person_id)
    # Who has got the question keeps it, and is not asked a second time.
    if clock.now() - asked.asked_at < SLIP:
        await db.execute(delete(Feedback).where(its))
        db.expunge(asked)


def _key(session_id: int, person_id: int, asked: float) -> str:
    return f"helped:{session_id}:{person_id}:{asked:.0f}"


async def of(db: AsyncSession, session_id: int | None, person_id: int) -> Feedback | None:
    """What they were asked; None if they were not."""
    if session_id is None:
        return None
    query = select(Feedback).where(
        Feedback.session_id == session_id, Feedback.person_id == person_id
    )
    return (await db.scalars(query.execution_options(populate_existing=True))).first()


def rate(asked: Feedback, helped: int) -> bool:
    """Also anew, by who has changed their mind; False for a figure that is none."""
    if not LEAST <= helped <= MOST:
        return False
    asked.helped, asked.answered_at = helped, clock.now()
    return True


async def tell_difficulty(
    db: AsyncSession, seen: Seen, asked: Feedback, difficult: str, quiet: Quiet
) -> None:
    asked.difficult = difficult
    await db.flush()
    guest = seen.guest(asked.person_id)
    if guest is None:
        return
    now = clock.now()
    await outbox.notify(
        db,
        seen.officer,
        Difficulty(
            session_id=seen.session.id,
            name=guest.owner.name or "",
            business=guest.business,
            helped=asked.helped or LEAST,
            difficult=difficult,
        ),
        not_before=first_allowed(now, seen.officer.zone, quiet),
    )


@dataclass(frozen=True)
class Opinions:
    said: tuple[Opinion, ...]
    #: From `LEAST` to `MOST`; None below five people (promise P6).
    average: float | None


async def opinions(db: AsyncSession, seen: Seen) -> Opinions:
    query = select(Feedback).where(
        Feedback.session_id == seen.session.id, Feedback.helped.is_not(None)
    )
    answered = (await db.scalars(query.order_by(Feedback.answered_at, Feedback.person_id))).all()
    names = {each.owner.id: each.owner.name or "" for each in seen.guests}
    said = tuple(
        Opinion(name=names[each.person_id], helped=each.helped, difficult=each.difficult)
        for each in answered
        if each.person_id in names and each.helped is not None
    )
    average = fmean(each.helped for each in said) if len(said) >= FEWEST else None
    return Opinions(said, average)

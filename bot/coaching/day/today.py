"""An officer's day: sessions, questions, calls, bookings, and whom to think of."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day.attention import Patience
from bot.coaching.day.caseload import caseload
from bot.coaching.day.notices import Asks, InNeed, Today
from bot.coaching.day.signs import Why
from bot.coaching.houses import booking, facilities
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.notices import slot_of
from bot.coaching.models import Session
from bot.coaching.questions import questions, threads
from bot.coaching.questions.asked import Question
from bot.coaching.sessions import seeing
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.delivery import calls
from bot.delivery.daily import midnight
from bot.people import roles
from bot.people.models import Person

#: As much of each as fits on a phone without scrolling for long; the rest is a tap away.
SESSIONS, QUESTIONS, CALLS, BOOKINGS, NEEDING = 6, 2, 3, 2, 3


async def today(
    db: AsyncSession, officer: Person, patience: Patience, *, unasked: bool = False
) -> Today:
    """By the officer's own clock."""
    now = clock.now()
    start, end = (midnight(now, officer.zone, days=days) for days in (0, 1))
    held = (await roles.roles_of(db, [officer.id]))[officer.id]
    meetings = await _sessions(db, officer.id, start, end)
    asked = await questions.owed_by(db, officer.id, held)
    to_call = await calls.waiting(db, officer.id)
    houses = [each.id for each in await facilities.managed(db, officer.id)]
    bookings: Sequence[Booked] = await booking.to_decide(db, houses) if houses else ()
    in_need = await _in_need(db, officer.id, patience)
    return Today(
        day=start.astimezone(ZoneInfo(officer.zone)).date(),
        unasked=unasked,
        sessions=tuple(SessionFacts(**each.facts_for(officer.id)) for each in meetings[:SESSIONS]),
        session_count=len(meetings),
        questions=tuple([await _asks(db, *each) for each in asked[:QUESTIONS]]),
        question_count=len(asked),
        calls=await _to_call(db, [number for number, _news in to_call[:CALLS]]),
        call_count=len(to_call),
        bookings=tuple(slot_of(each) for each in bookings[:BOOKINGS]),
        booking_count=len(bookings),
        needing=tuple(in_need[:NEEDING]),
        needing_count=len(in_need),
    )


async def _sessions(
    db: AsyncSession, officer_id: int, start: datetime, end: datetime
) -> Sequence[Seen]:
    """Also those that have begun: their attendance is still to be written down."""
    query = (
        select(Session.id)
        .where(Session.officer_id == officer_id, Session.called_off_at.is_(None))
        .where(Session.starts_at >= start, Session.starts_at < end)
        .order_by(Session.starts_at, Session.id)
    )
    numbers = (await db.scalars(query)).all()
    found = await seeing.seen(db, numbers)
    return [found[number] for number in numbers if found[number].guests]


async def _asks(db: AsyncSession, question: Question, asker: Person) -> Asks:
    return Asks(
        question_id=question.id,
        name=asker.name or "?",
        honorific=asker.honorific,
        begins=await threads.beginning(db, question),
        asked_at=question.asked_at,
    )


async def _to_call(db: AsyncSession, numbers: Sequence[int]) -> tuple[tuple[str, str | None], ...]:
    people = [await db.get_one(Person, number) for number in numbers]
    return tuple((each.name or "?", each.honorific) for each in people)


async def _in_need(db: AsyncSession, officer_id: int, patience: Patience) -> Sequence[InNeed]:
    """Beyond their questions: those stand in a part of their own, with who owes the answer."""
    found = []
    for each in await caseload(db, officer_id, patience):
        others = tuple(need for need in each.needs if need.why is not Why.QUESTION)
        if others:
            found.append(each.model_copy(update={"needs": others}))
    return found

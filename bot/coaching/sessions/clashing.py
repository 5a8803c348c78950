"""What would collide: two sessions in one day of somebody who coaches or is coached."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Participant, Said, Session
from bot.coaching.sessions.notices import Clash
from bot.people.models import Business, Person

#: No session lasts longer, so that none that began earlier is still going on.
LONGEST = timedelta(hours=12)
#: As many as somebody reads; the first ones tell enough.
MOST = 5
#: A beginning, and how many minutes it lasts.
Span = tuple[datetime, int]


async def clashes(
    db: AsyncSession,
    people: Sequence[Person],
    spans: Sequence[Span],
    *,
    besides: Collection[int] = (),
) -> list[Clash]:
    """What stands in these people's days at these times, soonest first, without `besides`.

    Whoever declined a session is free at that time.
    """
    if not spans or not people:
        return []
    first = min(start for start, _minutes in spans) - LONGEST
    last = max(start + timedelta(minutes=minutes) for start, minutes in spans)
    found, ordered = [], sorted(spans)
    for person in people:
        busy = await _busy(db, person, first, last, besides)
        found += [
            Clash(name=person.name or "", starts_at=begins, minutes=lasts, at=start)
            for begins, lasts in busy
            for start, minutes in _near(ordered, begins, lasts)
            if begins < start + timedelta(minutes=minutes)
        ]
    return sorted(found, key=lambda each: (each.at, each.name))[:MOST]


def _near(ordered: Sequence[Span], begins: datetime, lasts: int) -> Sequence[Span]:
    """Those that begin before the end, and not so long before the beginning that they are over."""
    first = bisect_left(ordered, begins - LONGEST, key=lambda span: span[0])
    last = bisect_left(ordered, begins + timedelta(minutes=lasts), key=lambda span: span[0])
    return ordered[first:last]


async def _busy(
    db: AsyncSession, person: Person, first: datetime, last: datetime, besides: Collection[int]
) -> list[Span]:
    # Each way has an index of its own; an OR of both would be looked for among all sessions.
    coaching = select(Session.id).where(Session.officer_id == person.id)
    coached = (
        select(Participant.session_id)
        .join(Business, Business.id == Participant.business_id)
        .where(Business.person_id == person.id, Participant.left_at.is_(None))
        .where(Participant.answer != Said.DECLINED, Participant.waits.is_(None))
    )
    rows = await db.execute(
        select(Session.id, Session.starts_at, Session.minutes)
        .where(Session.id.in_(coaching.union_all(coached)))
        .where(Session.called_off_at.is_(None))
        .where(Session.starts_at > first, Session.starts_at < last)
        .order_by(Session.starts_at)
    )
    return [(starts_at, minutes) for number, starts_at, minutes in rows if number not in besides]

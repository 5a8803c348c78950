"""What stands in somebody's own calendar: where they have to be, and what was called off lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses import booking
from bot.coaching.houses.booking import Booked
from bot.coaching.models import Said, Session
from bot.coaching.sessions import seeing
from bot.coaching.sessions.notices import Seen
from bot.coaching.sessions.sessions import concerns

#: A calendar is looked at for what comes, and for what was a while ago.
PAST = timedelta(days=30)
#: So long a session or a slot stands there as called off: a phone that looks once a week sees it.
CALLED_OFF = timedelta(days=14)
#: Of each kind; more is more than anybody has before them in a year.
MOST = 500


@dataclass(frozen=True)
class InCalendar:
    sessions: Sequence[Seen]
    bookings: Sequence[Booked]


async def of(db: AsyncSession, person_id: int) -> InCalendar:
    now = clock.now()
    query = (
        select(Session.id)
        .where(concerns(person_id), Session.starts_at > now - PAST)
        .where(or_(Session.called_off_at.is_(None), Session.called_off_at > now - CALLED_OFF))
        .order_by(Session.starts_at, Session.id)
        .limit(MOST)
    )
    numbers = list(await db.scalars(query))
    found = await seeing.seen(db, numbers, named=True)
    sessions = [found[each] for each in numbers if _comes(found[each], person_id)]
    bookings = await booking.in_calendar(db, person_id, now - PAST, now - CALLED_OFF, MOST)
    return InCalendar(sessions, bookings)


def _comes(seen: Seen, person_id: int) -> bool:
    """Nobody has to be where they said that they cannot come."""
    own = seen.own(person_id)
    declined = all(each.participant.answer == Said.DECLINED for each in own)
    return seen.officer.id == person_id or not declined


def waits(seen: Seen, person_id: int) -> bool:
    """Whether there is no room for them yet."""
    own = seen.own(person_id)
    return bool(own) and all(each.participant.waits is not None for each in own)

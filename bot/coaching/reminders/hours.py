"""When people are reminded of sessions: as they chose, as their programme does, or as usual."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Programme
from bot.coaching.programmes.models import Enrolment
from bot.coaching.reminders.models import DAY, HOUR
from bot.people.models import Business, Person

#: Minutes before: what everybody gets of whom nobody has chosen otherwise.
USUAL = (DAY, HOUR)
#: Nobody needs more, and nothing earlier or later than that would help.
MOST, EARLIEST, LATEST = 6, 30 * DAY, 10

Hours = tuple[int, ...]


def possible(ahead: Iterable[int]) -> Hours | None:
    """The earliest first; None if it is none at all, or too many, or too far."""
    chosen = tuple(sorted(set(ahead), reverse=True))
    fits = 1 <= len(chosen) <= MOST and chosen[0] <= EARLIEST and chosen[-1] >= LATEST
    return chosen if fits else None


def stored(ahead: Hours) -> str:
    return ",".join(map(str, ahead))


def read(text: str | None) -> Hours | None:
    return tuple(int(each) for each in text.split(",")) if text else None


async def of(db: AsyncSession, people: Iterable[Person]) -> Mapping[int, Hours]:
    """By each one's number."""
    everybody = list(people)
    undecided = [each.id for each in everybody if not each.reminded_ahead]
    default = await by_default(db, undecided)
    return {each.id: read(each.reminded_ahead) or default[each.id] for each in everybody}


async def of_one(db: AsyncSession, person: Person) -> Hours:
    return (await of(db, [person]))[person.id]


async def by_default(db: AsyncSession, numbers: Iterable[int]) -> Mapping[int, Hours]:
    """What holds for these people until they choose: of several programmes that have hours of
    their own, the one in which they take part since last.
    """
    found = dict.fromkeys(numbers, USUAL)
    if not found:
        return found
    rows = await db.execute(
        select(Business.person_id, Programme.reminded_ahead)
        .join(Enrolment, Enrolment.business_id == Business.id)
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Business.person_id.in_(found), Business.closed_at.is_(None))
        .where(Enrolment.ended_at.is_(None), Programme.ended_at.is_(None))
        .where(Programme.reminded_ahead.is_not(None))
        .order_by(Enrolment.enrolled_at, Enrolment.id)
    )
    return found | {person_id: read(text) or USUAL for person_id, text in rows}

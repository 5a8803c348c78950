"""Where onboarding loses people: how many began, got to each question, and finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.models import Conversation
from bot.people.joining import PosterArrival
from bot.people.models import Person


@dataclass(frozen=True)
class Funnel:
    """People, not conversations. Not every step is asked of everyone: a buyer grows nothing."""

    #: Who wrote for the first time since then; None for everybody.
    since: datetime | None
    started: int
    #: Step -> who has got past it, in the order in which they are asked: whom a question does not
    #: concern, or who came with its answer, is not lost at it.
    steps: Mapping[str, int]
    finished: int
    #: From the first answer to the end of onboarding, of those who finished; None without any.
    median: timedelta | None
    #: Of those who started and of those who finished, who came by a poster.
    by_poster: tuple[int, int]


async def measure(db: AsyncSession, steps: Sequence[str], since: datetime | None = None) -> Funnel:
    """Exact figures, for admins. `steps` are the keys to count, in their order."""
    finished = Person.registered_at.is_not(None)
    poster = PosterArrival.person_id
    answered = [Conversation.reached[step].as_string().is_not(None) for step in steps]
    passed = [
        func.count().filter(or_(finished, *answered[place:])) for place in range(len(answered))
    ]
    columns: list[ColumnElement[Any]] = [
        func.count(Person.id),
        func.count(Person.registered_at),
        func.count(poster),
        func.count(poster).filter(finished),
        *passed,
    ]
    counted = _newcomers(select(*columns), since)
    counted = counted.outerjoin(PosterArrival, PosterArrival.person_id == Person.id)
    started, ended, came, came_and_ended, *reached = (await db.execute(counted)).one()
    times = select(Conversation.reached, Person.registered_at)
    rows = await db.execute(_newcomers(times, since).where(finished))
    return Funnel(
        since=since,
        started=started,
        steps=dict(zip(steps, reached, strict=True)),
        finished=ended,
        median=_median([_took(answers, at) for answers, at in rows]),
        by_poster=(came, came_and_ended),
    )


def _newcomers(query: Select[Any], since: datetime | None) -> Select[Any]:
    """Everybody who began a conversation of their own, erased people excepted.

    Who was registered without one (by a delegate, say) did not pass through it.
    """
    private = and_(Conversation.person_id == Person.id, Conversation.chat_id == Person.telegram_id)
    through = or_(Conversation.reached.is_not(None), Person.registered_at.is_(None))
    query = query.select_from(Person).join(Conversation, private).where(through)
    return query if since is None else query.where(Person.created_at >= since)


def _took(answers: Mapping[str, str], ended: datetime) -> timedelta:
    first = min(datetime.fromisoformat(moment) for moment in answers.values())
    return ended - first


def _median(times: Sequence[timedelta]) -> timedelta | None:
    if not times:
        return None
    return timedelta(seconds=round(median(each.total_seconds() for each in times)))

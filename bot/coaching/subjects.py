"""What people are reminded of: a look-up says what still holds, when it is, and its words.

A new kind is one more look-up, by numbers, for many at once (`bot.coaching.ticking.SUBJECTS`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Load, aliased

from bot.coaching.models import Session
from bot.coaching.notices import Seen, SessionSoon
from bot.delivery.screen import Notice
from bot.people.models import Business, Person


def only_named(person: type[Person]) -> Load:
    """Of ten thousand people who are reminded in one minute, as much as a reminder needs."""
    needed = (person.name, person.language, person.zone, person.telegram_id)
    return Load(person).load_only(*needed, raiseload=True)


@dataclass(frozen=True)
class Subject:
    """Something with a date that matters, as it stands now."""

    event_at: datetime
    version: int
    #: What the person with this number is told; made only if it goes out.
    notice: Callable[[int], Notice]


#: Those that do not hold any more are left out.
LookUp = Callable[[AsyncSession, Sequence[int]], Awaitable[Mapping[int, Subject]]]


async def sessions(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    owner, officer = aliased(Person), aliased(Person)
    found = await db.execute(
        select(Session, owner, officer, Business.name)
        .join(Business, Business.id == Session.business_id)
        .join(owner, owner.id == Business.person_id)
        .join(officer, officer.id == Session.officer_id)
        .where(Session.id.in_(numbers), Session.called_off_at.is_(None))
        .options(only_named(owner), only_named(officer))
    )
    return {row[0].id: _session(Seen(*row)) for row in found}


def _session(seen: Seen) -> Subject:
    return Subject(
        seen.session.starts_at,
        seen.session.version,
        lambda person_id: SessionSoon(reminds_of=seen.session.id, **seen.facts_for(person_id)),
    )

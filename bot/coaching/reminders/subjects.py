"""What people are reminded of: a look-up says what still holds, when it is, and its words.

A new kind is one more look-up, by numbers, for many at once (`ticking.SUBJECTS`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.sessions import seeing
from bot.coaching.sessions.notices import Seen, SessionSoon
from bot.delivery.screen import Notice
from bot.people.models import Person


@dataclass(frozen=True)
class Subject:
    """Something with a date that matters, as it stands now."""

    event_at: datetime
    version: int
    #: What the person with this number is told; made only if it goes out.
    notice: Callable[[int], Notice]
    #: Number of an officer on leave -> who is told in their place.
    stand_ins: Mapping[int, Person] = field(default_factory=dict)
    #: Whom it is owed to as things stand; None: whoever it was owed to.
    people: frozenset[int] | None = None

    def reader(self, person: Person) -> Person:
        """Who is told of what this one is to be reminded of."""
        return self.stand_ins.get(person.id, person)

    def whose(self, reader_id: int) -> int:
        """The other way round: who is to be reminded of what this one is told."""
        for number, each in self.stand_ins.items():
            if each.id == reader_id:
                return number
        return reader_id


#: Those that do not hold any more are left out.
LookUp = Callable[[AsyncSession, Sequence[int]], Awaitable[Mapping[int, Subject]]]


async def sessions(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    found = await seeing.seen(db, numbers, named=True)
    return {
        number: _session(seen)
        for number, seen in found.items()
        if seen.session.called_off_at is None
    }


def _session(seen: Seen) -> Subject:
    return Subject(
        seen.session.starts_at,
        seen.session.version,
        lambda person_id: SessionSoon(reminds_of=seen.session.id, **seen.facts_for(person_id)),
        people=frozenset(each.id for each in seen.reminded()),
    )

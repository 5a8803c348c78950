"""What people are reminded of: a look-up says what still holds, when it is, and its words.

A new kind is one more look-up, by numbers, for many at once (`ticking.SUBJECTS`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.sessions import seeing
from bot.coaching.sessions.notices import Seen, SessionSoon
from bot.delivery.screen import Notice


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
    )

"""The reminders that sessions will owe, before they are planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.coaching.reminders.hours import Hours
from bot.coaching.reminders.moments import moment
from bot.delivery.quiet import Quiet
from bot.people.models import Person

#: Sessions looked at: the first few reminders come from the first few sessions.
LOOKED_AT = 5


@dataclass(frozen=True)
class Expected:
    at: datetime
    name: str


def reminders(
    starts: Sequence[datetime],
    people: Sequence[Person],
    ahead_of: Mapping[int, Hours],
    quiet: Quiet,
) -> list[Expected]:
    """Soonest first, each at the moment at which quiet hours let it go."""
    now = clock.now()
    found = [
        Expected(at, person.name or "")
        for start in starts[:LOOKED_AT]
        for person in people
        for ahead in ahead_of[person.id]
        if isinstance(at := moment(start, ahead, person.zone, quiet, now), datetime)
    ]
    return sorted(found, key=lambda each: each.at)

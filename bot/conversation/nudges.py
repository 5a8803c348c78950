"""When an unfinished conversation is brought up again: the next day, after a week, never more."""

from datetime import datetime, timedelta

from bot import clock
from bot.people.models import Person

#: How long somebody has been silent when they are reminded.
SILENCE = (timedelta(days=1), timedelta(days=7))


def due_after(person: Person, nudges: int, since: datetime | None = None) -> datetime | None:
    """When the next reminder is due, if nothing is said after `since`; None for never.

    It comes at least a day after the one before, also where that one was late.
    """
    if person.nudges_stopped_at is not None or nudges >= len(SILENCE):
        return None
    now = clock.now()
    due = (since or now) + SILENCE[nudges]
    return max(due, now + SILENCE[0]) if nudges else due

"""When a reminder goes: so long before or after an event, by the clock of whom it is for.

A whole day is a day of their calendar, at the same hour, though that is 23 or 25 hours where clocks
change. An hour that does not exist there is as much later as the clock jumps; of one that exists
twice it is the first. Less than a day is time that passes.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.reminders.models import DAY, Outcome
from bot.delivery.quiet import Quiet, first_allowed, last_allowed

#: What comes after an event has so long to find a moment at which it may go.
PATIENCE = timedelta(days=1)


def wanted(event_at: datetime, ahead: int, zone: str) -> datetime:
    """`ahead` minutes before the event, or after it if below zero."""
    days, minutes = divmod(abs(ahead), DAY)
    way = 1 if ahead > 0 else -1
    elapsed = event_at - timedelta(minutes=ahead)
    if not days:
        return elapsed
    local = event_at.astimezone(ZoneInfo(zone))
    that_day = (local - way * timedelta(days=days)).replace(fold=0)
    at = that_day.astimezone(event_at.tzinfo) - way * timedelta(minutes=minutes)
    # Samoa left out a whole day (2011): the day before it is no earlier.
    return at if (event_at - at) * way > timedelta() else elapsed


def last_moment(event_at: datetime, ahead: int, zone: str) -> datetime:
    """When it says nothing any more: at the event, or a day after its moment."""
    return event_at if ahead > 0 else wanted(event_at, ahead, zone) + PATIENCE


def moment(
    event_at: datetime, ahead: int, zone: str, quiet: Quiet, now: datetime
) -> datetime | Outcome:
    """When a reminder goes out, or what became of it because it cannot.

    One that falls into quiet hours goes at the last allowed moment before; if that has passed,
    at the first allowed one before the event.
    """
    at = wanted(event_at, ahead, zone)
    if at <= now:
        return Outcome.FOLDED  # it was planned so late that the news of it says the same
    earlier = last_allowed(at, zone, quiet)
    if earlier > now and (ahead > 0 or earlier > event_at):
        return earlier
    later = first_allowed(at, zone, quiet)
    return later if later < last_moment(event_at, ahead, zone) else Outcome.MISSED

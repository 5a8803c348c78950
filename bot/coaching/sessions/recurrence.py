"""When a rule of a calendar (RFC 5545) lets something happen, on the wall of one place."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

#: Sessions of one series. Daily for a year and more is no coaching but a slip of the keyboard.
MOST = 400
#: A programme lasts three years at most.
LONGEST = timedelta(days=3 * 366)
#: How a moment on the wall is written, to the minute.
MINUTE = "%Y-%m-%dT%H:%M"


class TooMany(Exception):  # noqa: N818  (a refusal, not a failure)
    """The rule lets it happen more than `MOST` times, or for longer than three years."""


def occurrences(local_start: str, rule: str) -> list[str]:
    """Every time of the rule from `local_start` on, each as a moment on the wall.

    Days that a month lacks are passed over, as RFC 5545 says. Raises `TooMany`.
    """
    start = datetime.fromisoformat(local_start)
    found = list(islice(rrulestr(rule, dtstart=start), MOST + 1))
    if len(found) > MOST or (found and found[-1] - start > LONGEST):
        raise TooMany
    return [f"{each:{MINUTE}}" for each in found]


def moment(local: str, zone: str) -> datetime:
    """What the wall of `zone` calls so; an hour that clocks leave out is the one after it."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def on_the_wall(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):{MINUTE}}"


def shifted(local: str, by: timedelta) -> str:
    return f"{datetime.fromisoformat(local) + by:{MINUTE}}"


def skips(rule: str | None) -> bool:
    """Whether it names a day that some months lack."""
    return rule is not None and any(f"BYMONTHDAY={day}" in rule for day in (29, 30, 31))

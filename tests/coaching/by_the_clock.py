"""Clocks as somebody reads them who can only look: minute after minute, and nothing computed.

With this the promises are judged, so that no mistake of the product's arithmetic is made twice.
"""

from datetime import UTC, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.coaching.reminders.models import Outcome
from bot.delivery.quiet import Silence

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@lru_cache(1 << 16)
def wall(at: datetime, zone: str) -> datetime:
    """What the clock on the wall shows."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def ahead_of_utc(at: datetime, zone: str) -> timedelta:
    return wall(at, zone) - at.replace(tzinfo=None)


@cache
def showing(shown: datetime, zone: str) -> datetime:
    """The first moment at which the clock shows that.

    If it never does, because it jumped over it: as long after the jump as was asked after it began.
    """
    rough = shown.replace(tzinfo=UTC)
    nearby = {ahead_of_utc(rough + hours * HOUR, zone) for hours in range(-27, 28)}
    moments = sorted(rough - ahead for ahead in nearby)
    found = [each for each in moments if wall(each, zone) == shown]
    return found[0] if found else moments[-1]


def is_silent(at: datetime, zone: str, silence: Silence) -> bool:
    shown = wall(at, zone)
    spells = [silence.hours] if silence.hours else []
    spells += [(each.start, each.end) for each in silence.pauses if each.weekday == shown.weekday()]
    return any(_within(shown.time(), *spell) for spell in spells)


def _within(shown: time, start: time, end: time) -> bool:
    if start > end:  # over midnight
        return not end <= shown < start
    return start <= shown < end


def before_silence(at: datetime, zone: str, silence: Silence) -> datetime:
    while is_silent(at, zone, silence):
        at -= MINUTE
    return at


def after_silence(at: datetime, zone: str, silence: Silence) -> datetime:
    while is_silent(at, zone, silence):
        at += MINUTE
    return at


def wanted(event: datetime, minutes: int, zone: str) -> datetime:
    """Of so many minutes before, whole days by the calendar on the wall, which may lack one."""
    days, rest = divmod(timedelta(minutes=minutes), DAY)
    at = (showing(wall(event, zone) - days * DAY, zone) if days else event) - rest
    return at if at < event else event - timedelta(minutes=minutes)


def goes(
    event: datetime, minutes: int, zone: str, silence: Silence, now: datetime
) -> datetime | Outcome:
    """When it is to go, as the promise says (S1), if it is planned now."""
    at = wanted(event, minutes, zone)
    if at <= now:
        return Outcome.FOLDED
    before = before_silence(at, zone, silence)
    if before > now:
        return before
    after = after_silence(at, zone, silence)
    return after if after < event else Outcome.MISSED


@cache
def changes_of(zone: str, since: int, until: int) -> tuple[datetime, ...]:
    """The moments at which its clocks change in these years; none has ever changed twice a week."""
    found, at = [], datetime(since, 1, 1, tzinfo=UTC)
    before = ahead_of_utc(at, zone)
    while at.year < until:
        at += 7 * DAY
        now = ahead_of_utc(at, zone)
        if now != before:
            found.append(_change(at - 7 * DAY, before, zone))
        before = now
    return tuple(found)


def _change(at: datetime, before: timedelta, zone: str) -> datetime:
    for step in (DAY, HOUR, MINUTE):
        while ahead_of_utc(at + step, zone) == before:
            at += step
    return at + MINUTE

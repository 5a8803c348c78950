"""When a person may be messaged unasked: never in their quiet hours, by their own clock."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

#: From and until when it is quiet, local time; from may be later than until (over midnight).
Quiet = tuple[time, time] | None
MINUTE = timedelta(minutes=1)
#: What somebody may have chosen in place of an hour: as soon as there is something.
AT_ONCE = "now"
#: So long after the hour that somebody chose, what waited for it may still come in quiet hours.
CHOSEN_LASTS = timedelta(hours=1)


def is_quiet(moment: datetime, zone: str, quiet: Quiet) -> bool:
    if quiet is None:
        return False
    start, end = quiet
    local = moment.astimezone(ZoneInfo(zone)).time()
    if start <= end:
        return start <= local < end
    return local >= start or local < end


def first_allowed(moment: datetime, zone: str, quiet: Quiet) -> datetime:
    """`moment`, or the end of the quiet hours it falls into."""
    if quiet is None or not is_quiet(moment, zone, quiet):
        return moment
    ends = (end for end in _shows(moment, zone, quiet[1]) if end >= moment)
    return min(end for end in ends if not is_quiet(end, zone, quiet))


def last_allowed(moment: datetime, zone: str, quiet: Quiet) -> datetime:
    """`moment`, or one minute before the quiet hours it falls into began."""
    if quiet is None or not is_quiet(moment, zone, quiet):
        return moment
    starts = (start - MINUTE for start in _shows(moment, zone, quiet[0]) if start <= moment)
    return max(start for start in starts if not is_quiet(start, zone, quiet))


def arrival(
    moment: datetime, zone: str, chosen: str | None, quiet: Quiet, before: datetime
) -> datetime:
    """When a bulletin of `moment` reaches somebody who chose an hour, `06:00`, for it.

    Quiet hours do not hold back what comes at an hour of one's own choice, or soon after. An hour
    that is too late for the bulletin, which is over at `before`, does not hide it: it comes as to
    all others.
    """
    if is_chosen(moment, zone, chosen):
        return moment
    if hour := _hour(chosen):
        shown = (shows for shows in _shows(moment, zone, hour) if shows >= moment)
        if (at := min(shown)) < before:
            return at
    return first_allowed(moment, zone, quiet)


def is_chosen(moment: datetime, zone: str, chosen: str | None) -> bool:
    """Whether this is the hour at which somebody wants to get bulletins."""
    hour = _hour(chosen)
    return hour is not None and any(
        timedelta() <= moment - shows < CHOSEN_LASTS for shows in _shows(moment, zone, hour)
    )


def _hour(chosen: str | None) -> time | None:
    return None if chosen in {None, AT_ONCE} else time.fromisoformat(str(chosen))


def _shows(moment: datetime, zone: str, hour: time) -> Iterator[datetime]:
    """When the clock shows `hour` around `moment`: twice where it goes back.

    Where it goes forward over `hour`, an hour's length before and after; whole days were left
    out, too (Samoa, 2011), so the day after tomorrow counts.
    """
    today = moment.astimezone(ZoneInfo(zone)).date()
    for days in range(-2, 3):
        for fold in (0, 1):
            local = datetime.combine(today + timedelta(days), hour, ZoneInfo(zone))
            yield local.replace(fold=fold).astimezone(moment.tzinfo)

"""When a person may be messaged unasked: never in their quiet hours, by their own clock."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

#: From and until when it is quiet, local time; from may be later than until (over midnight).
Quiet = tuple[time, time] | None
MINUTE = timedelta(minutes=1)


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

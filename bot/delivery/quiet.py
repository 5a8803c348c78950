"""When a person may be messaged unasked: never in their quiet hours, by their own clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

#: From and until when it is quiet, local time; from may be later than until (over midnight).
Quiet = tuple[time, time] | None


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
    return _at(moment, zone, quiet[1], ahead=True)


def last_allowed(moment: datetime, zone: str, quiet: Quiet) -> datetime:
    """`moment`, or one minute before the quiet hours it falls into began."""
    if quiet is None or not is_quiet(moment, zone, quiet):
        return moment
    return _at(moment, zone, quiet[0], ahead=False) - timedelta(minutes=1)


def _at(moment: datetime, zone: str, hour: time, *, ahead: bool) -> datetime:
    """The nearest time the clock shows `hour`, from `moment` on or up to it."""
    local = moment.astimezone(ZoneInfo(zone))
    found = datetime.combine(local.date(), hour, local.tzinfo)
    if ahead and found < local:
        found = datetime.combine(local.date() + timedelta(days=1), hour, local.tzinfo)
    if not ahead and found > local:
        found = datetime.combine(local.date() - timedelta(days=1), hour, local.tzinfo)
    return found.astimezone(moment.tzinfo)

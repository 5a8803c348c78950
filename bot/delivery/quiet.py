"""When a person may be messaged unasked: never in their quiet hours, by their own clock."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: From and until when it is quiet, local time; from may be later than until (over midnight).
Hours = tuple[time, time]


@dataclass(frozen=True)
class Pause:
    """A part of one day of the week in which nothing comes unasked: Friday prayer."""

    #: Monday is 0.
    weekday: int
    start: time
    end: time


@dataclass(frozen=True)
class Silence:
    """Quiet hours together with what a calendar adds to them."""

    hours: Hours | None = None
    pauses: tuple[Pause, ...] = ()
    #: Days on which no bulletins go; what concerns one person alone does.
    holidays: frozenset[date] = field(default=frozenset(), repr=False)
    #: Days on which nothing goes: the holidays, for a bulletin.
    shut: frozenset[date] = field(default=frozenset(), repr=False)


#: What keeps a message back: the calendar, quiet hours alone, or nothing.
Quiet = Silence | Hours | None
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MIDNIGHT = time()
#: Days that are looked through for an allowed moment, one span after the other; a calendar that
#: leaves none within the last is refused (`bot.delivery.holidays`).
SPANS = (2, 10, 60, 400)


def of_bulletins(quiet: Quiet, *, in_pauses: bool = False) -> Silence:
    """What is silent for bulletins: holidays, too; pauses unless somebody wants them then."""
    silence = _silence(quiet)
    pauses = () if in_pauses else silence.pauses
    return replace(silence, pauses=pauses, shut=silence.shut | silence.holidays)


def is_quiet(moment: datetime, zone: str, quiet: Quiet) -> bool:
    if quiet is None:
        return False
    silence, local = _silence(quiet), moment.astimezone(ZoneInfo(zone))
    now, weekday = local.time(), local.weekday()
    return (
        (silence.hours is not None and _lies_in(now, *silence.hours))
        or local.date() in silence.shut
        or any(each.weekday == weekday and each.start <= now < each.end for each in silence.pauses)
    )


def first_allowed(moment: datetime, zone: str, quiet: Quiet) -> datetime:
    """`moment`, or the end of the silence it falls into: of all that meets there, the last."""
    if quiet is None or not is_quiet(moment, zone, quiet):
        return moment
    ends = [end for _start, end in _times(quiet)]
    for days in SPANS:
        found = _turns(moment, zone, ends, range(-2, days + 1))
        later = [at for at in found if at >= moment and not is_quiet(at, zone, quiet)]
        if later:
            return min(later)
    return moment + timedelta(SPANS[-1])


def last_allowed(moment: datetime, zone: str, quiet: Quiet) -> datetime:
    """`moment`, or one minute before the silence it falls into began."""
    if quiet is None or not is_quiet(moment, zone, quiet):
        return moment
    starts = [start for start, _end in _times(quiet)]
    for days in SPANS:
        found = _turns(moment, zone, starts, range(-days, 3))
        before = (at - MINUTE for at in found if at <= moment)
        earlier = [at for at in before if not is_quiet(at, zone, quiet)]
        if earlier:
            return max(earlier)
    return moment - timedelta(SPANS[-1])


def shows(moment: datetime, zone: str, hour: time, days: Iterable[int]) -> Iterator[datetime]:
    """When the clock shows `hour`, so many days from `moment`'s: twice where it goes back.

    Where it goes forward over `hour`, an hour's length before and after; whole days were left
    out, too (Samoa, 2011), so two days to either side are to be looked at.
    """
    today = moment.astimezone(ZoneInfo(zone)).date()
    for each in days:
        local = datetime.combine(today + timedelta(each), hour, ZoneInfo(zone))
        for fold in (0, 1):
            yield local.replace(fold=fold).astimezone(moment.tzinfo)


def _turns(
    moment: datetime, zone: str, hours: Iterable[time], days: Sequence[int]
) -> Iterator[datetime]:
    """When silence may begin or end: the clock shows one of these hours, or is set."""
    for hour in hours:
        yield from shows(moment, zone, hour, days)
    yield from _changes(moment, zone, days)


def _changes(moment: datetime, zone: str, days: Iterable[int]) -> Iterator[datetime]:
    """When the clock is set forward or back, so many days from `moment`, to the minute.

    It may be set out of silence or into it, and over the hour at which that begins or ends.
    """
    place = ZoneInfo(zone)
    start = moment.replace(second=0, microsecond=0)
    for each in days:
        before, after = each * DAY, (each + 1) * DAY
        old, new = ((start + at).astimezone(place).utcoffset() for at in (before, after))
        if old == new:
            continue
        while after - before > MINUTE:
            middle = before + (after - before) // (2 * MINUTE) * MINUTE
            is_old = (start + middle).astimezone(place).utcoffset() == old
            before, after = (middle, after) if is_old else (before, middle)
        yield start + after


def _silence(quiet: Quiet) -> Silence:
    return quiet if isinstance(quiet, Silence) else Silence(quiet)


def _times(quiet: Quiet) -> set[Hours]:
    """Each time of day at which some silence begins, with that at which it ends."""
    silence = _silence(quiet)
    times = {(each.start, each.end) for each in silence.pauses}
    if silence.hours:
        times.add(silence.hours)
    if silence.shut:
        times.add((MIDNIGHT, MIDNIGHT))
    return times


def _lies_in(now: time, start: time, end: time) -> bool:
    return start <= now < end if start <= end else now >= start or now < end

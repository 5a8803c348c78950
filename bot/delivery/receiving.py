"""How somebody wants to get bulletins: at once or gathered, at which hour, on which days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func

from bot.delivery.quiet import Quiet, first_allowed, is_quiet, of_bulletins, shows

#: What somebody may have chosen in place of an hour: as soon as there is something.
AT_ONCE = "now"
#: So long after the hour that somebody chose, what waited for it may still come in quiet hours.
CHOSEN_LASTS = timedelta(hours=1)
#: When gathered news comes to who chose no hour: as quiet hours usually end.
GATHERED_AT = time(8)
#: The day of gathered news for who wants it once a week: Monday. After a holiday, the next day.
WEEKLY_ON = 0
#: Days within which gathered news finds a day; holidays in a row are fewer.
DAYS = 60


class Rhythm(StrEnum):
    """How often bulletins come."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Receiving:
    zone: str
    #: An hour of their own, `06:00`.
    at: str | None = None
    rhythm: Rhythm = Rhythm.AT_ONCE
    #: Whether bulletins may come while others pray on Friday.
    in_pauses: bool = False

    def silence(self, quiet: Quiet) -> Quiet:
        return of_bulletins(quiet, in_pauses=self.in_pauses)


def wishes(person: Any) -> Sequence[ColumnElement[Any]]:
    """Of people, what tells how they want news: as many kinds of people as there are hours."""
    return (
        person.zone,
        func.coalesce(person.prices_at, AT_ONCE),
        func.coalesce(person.news_rhythm, Rhythm.AT_ONCE.value),
        person.friday_news_at.is_not(None),
    )


def receiving(zone: str, at: str | None, rhythm: str | None, in_pauses: object) -> Receiving:
    """From what `wishes` found."""
    return Receiving(zone, at, Rhythm(rhythm or Rhythm.AT_ONCE), bool(in_pauses))


def arrival(moment: datetime, wish: Receiving, quiet: Quiet, before: datetime) -> datetime:
    """When a bulletin of `moment` reaches somebody.

    Quiet hours do not hold back what comes at an hour of one's own choice, or soon after. An hour
    that is too late for the bulletin, which is over at `before`, does not hide it: it comes as to
    all others. Who wants news gathered gets what is still true then, and nothing in between.
    """
    if wish.rhythm is not Rhythm.AT_ONCE:
        return _gathered(moment, wish, quiet)
    shut = of_bulletins(quiet).shut
    if is_chosen(moment, wish) and _day(moment, wish.zone) not in shut:
        return moment
    if hour := _hour(wish.at):
        at = _next(moment, wish.zone, hour, range(-2, DAYS), shut)
        if at and at < before:
            return at
    return first_allowed(moment, wish.zone, wish.silence(quiet))


def after_pause(
    now: datetime,
    wish: Receiving,
    quiet: Quiet,
    before: datetime,
    paused: tuple[datetime, datetime],
) -> datetime | None:
    """When news comes that fell due while its bulletin was paused; None if it may come now.

    `paused`: when it fell due, and when the bulletin went on; `before` is when it is over. Who
    wants news at an hour of their own, or gathered, gets it at that hour and soon after it.
    """
    due, resumed = paused
    if due >= resumed:
        return None
    since = now if wish.rhythm is Rhythm.AT_ONCE else now - CHOSEN_LASTS
    at = arrival(since, wish, quiet, before)
    return at if at > now else None


def disturbs(moment: datetime, wish: Receiving, quiet: Quiet) -> bool:
    """Whether a bulletin would come in silence, and not at an hour that was chosen."""
    if not is_quiet(moment, wish.zone, wish.silence(quiet)):
        return False
    on_holiday = _day(moment, wish.zone) in of_bulletins(quiet).shut
    return on_holiday or not is_chosen(moment, wish)


def is_chosen(moment: datetime, wish: Receiving) -> bool:
    """Whether this is the hour at which somebody wants to get bulletins."""
    hour = _hour(wish.at)
    return hour is not None and any(
        timedelta() <= moment - at < CHOSEN_LASTS
        for at in shows(moment, wish.zone, hour, range(-2, 3))
    )


def _gathered(moment: datetime, wish: Receiving, quiet: Quiet) -> datetime:
    """The next time at which gathered news comes; what comes too late for it falls out."""
    hour = _hour(wish.at)
    days = _days(moment, wish, of_bulletins(quiet).shut)
    at = _next(moment, wish.zone, hour or GATHERED_AT, days) or moment + timedelta(DAYS)
    return at if hour else first_allowed(at, wish.zone, wish.silence(quiet))


def _next(
    moment: datetime,
    zone: str,
    hour: time,
    days: Iterable[int],
    shut: frozenset[date] = frozenset(),
) -> datetime | None:
    """When the clock shows `hour` next on one of these days, which are in order.

    Day by day, and no further: a bulletin asks for as many hours as people have chosen.
    """
    for day in days:
        shown = (at for at in shows(moment, zone, hour, [day]) if at > moment)
        if at := min((at for at in shown if _day(at, zone) not in shut), default=None):
            return at
    return None


def _days(moment: datetime, wish: Receiving, shut: frozenset[date]) -> Iterator[int]:
    """The days on which gathered news comes, counted from today."""
    today = _day(moment, wish.zone)
    owed = wish.rhythm is Rhythm.DAILY
    for number in range(-9, DAYS):
        day = today + timedelta(number)
        owed = owed or day.weekday() == WEEKLY_ON
        if owed and day not in shut:
            yield number
            owed = wish.rhythm is Rhythm.DAILY


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def _hour(chosen: str | None) -> time | None:
    return None if chosen in {None, AT_ONCE} else time.fromisoformat(str(chosen))

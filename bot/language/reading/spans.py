"""What a text can mean by a day, and calendar arithmetic that never runs over its ends."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

Grain = Literal["day", "month", "year"]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """One reading: a day, or the first and the last of a period."""

    first: date
    last: date | None = None
    grain: Grain = "day"


@dataclass(frozen=True, slots=True)
class Days:
    """Readings, best first; `asks` when even a single one has to be confirmed."""

    options: tuple[Span, ...] = ()
    asks: bool = False
    #: Nothing is said of the day beyond its name, so that an hour already past moves it on.
    loose: bool = False


INVALID = Days(asks=True)


def one_day(first: date) -> Days:
    return Days((Span(first),))


def real(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none (31 November, month 25)."""
    if not (1 <= month <= MONTHS and MINYEAR <= year <= MAXYEAR):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def months_on(first: date, months: int) -> date | None:
    """The same day so many months on, or the month's last where it is shorter."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def days_on(first: date, days: int) -> date | None:
    try:
        return first + timedelta(days=days)
    except OverflowError:
        return None


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def in_week(today: date, *steps: int) -> tuple[Span, ...]:
    """Spans of one day each, so many days from this week's Monday."""
    found = (days_on(monday(today), step) for step in dict.fromkeys(steps))
    return tuple(Span(day) for day in found if day)


Rule = Callable[[re.Match[str], date, bool], Days]


def rules(patterns: Iterable[tuple[str, Rule]]) -> list[tuple[re.Pattern[str], Rule]]:
    return [(re.compile(pattern), rule) for pattern, rule in patterns]

"""Which month somebody means: “bulan lalu”, “October”, or nothing at all."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

#: Until this day of a month its forerunner is what one writes about.
FIRST_WEEK = 7
#: No report goes further back.
FIRST_YEAR = 2020
_LAST = re.compile(r"\b(?:lalu|kemarin|kemaren|last|previous)\b")
_THIS = re.compile(r"\b(?:ini|this)\b")


def meant(text: str, today: date) -> date:
    """The first day of the month that is meant; none said is the last one in a month's first week.

    A month that is named is the latest one that has begun.
    """
    said = text.casefold()
    this = today.replace(day=1)
    if named := next((number for name, number in _names().items() if name in said.split()), None):
        begun = this.replace(month=named)
        return begun if begun <= this else begun.replace(year=this.year - 1)
    if _LAST.search(said) or (not _THIS.search(said) and today.day <= FIRST_WEEK):
        return before(this)
    return this


def numbered(text: str, today: date) -> date | None:
    """`2026-10`, as a button carries it; None for what is none, is to come or is long past."""
    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", text):
        return None
    month = date.fromisoformat(f"{text}-01")
    return month if date(FIRST_YEAR, 1, 1) <= month <= today else None


def before(month: date) -> date:
    return month.replace(year=month.year - 1, month=12) if month.month == 1 else _shift(month, -1)


def after(month: date) -> date:
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else _shift(month, 1)  # noqa: PLR2004  (December)


def _shift(month: date, by: int) -> date:
    return month.replace(month=month.month + by)


def moments(month: date, zone: str) -> tuple[datetime, datetime]:
    """When it begins and ends, by the clock of a zone."""
    place = ZoneInfo(zone)
    ends = (month, after(month))
    start, end = (datetime.combine(day, time(), place).astimezone(ZoneInfo("UTC")) for day in ends)
    return start, end


@cache
def _names() -> Mapping[str, int]:
    """In both languages, whole and short: `oktober`, `okt`, `october`."""
    return {
        name.casefold().strip("."): number
        for language in ("id", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }

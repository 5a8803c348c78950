"""Dates as people write them: "24/11", "12 Desember 2026", "tgl 5", "Dec 12".

Day before month; a date without a year is the next one, or in a report the last.
"""

import re
from calendar import monthrange
from datetime import date

from bot.language.reading.spans import (
    INVALID,
    MONTHS,
    Days,
    Span,
    months_on,
    one_day,
    real,
    rules,
)

_CENTURY = 2000
_LONGEST_MONTH = 31
_SIDE = {"depan": 1, "ini": 0, "lalu": -1, "kemarin": -1, "besok": 1}
_OF = r"(?P<side>depan|ini|lalu|kemarin|besok)"
#: Two figures are a year only from 20 on: "24 Nov 10" may be ten o'clock.
_YEAR = r"(?: (?:tahun )?(?:' ?)?(?P<y>(?:19|20)\d{2}|2\d(?![\d.:/])))?"


def _without_year(today: date, past: bool, month: int, day: int) -> Days:
    """The next such date, or the last one in a report; a leap day is asked about."""
    for step in range(9):
        found = real(today.year + (-step if past else step), month, day)
        if found and (found <= today if past else found >= today):
            return Days((Span(found),), asks=step > 1)
    return INVALID


def _dated(today: date, past: bool, day: int, month: int, year: str | None) -> Days:
    if year is None:
        return _without_year(today, past, month, day)
    found = real(int(year) + (_CENTURY if len(year) == len("26") else 0), month, day)
    return one_day(found) if found else INVALID


def _numeric(match: re.Match[str], today: date, past: bool) -> Days:
    """Day before month; the other order only where this one cannot be, and then asked about."""
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    days = _dated(today, past, day, month, year)
    if days is INVALID and month > MONTHS:
        return Days(_dated(today, past, month, day, year).options, asks=True)
    return days


def _iso(match: re.Match[str], _today: date, _past: bool) -> Days:
    found = real(int(match["y"]), int(match["m"]), int(match["d"]))
    return one_day(found) if found else INVALID


def _named_month(match: re.Match[str], today: date, past: bool) -> Days:
    return _dated(today, past, int(match["d"]), int(match["m"]), match["y"])


def _month_range(match: re.Match[str], today: date, past: bool) -> Days:
    """`24-26 November`, `28 Nov - 3 Des`."""
    last = _dated(today, past, int(match["d2"]), int(match["m2"]), match["y"])
    if not last.options:
        return last
    end = last.options[0].first
    first = real(end.year, int(match["m1"] or end.month), int(match["d1"]))
    if first and first > end:
        first = real(end.year - 1, first.month, first.day) if match["m1"] else None
    return Days((Span(first, end),)) if first else INVALID


def _days_of_month(match: re.Match[str], today: date, past: bool) -> Days:
    """`tanggal 1-15`: of this month unless it is over."""
    first, last = int(match["d1"]), int(match["d2"])
    if not 1 <= first < last <= _LONGEST_MONTH:
        return INVALID
    for step in range(3):
        month = months_on(today.replace(day=1), -step if past else step)
        start = real(month.year, month.month, first) if month else None
        end = real(month.year, month.month, last) if month else None
        if start and end and (start <= today if past else end >= today):
            return Days((Span(start, end),))
    return INVALID


def _day_of_side(match: re.Match[str], today: date, _past: bool) -> Days:
    """`25 bulan depan` is a day of it; up to twelve it may be as many months."""
    day, number = int(match["d"]), _SIDE[match["side"]]
    month = months_on(today.replace(day=1), number)
    found = real(month.year, month.month, day) if month else None
    later = months_on(today, day) if number > 0 and day <= MONTHS else None
    options = tuple(Span(each) for each in (found, later) if each)
    return Days(options, asks=len(options) > 1) if options else INVALID


def _of_month(match: re.Match[str], today: date, past: bool) -> Days:
    """`tanggal 5`: the next 5th, or that of the month named."""
    day, side = int(match["d"]), match["side"] or match["before"]
    past = past or bool(match["back"])
    if not 1 <= day <= _LONGEST_MONTH:
        return INVALID
    if side:
        month = months_on(today.replace(day=1), _SIDE[side])
        found = real(month.year, month.month, day) if month else None
        return one_day(found) if found else INVALID
    for step in range(3):
        month = months_on(today.replace(day=1), -step if past else step)
        found = real(month.year, month.month, day) if month else None
        if found and (found <= today if past else found >= today):
            return Days((Span(found),))
    return INVALID


def _of_year(match: re.Match[str], today: date, _past: bool) -> Days:
    """`5 Maret tahun depan`, `Maret tahun lalu`."""
    year, month = today.year + _SIDE[match["side"]], int(match["m"])
    first = real(year, month, int(match["d"] or 1))
    if first is None or match["d"]:
        return one_day(first) if first else INVALID
    return Days((Span(first, first.replace(day=monthrange(year, month)[1]), "month"),))


def _holiday(match: re.Match[str], today: date, past: bool) -> Days:
    """Only feasts that the civil calendar fixes; Idulfitri waits for the sidang isbat."""
    return _without_year(today, past, *((12, 25) if match["feast"] == "natal" else (1, 1)))


#: From one day to another, with what they share said once.
STRETCHES = rules(
    [
        (
            (
                r"\b(?P<d1>\d{1,2})(?: M(?P<m1>\d+))? ?(?:-|sampai) ?(?:tanggal )?(?P<d2>\d{1,2}) "
                rf"M(?P<m2>\d+)\b{_YEAR}"
            ),
            _month_range,
        ),
        (
            (
                r"\bM(?P<m2>\d+)(?P<m1>(?!))? (?P<d1>\d{1,2}) ?(?:-|sampai) ?(?P<d2>\d{1,2})"
                rf"(?![\d/.:])(?: ,)?{_YEAR}"
            ),
            _month_range,
        ),
        (
            (
                r"\btanggal (?P<d1>\d{1,2}) ?(?:-|sampai) ?(?:tanggal )?"
                r"(?P<d2>\d{1,2})(?![\d/-])(?! M)"
            ),
            _days_of_month,
        ),
    ]
)
DATED = rules(
    [
        (r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b", _iso),
        (
            (
                r"(?<![\d./-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})"
                r"(?![\d/-])"
            ),
            _numeric,
        ),
        (r"(?<![\d./-])\b(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>20\d{2})\b", _numeric),
        (r"(?<!tanggal )\b(?P<d>\d{1,2}) bulan (?P<side>depan|ini)\b", _day_of_side),
        (
            rf"\b(?P<d>\d{{1,2}}) bulan (?:ke ?-? ?)?(?P<m>1[0-2]|[1-9])\b(?![./:-]){_YEAR}",
            _named_month,
        ),
        (
            rf"(?:\b(?P<d>\d{{1,2}}) )?(?:\bbulan )?\bM(?P<m>\d+) tahun {_OF}\b",
            _of_year,
        ),
        (
            rf"\b(?P<d>\d{{1,2}})(?: ?-)?(?: of| bulan)? ?M(?P<m>\d+)\b(?: ?[,-])?{_YEAR}",
            _named_month,
        ),
        (
            r"\bM(?P<m>\d+) (?:the )?(?P<d>\d{1,2})(?![\d.:/])(?: ?,)?(?: (?P<y>(?:19|20)\d{2}))?",
            _named_month,
        ),
        (
            (
                r"(?<![\d.:/-])(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?P<y>(?!))?(?![\d./-])"
                r"(?! (?:hari|minggu|pekan|bulan|tahun|jam|menit))"
            ),
            _numeric,
        ),
        (
            (
                rf"(?:\bbulan (?P<before>depan|ini|lalu) )?\btanggal (?P<d>\d{{1,2}})(?![\d/])"
                rf"(?: bulan {_OF}| (?P<back>kemarin|lalu)\b)?"
            ),
            _of_month,
        ),
        (r"\b(?P<feast>natal|tahun baru)\b", _holiday),
    ]
)

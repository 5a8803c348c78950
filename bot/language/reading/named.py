"""Days as people name them: "besok", "Rabu minggu depan", "3 hari lagi", "akhir bulan"."""

import re
from calendar import monthrange
from datetime import date

from bot.language.reading.spans import (
    INVALID,
    Days,
    Span,
    days_on,
    in_week,
    monday,
    months_on,
    one_day,
    real,
    rules,
)

_RELATIVE = {"hari ini": 0, "sekarang": 0, "besok": 1, "lusa": 2, "kemarin": -1}
_SIDE = {"lagi": 1, "depan": 1, "ini": 0, "lalu": -1, "kemarin": -1, "kemudian": 1, "besok": 1}
_SATURDAY, SUNDAY = 5, 6
_OF = r"(?P<side>depan|ini|lalu|kemarin|besok)"


def weekday(match: re.Match[str]) -> int:
    name = match["w"]
    return int(name[1]) if name.startswith("W") else SUNDAY


def _step(today: date, unit: str, number: int) -> date | None:
    if unit in {"bulan", "tahun"}:
        return months_on(today, number * (12 if unit == "tahun" else 1))
    return days_on(today, number * (7 if unit in {"minggu", "pekan"} else 1))


def _counted(match: re.Match[str], today: date, _past: bool) -> Days:
    """`3 hari lagi`, `2 minggu lalu`; of `2-3 hari lagi` either end is offered."""
    sign = _SIDE[match["dir"]]
    numbers = [int(each) for each in (match["n"], match["n2"]) if each]
    found = [_step(today, match["unit"], sign * number) for number in numbers]
    options = tuple(Span(day) for day in found if day)
    return Days(options, asks=len(numbers) > 1) if options else INVALID


def _relative(match: re.Match[str], today: date, _past: bool) -> Days:
    found = days_on(today, _RELATIVE[match[0]])
    return one_day(found) if found else INVALID


def _weekday_rule(match: re.Match[str], today: date, past: bool) -> Days:
    """`Rabu`, `Rabu depan`, `Rabu minggu depan`: the last word says which week."""
    at, side = weekday(match), match["side"] or match["before"]
    now = today.weekday()
    if side is None:
        if at == now:
            return Days(in_week(today, at, at - 7 if past else at + 7), loose=True)
        nearest = at - 7 * (at > now) if past else at + 7 * (at < now)
        return Days(in_week(today, nearest), loose=True)
    if match["week"] or match["before"] or side == "ini":
        return Days(in_week(today, at + 7 * _SIDE[side]))
    return Days(in_week(today, *_beside(side, at, now)))


def _beside(side: str, at: int, now: int) -> tuple[int, ...]:
    """`Rabu depan` on a Monday may be this week's or the next; what is over cannot be."""
    if side == "kemarin":
        return (at - 7 * (at >= now),)
    if side == "besok":
        return (at + 7 * (at <= now),)
    if side == "lalu":
        return (at, at - 7) if at < now else (at - 7,)
    return (at, at + 7) if at > now else (at + 7,)


def _weekend(match: re.Match[str], today: date, past: bool) -> Days:
    side = match["side"]
    saturday = days_on(monday(today), 5 + 7 * (_SIDE[side] if side else -past))
    if saturday is None:
        return INVALID
    later = Span(saturday, days_on(saturday, 1))
    if side != "depan" or today.weekday() >= _SATURDAY:
        return Days((later,))
    coming = in_week(today, 5)[0].first
    return Days((later, Span(coming, days_on(coming, 1))), asks=True)


def _edge(match: re.Match[str], today: date, past: bool) -> Days:
    """`awal bulan depan`, `akhir tahun`, `pertengahan Desember`."""
    edge, unit, side = match["edge"], match["unit"], match["side"]
    if unit in {"minggu", "pekan"}:
        week = 7 * (_SIDE[side] if side else 0)
        if edge == "akhir":  # Friday to who works, Sunday to the calendar
            return Days(in_week(today, week + 4, week + 6), asks=True)
        return Days(in_week(today, week + {"awal": 0, "tengah": 2}[edge]))
    for step in _steps(side, past):
        spans = _period(unit, today, step, match["y"])
        day = _at_edge(edge, spans) if spans else None
        if day and (side or match["y"] or (day <= today if past else day >= today)):
            return one_day(day)
    return INVALID


def _steps(side: str | None, past: bool) -> tuple[int, ...]:
    return (_SIDE[side],) if side else ((0, -1) if past else (0, 1))


def _at_edge(edge: str, span: Span) -> date:
    last = span.last or span.first
    if edge == "tengah":
        return span.first.replace(day=15) if span.grain == "month" else span.first.replace(month=7)
    return span.first if edge == "awal" else last


def _period(unit: str, today: date, step: int, year: str | None) -> Span | None:
    """The month or year so many steps away, or the named month of this or that year."""
    if unit == "tahun":
        first = real(today.year + step, 1, 1)
        return Span(first, date(first.year, 12, 31), "year") if first else None
    if unit.startswith("M"):
        first = real(int(year or today.year + step), int(unit[1:]), 1)
    else:
        first = months_on(today.replace(day=1), step)
    if first is None:
        return None
    return Span(first, first.replace(day=monthrange(first.year, first.month)[1]), "month")


def _whole(match: re.Match[str], today: date, past: bool) -> Days:
    """`bulan depan`, `pekan ini`, `Desember 2026`, `tahun 2027`."""
    unit, side = match["unit"], match["side"]
    if unit == "pekan":
        first = in_week(today, 7 * _SIDE[side])
        return Days(tuple(Span(each.first, days_on(each.first, 6)) for each in first))
    for step in _steps(side, past):
        span = _period(unit, today, step, match["y"])
        if span and (side or match["y"] or _reached(span, today, past)):
            return Days((span,))
    return INVALID


def _reached(span: Span, today: date, past: bool) -> bool:
    return span.first <= today if past else (span.last or span.first) >= today


def _minggu(match: re.Match[str], today: date, _past: bool) -> Days:
    """`minggu depan`: next week, or next Sunday, which has two readings of its own."""
    side = _SIDE[match["side"]]
    start = days_on(monday(today), 7 * side)
    if start is None:
        return INVALID
    week = Span(start, days_on(start, 6))
    sundays = {1: (6 + 7 * (today.weekday() == SUNDAY), 13), 0: (6,), -1: (-1,)}
    return Days((week, *in_week(today, *sundays[side])), asks=True)


def _year(match: re.Match[str], _today: date, _past: bool) -> Days:
    first = real(int(match["y"]), 1, 1)
    return Days((Span(first, date(first.year, 12, 31), "year"),)) if first else INVALID


NAMED = rules(
    [
        (
            (
                r"\b(?P<n>\d+)(?: ?(?:-|sampai|atau) ?(?P<n2>\d+))? "
                r"(?P<unit>hari|minggu|pekan|bulan|tahun) (?P<dir>lagi|lalu|kemudian|depan)\b"
            ),
            _counted,
        ),
        (
            (
                r"\b(?:(?:minggu|pekan) (?P<before>depan|ini|lalu) )(?:hari )?(?P<w>W\d)\b"
                r"(?P<side>(?!))?(?P<week>(?!))?"
            ),
            _weekday_rule,
        ),
        (
            (
                r"\b(?:hari )?(?P<w>W\d|(?<=hari )minggu)\b"
                rf"(?: (?P<week>minggu |pekan )?{_OF}\b)?(?P<before>(?!))?"
            ),
            _weekday_rule,
        ),
        (rf"\bAKHIRPEKAN\b(?: {_OF})?", _weekend),
        (
            (
                r"\b(?P<edge>awal|tengah|akhir) (?P<unit>bulan|tahun|minggu|pekan|M\d+)\b"
                rf"(?: {_OF}\b)?(?: (?P<y>(?:19|20)\d{{2}})\b)?"
            ),
            _edge,
        ),
        (rf"\bminggu {_OF}\b", _minggu),
        (rf"\b(?P<unit>pekan|bulan|tahun) {_OF}\b(?P<y>(?!))?", _whole),
        (
            rf"\b(?:bulan )?(?P<unit>M\d+)\b(?: {_OF}\b)?(?: (?:tahun )?(?P<y>[12]\d{{3}})\b)?",
            _whole,
        ),
        (
            r"(?<!\d )\b(?P<w>minggu)\b(?P<side>(?!))?(?P<week>(?!))?(?P<before>(?!))?",
            _weekday_rule,
        ),
        (r"\b(?:hari ini|sekarang|besok|lusa|kemarin)\b", _relative),
        (r"\b(?:tahun )?(?P<y>20\d{2})\b", _year),
    ]
)

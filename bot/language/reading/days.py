"""The day a text names, by the first rule that fits: written dates before named days."""

import re
from datetime import date

from bot.language.reading.dated import DATED, STRETCHES
from bot.language.reading.named import NAMED, weekday
from bot.language.reading.scan import Scan
from bot.language.reading.spans import Days, Span, days_on

_UNTIL = re.compile(r" (?:sampai|-) ")
#: Words before the first day that change nothing.
_WITHIN = re.compile(r"\b(?:dari|from|mulai|antara|between|hari|on|tanggal|the)\b|[^\w]")
_BESIDE = re.compile(r"\b(?:hari )?(?P<w>W\d|minggu)\b(?! (?:depan|lalu|ini))")


def take_days(scan: Scan, today: date, *, past: bool) -> Days | None:
    """Take the day out of the text; None when it names none."""
    for pattern, rule in STRETCHES:
        match = scan.take(pattern)
        if match is not None:
            return rule(match, today, past)
    if (stretch := _stretch(scan, today, past=past)) is not None:
        return stretch
    return _one(scan, today, past=past)


def _one(scan: Scan, today: date, *, past: bool) -> Days | None:
    for pattern, rule in DATED:
        match = scan.take(pattern)
        if match is not None:
            return _agreeing(scan, rule(match, today, past))
    for pattern, rule in NAMED:
        match = scan.take(pattern)
        if match is not None:
            return rule(match, today, past)
    return None


def _stretch(scan: Scan, today: date, *, past: bool) -> Days | None:
    """`besok sampai Jumat`, `28/11 - 3/12`: two days with nothing else on either side."""
    for cut in _UNTIL.finditer(scan.rest):
        left, right = Scan(scan.rest[: cut.start()]), Scan(scan.rest[cut.end() :])
        first = _one(left, today, past=past) if left.rest.strip() else None
        if first is None or _WITHIN.sub("", left.rest).strip() or not right.rest.strip():
            continue
        spoken = right.rest
        last = _one(right, today, past=past)
        if last is None or not first.options or not last.options:
            continue
        spans = tuple(
            Span(start.first, end)
            for start in first.options
            if (end := _end(start, last, spoken, past=past)) is not None
        )
        if spans:
            scan.rest = right.rest
            return Days(spans, asks=first.asks or len(spans) > 1)
    return None


def _end(start: Span, last: Days, spoken: str, *, past: bool) -> date | None:
    """The last day, which is the next such one if it would lie before the first."""
    end = last.options[0].last or last.options[0].first
    if end <= start.first:
        again = _one(Scan(spoken), start.first, past=past)
        end = again.options[-1].first if again and again.options else end
    return end if start.first < end else None


def _agreeing(scan: Scan, days: Days) -> Days:
    """A weekday beside a date has to be that date's, or both are asked about."""
    match = scan.take(_BESIDE)
    if match is None or not days.options or days.options[0].last:
        return days
    day, named = days.options[0].first, weekday(match)
    if day.weekday() == named:
        return days
    near = days_on(day, (named - day.weekday() + 3) % 7 - 3)
    return Days((Span(day), *([Span(near)] if near else [])), asks=True)

"""The day a text names, by the first rule that fits: written dates before named days."""

import re
from datetime import date

from bot.language.reading.dated import DATED
from bot.language.reading.named import NAMED, weekday
from bot.language.reading.scan import Scan
from bot.language.reading.spans import Days, Span, days_on

_BESIDE = re.compile(r"\b(?:hari )?(?P<w>W\d|minggu)\b(?! (?:depan|lalu|ini))")


def take_days(scan: Scan, today: date, *, past: bool) -> Days | None:
    """Take the day out of the text; None when it names none."""
    for pattern, rule in DATED:
        match = scan.take(pattern)
        if match is not None:
            return _agreeing(scan, rule(match, today, past))
    for pattern, rule in NAMED:
        match = scan.take(pattern)
        if match is not None:
            return rule(match, today, past)
    return None


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

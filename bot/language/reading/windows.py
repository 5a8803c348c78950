"""Days from and to: "10-15 Des", "mulai 1 Des", "paling lambat 20 Des", "12 Des"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.language.reading.calendar_words import canonical
from bot.language.reading.dates import read_when
from bot.language.reading.typed import plain

_LEADS = re.compile(
    r"^(?:(?:di)?kirim(?:kan|an)?|pengiriman|setor|(?:di)?antar(?:kan)?|deliver(?:y|ed)?|antara"
    r"|between|tgl\.?|tanggal|dari|from|pada|on)\s+"
)
_UNTIL = re.compile(
    r"^(?:paling lambat|paling telat|sebelum|sampai(?: dengan)?|hingga|maksimal|s/d|sd|by|until"
    r"|before|no later than)\s+"
)
_FROM = re.compile(r"^(?:mulai|sejak|setelah|starting|after)\s+(?:dari\s+|from\s+)?")
_BETWEEN = re.compile(
    r"\s*(?:-|\bs/d\b|\bsd\b|\bs\.d\.?|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|\buntil\b|\bdan\b"
    r"|\band\b)\s*"
)
_DAY = re.compile(r"\d{1,2}")
#: In canonical words; a Sunday is called as a week is, and is one if “depan” does not follow.
_WEEKDAY = re.compile(r"(?:hari )?(?:W(?P<day>[0-6])|minggu(?! depan))(?P<next> (?:pekan )?depan)?")
SUNDAY = 6
_PERIOD = re.compile(r"(?:minggu|pekan|bulan) (?:depan|ini)")
#: Where a line tells of days of delivery, and not of its own last day.
_DELIVERED = re.compile(
    r"\b(?:(?:di)?kirim(?:an)?|pengiriman|setor|delivery|deliver(?:ed)?)\b(?! ke\b| to\b)\s+"
)
#: "antara tanggal 10 des 2026 sampai dengan 15 des 2026" has so many words.
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day to the last one; at least one of them is known."""

    first: date | None
    last: date | None


def read_window(text: str, now: datetime) -> Window | None:
    """None for what is not days; what is written backwards is turned round."""
    said = plain(text) or ""
    while said != (shorter := _LEADS.sub("", said)):
        said = shorter
    if match := _UNTIL.match(said):
        last = _day(said[match.end() :], now)
        return Window(None, last) if last else None
    if match := _FROM.match(said):
        said, starts = said[match.end() :], True
    else:
        starts = False
    if pair := next(_pairs(said, now), None):
        return Window(min(pair), max(pair))
    only = _span(said, now)
    if only is None:
        return None
    return Window(only.first, None) if starts else only


def cut_window(said: str, now: datetime) -> tuple[str, str]:
    """A plain line without its days of delivery, and those as they stand there."""
    for match in _DELIVERED.finditer(said):
        behind = said[match.end() :].split()
        for length in range(min(len(behind), _LONGEST), 0, -1):
            days = " ".join(behind[:length]).rstrip(",")
            if "," not in days and read_window(days, now):
                rest = " ".join(behind[length:])
                comma = "," if behind[length - 1].endswith(",") else ""
                return f"{said[: match.start()].rstrip()}{comma} {rest}".strip(" ,"), days
    return said, ""


def _pairs(said: str, now: datetime) -> Iterator[tuple[date, date]]:
    """“10-15 des” shares its month; a date such as 2026-12-10 has dashes of its own."""
    for match in _BETWEEN.finditer(said):
        one, other = said[: match.start()].strip(), said[match.end() :].strip()
        if not (one and other):
            continue
        first = _weekday(one, now) or _day(one, now)
        last = (first and _weekday(other, now, first)) or _day(other, now)
        if _DAY.fullmatch(one) and last:
            first = _same_month(int(one), last)
        elif _DAY.fullmatch(other) and first:
            last = _same_month(int(other), first)
        if first and last:
            yield first, last


def _same_month(day: int, other: date) -> date | None:
    try:
        return other.replace(day=day)
    except ValueError:
        return None


def _weekday(said: str, now: datetime, after: date | None = None) -> date | None:
    """“Senin”, “rabu depan”: the first such day, today if it is one; or the first `after` a day.

    “Depan” is a day of the week to come, where the first such day would be one of this week.
    """
    named = _WEEKDAY.fullmatch(canonical(said))
    if not named:
        return None
    weekday, next_week = int(named["day"] or SUNDAY), named["next"]
    start = after + timedelta(days=1) if after else now.date()
    if next_week:
        start = max(start, now.date() + timedelta(days=7 - now.weekday()))
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def _span(said: str, now: datetime) -> Window | None:
    """A clear day, or all days of a week or a month; “minggu depan” is the week."""
    if _PERIOD.fullmatch(canonical(said)):
        reading = read_when(said, now)
        for each in (reading.value, *reading.candidates):
            if each and each.until:
                return Window(each.day, each.until)
    day = _day(said, now)
    return Window(day, day) if day else None


def _day(said: str, now: datetime) -> date | None:
    """One that is clear."""
    if _BETWEEN.search(said) and not re.fullmatch(r"\d{4}-\d\d?-\d\d?|\d\d?-\d\d?-\d{4}", said):
        return None
    said = re.sub(r"^(?:tgl\.?|tanggal)\s+", "", said)
    if _DAY.fullmatch(said):
        return None
    value = read_when(said, now).value
    return value.day if value else None

"""The rule (RFC 5545) of what repeats: on which days, and how far apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from bot.language.reading.calendar_words import canonical
from bot.language.reading.dates import read_when
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.when import When

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = r"W[0-6]|minggu"
_DAYS = re.compile(rf"\b(?:hari )?({_DAY})\b")
#: "Minggu" is a week as well: it is Sunday where it stands in a list.
_LIST = re.compile(
    r"\b(?:hari )?(?:W[0-6]|hari minggu)"
    r"(?:(?: ?[,&+/] ?(?:(?:dan|and) )?| (?:dan|and|serta) )(?:on )?(?:hari )?(?:W[0-6]|minggu)"
    r"| (?:hari )?W[0-6])+\b|AKHIRPEKAN"
)
_WORKDAYS = re.compile(r"\bhari kerja\b|\bweekdays?\b|\bworking hari\b")
_ORDINALS = {
    **dict.fromkeys(("pertama", "first", "1st"), 1),
    **dict.fromkeys(("kedua", "second", "2nd"), 2),
    **dict.fromkeys(("ketiga", "third", "3rd"), 3),
    **dict.fromkeys(("keempat", "fourth", "4th"), 4),
    **dict.fromkeys(("terakhir", "lalu", "last"), -1),
}
_NTH = re.compile(
    rf"\b(?:(?:hari )?(?P<day>W[0-6]|minggu) (?P<nth>{'|'.join(_ORDINALS)})"
    rf"|(?P<nth2>{'|'.join(_ORDINALS)}) (?P<day2>W[0-6]))\b"
)
_MONTH = re.compile(r"\b(?:of|di|pada|on|the|tiap|bulan)\b")
_END_OF_MONTH = re.compile(r"\bakhir bulan\b")
_DAY_OF_MONTH = re.compile(
    r"\btanggal\b|\b(?:awal|tengah|akhir) bulan\b|\b\d{1,2}(?:st|nd|rd|th)\b"
)
_PERIOD = re.compile(r"P(\d+)([DMY])")
_STEPS = re.compile(r";INTERVAL=\d+")
_WEEK = 7
_FREQ = {"D": "DAILY", "M": "MONTHLY", "Y": "YEARLY"}


@dataclass(frozen=True)
class Repeat:
    """The first time, and the rule by which it comes back; no rule: it does not."""

    first: When
    rule: str | None = None
    until: date | None = None
    count: int | None = None
    #: Why the end that was named is none: it lies before the first time, or cannot be read.
    bad_end: Reason | None = None

    @property
    def ends(self) -> bool:
        return self.rule is None or self.until is not None or self.count is not None


def by_days(said: str, now: datetime) -> Reading[Repeat] | None:
    """Several days of the week, or the first Monday of a month; None if it is neither."""
    words = canonical(said)
    nth = _NTH.search(words)
    if nth:
        code = _code(nth["day"] or nth["day2"])
        ordinal = _ORDINALS[nth["nth"] or nth["nth2"]]
        rest = f"{words[: nth.start()]} {words[nth.end() :]}"
        return _timed(_MONTH.sub(" ", rest), now, f"FREQ=MONTHLY;BYDAY={ordinal}{code}")
    listed = _LIST.search(words)
    workdays = _WORKDAYS.search(words)
    if not listed and not workdays:
        return None
    found = listed or workdays
    codes = {_code(day) for day in _DAYS.findall(listed[0])} if listed else {*_CODES[:5]}
    codes = codes or {*_CODES[5:]}  # the weekend
    weeks = _weeks(words)
    rest = f"{words[: found.start()]} {words[found.end() :]}" if found else words
    rest = re.sub(r"\btiap(?: \d+ (?:pekan|minggu))?(?: pekan| minggu)?\b|\bon\b", " ", rest)
    rule = f"FREQ=WEEKLY{weeks};BYDAY={','.join(code for code in _CODES if code in codes)}"
    return _timed(rest, now, rule)


def _weeks(words: str) -> str:
    found = re.search(r"\btiap (\d+) (?:pekan|minggu)\b", words)
    return f";INTERVAL={int(found[1])}" if found and int(found[1]) > 1 else ""


def _code(day: str) -> str:
    return _CODES[6 if day == "minggu" else int(day[1])]


def _timed(rest: str, now: datetime, rule: str) -> Reading[Repeat]:
    """What is left of the words says the hour, if anything."""
    days = _first_days(rule, now)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if not rest.strip(" ,"):
        return Reading(Repeat(When(next(days)), rule))
    reading = read_when(rest, midnight)
    times = [reading.value] if reading.value else list(reading.candidates)
    found = []
    for when in times:
        if when.time is None or when.day not in {now.date(), now.date() + timedelta(days=1)}:
            return Reading(reason=Reason.UNKNOWN)
        moments = (replace(when, day=day) for day in _first_days(rule, now))
        first = next(each for each in moments if each.moment is None or each.moment > now)
        found.append(Repeat(first, rule))
    if len(found) == 1 and reading.value:
        return Reading(found[0])
    return Reading(candidates=tuple(found), reason=reading.reason or Reason.AMBIGUOUS)


def _first_days(rule: str, now: datetime) -> Iterator[date]:
    """From today on; a rule that counts in steps of weeks begins with the first of its days."""
    midnight = now.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    return (each.date() for each in rrulestr(_STEPS.sub("", rule), dtstart=midnight))


def by_period(said: str, now: datetime) -> Reading[Repeat]:
    """One day of the week, one of the month, or every so many days."""
    reading = read_when(said, now)
    value = _ruled(reading.value, said) if reading.value else None
    if reading.value and value is None:
        return Reading(reason=Reason.UNKNOWN)
    found = [_ruled(each, said) for each in reading.candidates]
    return Reading(value, tuple(each for each in found if each), None if value else reading.reason)


def _ruled(when: When, said: str) -> Repeat | None:
    """None for what repeats by no rule that is known, such as a Monday every month."""
    period = _PERIOD.fullmatch(when.every or "")
    if period is None:
        return Repeat(when)
    number, unit = int(period[1]), period[2]
    words = canonical(said)
    once = replace(when, every=None)
    if unit == "D" and number % _WEEK == 0:
        apart = f";INTERVAL={number // _WEEK}" if number > _WEEK else ""
        return Repeat(once, f"FREQ=WEEKLY{apart};BYDAY={_CODES[when.day.weekday()]}")
    apart = f";INTERVAL={number}" if number > 1 else ""
    if unit == "M":
        if not _DAY_OF_MONTH.search(words):
            return None
        day = -1 if _END_OF_MONTH.search(words) else when.day.day
        return Repeat(once, f"FREQ=MONTHLY{apart};BYMONTHDAY={day}")
    return Repeat(once, f"FREQ={_FREQ[unit]}{apart}")

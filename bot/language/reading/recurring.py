"""What repeats, as people say it: "tiap Senin jam 9 sampai Maret", "every other Monday at 9"."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.language.reading.dates import read_when
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.repeating import Repeat, by_days, by_period
from bot.language.reading.typed import plain

_EVERY = re.compile(
    r"\b(?:se)?tiap\b|\bevery\b|\beach\b|\bsekali\b|\bdaily\b|\bweekly\b|\bmonthly\b"
)
_OTHER = re.compile(r"\bevery (?:other|second)(?: week)?(?: on)?\b")
_UNTIL = re.compile(
    r"\b(?:sampai|hingga|s/d|until|till|through)\b"
    r"(?! (?:(?:jam|pukul|at) )?\d{1,2}(?:[.:]\d\d)?$) *(.+)$"
)
_FOR = re.compile(
    r"\b(?:selama|for) (\d{1,2} (?:bulan|minggu|pekan|tahun|months?|weeks?|years?))\b"
)
_HOUR_BEHIND = re.compile(r"^(?P<until>.*?)[, ]+(?P<hour>(?:jam|pukul|at)\b.+)$")
_COUNT = re.compile(
    r"\b(?:sebanyak |selama )?(\d{1,6}) ?(?:x|kali|times|sesi|sessions|pertemuan|meetings)\b"
    r"(?! (?:se|per |a ))"
)
_FROM = re.compile(
    r"\b(?:mulai|dimulai|starting|from)\b +(?P<day>.+?)"
    r"(?=,? +(?:(?:se)?tiap|every|jam|pukul|at)\b|$)"
)
#: Words behind which nothing is left to say of when it ends.
_ENDLESS = re.compile(r"\b(?:seterusnya|selamanya|terus|forever)\b")


@dataclass(frozen=True)
class _Ends:
    until: date | None = None
    count: int | None = None
    bad: Reason | None = None


def read_repeat(text: str, now: datetime) -> Reading[Repeat]:
    """Read `text` as said at `now`, whose zone is the person's."""
    said = plain(text) or ""
    if not _EVERY.search(said) and not _OTHER.search(said):
        when = read_when(text, now)
        return Reading(
            Repeat(when.value) if when.value else None,
            candidates=tuple(Repeat(each) for each in when.candidates),
            reason=when.reason,
        )
    said = _ENDLESS.sub(" ", said)
    said, start = _begun(said, now)
    said, ends = _ended(said, now)
    said = _OTHER.sub("every 2 weeks on", said)
    reading = by_days(said, start) or by_period(said, start)
    return _all(reading, ends)


def _begun(said: str, now: datetime) -> tuple[str, datetime]:
    """From which moment on it repeats: "mulai 5 Januari"."""
    found = _FROM.search(said)
    day = read_when(found["day"], now).value if found else None
    if found is None or day is None or day.time is not None or day.every or day.day < now.date():
        return said, now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight + timedelta(days=(day.day - now.date()).days)
    return f"{said[: found.start()]} {said[found.end() :]}", max(start, now)


def _ended(said: str, now: datetime) -> tuple[str, _Ends]:
    found = _COUNT.search(said)
    if found:
        count = int(found[1])
        rest = f"{said[: found.start()]} {said[found.end() :]}"
        return rest, _Ends(count=count) if count else _Ends(bad=Reason.INVALID)
    lasts = _FOR.search(said)
    if lasts:
        day = read_end(_ahead(lasts[1]), now)
        return f"{said[: lasts.start()]} {said[lasts.end() :]}", _Ends(until=day)
    found = _UNTIL.search(said)
    if not found:
        return said, _Ends()
    until, rest = found[1], said[: found.start()]
    behind = _HOUR_BEHIND.match(until)
    if behind:
        until, rest = behind["until"], f"{rest} {behind['hour']}"
    day = read_end(until, now)
    return rest, _Ends(until=day) if day else _Ends(bad=Reason.UNKNOWN)


def _ahead(period: str) -> str:
    number, unit = period.split()
    units = {"m": "bulan", "b": "bulan", "w": "minggu", "p": "minggu", "y": "tahun", "t": "tahun"}
    return f"{number} {'minggu' if unit == 'minggu' else units[unit[0]]} lagi"


def read_end(text: str, now: datetime) -> date | None:
    """The last day of "Maret", of "akhir tahun", of "3 bulan lagi"; None for no one day."""
    when = read_when(text, now).value
    if when is None or when.every:
        return None
    return when.until or when.day


def read_count(text: str) -> int | None:
    found = _COUNT.search(plain(text) or "")
    return int(found[1]) if found else None


def _all(reading: Reading[Repeat], ends: _Ends) -> Reading[Repeat]:
    return replace(
        reading,
        value=_with(reading.value, ends) if reading.value else None,
        candidates=tuple(_with(each, ends) for each in reading.candidates),
    )


def _with(repeat: Repeat, ends: _Ends) -> Repeat:
    if ends.until is not None and ends.until < repeat.first.day:
        return replace(repeat, bad_end=Reason.INVALID)
    return replace(repeat, until=ends.until, count=ends.count, bad_end=ends.bad)

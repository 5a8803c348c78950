"""Hours as people say them: "jam 2 siang", "setengah tiga sore", "14.30", "half past nine".

"Setengah tiga" is half before three. Without a part of the day 1 to 6 may be either half of
the day, the afternoon offered first; 7 to 12 are the working hours.
"""

import re
from dataclasses import dataclass, replace
from datetime import time

from bot.language.reading.scan import Scan


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day; `shift` 1 means that it falls after that evening's midnight."""

    at: time
    shift: int = 0
    #: The person wrote which half of the day, or in 24 hours.
    exact: bool = True
    #: "Until" the same day, where a range was given.
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """What a text says of the time of day: candidates, best first; none if it cannot be."""

    options: tuple[Hour, ...] = ()
    invalid: bool = False
    #: Only a part of the day was named, and this is its usual hour.
    usual: str | None = None


#: A part of the day without an hour; the caller echoes it.
_USUAL = {
    "pagi": time(8),
    "siang": time(12),
    "sore": time(16),
    "malam": time(19),
    "subuh": time(5),
    "AFT": time(14),
    "dinihari": time(3),
}
_PART = r"(?P<part>pagi|siang|sore|malam|subuh|dinihari|AFT|AM|PM)"
_PARTS = re.compile(rf"\b{_PART}\b")
_MIDNIGHT = re.compile(r"\b(?:jam )?TENGAHMALAM\b")
_TIMES = [
    re.compile(pattern)
    for pattern in (
        rf"\b(?:jam )?HALF (?P<half>\d{{1,2}})(?![\d.:,/])(?! (?:jam|menit|hari))(?: {_PART})?",
        r"\bjam (?P<h>\d{1,2}) (?P<doubt>HALF)\b",
        (
            r"\b(?:jam )?(?P<h>\d{1,2}) (?P<sign>lewat|kurang) (?P<m>\d{1,2}|HALF|QUARTER)"
            rf"(?: menit)?(?: {_PART})?"
        ),
        rf"\bjam (?P<h>\d{{1,2}})[.:](?P<m>\d{{2}})(?: {_PART})?(?! ?lagi)",
        rf"\bjam (?P<h>\d{{2}})(?P<m>\d{{2}})\b(?: {_PART})?",
        rf"\bjam (?P<h>\d{{1,2}})(?![\d.:/,])(?: {_PART})?",
        (
            r"(?<![\w.:/-])(?P<h>\d{1,2})[.:](?P<m>\d{2})(?P<s>:\d{2})?(?![\d.:/])"
            rf"(?: ?{_PART})?(?! (?:jam|menit|hari))"
        ),
        rf"(?<![\w.:/-])(?<!tanggal )(?<!^M\d )(?<!^M\d\d )(?P<h>0?[1-9]|1[0-2]) {_PART}",
    )
]
_END = re.compile(
    rf" ?(?:-|sampai) ?(?:jam )?(?P<h>\d{{1,2}})(?:[.:](?P<m>\d{{2}}))?(?![\d.:/])(?: {_PART})?"
    r"(?! (?:M\d|hari|pekan|minggu|bulan))"
)
_WORDED = {"HALF": 30, "QUARTER": 15}
_NEXT_DAY, _NOON, _HOUR = 24, 12, 60
#: From seven on a bare hour is the working day's.
_MORNING = 7
#: "Jam 1 malam" up to four is after midnight.
_LATE = 4


def take_hours(scan: Scan) -> Hours:
    """Take the time of day out of the text."""
    if scan.take(_MIDNIGHT):
        return Hours((Hour(time(0), shift=1),))
    for pattern in _TIMES:
        match = pattern.search(scan.rest)
        if match is not None:
            return _take(scan, match)
    part = scan.take(_PARTS)
    if part is None or part["part"] in {"AM", "PM"}:
        return Hours()
    return Hours((Hour(_USUAL[part["part"]]),), usual=part["part"])


def _take(scan: Scan, match: re.Match[str]) -> Hours:
    before, after = scan.rest[: match.start()], scan.rest[match.end() :]
    ending = _END.match(after)
    scan.rest = f"{before} {after[ending.end() :] if ending else after}".strip()
    groups = match.groupdict()
    part = groups.get("part")
    if part is None and (elsewhere := scan.take(_PARTS)) is not None:
        part = elsewhere["part"]
    last = part or (ending and ending["part"])
    options = _options(groups, last) or _options(groups, part)
    if ending is not None:
        options = _until(options, ending, last)
    return Hours(options, invalid=not options)


def _options(groups: dict[str, str | None], part: str | None) -> tuple[Hour, ...]:
    if groups.get("half"):
        return _half(int(groups["half"] or 0), part)
    hour, minute = int(groups["h"] or 0), groups.get("m") or "0"
    if groups.get("doubt"):
        after = _on_clock(hour, 30, part)[:1]
        return tuple(replace(each, exact=True) for each in (*after, *_half(hour, part)[:1]))
    minutes = _WORDED.get(minute) or int(minute)
    if groups.get("sign") == "kurang":
        return _on_clock(hour - 1 or 12, 60 - minutes, part, of=hour) if minutes else ()
    written = (groups["h"] or "").startswith("0")
    return _on_clock(hour, minutes, part, exact=written)


def _half(hour: int, part: str | None) -> tuple[Hour, ...]:
    """Half before: setengah satu is 12.30, setengah tiga 2.30."""
    return _on_clock(hour - 1 or 12, 30, part, of=hour)


def _on_clock(
    hour: int, minute: int, part: str | None, *, exact: bool = False, of: int | None = None
) -> tuple[Hour, ...]:
    """The hours of the day this can be; `of` is the hour named where it is the next one."""
    if hour == _NEXT_DAY and minute == 0:
        return (Hour(time(0), shift=1),)
    if not 0 <= hour < _NEXT_DAY or not 0 <= minute < _HOUR:
        return ()
    if hour > _NOON or hour == 0 or (exact and part is None):
        fits = part is None or hour in _spread(part)
        return (Hour(time(hour, minute)),) if fits else ()
    if part is not None:
        return _with_part(hour, minute, part, hour if of is None else of)
    if hour >= _MORNING:
        return (Hour(time(hour, minute), exact=False),)
    return tuple(Hour(time(each, minute), exact=False) for each in (hour + 12, hour))


def _spread(part: str) -> range:
    """The hours, in 24, a part of the day may be said of."""
    spreads = {"pagi": range(12), "siang": range(10, 16), "sore": range(14, 20)}
    spreads |= {"malam": range(17, 24), "subuh": range(3, 7), "dinihari": range(6)}
    return spreads.get(part, range(12, 24) if part in {"PM", "AFT"} else range(12))


def _with_part(hour: int, minute: int, part: str, named: int) -> tuple[Hour, ...]:
    if part == "malam" and (named == _NOON or hour <= _LATE):
        late = hour == _NOON or hour <= _LATE
        return (Hour(time(hour % 12 if late else hour + 12, minute), shift=int(late)),)
    choices = (hour % 12, hour % 12 + 12)
    fitting = [each for each in choices if each in _spread(part)]
    return tuple(Hour(time(each, minute)) for each in fitting)


def _until(options: tuple[Hour, ...], ending: re.Match[str], part: str | None) -> tuple[Hour, ...]:
    """The same options with their end, which has to come later the same day."""
    ends = _on_clock(int(ending["h"]), int(ending["m"] or 0), part) or _on_clock(
        int(ending["h"]), int(ending["m"] or 0), None
    )
    return tuple(
        replace(option, ends=later[0])
        for option in options
        if (later := sorted(end.at for end in ends if end.at > option.at))
    )

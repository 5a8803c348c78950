"""Days and hours as people say them, read against the moment they say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.language.reading.calendar_words import canonical
from bot.language.reading.days import take_days
from bot.language.reading.hours import Hour, Hours, take_hours
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.scan import Scan
from bot.language.reading.spans import MONTHS, Days, Span, days_on
from bot.language.reading.typed import plain
from bot.language.reading.when import When

__all__ = ["When", "read_when"]

_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_ZONES |= {"zonabarat": "Asia/Jakarta", "zonatengah": "Asia/Makassar", "zonatimur": "Asia/Jayapura"}
_ZONE = re.compile(rf"\b({'|'.join(_ZONES)})\b")
_ABOUT = re.compile(r"\bsekitar\b")
_SOON = re.compile(
    r"\b(?:(?P<part>HALF|QUARTER)|(?P<n>\d+(?:[.,]\d+)?)(?P<half> HALF)?) (?P<unit>jam|menit)"
    r"(?P<tail> HALF)?(?: (?P<minutes>\d+) menit)? (?P<dir>lagi|lalu|kemudian)\b"
)
_EVERY = re.compile(
    r"\btiap(?: (?P<n>\d{1,3}))?(?: (?P<unit>hari(?! (?:W\d|minggu))|pekan|minggu|bulan|tahun)\b)?"
)
_WEEKDAY = re.compile(r"\bW\d|\bminggu\b|AKHIRPEKAN")
_MONTHLY = re.compile(r"\b(?:awal|tengah|akhir) bulan\b")
_YEARLY = re.compile(r"\bM\d|\btahun\b|\bnatal\b")
_EVE = re.compile(r"(?P<hour>\d )?\bmalam (?:hari )?(?P<of>W\d|minggu|tahun baru|natal)\b")
_PART_OF_TODAY = re.compile(r"\b(pagi|siang|sore|malam|AFT|subuh) ini\b")
_NANTI, _TADI = re.compile(r"\bnanti\b"), re.compile(r"\btadi\b")
_DOUBT = re.compile(
    r"\b(?:sebelum|before|setelah|sesudah|habis|after|bukan|jangan|not|tidak|antara|atau|or|"
    r"kecuali|except|dan|and)\b"
)
_ALSO = re.compile(r"\b(?:atau|or|dan|and)\b|&")
_VAGUE = re.compile(
    r"\b(?:nanti|kapan|lebaran|idul ?fitri|idul ?adha|puasa|ramadh?an|imlek|nyepi|waisak|panen|"
    r"tanggal (?:muda|tua)|secepatnya|segera|sebentar|belum|terserah|beberapa|asap|soon|someday|"
    r"whenever|maghrib|magrib|isya|dzuhur|zuhur|ashar|asar|habis|rencana|mungkin|lama|dulu)\b"
)
_FILLERS = re.compile(
    r"\b(?:hari|tanggal|pada|on|the|of|ya|yah|pak|bu|mas|mbak|saja|aja|di|untuk|for|mulai|sejak|"
    r"dari|from|paling|lambat|lama|telat|sampai|by|tepat|jam|itu|kita|bisa|ketemu|lah|deh|dong|"
    r"sih|nih|pas|sharp|kak|bang|ok|oke|maks|maksimal|datang|depan lagi|start|starting|since|juga|"
    r"selambatnya|selambat|lambatnya|terakhir|batas|deadline|due|latest|later|than|no|waktu|akhirnya|"
    r"kliwon|legi|pahing|pon|wage)\b"
    r"|[^\w]"
)
_NOON = 12
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})")


@dataclass(slots=True)
class _Said:
    """What the rules have taken out of one text."""

    now: datetime
    past: bool
    nanti: bool
    tadi: bool
    eve: str | None = None
    every: str | None = None

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def zone(self) -> tzinfo | None:
        return self.now.tzinfo


def read_when(text: str, now: datetime, *, past: bool = False) -> Reading[When]:
    """Read `text` as said at `now`, whose zone is the person's; a zone in the text wins.

    With `past` (a report) dates without a year and weekdays look back instead of ahead.
    """
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    scan = Scan(canonical(said))
    zone = scan.take(_ZONE)
    if zone is not None:
        now = now.astimezone(ZoneInfo(_ZONES[zone[1]]))
    about = scan.take(_ABOUT) is not None
    reading = _read(scan, now, past=past, sunday="Minggu" in text)
    return replace(reading, approximate=about) if about and reading.value else reading


def _read(scan: Scan, now: datetime, *, past: bool, sunday: bool) -> Reading[When]:
    vague = _VAGUE.search(scan.rest) is not None
    soon = scan.take(_SOON)
    if soon is not None:
        return _judged(_soon(soon, now), scan, asks=False)
    dotted = _DOTTED.fullmatch(scan.rest)
    nanti, tadi = scan.take(_NANTI) is not None, scan.take(_TADI) is not None
    said = _Said(now, past, nanti, tadi)
    _prepare(scan, said)
    days, hours = _taken(scan, said)
    if dotted and days is None and (others := _dotted(dotted, said)):
        if hours.invalid or dotted[2] == "00":
            return _judged(others, scan, asks=False)
        return _judged([*_times(hours, said), *others], scan, asks=True)
    if (days and not days.options) or hours.invalid:
        return Reading(reason=Reason.INVALID)
    if days is None and not hours.options:
        return _timeless(scan, said, vague=vague)
    found = list(_times(hours, said) if days is None else _on_days(days, hours, said))
    if sunday and any(each.until for each in found):
        found.sort(key=lambda each: each.until is not None)
    stretched = bool(hours.options) and any(each.until for each in found)  # hours of which day?
    return _judged(found, scan, asks=bool(days and days.asks) or stretched)


def _timeless(scan: Scan, said: _Said, *, vague: bool) -> Reading[When]:
    """Neither day nor hour: `tiap hari` begins today, all else is told why."""
    if said.every == "P1D" and not scan.rest.strip():
        return Reading(When(said.today, every=said.every))
    return Reading(reason=Reason.VAGUE if vague or said.every else Reason.UNKNOWN)


def _judged(found: list[When], scan: Scan, *, asks: bool) -> Reading[When]:
    """One reading is the value, unless words are left that may change it."""
    found = list(dict.fromkeys(found))
    if not found:
        return Reading(reason=Reason.INVALID)
    doubt = _DOUBT.search(scan.rest) is not None
    left = _FILLERS.sub(" ", scan.rest).split()
    if len(found) == 1 and not (asks or doubt or left):
        return Reading(found[0])
    return Reading(candidates=tuple(found[:4]), reason=Reason.AMBIGUOUS)


def _soon(match: re.Match[str], now: datetime) -> list[When]:
    """`setengah jam lagi`, `1,5 jam lagi`: to the minute."""
    parts = {"HALF": Decimal("0.5"), "QUARTER": Decimal("0.25"), None: Decimal(0)}
    number = Decimal((match["n"] or "0").replace(",", ".")) + parts[match["part"]]
    number += parts["HALF"] if match["half"] or match["tail"] else 0
    minutes = number * (60 if match["unit"] == "jam" else 1) + int(match["minutes"] or 0)
    sign = -1 if match["dir"] == "lalu" else 1
    try:
        moment = (now + sign * timedelta(minutes=int(minutes))).replace(second=0, microsecond=0)
    except OverflowError:
        return []
    return [When(moment.date(), moment.time(), now.tzinfo)]


def _prepare(scan: Scan, said: _Said) -> None:
    """Take out what turns the reading of the rest: "tiap", "malam Minggu", "pagi ini"."""
    every = scan.take(_EVERY)
    if every is not None:
        said.every = _interval(scan, every)
    eve = _EVE.search(scan.rest)
    if eve is not None and eve["hour"]:
        said.eve = "maybe"  # "jam 7 malam Jumat" is Thursday's or Friday's evening
    elif eve is not None:
        said.eve = "sure"
        scan.rest = f"{scan.rest[: eve.start()]}{eve['of']} malam{scan.rest[eve.end() :]}"
    scan.rest = _PART_OF_TODAY.sub(r"hari ini \1", scan.rest)


def _interval(scan: Scan, every: re.Match[str]) -> str:
    """The ISO 8601 period of `tiap 2 minggu`, `tiap Senin`, `tiap tanggal 5`."""
    number, unit = int(every["n"] or 1), every["unit"]
    if unit == "minggu" and every["n"] is None and not _WEEKDAY.search(scan.rest):
        scan.rest = f"minggu {scan.rest} ?minggu"  # each week, or each Sunday: left to ask
        return "P7D"
    if unit in {"minggu", "pekan"}:
        return f"P{7 * number}D"
    if unit is not None:
        return f"P{number}{ {'hari': 'D', 'bulan': 'M', 'tahun': 'Y'}[unit] }"
    if "tanggal" in scan.rest or _MONTHLY.search(scan.rest):
        return "P1M"
    if _YEARLY.search(scan.rest):
        return "P1Y"
    return "P7D" if _WEEKDAY.search(scan.rest) else "P1D"


def _taken(scan: Scan, said: _Said) -> tuple[Days | None, Hours]:
    hours = take_hours(scan)
    days = take_days(scan, said.today, past=said.past)
    if days is not None and _ALSO.search(scan.rest):
        others = take_days(scan, said.today, past=said.past)
        days = Days((*days.options, *(others.options if others else ())), asks=True)
    if days is not None or not (said.nanti or said.tadi) or not hours.options:
        return days, hours
    late = hours.usual in {"siang", "AFT", "sore"} and hours.options[0].at > said.now.time()
    before = said.tadi and (late or hours.usual == "malam")
    day = days_on(said.today, -1) if before else said.today
    return (Days((Span(day),)) if day else None), hours


def _when(day: date | None, hour: Hour, said: _Said) -> Iterator[When]:
    day = days_on(day, hour.shift) if day else None
    if day is not None:
        yield When(day, hour.at, said.zone, ends=hour.ends)


def _after(when: When, said: _Said) -> bool:
    return when.moment is None or when.moment > said.now


def _times(hours: Hours, said: _Said) -> list[When]:
    """An hour without a day: the next one, or the last one in a report."""
    found: list[When] = []
    for hour in hours.options:
        steps = (1, 0, -1, -2) if said.past else (-1, 0, 1)
        turns = [when for step in steps for when in _when(days_on(said.today, step), hour, said)]
        fitting = [when for when in turns if _after(when, said) is not said.past]
        found += fitting[:1]
        if fitting and fitting[0].day > said.today:
            found += _this_evening(hour, said)
    if said.every is None:
        return found
    # "tiap hari jam 8" is in the morning, whatever of today is over; "jam 6" is either.
    heard = {hour.at for hour in hours.options}
    return [_repeated(when, said) for when in found if when.time in heard]


def _this_evening(hour: Hour, said: _Said) -> list[When]:
    """At ten in the morning "jam 9" may be tonight's nine as well as tomorrow's."""
    if hour.exact or hour.ends or hour.at.hour >= _NOON:
        return []
    later = replace(hour, at=hour.at.replace(hour=hour.at.hour + _NOON), ends=None)
    return [when for when in _when(said.today, later, said) if _after(when, said)]


def _repeated(when: When, said: _Said) -> When:
    return when if said.every is None else replace(when, every=said.every)


def _on_days(days: Days, hours: Hours, said: _Said) -> list[When]:
    """Every day that may be meant at every hour that may be, without what is over already."""
    spans = [moved for span in days.options for moved in _eve(span, said)]
    dated = hours.options
    if hours.usual and (said.tadi or all(span.first < said.today for span in spans)):
        dated = ()  # "tadi pagi" tells no hour
    found = [when for span in spans for when in _at_hours(span, dated, said)]
    if not (said.past or said.tadi):
        found = _coming(found, dated, said, choose=days.loose or len(dated) > 1)
    elif said.tadi or len(dated) > 1:
        before = [when for when in found if when.moment is None or not _after(when, said)]
        found = before if said.tadi else before or found
    if said.every is None or not found:
        return found
    first: dict[int, When] = {}  # two Mondays begin the same repetition
    for when in found if days.asks else found[:1]:
        first.setdefault(when.day.weekday(), _repeated(when, said))
    return list(first.values())


def _coming(found: list[When], hours: tuple[Hour, ...], said: _Said, *, choose: bool) -> list[When]:
    """Leave out what is past where something is left; today's "jam 7" may be tonight's."""
    coming = [when for when in found if _after(when, said) and when.day >= said.today]
    if coming and (choose or said.eve):
        return coming
    if not coming and len(found) == 1 and found[0].day == said.today and len(hours) == 1:
        return [*_this_evening(hours[0], said), *found]
    return found


def _eve(span: Span, said: _Said) -> list[Span]:
    """`malam Minggu` is Saturday night."""
    if said.eve is None or span.last:
        return [span]
    before = days_on(span.first, -1)
    eve = [Span(before)] if before else []
    return eve if said.eve == "sure" else [*eve, span]


def _at_hours(span: Span, hours: tuple[Hour, ...], said: _Said) -> list[When]:
    if not hours or (span.last and span.grain != "day"):
        until = span.last if span.last != span.first else None
        return [When(span.first, until=until, grain=span.grain)]
    if span.last is None:
        return [when for hour in hours for when in _when(span.first, hour, said)]
    if (span.last - span.first).days > 1:
        return [When(span.first, until=span.last)]
    days = (span.first, span.last)
    return [when for day in days for hour in hours for when in _when(day, hour, said)]


def _dotted(match: re.Match[str], said: _Said) -> list[When]:
    """`10.12` alone may be the tenth of December as well as twelve past ten."""
    if int(match[2]) > MONTHS:
        return []
    days = take_days(Scan(f"{match[1]}/{match[2]}"), said.today, past=said.past)
    return [When(span.first) for span in days.options] if days else []

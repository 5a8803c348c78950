"""Nobody is messaged in their quiet hours, by their own clock, in any zone (D6)."""

import zoneinfo
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.quiet import Quiet, first_allowed, is_quiet, last_allowed

NIGHT: Quiet = (time(20), time(8))
JAKARTA, JAYAPURA, NEW_YORK = "Asia/Jakarta", "Asia/Jayapura", "America/New_York"
ZONES = sorted(zoneinfo.available_timezones())
#: By an hour, half of one or two; at midnight, in the night or in the evening; north and south.
CHANGING = [
    NEW_YORK,
    "Africa/Casablanca",
    "America/Nuuk",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Europe/London",
]

#: What it shows; zone, quiet hours, moment; first allowed, last allowed (all in UTC).
TABLE = [
    (
        "in the morning one may write",
        (JAKARTA, NIGHT, "2026-11-23T03:00"),
        ("2026-11-23T03:00", "2026-11-23T03:00"),
    ),
    (
        "eight in the morning is not quiet any more",
        (JAKARTA, NIGHT, "2026-11-23T01:00"),
        ("2026-11-23T01:00", "2026-11-23T01:00"),
    ),
    (
        "eight in the evening is quiet, until eight in the morning",
        (JAKARTA, NIGHT, "2026-11-23T13:00"),
        ("2026-11-24T01:00", "2026-11-23T12:59"),
    ),
    (
        "after midnight it was quiet since the evening before",
        (JAKARTA, NIGHT, "2026-11-23T20:30"),
        ("2026-11-24T01:00", "2026-11-23T12:59"),
    ),
    (
        "in Jayapura it is evening two hours earlier",
        (JAYAPURA, NIGHT, "2026-11-23T11:30"),
        ("2026-11-23T23:00", "2026-11-23T10:59"),
    ),
    (
        "quiet hours may lie within one day",
        (JAKARTA, (time(12), time(13)), "2026-11-23T05:10"),
        ("2026-11-23T06:00", "2026-11-23T04:59"),
    ),
    (
        "without quiet hours one may always write",
        (JAKARTA, None, "2026-11-23T20:00"),
        ("2026-11-23T20:00", "2026-11-23T20:00"),
    ),
    (
        "the night in which clocks go forward is an hour shorter",
        (NEW_YORK, NIGHT, "2026-03-08T05:00"),
        ("2026-03-08T12:00", "2026-03-08T00:59"),
    ),
    (
        "the night in which clocks go back is an hour longer",
        (NEW_YORK, NIGHT, "2026-11-01T05:00"),
        ("2026-11-01T13:00", "2026-10-31T23:59"),
    ),
    (
        "an end that the clock shows twice is not before a moment between the two",
        (NEW_YORK, (time(22), time(1, 30)), "2026-11-01T06:10"),
        ("2026-11-01T06:30", "2026-11-01T05:59"),
    ),
    (
        "where the clock leaves out its beginning, it is quiet as soon as it jumps",
        (NEW_YORK, (time(2, 30), time(5)), "2026-03-08T07:40"),
        ("2026-03-08T09:00", "2026-03-08T06:59"),
    ),
    (
        "where the clock leaves out its end, it is over as soon as it jumps",
        (NEW_YORK, (time(20), time(2, 30)), "2026-03-08T05:00"),
        ("2026-03-08T07:00", "2026-03-08T00:59"),
    ),
    (
        "where the clock goes back into it, the minute before that was allowed",
        (NEW_YORK, (time(0, 30), time(1, 30)), "2026-11-01T06:10"),
        ("2026-11-01T06:30", "2026-11-01T05:59"),
    ),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("_sentence", "asked", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_when_one_may_write(
    _sentence: str, asked: tuple[str, Quiet, str], expected: tuple[str, str]
) -> None:
    zone, quiet, text = asked
    moment = utc(text)
    found = first_allowed(moment, zone, quiet), last_allowed(moment, zone, quiet)
    assert found == tuple(utc(each) for each in expected)


minutes = st.integers(0, 24 * 60 - 1).map(lambda number: time(number // 60, number % 60))
moments = st.datetimes(datetime(1970, 1, 2), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.sampled_from(ZONES), minutes, minutes)
def test_the_allowed_moments_are_never_quiet(
    moment: datetime, zone: str, start: time, end: time
) -> None:
    check(moment.replace(second=0, microsecond=0), zone, (start, end))


@settings(max_examples=400)
@given(st.data(), st.sampled_from(CHANGING))
def test_nor_are_they_where_clocks_change_in_the_quiet_hours(
    data: st.DataObject, zone: str
) -> None:
    near = st.integers(-60, 60).map(lambda number: timedelta(minutes=number))
    moment = data.draw(st.sampled_from(changes_of(zone)))
    start, end = (
        (moment + data.draw(near)).astimezone(ZoneInfo(zone)).time().replace(second=0)
        for _ in range(2)
    )
    check(moment + data.draw(near), zone, (start, end))


def check(moment: datetime, zone: str, quiet: Quiet) -> None:
    first, last = first_allowed(moment, zone, quiet), last_allowed(moment, zone, quiet)
    assert not is_quiet(first, zone, quiet)
    assert not is_quiet(last, zone, quiet)
    assert last <= moment <= first
    assert first - last < timedelta(days=4)
    if not is_quiet(moment, zone, quiet):
        assert first == last == moment


@cache
def changes_of(zone: str) -> list[datetime]:
    """The minutes of the 2020s in which the zone's clocks change, or one of no importance."""
    found = []
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    place = ZoneInfo(zone)
    while moment.year < 2030:
        after = moment + timedelta(days=7)
        if moment.astimezone(place).utcoffset() != after.astimezone(place).utcoffset():
            found.append(_between(moment, after, place))
        moment = after
    return found or [datetime(2026, 11, 23, tzinfo=UTC)]


def _between(early: datetime, late: datetime, place: ZoneInfo) -> datetime:
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) / 2
        same = middle.astimezone(place).utcoffset() == early.astimezone(place).utcoffset()
        early, late = (middle, late) if same else (early, middle)
    return late.replace(second=0, microsecond=0)

"""Holidays and Friday prayer beside quiet hours: bulletins step over all of them (D6)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.quiet import (
    Pause,
    Quiet,
    Silence,
    first_allowed,
    is_quiet,
    last_allowed,
    of_bulletins,
)
from bot.delivery.receiving import Receiving, Rhythm, arrival, disturbs

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FRIDAY = Pause(4, time(11, 30), time(13))
#: Christmas of 2026 is a Friday; two days at the new year.
HOLIDAYS = frozenset({date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 2)})
CALENDAR = Silence((time(20), time(8)), (FRIDAY,), HOLIDAYS)
FAR = datetime(2030, 1, 1, tzinfo=UTC)


def wib(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[0])).astimezone(UTC)


#: What it shows; how news is wanted; the moment; when a bulletin of that moment arrives.
ARRIVALS = [
    ("a working day is open", {}, "2026-11-23T10:00", "2026-11-23T10:00"),
    ("while others pray it waits", {}, "2026-11-27T12:15", "2026-11-27T13:00"),
    ("who wants it then gets it", {"in_pauses": True}, "2026-11-27T12:15", "2026-11-27T12:15"),
    ("Thursday noon is no Friday", {}, "2026-11-26T12:15", "2026-11-26T12:15"),
    ("a holiday is left out", {}, "2026-12-25T10:00", "2026-12-26T08:00"),
    ("so is the night before it", {}, "2026-12-24T21:00", "2026-12-26T08:00"),
    ("two holidays are left out together", {}, "2027-01-01T09:00", "2027-01-03T08:00"),
    ("an hour of one's own is kept", {"at": "06:00"}, "2026-11-23T10:00", "2026-11-24T06:00"),
    ("not on a holiday", {"at": "06:00"}, "2026-12-24T10:00", "2026-12-26T06:00"),
    ("nor at its very hour", {"at": "06:00"}, "2026-12-25T06:10", "2026-12-26T06:00"),
    ("noon on Friday may be chosen", {"at": "12:00"}, "2026-11-27T11:45", "2026-11-27T12:00"),
    ("daily is tomorrow at eight", {"rhythm": "daily"}, "2026-11-23T10:00", "2026-11-24T08:00"),
    ("or today, before eight", {"rhythm": "daily"}, "2026-11-23T07:59", "2026-11-23T08:00"),
    (
        "daily at an hour of one's own",
        {"rhythm": "daily", "at": "05:00"},
        "2026-11-23T05:10",
        "2026-11-24T05:00",
    ),
    ("daily passes over a holiday", {"rhythm": "daily"}, "2026-12-24T10:00", "2026-12-26T08:00"),
    ("weekly is next Monday", {"rhythm": "weekly"}, "2026-11-23T10:00", "2026-11-30T08:00"),
    ("or today, before eight", {"rhythm": "weekly"}, "2026-11-23T06:00", "2026-11-23T08:00"),
    (
        "weekly at an hour of one's own",
        {"rhythm": "weekly", "at": "17:00"},
        "2026-11-24T10:00",
        "2026-11-30T17:00",
    ),
]


@pytest.mark.parametrize(
    ("_sentence", "wish", "moment", "arrives"), ARRIVALS, ids=[row[0] for row in ARRIVALS]
)
def test_when_a_bulletin_arrives(
    _sentence: str, wish: dict[str, object], moment: str, arrives: str
) -> None:
    wanted = Receiving(
        ZONES[0],
        str(wish["at"]) if "at" in wish else None,
        Rhythm(str(wish.get("rhythm", "at_once"))),
        bool(wish.get("in_pauses")),
    )
    assert arrival(wib(moment), wanted, CALENDAR, FAR) == wib(arrives)


def test_a_monday_that_is_a_holiday_gives_way_to_tuesday() -> None:
    quiet = Silence(holidays=frozenset({date(2026, 11, 30)}))
    wanted = Receiving(ZONES[0], rhythm=Rhythm.WEEKLY)
    assert arrival(wib("2026-11-25T10:00"), wanted, quiet, FAR) == wib("2026-12-01T08:00")
    assert arrival(wib("2026-12-01T09:00"), wanted, quiet, FAR) == wib("2026-12-07T08:00")


def test_what_is_over_before_the_weekly_day_does_not_come_earlier() -> None:
    wanted = Receiving(ZONES[0], rhythm=Rhythm.WEEKLY)
    before = wib("2026-11-25T23:59")
    assert arrival(wib("2026-11-24T10:00"), wanted, CALENDAR, before) == wib("2026-11-30T08:00")


def test_reminders_come_on_a_holiday_and_spare_the_prayer() -> None:
    christmas, friday = wib("2026-12-25T10:00"), wib("2026-11-27T12:15")
    assert first_allowed(christmas, ZONES[0], CALENDAR) == christmas
    assert first_allowed(friday, ZONES[0], CALENDAR) == wib("2026-11-27T13:00")
    assert last_allowed(friday, ZONES[0], CALENDAR) == wib("2026-11-27T11:29")


def test_an_hour_of_ones_own_does_not_open_a_holiday() -> None:
    wanted = Receiving(ZONES[0], "06:00")
    assert not disturbs(wib("2026-12-24T06:20"), wanted, CALENDAR)
    assert disturbs(wib("2026-12-25T06:20"), wanted, CALENDAR)
    assert disturbs(wib("2026-12-24T05:20"), wanted, CALENDAR)


minutes = st.integers(0, 24 * 60 - 1).map(lambda number: time(number // 60, number % 60))
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(2026, 11, 1), date(2027, 2, 15))
pauses = st.builds(
    lambda day, start, length: Pause(
        day, time(start), time(min(start + length, 23), 59 if start + length > 23 else 0)
    ),
    st.integers(0, 6),
    st.integers(0, 22),
    st.integers(1, 5),
)
silences = st.builds(
    Silence,
    st.one_of(st.none(), st.tuples(minutes, minutes)),
    st.lists(pauses, max_size=3).map(tuple),
    st.frozensets(days, max_size=12),
)


@given(moments, moments, st.sampled_from(ZONES), silences, st.booleans())
def test_the_first_allowed_moment_is_never_silent_and_never_runs_backwards(
    one: datetime, other: datetime, zone: str, silence: Silence, of_bulletin: bool
) -> None:
    quiet: Quiet = of_bulletins(silence) if of_bulletin else silence
    early, late = sorted((one, other))
    first, second = first_allowed(early, zone, quiet), first_allowed(late, zone, quiet)
    assert early <= first <= second
    assert not is_quiet(first, zone, quiet)
    assert not is_quiet(last_allowed(early, zone, quiet), zone, quiet)
    # It is the first: what is earlier is silent, to the minute.
    minute = timedelta(minutes=1)
    if first > early:
        assert is_quiet(max(early, first - minute), zone, quiet)


hours = st.one_of(st.none(), st.just("now"), minutes.map(lambda hour: hour.strftime("%H:%M")))
wishes = st.builds(Receiving, st.sampled_from(ZONES), hours, st.sampled_from(Rhythm), st.booleans())


@given(moments, wishes, silences, st.timedeltas(timedelta(), timedelta(30)))
def test_a_bulletin_arrives_when_it_disturbs_nobody(
    moment: datetime, wish: Receiving, silence: Silence, lasts: timedelta
) -> None:
    at = arrival(moment, wish, silence, moment + lasts)
    assert at >= moment
    assert not disturbs(at, wish, silence)
    if wish.rhythm is Rhythm.WEEKLY:
        assert at - moment <= timedelta(30)

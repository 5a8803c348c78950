"""When a reminder goes, by the clock of whom it is for, also where clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.reminders.models import DAY, HOUR, Outcome
from bot.coaching.reminders.moments import last_moment, moment, wanted
from bot.delivery.quiet import Quiet, is_quiet

JAKARTA, NIGHT = "Asia/Jakarta", (time(20), time(8))


def wib(text: str) -> datetime:
    """`24 14:00`: a moment of November 2026 by the clock of Jakarta."""
    return datetime.fromisoformat(f"2026-11-{text}+07:00").astimezone(UTC)


#: What it shows; session, which reminder, quiet hours, now; when it goes or what becomes of it.
MOMENTS = [
    (
        "the day before, at the same hour",
        ("25 14:00", DAY, NIGHT, "23 10:00"),
        wib("24 14:00"),
    ),
    (
        "an hour before",
        ("25 14:00", HOUR, NIGHT, "23 10:00"),
        wib("25 13:00"),
    ),
    (
        "one that falls into the evening goes just before it is quiet",
        ("25 21:00", DAY, NIGHT, "23 10:00"),
        wib("24 19:59"),
    ),
    (
        "one that falls into the early morning goes the evening before",
        ("25 08:30", HOUR, NIGHT, "23 10:00"),
        wib("24 19:59"),
    ),
    (
        "if that evening has passed, it goes in the morning before the session",
        ("25 08:30", HOUR, NIGHT, "24 22:00"),
        wib("25 08:00"),
    ),
    (
        "if it is quiet until the session begins, it is missed",
        ("25 07:30", HOUR, NIGHT, "24 22:00"),
        Outcome.MISSED,
    ),
    (
        "one whose moment has passed is folded into the news of the session",
        ("25 14:00", DAY, NIGHT, "24 14:00"),
        Outcome.FOLDED,
    ),
    (
        "without quiet hours it goes at its moment, in the night too",
        ("25 04:00", HOUR, None, "24 10:00"),
        wib("25 03:00"),
    ),
    (
        "a day after the event, too, goes just before it is quiet",
        ("25 21:00", -DAY, NIGHT, "25 21:00"),
        wib("26 19:59"),
    ),
    (
        "half an hour after one that ends in the evening, not before it but in the morning",
        ("25 19:59", -30, NIGHT, "25 19:59"),
        wib("26 08:00"),
    ),
]


@pytest.mark.parametrize(("_sentence", "asked", "expected"), MOMENTS, ids=[r[0] for r in MOMENTS])
def test_when_a_reminder_goes(
    _sentence: str, asked: tuple[str, int, Quiet, str], expected: datetime | Outcome
) -> None:
    starts, ahead, quiet, now = asked
    assert moment(wib(starts), ahead, JAKARTA, quiet, wib(now)) == expected


#: Where clocks change: what it shows; zone, the event, minutes ahead, the reminder (local, offset).
CHANGES = [
    (
        "over a night of 25 hours it is the same hour of the day before",
        ("America/New_York", "2026-11-01T09:00-05:00", DAY),
        "2026-10-31T09:00-04:00",
    ),
    (
        "over a night of 23 hours, too",
        ("America/New_York", "2026-03-08T09:00-04:00", DAY),
        "2026-03-07T09:00-05:00",
    ),
    (
        "an hour that did not exist the day before is as much later as the clock jumped",
        ("America/New_York", "2026-03-09T02:30-04:00", DAY),
        "2026-03-08T03:30-04:00",
    ),
    (
        "of an hour that was there twice the day before it is the first",
        ("America/New_York", "2026-11-02T01:30-05:00", DAY),
        "2026-11-01T01:30-04:00",
    ),
    (
        "the day before the second of two equal hours is the day before",
        ("America/New_York", "2026-11-01T01:30-05:00", DAY),
        "2026-10-31T01:30-04:00",
    ),
    (
        "an hour before is time that passes, though the clock says the same",
        ("America/New_York", "2026-11-01T01:30-05:00", HOUR),
        "2026-11-01T01:30-04:00",
    ),
    (
        "a clock that changes by half an hour changes nothing",
        ("Australia/Lord_Howe", "2026-10-04T09:00+11:00", DAY),
        "2026-10-03T09:00+10:30",
    ),
    (
        "the day before a day that was left out is 24 hours before",
        ("Pacific/Apia", "2011-12-31T09:00+14:00", DAY),
        "2011-12-29T09:00-10:00",
    ),
    (
        "three days after an event it is the same hour",
        ("America/New_York", "2026-10-30T09:00-04:00", -3 * DAY),
        "2026-11-02T09:00-05:00",
    ),
    (
        "a day and an hour ahead is an hour before the same hour of the day before",
        (JAKARTA, "2026-11-25T09:00+07:00", DAY + HOUR),
        "2026-11-24T08:00+07:00",
    ),
]


@pytest.mark.parametrize(("_sentence", "asked", "expected"), CHANGES, ids=[r[0] for r in CHANGES])
def test_where_clocks_change(_sentence: str, asked: tuple[str, str, int], expected: str) -> None:
    zone, event, ahead = asked
    found = wanted(datetime.fromisoformat(event).astimezone(UTC), ahead, zone)
    assert found == datetime.fromisoformat(expected)


zones = st.sampled_from(sorted(available_timezones()))
events = st.datetimes(datetime(2000, 1, 1), datetime(2036, 12, 31)).map(  # noqa: DTZ001 (made UTC)
    lambda moment: moment.replace(tzinfo=UTC)
)
minutes = st.integers(0, DAY - 1).map(lambda number: time(number // 60, number % 60))
quiets = st.one_of(st.none(), st.tuples(minutes, minutes))
aheads = st.one_of(
    st.sampled_from([HOUR, DAY, 2 * DAY, 7 * DAY, 90 * DAY, -DAY, -3 * DAY, -7 * DAY]),
    st.integers(-10 * DAY, 10 * DAY).filter(bool),
)


@given(events, aheads, zones)
def test_it_lies_on_its_side_of_the_event_and_about_so_far_from_it(
    event: datetime, ahead: int, zone: str
) -> None:
    at = wanted(event, ahead, zone)
    assert (at < event) == (ahead > 0)
    assert at != event
    # No zone has ever jumped further than a day and a bit.
    assert abs(at - (event - timedelta(minutes=ahead))) <= timedelta(hours=26)


@given(events, st.integers(1, 400), zones)
def test_whole_days_before_the_clock_shows_the_same_hour_wherever_it_exists(
    event: datetime, days: int, zone: str
) -> None:
    local = event.astimezone(ZoneInfo(zone))
    at = wanted(event, days * DAY, zone).astimezone(ZoneInfo(zone))
    hoped = (local - timedelta(days=days)).replace(fold=0)
    exists = hoped.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if exists == hoped.replace(tzinfo=None):
        assert at.replace(tzinfo=None) == hoped.replace(tzinfo=None)
        assert at.fold == 0


@given(events, aheads, zones, quiets, st.integers(0, 12 * DAY))
def test_what_goes_goes_in_time_and_never_in_quiet_hours(
    event: datetime, ahead: int, zone: str, quiet: Quiet, planned: int
) -> None:
    now = event - timedelta(minutes=planned)
    due = moment(event, ahead, zone, quiet, now)
    if due is Outcome.FOLDED:
        assert wanted(event, ahead, zone) <= now
    elif isinstance(due, Outcome):
        assert quiet is not None
    else:
        assert now < due < last_moment(event, ahead, zone)
        assert not is_quiet(due, zone, quiet)
        assert ahead > 0 or due > event

"""A rule on the wall: nine o'clock stays nine o'clock, and nobody plans ten thousand sessions."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.sessions import recurrence

ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def test_nine_stays_nine_when_clocks_change() -> None:
    found = recurrence.occurrences("2026-10-12T09:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=5")
    hours = [recurrence.moment(each, "Europe/Amsterdam").hour for each in found]
    assert hours == [7, 7, 8, 8, 8]


def test_months_that_lack_the_day_are_skipped() -> None:
    found = recurrence.occurrences("2026-12-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4")
    assert [each[:7] for each in found] == ["2026-12", "2027-01", "2027-03", "2027-05"]
    assert recurrence.skips("FREQ=MONTHLY;BYMONTHDAY=31")
    assert not recurrence.skips("FREQ=MONTHLY;BYMONTHDAY=5")


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;COUNT=10000", "FREQ=MONTHLY;COUNT=40", "FREQ=YEARLY;COUNT=5"],
)
def test_more_than_a_programme_holds_is_refused(rule: str) -> None:
    with pytest.raises(recurrence.TooMany):
        recurrence.occurrences("2026-11-23T09:00", rule)


def test_as_many_as_fit_are_taken() -> None:
    assert len(recurrence.occurrences("2026-11-23T09:00", "FREQ=DAILY;COUNT=400")) == 400


@given(
    zone=st.sampled_from(ZONES),
    days=st.integers(0, 3650),
    minutes=st.integers(0, 1439),
    weeks=st.integers(1, 60),
)
def test_every_occurrence_reads_the_same_on_the_wall_of_any_zone(
    zone: str, days: int, minutes: int, weeks: int
) -> None:
    local = recurrence.shifted("2024-01-01T00:00", timedelta(days=days, minutes=minutes))
    found = recurrence.occurrences(local, f"FREQ=WEEKLY;COUNT={weeks}")
    for number, each in enumerate(found):
        assert each == recurrence.shifted(local, timedelta(weeks=number))
        at = recurrence.moment(each, zone)
        assert at.tzinfo is UTC
        wall = datetime.fromisoformat(each)
        skipped = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - wall
        # An hour left out in spring is the one after it; no zone leaves out more than a day.
        assert timedelta() <= skipped <= timedelta(days=1)
        if not skipped:
            assert recurrence.on_the_wall(at, zone) == each

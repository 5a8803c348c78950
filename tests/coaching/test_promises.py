"""Whatever is planned, moved and called off, by whatever clocks, and whoever ticks: S1 holds."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot import clock
from bot.coaching.reminders import ticking
from bot.coaching.reminders.moments import moment
from bot.delivery.quiet import Pause, Silence
from bot.storage import Storage
from tests.coaching.by_the_clock import DAY, MINUTE, ZONES, changes_of, goes
from tests.coaching.diary import Diary
from tests.coaching.verdicts import judge, judge_files
from tests.conftest import MONDAY
from tests.faults.extent import LONGEST, extent
from tests.market.test_promises import emptied

BEGINS, YEARS = 2026, extent(1, 10)
BEGINNING = datetime(BEGINS, 1, 1, tzinfo=UTC)
#: The night, silences that begin or end where clocks change, and one of a single day.
SILENCES = (
    Silence(),
    Silence((time(20), time(8))),
    Silence((time(1, 30), time(2, 30))),
    Silence((time(0, 30), time(1, 30))),
    Silence((time(22), time(2, 30)), (Pause(6, time(1), time(3, 15)),)),
)
#: Around a change of the clock: when the event is, and how much before it the reminder, in minutes.
EVENTS = (-30, 15, 75, 700, 1530)
AHEAD = (60, 1440, 2910)


@pytest.mark.timeout(LONGEST)
def test_at_every_change_of_every_zones_clock_a_reminder_goes_when_a_look_at_it_says() -> None:
    alike = {changes_of(zone, BEGINS, BEGINS + YEARS): zone for zone in ZONES}
    for changes, zone in alike.items():
        for change, after, ahead, silence in product(changes, EVENTS, AHEAD, SILENCES):
            event = change + after * MINUTE
            for planned in (5 * DAY, (ahead + 40) * MINUTE):
                now = event - planned
                found = moment(event, ahead, zone, silence, now)
                assert found == goes(event, ahead, zone, silence, now), (zone, event, ahead)


#: What can happen next; what happens often stands here often.
STEPS = (
    *(6 * ("due",)),
    *(3 * ("visit", "repeat", "hours", "cut_off")),
    *(2 * ("plan_over_change", "gather", "move", "move_following", "snooze", "live_elsewhere")),
    *(2 * ("gap", "weeks", "decline", "confirm", "choose")),
    *("propose", "call_off", "call_off_following", "move_day", "give", "years", "restart"),
)
#: Where clocks are set, by an hour, half of one or two, or stand at half and quarter hours.
RESTLESS = (
    *("America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Antarctica/Troll"),
    *("Pacific/Chatham", "Asia/Kathmandu", "America/St_Johns", "America/Nuuk", "Asia/Beirut"),
    *("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Pacific/Kiritimati", "Europe/London"),
)
#: Five people's zones, when it begins, and what happens.
Life = tuple[Sequence[str], datetime, Sequence[tuple[str, int]]]
zones = st.one_of(st.sampled_from(RESTLESS), st.sampled_from(ZONES))
minutes = st.integers(0, 24 * 60 - 1).map(lambda number: time(number // 60, number % 60))
NIGHT = (time(20), time(8))
silences = st.one_of(
    st.just(Silence(NIGHT)),
    st.just(Silence(NIGHT, (Pause(4, time(11, 30), time(13)),))),
    st.sampled_from(SILENCES),
    st.builds(Silence, st.tuples(minutes, minutes)),
)


#: Each promise is put to the test in every run, whatever is drawn. By the clock of Jakarta:
#: late ticks in the evening and by night, two that are due at once, and a day without any.
BY_NIGHT: Life = (
    ("Asia/Jakarta",) * 5,
    datetime(2026, 1, 1, tzinfo=UTC),
    (
        *(("choose", 27), ("visit", 7), ("visit", 21), ("visit", 28), ("visit", 9)),
        *(("due", 0), ("due", 4), ("due", 4), ("cut_off", 0), ("snooze", 22), ("due", 4)),
        *(("gap", 0), ("due", 4), ("gap", 0)),
    ),
)
#: Over two nights in which clocks are set, at the hours that are left out and that are there twice.
OVER_CHANGES: Life = (
    ("America/New_York", "Australia/Lord_Howe", "America/New_York", "Pacific/Chatham", "Asia/Gaza"),
    datetime(2026, 3, 5, tzinfo=UTC),
    (
        *(("repeat", 42), ("visit", 7), ("cut_off", 0), ("weeks", 2), ("weeks", 24)),
        *(("years", 0), ("plan_over_change", 55), ("plan_over_change", 90), ("weeks", 24)),
    ),
)
#: Said, moved, called off, lent and put off after some have gone; one owner lives elsewhere then.
CHANGED: Life = (
    ("Asia/Makassar", "Asia/Jakarta", "Asia/Jayapura", "Asia/Jakarta", "Asia/Kathmandu"),
    datetime(2026, 1, 1, tzinfo=UTC),
    (
        *(("gather", 9), ("repeat", 7), ("decline", 0), ("move", 0), ("due", 0), ("due", 0)),
        *(("decline", 1), ("live_elsewhere", 3), ("move_following", 1), ("confirm", 1)),
        *(("give", 2), ("call_off_following", 2), ("due", 0), ("move", 0), ("call_off", 0)),
    ),
)


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the test moves it, so that what is due at a minute is looked at in that minute."""
    monkeypatch.setattr(clock, "machine_now", lambda: MONDAY)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticking, "BATCH", 2)
    monkeypatch.setattr(ticking, "MOST", 2)


@pytest.mark.timeout(LONGEST)
@pytest.mark.usefixtures("stopped_clock", "small_pieces")
@settings(
    max_examples=extent(1, 100),
    deadline=None,
    database=None,
    suppress_health_check=[*HealthCheck],
)
@given(
    life=st.tuples(
        st.lists(zones, min_size=5, max_size=5),
        st.integers(0, 9 * 365 * 24 * 60).map(lambda later: BEGINNING + later * MINUTE),
        st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 999)), min_size=25, max_size=40),
    ),
    silence=silences,
)
@example(life=BY_NIGHT, silence=Silence(NIGHT))
@example(life=OVER_CHANGES, silence=Silence())
@example(life=CHANGED, silence=Silence(NIGHT))
async def test_each_reminder_has_its_one_outcome_after_every_step(
    database_url: str, storage: Storage, life: Life, silence: Silence
) -> None:
    places, begins, steps = life
    clock.move_to(begins)
    await emptied(storage)
    diary = Diary(database_url, silence)
    try:
        await diary.opens(places)
        for what, which in steps:
            await diary.does(what, which)
            await judge(diary)
        await diary.come_to_rest()
        await judge(diary)
        await judge_files(diary)
    finally:
        await diary.replicas.close()

"""Whatever is planned, moved and called off, by whatever clocks, and whoever ticks: S1 holds."""

from datetime import time
from itertools import product

import pytest

from bot.coaching.reminders.moments import moment
from bot.delivery.quiet import Pause, Silence
from tests.coaching.by_the_clock import DAY, MINUTE, ZONES, changes_of, goes
from tests.faults.extent import LONGEST, extent

BEGINS, YEARS = 2026, extent(1, 10)
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

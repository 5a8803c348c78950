"""The pace finds what Telegram lets through, on a clock of its own (D4)."""

import heapq
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from bot.delivery.pace import BACK, BELOW, CLIMB_SECONDS, KEEP_SECONDS, Pace
from bot.playground.refusals import Refusal
from bot.playground.traffic import Traffic

#: From the start of a request to its answer, in seconds.
LATENCY = 0.08


@dataclass
class World:
    """A courier and a limiter; time is what is written down."""

    pace: Pace
    now: float = 0
    #: When each message got through, and each 429 was received.
    arrived: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.traffic = Traffic(lambda: self.now)
        self.silent_until = 0.0
        #: Answers on their way: when, when the request began, how much silence is wanted.
        self.answers: list[tuple[float, float, float]] = []

    def limit(self, overall: float) -> None:
        self.traffic.set(on=True, overall=overall)

    def send(self, messages: int) -> float:
        """Until so many have got through; returns how long that took, in seconds."""
        began, wanted, chat = self.now, len(self.arrived) + messages, 0
        while len(self.arrived) + len(self.answers) < wanted or self.answers:
            if len(self.arrived) + len(self.answers) >= wanted:
                self._hear(self.answers[0][0])
                continue
            start = self.pace.next_start(max(self.now, self.silent_until))
            self._hear(start)
            # As the courier does: looked at once more when the wait is over.
            if self.now < self.silent_until:
                continue
            chat += 1
            self._request(chat)
        return self.now - began

    def _request(self, chat: int) -> None:
        assert self.now >= self.silent_until
        wait = 0.0
        try:
            self.traffic.check("sendMessage", chat)
        except Refusal as refusal:
            wait = float(refusal.parameters["retry_after"])
        heapq.heappush(self.answers, (self.now + LATENCY, self.now, wait))

    def _hear(self, until: float) -> None:
        while self.answers and self.answers[0][0] <= until:
            self.now, started, wait = heapq.heappop(self.answers)
            if wait:
                self.refused.append(self.now)
                self.silent_until = max(self.silent_until, self.now + wait)
                self.pace.throttled(self.now, started)
            else:
                self.arrived.append(self.now)
        self.now = max(self.now, until)


@pytest.mark.parametrize("allowed", [30, 40])
def test_a_limit_at_or_above_the_rate_is_never_met(allowed: float) -> None:
    world = World(Pace(30))
    world.limit(allowed)
    assert world.send(10_000) <= 10_000 / 30 * 1.03
    assert world.refused == []


@pytest.mark.parametrize("lowered", [24, 15, 5])
def test_a_limit_that_is_lowered_in_mid_flight_is_found(lowered: float) -> None:
    world = World(Pace(30))
    world.limit(30)
    world.send(2_000)
    world.limit(lowered)
    took = world.send(8_000)
    assert took <= 8_000 / lowered * 1.05
    assert world.refused


def test_a_limit_that_is_raised_again_is_found_again() -> None:
    world = World(Pace(30))
    world.limit(15)
    world.send(5_000)
    assert world.pace.rate < 20
    world.limit(30)
    world.send(20_000)
    assert world.pace.rate == 30
    assert world.send(3_000) <= 3_000 / 30 * 1.03


def test_below_a_limit_that_stays_it_is_refused_less_and_less_often() -> None:
    world = World(Pace(30))
    world.limit(20)
    world.send(100_000)  # nearly an hour and a half
    thirds = [0, 0, 0]
    for when in world.refused:
        thirds[min(2, int(3 * when / world.now))] += 1
    assert thirds[0] > thirds[2]
    assert world.now <= 100_000 / 20 * 1.05


def test_what_began_before_the_slowing_says_nothing_of_the_new_pace() -> None:
    pace = Pace(30)
    assert pace.throttled(10.0, started=9.9)
    slowed = pace.rate
    assert slowed == pytest.approx(30 * BACK)
    assert not pace.throttled(10.1, started=9.95)
    assert pace.rate == slowed
    assert pace.throttled(10.3, started=10.2)
    assert pace.rate < slowed


def test_unused_time_is_not_saved_for_a_burst() -> None:
    pace = Pace(10)
    pace.next_start(0.0)
    starts = [pace.next_start(60.0) for _ in range(5)]
    assert starts[0] == 60.0
    assert all(after - before > 0.07 for before, after in pairwise(starts))
    assert starts[-1] > 60.37


def test_a_timer_that_rings_late_costs_nothing() -> None:
    pace, now = Pace(1000), 0.0
    for _ in range(10_000):
        now = pace.next_start(now) + 0.0006
    assert now == pytest.approx(10, rel=0.01)


def test_only_time_spent_sending_brings_the_pace_back() -> None:
    pace = Pace(30)
    pace.throttled(1.0, started=0.0)
    pace.next_start(1.0)
    slowed = pace.rate
    pace.next_start(1.0 + 3600)
    assert pace.rate < slowed * 1.01
    now = 3601.0
    while now < 3601 + CLIMB_SECONDS + 1:
        now = pace.next_start(now)
    assert pace.rate == pytest.approx(30 * BELOW)
    while now < 3601 + KEEP_SECONDS:
        now = pace.next_start(now)
    assert pace.rate == pytest.approx(30 * BELOW)
    while now < 3601 + KEEP_SECONDS + 2 * CLIMB_SECONDS:
        now = pace.next_start(now)
    assert pace.rate == 30


def test_however_often_it_is_refused_something_goes() -> None:
    pace = Pace(30)
    for second in range(100):
        pace.throttled(second + 1.0, started=second + 0.9)
    assert pace.rate > 0.5

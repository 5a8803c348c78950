"""How fast unasked messages go: a ceiling, and below it what Telegram turns out to let through.

Telegram does not say how much it allows, and allows less at times. So the pace falls with a 429,
returns to just below where it failed, stays there, and then feels its way up again.
"""

import asyncio
import math
import time

from bot import metrics

#: What is left of the pace after a 429.
BACK = 0.8
#: Where it returns to, of the pace that was refused, and how long it takes for that in seconds.
BELOW, CLIMB_SECONDS = 0.97, 10
#: How long it stays there before it tries more; doubled each time that more is refused, to this
#: many times as long at most: who asks again and again is told to wait longer.
KEEP_SECONDS, MOST_KEEPS = 60, 16
#: How much faster it gets each second while it tries, of the ceiling.
PROBE = 0.005
#: Above so much of what was refused, the limit has risen: what was learnt of it is forgotten.
BEYOND = 1.1
#: The least there is, of the ceiling: a 429 that has other reasons must not end everything.
LEAST = 0.02
#: How late a request may start and still leave the next one its time, in seconds: timers ring a
#: little late, and at a thousand a second that would be half of it. What is later is not made up
#: for: unused time is not saved for a burst.
LATE_SECONDS = 0.03


class Pace:
    """Starts of requests are at least one over the pace apart. Times are monotonic seconds."""

    def __init__(self, ceiling: float, name: str = "free") -> None:
        """At most so many a second; it is measured under its name."""
        self._ceiling = self._rate = self._goal = ceiling
        self._refused = math.inf
        self._keep, self._kept = float(KEEP_SECONDS), 0.0
        self._next = self._slowed_at = -math.inf
        self._shown = metrics.PACE.labels(name)
        self._shown.set(ceiling)

    @property
    def rate(self) -> float:
        """Requests a second, as things stand."""
        return self._rate

    async def wait(self) -> None:
        """Until the next request may start."""
        now = time.monotonic()
        if (start := self.next_start(now)) > now:
            await asyncio.sleep(start - now)

    def free_at(self, now: float) -> float:
        """When a request could start, if one were to; `now` if it is late already."""
        return max(self._next, now)

    def next_start(self, now: float) -> float:
        """When the next request may start; it counts as started then."""
        start = max(self._next, now - LATE_SECONDS)
        # Only time that is spent sending tells anything about the limit.
        self._go_on(1 / self._rate)
        self._next = start + 1 / self._rate
        return max(now, start)

    def throttled(self, now: float, started: float) -> bool:
        """A request that began at `started` got a 429; returns whether that slowed the pace.

        One that began before the last slowing says nothing of the pace since then.
        """
        if started < self._slowed_at:
            return False
        if self._rate >= self._goal and self._kept >= self._keep:
            self._keep = min(self._keep * 2, KEEP_SECONDS * MOST_KEEPS)
        self._refused, self._slowed_at, self._kept = self._rate, now, 0.0
        self._goal = max(BELOW * self._rate, LEAST * self._ceiling)
        self._set(max(BACK * self._rate, LEAST * self._ceiling))
        return True

    def _go_on(self, seconds: float) -> None:
        """So much time was spent sending."""
        if self._rate < self._goal:
            climb = (BELOW - BACK) * self._refused / CLIMB_SECONDS
            self._set(min(self._goal, self._rate + climb * seconds))
        elif self._rate < self._ceiling and self._kept < self._keep:
            self._kept += seconds
        elif self._rate < self._ceiling:
            self._set(min(self._ceiling, self._rate + PROBE * self._ceiling * seconds))
            if self._rate > BEYOND * self._refused:
                self._keep = float(KEEP_SECONDS)

    def _set(self, rate: float) -> None:
        self._rate = rate
        self._shown.set(rate)

"""When a bulletin will have gone, given what goes before it and beside it, and how fast.

Times are seconds from now. It reckons as the courier works (`bot.delivery.due`): notices go first,
and bulletins share evenly in what is left, whatever their size.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

DAY = 86_400.0
#: Less of a message than this is none: what adding fractions leaves behind.
NOTHING = 1e-6


@dataclass(frozen=True)
class Wave:
    """So many messages of one bulletin, or of another kind, that may go from a moment on."""

    opens: float
    messages: float
    of: Hashable = None


@dataclass(frozen=True)
class Speed:
    """Messages a second."""

    rate: float
    #: At the paid rate, how many today's budget has left, how many it is each day, and when the
    #: next day begins (UTC).
    paid_rate: float = 0
    paid_left: float = 0
    paid_a_day: float = 0
    midnight: float = math.inf


def gone_at(
    ours: Sequence[Wave], beside: Sequence[Wave], notices: Sequence[Wave], speed: Speed
) -> list[float]:
    """When the last of each of our waves has gone, in the order in which they open."""
    line = _Line(speed)
    coming = [(wave, line.notice) for wave in notices]
    coming += [(wave, line.beside) for wave in beside]
    coming += [(wave, line.ours) for wave in ours]
    for wave, add in sorted(coming, key=lambda each: each[0].opens):
        line.go_on(until=wave.opens)
        add(wave)
    line.go_on(until=math.inf)
    return line.gone


class _Line:
    """What waits, as it gets less. Time passes to whatever happens next."""

    def __init__(self, speed: Speed) -> None:
        self._speed = speed
        self._now, self._midnight, self._left = 0.0, speed.midnight, speed.paid_left
        self._notices = 0.0
        self._beside: defaultdict[Hashable, float] = defaultdict(float)
        #: What is left of each of our waves.
        self._ours: list[float] = []
        #: When those before them had gone.
        self.gone: list[float] = []

    def notice(self, wave: Wave) -> None:
        self._notices += wave.messages

    def beside(self, wave: Wave) -> None:
        self._beside[wave.of] += wave.messages

    def ours(self, wave: Wave) -> None:
        self._ours.append(wave.messages)

    def go_on(self, until: float) -> None:
        """Up to that moment; without an end, until all of ours has gone."""
        while self._now < until and (self._ours or (until < math.inf and self._waits)):
            self._step(until)
        if until < math.inf:
            self._pass(max(self._now, until) - self._now)

    @property
    def _waits(self) -> bool:
        return self._notices > 0 or bool(self._beside)

    @property
    def _pays(self) -> bool:
        return self._speed.paid_rate > 0 and self._left > NOTHING

    def _step(self, until: float) -> None:
        """Until something is empty, or the budget or the day is over."""
        pays, sharing = self._pays, len(self._beside) + bool(self._ours)
        # Notices have the free pace for themselves while bulletins are paid for.
        alone = not pays and self._notices > 0
        rate = 0.0 if alone else (self._speed.paid_rate if pays else self._speed.rate)
        free = self._speed.rate if pays or alone else 0.0
        share = rate / sharing if sharing else 0.0
        ends = [until - self._now, self._midnight - self._now]
        if free and self._notices:
            ends.append(self._notices / free)
        if share:
            ends += [left / share for left in (*self._beside.values(), *self._ours[:1])]
        if pays and sharing:
            ends.append(self._left / rate)
        seconds = max(0.0, min(ends))
        self._notices = _less(self._notices, free * seconds)
        self._left -= rate * seconds if pays and sharing else 0.0
        for each in [*self._beside]:
            self._beside[each] = _less(self._beside[each], share * seconds)
            if not self._beside[each]:
                del self._beside[each]
        if self._ours:
            self._ours[0] = _less(self._ours[0], share * seconds)
        self._pass(seconds)
        if self._ours and not self._ours[0]:
            self._ours.pop(0)
            self.gone.append(self._now)

    def _pass(self, seconds: float) -> None:
        self._now += seconds
        if self._now >= self._midnight:
            self._midnight += DAY * (1 + (self._now - self._midnight) // DAY)
            self._left = self._speed.paid_a_day


def _less(left: float, by: float) -> float:
    return left - by if left - by > NOTHING else 0.0

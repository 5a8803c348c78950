"""What the courier has in hand at a pace: enough that nothing waits for it, and no more."""

import time
from collections import deque
from collections.abc import Sequence

from bot.delivery.outbox import Letter
from bot.delivery.pace import Pace

#: Messages are claimed for so long ahead, in seconds of the pace, and at least so many: few, so
#: that a pause or a stop finds few in hand, and a crash leaves few that may have arrived.
AHEAD_SECONDS, AHEAD_LEAST = 0.25, 5
#: Requests under way at once, in seconds of the pace, and at least so many: Telegram answers
#: within that. The pace, not this, is the limit.
UNDER_WAY_SECONDS, UNDER_WAY_LEAST = 0.3, 8


def ahead(rate: float) -> int:
    """How many messages are claimed at a time."""
    return max(AHEAD_LEAST, round(rate * AHEAD_SECONDS))


def under_way(rate: float) -> int:
    """How many requests there are at once, at most."""
    return max(UNDER_WAY_LEAST, round(rate * UNDER_WAY_SECONDS))


class Pile:
    """What goes at one pace, in order."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.letters: deque[Letter] = deque()
        #: Whether there may be more of its kind: the last claim that asked for it found some.
        self.more = True
        self._asked = 0

    @property
    def wants(self) -> int:
        """How many to claim for it: none while more than half of a claim is left."""
        full = ahead(self.pace.rate)
        return full if len(self.letters) <= full // 2 else 0

    def ask(self) -> int:
        self._asked = self.wants
        return self._asked

    def add(self, letters: Sequence[Letter]) -> None:
        if letters or self._asked:
            self.more = bool(letters)
        self.letters.extend(letters)


class Hand:
    """What is claimed and not begun: free, and paid for. Neither waits for the other's pace."""

    def __init__(self, free: Pace, paid: Pace) -> None:
        self._free, self._paid = Pile(free), Pile(paid)

    def __bool__(self) -> bool:
        return bool(self._free.letters or self._paid.letters)

    def wants_more(self, *, pays: bool) -> bool:
        """Whether it is time to claim; `pays` says whether bulletins are paid for at present."""
        piles = (self._free, self._paid) if pays else (self._free,)
        return any(pile.more and pile.wants for pile in piles)

    def ask(self, *, pays: bool) -> tuple[int, int]:
        """How many messages to claim at the free pace, and how many bulletins at the paid one."""
        return self._free.ask(), self._paid.ask() if pays else 0

    def add(self, letters: Sequence[Letter]) -> None:
        """What the claim found that was asked for."""
        self._free.add([letter for letter in letters if not letter.paid])
        self._paid.add([letter for letter in letters if letter.paid])

    def next(self) -> Pile:
        """The pile whose first letter may go first; between two that may go now, the free one."""
        now = time.monotonic()
        piles = [pile for pile in (self._free, self._paid) if pile.letters]
        return min(piles, key=lambda pile: pile.pace.free_at(now))

    def empty(self) -> list[Letter]:
        """Take everything out."""
        left = [*self._free.letters, *self._paid.letters]
        self._free.letters.clear()
        self._paid.letters.clear()
        return left

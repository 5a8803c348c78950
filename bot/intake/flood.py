"""Who sends far more than anybody types is not answered one by one.

Counted in memory, so that a flood costs the database nothing; each replica counts what it sees.
"""

import time

from bot.intake.incoming import Incoming

#: People counted at a time. More are only seen in an attack, and then the oldest are let go.
MOST_COUNTED = 50_000


class Flood:
    """Counts each person's updates in windows of so many `seconds`."""

    def __init__(self, limit: int, seconds: int) -> None:
        self._limit, self._seconds = limit, seconds
        #: Telegram id -> the newest window of theirs, and their updates in it.
        self._counts: dict[int, tuple[int, int]] = {}

    def window(self, update: Incoming) -> int:
        """By the time at which it was sent: what piled up while we were down is no flood."""
        sent_at = time.time() if update.sent_at is None else update.sent_at
        return int(sent_at // self._seconds)

    def over(self, update: Incoming, by: int | None = None) -> int:
        """By how many updates this one is over the limit of its window; 0 if it is within.

        Counted `by` its sender, unless another id is given.
        """
        by = update.telegram_id if by is None else by
        window = self.window(update)
        counted, number = self._counts.pop(by, (window, 0))
        number = number + 1 if counted == window else 1
        if len(self._counts) >= MOST_COUNTED:
            del self._counts[next(iter(self._counts))]
        self._counts[by] = (window, number)
        return max(0, number - self._limit)

    def forgive(self, update: Incoming) -> None:
        """It was not taken, and will be seen again: that is not the person's doing."""
        window = self.window(update)
        counted, number = self._counts.get(update.telegram_id, (window, 0))
        if counted == window and number:
            self._counts[update.telegram_id] = (counted, number - 1)

"""How much of a large job one transaction does: as much as others can wait for."""

#: How long one piece should take with its commit, in seconds: SQLite's other writers wait for it.
#: A third of what a lock may last, because the machine has other work, too.
AIM_SECONDS = 0.03
#: The fewest rows: with fewer, beginning and ending a piece would cost more than the rows do.
LEAST = 200
#: How many times as many rows the next piece has at most: one that was quick promises little.
GROWS = 1.5


class Pieces:
    """The next piece has as many rows as the time of the last one allows.

    In memory: a new process begins with the fewest, and has soon found how many fit.
    """

    def __init__(self, most: int, least: int = LEAST, aim: float = AIM_SECONDS) -> None:
        self._most, self._least, self._aim = most, least, aim
        #: Rows of the next piece.
        self.size = least

    def took(self, seconds: float) -> None:
        """A piece took so long. It shrinks at once, and grows step by step."""
        steps = GROWS if seconds <= 0 else min(GROWS, self._aim / seconds)
        self.size = round(max(self._least, min(self._most, self.size * steps)))

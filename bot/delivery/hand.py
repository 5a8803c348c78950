"""How much the courier has in hand at a pace: enough that nothing waits for it, and no more."""

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

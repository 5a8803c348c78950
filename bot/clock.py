"""What people mean by time, in one place, so that tests and the playground can move it.

Leases, retries and pace never ask here: they use the monotonic clock or the database's own.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_ahead = timedelta()
_listeners: list[Callable[[], None]] = []


def now() -> datetime:
    """The present moment in UTC, moved by as much as `move` said."""
    return machine_now() + _ahead


def machine_now() -> datetime:
    """The machine's own time, for libraries that cannot be told another."""
    return datetime.now(UTC)  # noqa: TID251  (this is the one place that may)


def move(by: timedelta) -> None:
    """Move the clock, in the playground and in tests only, and wake whoever waits for it."""
    global _ahead  # noqa: PLW0603  (a process has one clock)
    _ahead += by
    for listener in _listeners:
        listener()


def move_to(moment: datetime) -> None:
    move(moment - now())


def reset() -> None:
    move(-_ahead)


def on_move(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after each move; returns the function that ends this."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)

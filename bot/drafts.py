"""A list that was read waits for a yes: to which list a button belongs, and what became of it."""

from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Draft(Protocol):
    """The newest list that its sender sent; the row stays when its lines are gone."""

    @property
    def read_at(self) -> datetime: ...

    @property
    def kept(self) -> bool | None: ...


class Standing(Enum):
    """What a tap under some list meets."""

    WAITS = auto()  #: it is about the list that waits
    KEPT = auto()
    DROPPED = auto()
    NEWER_WAITS = auto()
    NEWER_SETTLED = auto()


def version(read_at: datetime) -> int:
    """Tells the list of a button from those before and after it: microseconds."""
    return (read_at - EPOCH) // timedelta(microseconds=1)


def standing(draft: Draft | None, shown: int) -> Standing:
    """Of the list that was `shown` with a button, when the newest one is `draft`."""
    if draft is None:
        return Standing.DROPPED
    if version(draft.read_at) != shown:
        return Standing.NEWER_WAITS if draft.kept is None else Standing.NEWER_SETTLED
    if draft.kept is None:
        return Standing.WAITS
    return Standing.KEPT if draft.kept else Standing.DROPPED

"""When a house can be used: its slots, by its own clock."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: As far ahead as a slot can be booked: whoever wants it later asks again then.
AHEAD = timedelta(days=30)
WEEKDAYS = 7


@dataclass(frozen=True)
class Hours:
    """When a house is open, and how long each slot is."""

    zone: str
    days: int
    opens: str
    closes: str
    slot_minutes: int

    def slots(self, day: date) -> Iterator[datetime]:
        """The beginnings of a day's slots; the last one ends when the house closes, or before.

        An hour that the clock leaves out is no slot: it could not be told from the one after it.
        """
        if not self.open_on(day):
            return
        zone, length = ZoneInfo(self.zone), timedelta(minutes=self.slot_minutes)
        start = datetime.combine(day, time.fromisoformat(self.opens))
        last = datetime.combine(day, time.fromisoformat(self.closes)) - length
        while start <= last:
            moment = start.replace(tzinfo=zone)
            if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == start:
                yield moment
            start += length

    def open_on(self, day: date) -> bool:
        return bool(self.days & 1 << day.weekday())

    def coming(self, now: datetime) -> Iterator[datetime]:
        """All that begin after `now`, as far ahead as can be booked."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        for ahead in range(AHEAD.days + 1):
            yield from (slot for slot in self.slots(today + timedelta(days=ahead)) if slot > now)

    def end_of(self, start: datetime) -> datetime:
        """As long as the slot on any clock, whatever happens to it meanwhile."""
        return start.astimezone(UTC) + timedelta(minutes=self.slot_minutes)


def bits(weekdays: Iterable[int]) -> int:
    """Monday is 0, as in `date.weekday`."""
    return sum(1 << day for day in set(weekdays))


def weekdays(days: int) -> tuple[int, ...]:
    return tuple(day for day in range(WEEKDAYS) if days & 1 << day)

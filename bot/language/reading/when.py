"""A day, a moment, a period or a repetition, as the person meant it."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class When:
    """`zone` is set with `time`, and is the text's own (WITA) or else the person's.

    `until` is the last day of a period, `grain` says how much of `day` was meant (of a month it
    is the first), `ends` closes a stretch of hours, and `every` is an ISO 8601 duration.
    """

    day: dt.date
    time: dt.time | None = None
    zone: dt.tzinfo | None = None
    until: dt.date | None = None
    grain: Literal["day", "month", "year"] = "day"
    ends: dt.time | None = None
    every: str | None = None

    @property
    def moment(self) -> dt.datetime | None:
        """The start as an aware moment, where an hour was given."""
        return dt.datetime.combine(self.day, self.time, self.zone) if self.time else None

    def iso(self) -> str:
        """ISO 8601: `2026-11-24`, `2026-12`, `start/end`, `R/start/P7D`."""
        start = self._start()
        if self.every:
            return f"R/{start}/{self.every}"
        if self.until and self.grain == "day":
            return f"{start}/{self.until.isoformat()}"
        if self.ends and self.time:
            end = dt.datetime.combine(self.day, self.ends, self.zone)
            return f"{start}/{end.isoformat(timespec='minutes')}"
        return start

    def _start(self) -> str:
        if self.moment is not None:
            return self.moment.isoformat(timespec="minutes")
        shown = {"day": 10, "month": 7, "year": 4}
        return self.day.isoformat()[: shown[self.grain]]

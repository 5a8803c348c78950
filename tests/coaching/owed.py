"""What is owed to whom, kept beside the product: none of its rules is asked here."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.coaching.reminders import models
from bot.coaching.reminders.models import Outcome, Why
from bot.delivery.quiet import Silence
from tests.coaching.by_the_clock import HOUR, MINUTE, after_silence, goes, showing, wanted


@dataclass
class Someone:
    id: int
    zone: str
    #: Minutes before a session.
    ahead: tuple[int, ...] = (models.DAY, models.HOUR)


@dataclass
class Place:
    """Of somebody who is coached."""

    declined: bool = False
    #: Place in the line before a full class.
    waits: int | None = None


@dataclass
class Meeting:
    id: int
    officer: Someone
    places: dict[int, Place]
    #: What the wall of this zone shows when it begins, and when that is.
    local: datetime
    zone: str
    at: datetime
    capacity: int | None = None
    #: The series, and which one of it, if it is of one.
    series: int | None = None
    number: int = 0
    version: int = 1
    is_off: bool = False


class Key(NamedTuple):
    meeting: int
    person: int
    version: int
    #: None for the one that they asked for.
    ahead: int | None


@dataclass(frozen=True)
class Owed:
    """A reminder, and what became of it."""

    event: datetime
    due: datetime
    outcome: Outcome = Outcome.PENDING
    why: Why | None = None
    settled: datetime | None = None
    #: Whether its message was taken back.
    taken_back: bool = False


@dataclass
class Ledger:
    silence: Silence
    people: dict[int, Someone] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    rows: dict[Key, Owed] = field(default_factory=dict)
    #: Those that were asked for before the one that is asked for now.
    asked_before: list[tuple[Key, Owed]] = field(default_factory=list)

    # Whom a session concerns.

    def reminded(self, meeting: Meeting) -> list[Someone]:
        coming = [
            self.people[number]
            for number, place in meeting.places.items()
            if not place.declined and place.waits is None
        ]
        return [*coming, meeting.officer]

    def before_them(self, person: Someone, now: datetime) -> list[Meeting]:
        return [
            each
            for each in self.meetings.values()
            if not each.is_off and each.at > now and person in self.reminded(each)
        ]

    def line(self, meeting: Meeting) -> list[Place]:
        waiting = [each for each in meeting.places.values() if each.waits is not None]
        return sorted(waiting, key=lambda each: each.waits or 0)

    def is_full(self, meeting: Meeting, but: Place) -> bool:
        held = [
            each
            for each in meeting.places.values()
            if each is not but and not each.declined and each.waits is None
        ]
        return meeting.capacity is not None and len(held) >= meeting.capacity

    # What is owed.

    def owe(self, meeting: Meeting, person: Someone, now: datetime) -> None:
        """As things are now; what has become of a reminder stays, unless it can go after all."""
        for ahead in person.ahead:
            key = Key(meeting.id, person.id, meeting.version, ahead)
            before = self.rows.get(key)
            if before is None and self._is_asked_for(meeting, person, ahead):
                continue
            at = goes(meeting.at, ahead, person.zone, self.silence, now)
            if before is None and isinstance(at, Outcome):
                why = Why.QUIET if at is Outcome.MISSED else None
                due = wanted(meeting.at, ahead, person.zone)
                self.rows[key] = Owed(meeting.at, due, at, why, now)
            elif before is None or before.outcome is Outcome.MISSED:
                self._goes_after_all(key, before, at, now)
        for key, row in self.of(meeting, person):
            if key.ahead not in {None, *person.ahead} and key.version == meeting.version:
                self._miss(key, row, Why.UNWANTED, now)
                if row.why is Why.OFF:
                    self.rows[key] = replace(row, why=Why.UNWANTED)

    def _goes_after_all(
        self, key: Key, before: Owed | None, at: datetime | Outcome, now: datetime
    ) -> None:
        event = self.meetings[key.meeting].at
        if isinstance(at, datetime):
            self.rows[key] = Owed(event, at)
        elif before and at is Outcome.FOLDED and before.due > now:
            self.rows[key] = Owed(event, before.due)  # it waited for the morning
        elif before and at is Outcome.MISSED:
            self.rows[key] = replace(before, why=Why.QUIET)

    def _is_asked_for(self, meeting: Meeting, person: Someone, ahead: int) -> bool:
        """Whether they have asked for one at that very minute."""
        mine = Key(meeting.id, person.id, meeting.version, None)
        return any(
            key == mine and row.due == meeting.at - ahead * MINUTE for key, row in self.everything()
        )

    def stop(self, meeting: Meeting, now: datetime, person: Someone | None = None) -> None:
        for key, row in self.of(meeting, person):
            self._miss(key, row, Why.OFF, now)
            if row.outcome is Outcome.ENQUEUED:
                self.rows[key] = replace(row, taken_back=True)
        self.asked_before = [
            (key, replace(row, taken_back=True) if self._is_of(key, meeting, person) else row)
            for key, row in self.asked_before
        ]

    # What becomes of sessions.

    def move(self, meeting: Meeting, by: timedelta, now: datetime) -> None:
        """Who had declined is asked anew: what they declined was another time."""
        self.stop(meeting, now)
        meeting.local += by
        meeting.at = showing(meeting.local, meeting.zone)
        meeting.version += 1
        for place in meeting.places.values():
            self._takes_place(meeting, place)
        for person in self.reminded(meeting):
            self.owe(meeting, person, now)

    def call_off(self, meeting: Meeting, now: datetime) -> None:
        meeting.is_off = True
        self.stop(meeting, now)

    def give(self, meeting: Meeting, to: Someone, now: datetime) -> None:
        self.stop(meeting, now, meeting.officer)
        meeting.officer = to
        self.owe(meeting, to, now)

    # What its people say.

    def decline(self, meeting: Meeting, person: Someone, now: datetime) -> None:
        place = meeting.places[person.id]
        if place.declined:
            return
        place.declined, place.waits = True, None
        self.stop(meeting, now, person)
        line = self.line(meeting)
        if line and not self.is_full(meeting, place):
            lucky = line.pop(0)
            lucky.waits = None
            number = next(each for each, its in meeting.places.items() if its is lucky)
            self.owe(meeting, self.people[number], now)
        for at, each in enumerate(line, 1):
            each.waits = at

    def come_back(self, meeting: Meeting, person: Someone, now: datetime) -> None:
        place = meeting.places[person.id]
        if place.declined:
            self._takes_place(meeting, place)
            if place.waits is None:
                self.owe(meeting, person, now)

    def _takes_place(self, meeting: Meeting, place: Place) -> None:
        """Who had declined: behind the others if there is no room any more."""
        if place.declined:
            place.waits = len(self.line(meeting)) + 1 if self.is_full(meeting, place) else None
            place.declined = False

    def snooze(self, meeting: Meeting, person: Someone, now: datetime) -> None:
        """An hour later, once, if it is about something that is still before them."""
        key = Key(meeting.id, person.id, meeting.version, None)
        before = self.rows.get(key)
        knows = bool(self.of(meeting, person))
        waits = before is not None and before.outcome is Outcome.PENDING
        if meeting.is_off or not knows or waits or now + HOUR >= meeting.at:
            return
        coming = [row for _key, row in self.of(meeting, person) if row.outcome is Outcome.PENDING]
        if any(row.due == now + HOUR for row in coming):
            return
        if before is not None:
            self.asked_before.append((key, before))
        self.rows[key] = Owed(meeting.at, now + HOUR)

    def choose(self, person: Someone, ahead: tuple[int, ...], now: datetime) -> None:
        person.ahead = ahead
        for meeting in self.before_them(person, now):
            self.owe(meeting, person, now)

    def live_by(self, person: Someone, zone: str, now: datetime) -> None:
        """Another clock: what is still to come goes by it, and what is due already stays so."""
        person.zone = zone
        for meeting in self.before_them(person, now):
            for key, row in self.of(meeting, person):
                coming = row.outcome is Outcome.PENDING and row.due > now
                if not coming or key.ahead is None:
                    continue
                at = goes(meeting.at, key.ahead, zone, self.silence, now)
                if at is Outcome.MISSED:
                    self._miss(key, row, Why.QUIET, now)
                else:
                    self.rows[key] = replace(row, due=now if isinstance(at, Outcome) else at)
            self.owe(meeting, person, now)

    def tick(self, now: datetime) -> None:
        due = [key for key, row in self.rows.items() if self._is_due(row, now)]
        became = {key: self._verdict(key, self.rows[key], now) for key in due}
        self.rows |= became

    def _verdict(self, key: Key, row: Owed, now: datetime) -> Owed:
        zone = self.people[key.person].zone
        at = now if key.ahead is None else after_silence(now, zone, self.silence)
        if row.event <= now:
            return replace(row, outcome=Outcome.MISSED, why=Why.LATE, settled=now)
        if at >= row.event:
            return replace(row, outcome=Outcome.MISSED, why=Why.QUIET, settled=now)
        if self._is_spoken_for(key, row, now):
            return replace(row, outcome=Outcome.FOLDED, settled=now)
        if at > now:
            return replace(row, due=at)
        return replace(row, outcome=Outcome.ENQUEUED, settled=now)

    def _is_spoken_for(self, key: Key, row: Owed, now: datetime) -> bool:
        """By one that is due as well: the one they asked for, or else the last."""
        return any(
            other[:3] == key[:3] and self._is_due(its, now) and _rank(other, its) > _rank(key, row)
            for other, its in self.rows.items()
        )

    def _is_due(self, row: Owed, now: datetime) -> bool:
        return row.outcome is Outcome.PENDING and row.due <= now

    def of(self, meeting: Meeting, person: Someone | None = None) -> list[tuple[Key, Owed]]:
        return [each for each in self.rows.items() if self._is_of(each[0], meeting, person)]

    def _is_of(self, key: Key, meeting: Meeting, person: Someone | None) -> bool:
        return key.meeting == meeting.id and (person is None or key.person == person.id)

    def _miss(self, key: Key, row: Owed, why: Why, now: datetime) -> None:
        if row.outcome is Outcome.PENDING:
            self.rows[key] = replace(row, outcome=Outcome.MISSED, why=why, settled=now)

    def everything(self) -> Iterator[tuple[Key, Owed]]:
        yield from self.rows.items()
        yield from self.asked_before

    def next_due(self) -> datetime | None:
        waiting = [row.due for row in self.rows.values() if row.outcome is Outcome.PENDING]
        return min(waiting, default=None)


def _rank(key: Key, row: Owed) -> tuple[bool, datetime, int]:
    return key.ahead is None, row.due, -(key.ahead or 0)

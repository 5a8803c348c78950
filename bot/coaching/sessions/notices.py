"""What coaching has to tell people, as facts without words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from bot.coaching.models import Kind, Participant, Said, Session, Where
from bot.delivery.screen import Notice
from bot.people.models import Person


class SessionFacts(Notice):
    """What is missing in messages of an earlier version of Mitra has a default."""

    session_id: int = 0
    version: int = 1
    starts_at: datetime
    minutes: int = 60
    #: By whose clock it was agreed.
    zone: str | None = None
    session_kind: Kind = Kind.VISIT
    where: Where = Where.WORDS
    place: str
    link: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    topic: str | None
    #: The recipient, and whom they will meet; of a class, one of them.
    name: str
    other: str
    business: str
    #: How many businesses take part, and how many have said that they come.
    guests: int = 1
    confirmed: int = 0
    #: Whether the recipient is the one who coaches.
    coaches: bool
    #: What the recipient answered; of the officer's only guest, what that one did.
    answer: Said = Said.NOTHING
    #: The other time that was proposed.
    proposed_at: datetime | None = None
    #: Place in the line, of those for whom there is no room yet.
    waits: int | None = None
    in_series: bool = False

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class SessionSoon(SessionFacts):
    """A reminder."""

    kind = "session_soon"

    #: The session's number, for the buttons under it.
    reminds_of: int | None = None


class SessionPlanned(SessionFacts):
    """The news of a session, to the owner and as the officer's receipt."""

    kind = "session_planned"

    #: Of a series: how many sessions, and when the last one begins.
    sessions: int = 1
    last_at: datetime | None = None


class Why(StrEnum):
    """Why a session will not take place."""

    STOPPED = "stopped"  #: one of the two wants no coaching any more, or nothing of Mitra
    CALLED_OFF = "called_off"  #: one of the two cannot, or does not want to


class SessionCalledOff(SessionFacts):
    """To the other one of the two."""

    kind = "session_called_off"

    why: Why
    #: How many sessions are called off at once, this one being the first.
    sessions: int = 1


class SessionsMoved(Notice):
    """Sessions that take place at another time, told once however many there are."""

    kind = "sessions_moved"

    name: str
    #: The first few of them, as they are now, and when each was to begin before.
    moved: tuple[tuple[datetime, SessionFacts], ...]
    #: How many there are.
    sessions: int


class SessionAnswered(SessionFacts):
    """To the officer: somebody comes, does not, or would at another time."""

    kind = "session_answered"

    participant_id: int
    said: Said
    #: What stands in the officer's or the owner's day at the time that is proposed.
    clashes: tuple["Clash", ...] = ()


class PlaceFreed(SessionFacts):
    """To the next in line: there is room in the class now."""

    kind = "place_freed"


class NewOfficer(SessionFacts):
    """To who is coached: somebody else looks after them now. Of several sessions the first."""

    kind = "new_officer"

    former: str


class SessionsPassedOn(Notice):
    """To an officer: sessions of another one are theirs now."""

    kind = "sessions_passed_on"

    former: str
    #: The first few of them.
    sessions: tuple[SessionFacts, ...]
    number: int


class SessionsLeft(Notice):
    """To admins: sessions whose officer is none any more, and nobody else looks after."""

    kind = "sessions_left"

    former: str
    number: int
    first_at: datetime


class Clash(BaseModel, frozen=True):
    """Something else in somebody's day, without a word about what it is."""

    name: str
    starts_at: datetime
    minutes: int
    #: What it would collide with.
    at: datetime


@dataclass(frozen=True)
class Guest:
    """A business in a session, as it stands when it is looked up."""

    participant: Participant
    business: str
    owner: Person


@dataclass(frozen=True)
class Seen:
    """A session with the people in it."""

    session: Session
    officer: Person
    #: In the order in which they were asked.
    guests: Sequence[Guest]

    def guest(self, person_id: int) -> Guest | None:
        return next((each for each in self.guests if each.owner.id == person_id), None)

    def own(self, person_id: int) -> list[Guest]:
        """Every business of theirs that takes part: who answers, answers for all of them."""
        return [each for each in self.guests if each.owner.id == person_id]

    def owners(self) -> list[Person]:
        """Everybody who is coached in it, once."""
        return list({each.owner.id: each.owner for each in self.guests}.values())

    def people(self) -> list[Person]:
        return [*self.owners(), self.officer]

    def reminded(self) -> list[Person]:
        """Who is to come: nobody who declined, or still stands in line."""
        coming = [
            each
            for each in self.guests
            if each.participant.answer != Said.DECLINED and each.participant.waits is None
        ]
        return [*{each.owner.id: each.owner for each in coming}.values(), self.officer]

    def others_than(self, person_id: int) -> list[Person]:
        """Whom it concerns if this one does something: the officer, or those who are coached."""
        return self.owners() if person_id == self.officer.id else [self.officer]

    def facts_for(self, person_id: int) -> dict[str, Any]:
        """As one of its people sees it (`SessionFacts`)."""
        coaches = person_id == self.officer.id
        guest = self.guest(person_id) or (self.guests[0] if self.guests else None)
        own = guest if guest and (not coaches or len(self.guests) == 1) else None
        owner_name = (guest.owner.name or "") if guest else ""
        officer_name = self.officer.name or ""
        return {
            **_about(self.session),
            "name": officer_name if coaches else owner_name,
            "other": owner_name if coaches else officer_name,
            "business": guest.business if guest else "",
            "guests": len(self.guests),
            "confirmed": sum(each.participant.answer == Said.CONFIRMED for each in self.guests),
            "coaches": coaches,
            "answer": own.participant.answer if own else Said.NOTHING,
            "proposed_at": own.participant.proposed_at if own else None,
            "waits": own.participant.waits if own else None,
        }


def _about(session: Session) -> dict[str, Any]:
    return {
        "session_id": session.id,
        "version": session.version,
        "starts_at": session.starts_at,
        "minutes": session.minutes,
        "zone": session.zone,
        "session_kind": session.kind,
        "where": session.where_kind,
        "place": session.place,
        "link": session.link,
        "latitude": session.latitude,
        "longitude": session.longitude,
        "topic": session.topic,
        "in_series": session.series_id is not None,
    }

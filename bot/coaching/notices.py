"""What coaching has to tell people, as facts without words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.coaching.models import Session
from bot.delivery.screen import Notice
from bot.people.models import Person


class SessionFacts(Notice):
    starts_at: datetime
    place: str
    topic: str | None
    #: The recipient, and whom they will meet.
    name: str
    other: str
    business: str
    #: Whether the recipient is the one who coaches.
    coaches: bool


class SessionSoon(SessionFacts):
    """A reminder."""

    kind = "session_soon"

    #: The session's number, for the buttons under it.
    reminds_of: int | None = None


class SessionPlanned(SessionFacts):
    """The news of a session, to the owner and as the officer's receipt."""

    kind = "session_planned"


class Why(StrEnum):
    """Why a session will not take place."""

    STOPPED = "stopped"  #: one of the two wants no coaching any more, or nothing of Mitra
    CALLED_OFF = "called_off"  #: one of the two cannot, or does not want to


class SessionCalledOff(SessionFacts):
    """To the other one of the two."""

    kind = "session_called_off"

    why: Why


@dataclass(frozen=True)
class Seen:
    """A session with the people in it."""

    session: Session
    owner: Person
    officer: Person
    business: str

    def other_than(self, person_id: int) -> Person:
        return self.owner if person_id == self.officer.id else self.officer

    def facts_for(self, person_id: int) -> dict[str, Any]:
        """As one of the two sees it (`SessionFacts`)."""
        coaches = person_id == self.officer.id
        me, other = (self.officer, self.owner) if coaches else (self.owner, self.officer)
        return {
            "starts_at": self.session.starts_at,
            "place": self.session.place,
            "topic": self.session.topic,
            "name": me.name or "",
            "other": other.name or "",
            "business": self.business,
            "coaches": coaches,
        }

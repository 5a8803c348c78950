"""What people are told of an officer's leave, as facts without words."""

from datetime import date, datetime

from pydantic import BaseModel

from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Notice
from bot.people.leave import Answer
from bot.people.leave import Plan as Fate


class SubstituteAsked(Notice):
    """To the officer who shall stand in."""

    kind = "substitute_asked"

    leave_id: int
    officer: str
    honorific: str | None
    first_day: date
    last_day: date
    businesses: int
    #: Sessions that they would hold, the first few.
    sessions: tuple[SessionFacts, ...]
    session_count: int


class LeaveAnswered(Notice):
    """To the officer: whether the substitute has said yes, and what became of the sessions."""

    kind = "leave_answered"

    substitute: str
    honorific: str | None
    first_day: date
    last_day: date
    agreed: bool
    taken: int = 0
    moved: int = 0
    kept: int = 0


class LeaveUnanswered(Notice):
    """To the officer and the admins: nobody stands in, since no answer came or they have left."""

    kind = "leave_unanswered"

    officer: str
    substitute: str
    first_day: date
    last_day: date
    #: Whether the substitute is no officer any more.
    left: bool
    #: Whether the reader is the officer.
    own: bool


class LeaveBegins(Notice):
    """To the substitute."""

    kind = "leave_begins"

    officer: str
    honorific: str | None
    last_day: date
    sessions: int
    questions: int
    calls: int


class SubstituteComes(SessionFacts):
    """To who is coached: somebody else holds the session. Of several the first."""

    kind = "substitute_comes"

    absent: str
    number: int = 1


class OfficerIsBack(SessionFacts):
    """To who is coached: their own officer holds it after all. Of several the first."""

    kind = "officer_is_back"

    number: int = 1


class Happened(BaseModel, frozen=True):
    """What happened in an officer's absence, in numbers and in a few names."""

    held: int
    called_off: int
    #: Those in which nobody has said who came.
    unrecorded: int
    answered: int
    #: Who still waits for an answer.
    waiting: tuple[str, ...]
    homework_done: int
    #: Who has a session again with the officer, and when.
    given_back: int = 0
    #: Whose businesses the substitute has seen to, so that they are not brought up for a while.
    seen_to: tuple[str, ...] = ()


class LeaveOver(Notice):
    """To the officer: what happened meanwhile."""

    kind = "leave_over"

    substitute: str
    honorific: str | None
    first_day: date
    happened: Happened


class NoLongerSubstitute(Notice):
    """To the substitute: it is over."""

    kind = "no_longer_substitute"

    officer: str
    honorific: str | None


class Coming(BaseModel, frozen=True):
    """A session in the time of a leave, and what happens to it."""

    name: str
    starts_at: datetime
    fate: Fate
    #: When it would take place instead.
    moved_to: datetime | None = None


class LeaveCard(Notice):
    """To the officer who asks: the leave that they are on, or have planned."""

    kind = "leave_card"

    substitute: str
    honorific: str | None
    first_day: date
    last_day: date
    answer: Answer
    running: bool

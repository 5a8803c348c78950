"""What an officer is told of a day and of a business, as facts without words."""

from datetime import date, datetime

from pydantic import BaseModel

from bot.coaching.day.signs import Why
from bot.coaching.houses.notices import Slot
from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Notice


class ANeed(BaseModel, frozen=True):
    why: Why
    #: The moment that tells it; of a paper its last day.
    at: datetime | None = None
    last_day: date | None = None


class InNeed(BaseModel, frozen=True):
    """A business, and what it needs, the most urgent first."""

    business_id: int
    business: str
    owner: str
    needs: tuple[ANeed, ...] = ()


class Asks(BaseModel, frozen=True):
    """Somebody whose question waits."""

    question_id: int
    name: str
    honorific: str | None
    begins: str
    asked_at: datetime


class Today(Notice):
    """What is before an officer on one day, in the order in which to see to it."""

    kind = "today"

    day: date
    #: Whether it came by itself.
    unasked: bool = False
    #: The first few of each, and how many there are.
    sessions: tuple[SessionFacts, ...] = ()
    session_count: int = 0
    questions: tuple[Asks, ...] = ()
    question_count: int = 0
    #: Name and title of the first few to be called.
    calls: tuple[tuple[str, str | None], ...] = ()
    call_count: int = 0
    bookings: tuple[Slot, ...] = ()
    booking_count: int = 0
    needing: tuple[InNeed, ...] = ()
    needing_count: int = 0

    @property
    def is_empty(self) -> bool:
        return not (
            self.session_count
            or self.question_count
            or self.call_count
            or self.booking_count
            or self.needing_count
        )

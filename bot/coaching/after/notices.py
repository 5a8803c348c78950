"""What there is to tell after a session, as facts without words."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel

from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.delivery.screen import Notice


class Came(BaseModel, frozen=True):
    """One of those who were to come, as their officer sees them."""

    participant_id: int
    name: str
    business: str
    #: None: nobody has written it down.
    attended: bool | None
    #: Whether they stood in line, so that nobody expected them.
    waited: bool = False


class HowWasIt(SessionFacts):
    """To the officer of a session that has ended."""

    kind = "how_was_it"

    roll: tuple[Came, ...] = ()


class Opinion(BaseModel, frozen=True):
    """What one of those who came said of it."""

    name: str
    helped: int
    difficult: str | None


class HowItHelped(SessionFacts):
    """To an owner who came: the first of two questions."""

    kind = "how_it_helped"


class Difficulty(Notice):
    """To the officer: what is still difficult for somebody, after a session."""

    kind = "difficulty_told"

    session_id: int
    name: str
    business: str
    helped: int
    difficult: str


class Stands(StrEnum):
    """How far something is that was to be done by a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    CANCELLED = "cancelled"


class Task(BaseModel, frozen=True):
    """Homework, or what an officer has promised."""

    homework_id: int
    session_id: int
    text: str
    due_on: date
    stands: Stands
    done_at: datetime | None
    #: How many messages were sent to show it.
    proof: int
    by_officer: bool
    owner: str
    business: str
    officer: str
    #: Whether the recipient is the officer.
    coaches: bool


class HomeworkGiven(Notice):
    """To the owner: something new to do, or what their officer has promised them."""

    kind = "homework_given"

    task: Task


class HomeworkMoved(Notice):
    """To the owner: by another day, or not at all."""

    kind = "homework_moved"

    task: Task


class HomeworkDue(Notice):
    """A reminder to whoever is to do it; after its day also to the officer."""

    kind = "homework_due"

    task: Task


class HomeworkDone(Notice):
    """To the other one of the two."""

    kind = "homework_done"

    task: Task


class MediaShown(Notice):
    """A photo, document or voice note of a note, or of what was done."""

    kind = "session_media"

    session_id: int
    homework_id: int | None = None
    what: Literal["photo", "document", "video", "voice"]
    file_id: str
    text: str
    name: str


class NoteForOwner(SessionFacts):
    """To those who were coached: what the officer has written down for them."""

    kind = "note_for_owner"

    texts: tuple[str, ...]
    files: int


def roll(seen: Seen) -> tuple[Came, ...]:
    return tuple(
        Came(
            participant_id=each.participant.id,
            name=each.owner.name or "",
            business=each.business,
            attended=each.participant.attended,
            waited=each.participant.waits is not None,
        )
        for each in seen.guests
    )

"""What people are told of questions and answers, as facts without words."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.coaching.questions.asked import Field
from bot.delivery.screen import Notice


class Came(StrEnum):
    """Why somebody is shown a question."""

    NEW = "new"
    MORE = "more"  #: its asker has added something
    LATE = "late"  #: it waits for long
    WAITS = "waits"  #: to an admin: nobody has answered for very long
    HANDED_ON = "handed_on"  #: who should have answered is no officer or expert any more
    PASSED = "passed"  #: to an expert
    RETURNED = "returned"  #: the expert cannot answer it
    SHOWN = "shown"  #: they asked for it


class QuestionCame(Notice):
    """To who owes the answer."""

    kind = "question_came"

    question_id: int
    round: int
    why: Came
    name: str
    honorific: str | None
    business: str | None
    regency: str | None
    texts: tuple[str, ...]
    #: Photos, documents and voice notes, which come as messages of their own: how many, of which
    #: kinds.
    files: int
    kinds: tuple[str, ...] = ()
    #: What was written in it before: whether its asker wrote it, and the words.
    earlier: tuple[tuple[bool, str], ...]
    #: Whether it can be passed on to an expert, or given back by one.
    passes: bool
    returns: bool


class MediaPassed(Notice):
    """A photo, document or voice note of a question or an answer."""

    kind = "media_passed"

    question_id: int
    what: Literal["photo", "document", "video", "voice"]
    file_id: str
    text: str
    name: str
    honorific: str | None


class QuestionPassed(Notice):
    """To who asked: where the question is, and by when an answer usually comes."""

    kind = "question_passed"

    question_id: int
    #: None: with the admins, since no officer looks after that region.
    officer: str | None
    honorific: str | None
    due_at: datetime | None
    #: Whether it has changed hands meanwhile.
    again: bool = False
    #: Whether an officer has asked, for whom the admins are the ones to ask.
    of_officer: bool = False
    #: In whose stead that officer answers, who is on leave.
    absent: str | None = None


class AnswerCame(Notice):
    """To who asked."""

    kind = "answer_came"

    question_id: int
    round: int
    name: str
    honorific: str | None
    #: Of an expert: in what.
    field: Field | None
    texts: tuple[str, ...]
    files: int
    kinds: tuple[str, ...] = ()


class ExpertAnswered(Notice):
    """To the officer of who asked."""

    kind = "expert_answered"

    question_id: int
    name: str
    honorific: str | None
    #: Who answered.
    by: str
    by_honorific: str | None
    texts: tuple[str, ...]


class AnswerDelayed(Notice):
    """To who asked: it takes longer, and who was told so."""

    kind = "answer_delayed"

    question_id: int
    asked_at: datetime
    admins: bool

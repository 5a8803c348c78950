"""Questions that owners ask, what was said in them, and what is owed to each that waits."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Field(StrEnum):
    """What an expert knows, and what a piece of the library is about."""

    FOOD_SAFETY = "food_safety"  #: P-IRT and BPOM, too
    HALAL = "halal"
    PACKAGING = "packaging"
    FINANCE = "finance"  #: bookkeeping, too
    QUALITY = "quality"  #: grading, too
    EXPORT = "export"
    CULTIVATION = "cultivation"
    COOPERATIVES = "cooperatives"
    PERMITS = "permits"  #: NIB and OSS


class Standing(StrEnum):
    OPEN = "open"  #: somebody owes an answer
    ANSWERED = "answered"
    CLOSED = "closed"  #: its asker needs no more


_OPEN = text("standing = 'open'")


class Question(Base):
    __tablename__ = "question"
    __table_args__ = (
        # What waits is found without touching what is done.
        Index(
            "ix_question_open_officer_id",
            "officer_id",
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        Index(
            "ix_question_open_expert_id", "expert_id", postgresql_where=_OPEN, sqlite_where=_OPEN
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: Who owes the answer; nobody: the admins.
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    #: To whom the officer has passed it on.
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[str | None] = mapped_column(String(20))
    standing: Mapped[str] = mapped_column(String(10))
    #: Grows by one each time its asker asks on: an answer belongs to a round.
    round: Mapped[int]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    helped: Mapped[bool | None]


class QuestionMessage(Base):
    """One message of a question or of an answer."""

    __tablename__ = "question_message"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    round: Mapped[int]
    said_at: Mapped[datetime]
    #: `text`, or a kind of file as Telegram names it.
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(2000))
    #: By which Telegram has what is shown or spoken.
    file_id: Mapped[str | None] = mapped_column(String(200))


class Stage(StrEnum):
    """Who hears that a question waits."""

    OFFICER = "officer"
    ADMIN = "admin"


class Waited(StrEnum):
    """What became of a stage. Every one but the first is final."""

    PENDING = "pending"
    TOLD = "told"
    ANSWERED = "answered"  #: in time
    NOBODY = "nobody"  #: there was nobody who could be told


_PENDING = text("outcome = 'pending'")


class QuestionWait(Base):
    __tablename__ = "question_wait"
    __table_args__ = (
        UniqueConstraint("question_id", "round", "stage"),
        Index("ix_question_wait_due", "due_at", postgresql_where=_PENDING, sqlite_where=_PENDING),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    round: Mapped[int]
    stage: Mapped[str] = mapped_column(String(8))
    due_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(10))
    settled_at: Mapped[datetime | None]


class ExpertField(Base):
    __tablename__ = "expert_field"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)

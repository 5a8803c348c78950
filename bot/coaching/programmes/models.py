"""What a programme teaches, which businesses take part, and how far each has come."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Module(Base):
    """One part of a programme's curriculum."""

    __tablename__ = "module"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    #: Of a template: its name there, in the reader's language. Else what the officer called it.
    key: Mapped[str | None] = mapped_column(String(30))
    title: Mapped[str | None] = mapped_column(String(100))


class Ending(StrEnum):
    """Why a business takes part no longer."""

    COMPLETED = "completed"  #: all modules are done
    LEFT = "left"  #: its owner did not want to (any more)
    TAKEN_OUT = "taken_out"  #: by the officer
    OVER = "over"  #: the programme was ended


class Enrolment(Base):
    """A business in a programme."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("programme_id", "business_id"),
        # Whose messages are due is found without touching anybody else.
        Index(
            "ix_enrolment_messages_due",
            "messages_due_at",
            "id",
            postgresql_where=text("messages_due_at IS NOT NULL"),
            sqlite_where=text("messages_due_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    #: None if they came by a poster of the programme.
    enrolled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    enrolled_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(10))
    #: When its messages are to be looked at next (`bot.coaching.sequences`); None: there are none.
    messages_due_at: Mapped[datetime | None]


class Done(Base):
    """A module that a business has done."""

    __tablename__ = "module_done"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), primary_key=True)
    done_at: Mapped[datetime]


class Joint(Base):
    """An offtaker that coaches along in a programme, once it has agreed."""

    __tablename__ = "joint"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), index=True)
    asked_at: Mapped[datetime]
    #: What its people answered, and when; None until then.
    agreed: Mapped[bool | None]
    answered_at: Mapped[datetime | None]


class ProgrammePoster(Base):
    """A poster whose readers take part in a programme as soon as they have registered."""

    __tablename__ = "programme_poster"

    poster_id: Mapped[int] = mapped_column(ForeignKey("poster.id"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)

"""Reminders as rows: of whatever has a date that matters, each with exactly one outcome."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId

#: How long before is counted in minutes; whole days are days of the person's calendar.
HOUR, DAY = 60, 24 * 60


class About(StrEnum):
    """What a reminder is about; how each is looked up stands in `ticking.SUBJECTS`."""

    SESSION = "session"
    PAPER = "paper"  #: a certificate or permit that expires
    SLOT = "slot"  #: a booking of a joint production house
    USE = "use"  #: the same, when it is over and its use is to be recorded
    HOMEWORK = "homework"  #: what a business or its officer is to do by a day
    DELIVERY = "delivery"  #: what a buyer has accepted, and when it is to come


class Outcome(StrEnum):
    """What became of a reminder. Every one but the first is final."""

    PENDING = "pending"
    ENQUEUED = "enqueued"
    FOLDED = "folded"  #: a later message says the same
    MISSED = "missed"  #: it did not go, and `Why` says why


class Why(StrEnum):
    """Why a reminder was missed. Of the first two the officer is told: somebody was to know."""

    QUIET = "quiet"  #: no allowed moment was left in time
    LATE = "late"  #: nobody ticked until it was too late
    MOVED = "moved"  #: another version of what it is about has reminders of its own
    OFF = "off"  #: called off, settled, or the person wants none
    UNWANTED = "unwanted"  #: the person chose other hours


class Reminder(Base):
    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("about", "about_id", "person_id", "ahead", "version"),
        # What is due is found without touching what is done, and in the order in which it goes.
        Index(
            "ix_reminder_due",
            "due_at",
            "id",
            postgresql_where=text("outcome = 'pending'"),
            sqlite_where=text("outcome = 'pending'"),
        ),
        Index(
            "ix_reminder_missed",
            "settled_at",
            postgresql_where=text("outcome = 'missed'"),
            sqlite_where=text("outcome = 'missed'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    about: Mapped[str] = mapped_column(String(16))
    #: A row of the table that `about` names.
    about_id: Mapped[int] = mapped_column(BigId)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: Minutes before the event; zero for its very moment, below zero for after it.
    ahead: Mapped[int]
    #: Of what it is about: it grows when the date moves.
    version: Mapped[int]
    event_at: Mapped[datetime]
    due_at: Mapped[datetime]
    #: Whether the person asked for this very moment, so that quiet hours do not matter.
    asked: Mapped[bool]
    outcome: Mapped[str] = mapped_column(String(16))
    why: Mapped[str | None] = mapped_column(String(16))
    settled_at: Mapped[datetime | None]


def key_of(reminder_id: int, version: int) -> str:
    """Of its message in the outbox."""
    return f"reminder:{reminder_id}:{version}"

"""Programmes, the sessions in them, and the reminders that each session owes its people."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Programme(Base):
    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: A province, a regency, or the whole country.
    region: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    #: What shall be reached, and what it is about, if that was said.
    goal: Mapped[str | None] = mapped_column(String(200))
    commodity: Mapped[str | None] = mapped_column(String(40))
    #: Of `bot.coaching.programmes.templates`, if it began as one.
    template: Mapped[str | None] = mapped_column(String(20))
    #: Its last day; None for an officer's standing care of a region.
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]


class Session(Base):
    __tablename__ = "session"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: What the officer meant, `2026-11-24T09:00`, and by which clock; `starts_at` follows.
    local_start: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str | None] = mapped_column(String(200))
    #: Grows by one when the session is moved; reminders belong to a version.
    version: Mapped[int]
    created_at: Mapped[datetime]
    #: When it became clear that it will not take place.
    called_off_at: Mapped[datetime | None]


class Before(StrEnum):
    DAY = "day"
    HOUR = "hour"


class Outcome(StrEnum):
    """What became of a reminder. Every one but the first is final."""

    PENDING = "pending"
    ENQUEUED = "enqueued"
    FOLDED = "folded"  #: a later message says the same
    MISSED = "missed"  #: no allowed moment was left before the session


class Reminder(Base):
    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("session_id", "person_id", "before", "version"),
        # What is due is found without touching what is done.
        Index(
            "ix_reminder_due",
            "due_at",
            postgresql_where=text("outcome = 'pending'"),
            sqlite_where=text("outcome = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    before: Mapped[str] = mapped_column(String(8))
    version: Mapped[int]
    due_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(16))
    settled_at: Mapped[datetime | None]

"""Programmes, and the sessions in them."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
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
    #: How many minutes before sessions its people are reminded, as `2880,60`; None: as usual.
    reminded_ahead: Mapped[str | None] = mapped_column(String(60))
    #: What happens to its messages for who is in a conversation, and how many hours they wait;
    #: None: as usual (`bot.coaching.sequences.moments.Rule`).
    messages_busy: Mapped[str | None] = mapped_column(String(10))
    messages_wait: Mapped[int | None] = mapped_column(SmallInteger)
    messages_paused_at: Mapped[datetime | None]


class Entrusted(Base):
    """A business that was handed to one officer by name: it counts before any programme's region.

    It holds as long as that officer is one.
    """

    __tablename__ = "entrusted"

    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]


class Kind(StrEnum):
    """How people are coached in a session."""

    VISIT = "visit"
    CLASS = "class"
    CALL = "call"
    STUDY = "study"  #: by oneself, until its end


class Where(StrEnum):
    """What tells the place of a session."""

    WORDS = "words"  #: `place`
    PIN = "pin"  #: `latitude` and `longitude`, and perhaps words
    LINK = "link"  #: `link`, of a video call
    NOWHERE = "nowhere"  #: there is none: by telephone, or wherever the owner is


class Series(Base):
    """Sessions that repeat by a rule; each one that will take place is a row of its own."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: RFC 5545: `FREQ=WEEKLY;BYDAY=MO;COUNT=12`. It is counted from `local_start`, on the wall of
    #: `zone`, so that nine o'clock stays nine o'clock when clocks change.
    rule: Mapped[str] = mapped_column(String(200))
    local_start: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]


_UNASKED = text("asked_at IS NULL AND called_off_at IS NULL")
_CODED = text("code IS NOT NULL")
_LENT = text("for_officer_id IS NOT NULL")


class Session(Base):
    __tablename__ = "session"
    __table_args__ = (
        UniqueConstraint("series_id", "occurrence"),
        # Those that may have ended are found among those to come.
        Index("ix_session_unasked", "starts_at", postgresql_where=_UNASKED, sqlite_where=_UNASKED),
        Index("ix_session_code", "code", postgresql_where=_CODED, sqlite_where=_CODED),
        Index(
            "ix_session_for_officer_id",
            "for_officer_id",
            postgresql_where=_LENT,
            sqlite_where=_LENT,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: Whose it is while a substitute holds it; None: it is `officer_id`'s own.
    for_officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(8))
    #: What the officer meant, `2026-11-24T09:00`, and by which clock; `starts_at` follows.
    local_start: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    where_kind: Mapped[str] = mapped_column(String(8))
    place: Mapped[str] = mapped_column(String(200))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    link: Mapped[str | None] = mapped_column(String(300))
    topic: Mapped[str | None] = mapped_column(String(200))
    #: How many businesses fit into a class; None: as many as come.
    capacity: Mapped[int | None]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    #: Of a series: the `local_start` that the rule gave it, however it was moved since.
    occurrence: Mapped[str | None] = mapped_column(String(16))
    #: Grows by one when the session is moved; answers and reminders belong to a version.
    version: Mapped[int]
    created_at: Mapped[datetime]
    #: When it became clear that it will not take place, or (later than its beginning) that it did
    #: not.
    called_off_at: Mapped[datetime | None]
    #: When its officer was asked who had come.
    asked_at: Mapped[datetime | None]
    #: Of a class: with it its guests say that they are there.
    code: Mapped[str | None] = mapped_column(String(4))

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class Said(StrEnum):
    """What the people of a business said to being asked."""

    NOTHING = "none"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    OTHER_TIME = "other_time"  #: they propose `proposed_at`


class Participant(Base):
    """A business in a session. Who that is, is looked up by the business when it matters."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("session_id", "business_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    answer: Mapped[str] = mapped_column(String(12))
    answered_at: Mapped[datetime | None]
    proposed_at: Mapped[datetime | None]
    #: Place in the line of those for whom there is no room (yet), from 1; None: they have a place.
    waits: Mapped[int | None]
    #: When their part in it ended, though others go on.
    left_at: Mapped[datetime | None]
    #: Whether they were there, and when that was written down.
    attended: Mapped[bool | None]
    recorded_at: Mapped[datetime | None]

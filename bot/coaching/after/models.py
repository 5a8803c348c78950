"""What stays of a session: what was noted, promised and given to do, and how it was."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId, JsonOrNothing


class Homework(Base):
    """Something to be done by a day: by a business, or by its officer, who has promised it."""

    __tablename__ = "homework"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    #: Who gave it, or promised it; whoever looks after the business now.
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by_officer: Mapped[bool] = mapped_column(Boolean)
    text: Mapped[str] = mapped_column(String(300))
    #: The last day for it, on the owner's calendar.
    due_on: Mapped[date]
    #: Grows by one when the day is moved; reminders belong to a version.
    version: Mapped[int]
    given_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    #: What was shown of it, as `[kind, text, file id]` each.
    proof: Mapped[list[Any] | None] = mapped_column(JsonOrNothing)
    cancelled_at: Mapped[datetime | None]


class SessionNote(Base):
    """One message of what the officer wrote down or photographed."""

    __tablename__ = "session_note"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    #: Whom it is about; None: a class as a whole.
    business_id: Mapped[int | None] = mapped_column(ForeignKey("business.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: `text`, or a kind of file as Telegram names it.
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(2000))
    #: By which Telegram has what is shown or spoken.
    file_id: Mapped[str | None] = mapped_column(String(200))
    #: Whether those who were coached read it, too.
    for_owner: Mapped[bool] = mapped_column(Boolean)
    said_at: Mapped[datetime]


class Feedback(Base):
    """What somebody was asked after a session that they came to, once, and what they said."""

    __tablename__ = "feedback"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    asked_at: Mapped[datetime]
    #: Whether it helped: 1 not really, 2 a little, 3 a lot.
    helped: Mapped[int | None] = mapped_column(SmallInteger)
    #: What is still difficult, in their own words.
    difficult: Mapped[str | None] = mapped_column(String(500))
    answered_at: Mapped[datetime | None]


class CheckInTry(Base):
    """How often somebody typed a code that was none, so that codes are not found by trying."""

    __tablename__ = "check_in_try"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    wrong: Mapped[int]
    since: Mapped[datetime]

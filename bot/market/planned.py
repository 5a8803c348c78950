"""A bulletin that its author has written and that is not out: it waits for a yes, or an hour."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class PlanState(StrEnum):
    SHOWN = "shown"  #: its author sees the dry run
    ASKED = "asked"  #: an admin is to confirm it
    SCHEDULED = "scheduled"  #: it goes out at its hour
    PUBLISHED = "published"
    REFUSED = "refused"  #: by an admin, with a reason
    DROPPED = "dropped"  #: by its author, or because nobody may publish it any more
    EXPIRED = "expired"  #: its last day passed before it could go out


_SCHEDULED = text("state = 'scheduled'")
_ASKED = text("state = 'asked'")
_OF_A_SHEET = text("batch_id IS NOT NULL")


class PlannedBulletin(Base):
    __tablename__ = "planned_bulletin"
    __table_args__ = (
        Index(
            "ix_planned_bulletin_scheduled",
            "publish_at",
            postgresql_where=_SCHEDULED,
            sqlite_where=_SCHEDULED,
        ),
        Index("ix_planned_bulletin_asked", "ask_at", postgresql_where=_ASKED, sqlite_where=_ASKED),
        Index(
            "ix_planned_bulletin_batch",
            "batch_id",
            postgresql_where=_OF_A_SHEET,
            sqlite_where=_OF_A_SHEET,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: What was answered in the form that makes a bulletin.
    answers: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime]
    #: When it is to go out; None: as soon as it may.
    publish_at: Mapped[datetime | None]
    #: Since when it waits for an admin, who is asked now, and how many were asked so far.
    waits_since: Mapped[datetime | None]
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asks: Mapped[int] = mapped_column(server_default="0")
    #: When the next admin is asked, and how long each one has, in minutes.
    ask_at: Mapped[datetime | None]
    ask_minutes: Mapped[int] = mapped_column(server_default="30")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: Why an admin refused it.
    reason: Mapped[str | None] = mapped_column(Text)
    bulletin_id: Mapped[int | None] = mapped_column(ForeignKey("bulletin.id"))
    #: Of those that came in one sheet: the first of them, which stands for all. No foreign key:
    #: for one within a table, SQLite looks through all of it with every insert of many rows.
    batch_id: Mapped[int | None] = mapped_column(BigInteger)

"""What a programme writes to those who take part, so many days after a date that matters."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Since(StrEnum):
    """From which date the days of a message are counted."""

    ENROLLED = "enrolled"
    MODULE = "module"  #: when a module was done
    BEFORE_END = "before_end"  #: backwards, from the programme's last day
    AFTER_END = "after_end"


class Busy(StrEnum):
    """What happens to a message for somebody who is in the middle of a conversation."""

    WAIT = "wait"
    SKIP = "skip"
    INTERRUPT = "interrupt"


class Why(StrEnum):
    """Why a message was missed. Of the first four the officer is shown: somebody was to know."""

    LATE = "late"  #: nobody ticked until a later one was due, or until it said nothing any more
    QUIET = "quiet"  #: no allowed moment was left in time
    BUSY = "busy"  #: they were in a conversation, and the programme skips
    PAUSED = "paused"  #: the officer had paused the messages
    REACHED = "reached"  #: what it leads to was reached before
    OFF = "off"  #: they take part no longer, or do not want to be coached


SHOWN = (Why.LATE, Why.QUIET, Why.BUSY, Why.PAUSED)


class SequenceStep(Base):
    """One message of a programme."""

    __tablename__ = "sequence_step"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    since: Mapped[str] = mapped_column(String(10))
    #: The module after which it comes, if `since` says so.
    module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    days: Mapped[int] = mapped_column(SmallInteger)
    #: By the owner's clock: `09:00`.
    hour: Mapped[str] = mapped_column(String(5))
    #: Of a template: its name there, in the reader's language. Else what the officer wrote.
    key: Mapped[str | None] = mapped_column(String(30))
    #: By language.
    texts: Mapped[dict[str, Any]]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))
    #: It does not go to whom has done this module, or has this paper.
    until_module_id: Mapped[int | None] = mapped_column(ForeignKey("module.id"))
    until_paper: Mapped[str | None] = mapped_column(String(16))
    #: Since when it stands at this moment of the programme: whose moment was before is not owed it.
    written_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class SequenceOutcome(Base):
    """What became of a message for one business, once for each time it was enrolled."""

    __tablename__ = "sequence_outcome"
    __table_args__ = (
        Index(
            "ix_sequence_outcome_missed",
            "settled_at",
            postgresql_where=text("outcome = 'missed'"),
            sqlite_where=text("outcome = 'missed'"),
        ),
    )

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    step_id: Mapped[int] = mapped_column(
        ForeignKey("sequence_step.id"), primary_key=True, index=True
    )
    enrolled_at: Mapped[datetime] = mapped_column(primary_key=True)
    #: `bot.coaching.reminders.models.Outcome`.
    outcome: Mapped[str] = mapped_column(String(16))
    why: Mapped[str | None] = mapped_column(String(10))
    settled_at: Mapped[datetime]


def key_of(enrolment_id: int, step_id: int, enrolled_at: datetime) -> str:
    """Of its message in the outbox."""
    return f"sequence:{enrolment_id}:{step_id}:{enrolled_at:%Y%m%d%H%M%S}"

"""The stored state of a conversation: one row per person and chat."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base


class Conversation(Base):
    __tablename__ = "conversation"
    __table_args__ = (
        # Who is to be reminded is found without touching who is not.
        Index(
            "ix_conversation_nudge",
            "nudge_at",
            postgresql_where=text("nudge_at IS NOT NULL"),
            sqlite_where=text("nudge_at IS NOT NULL"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    #: The form in progress, or None between conversations.
    form: Mapped[str | None] = mapped_column(String(16))
    #: Where in it the person is (`bot.conversation.state.State` without the form).
    state: Mapped[dict[str, Any]]
    #: Grows with each accepted answer and never goes back, so that an old button is known as old.
    turn: Mapped[int]
    updated_at: Mapped[datetime]
    #: When an unfinished form is brought up again, and how often it was.
    nudge_at: Mapped[datetime | None]
    nudges: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    #: Onboarding's steps -> when each was first answered (ISO 8601, UTC): the funnel.
    reached: Mapped[dict[str, Any] | None]
    #: The last album that was answered: its other photos are not answered again.
    album: Mapped[str | None] = mapped_column(String(32))

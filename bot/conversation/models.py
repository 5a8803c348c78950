"""The stored state of a conversation: one row per person and chat."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base


class Conversation(Base):
    __tablename__ = "conversation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    #: The form in progress, or None between conversations.
    form: Mapped[str | None] = mapped_column(String(16))
    #: Where in it the person is (`bot.conversation.state.State` without the form).
    state: Mapped[dict[str, Any]]
    #: Grows with each accepted answer and never goes back, so that an old button is known as old.
    turn: Mapped[int]
    updated_at: Mapped[datetime]

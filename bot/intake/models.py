"""Which updates have been handled, so that one delivered again has no second effect."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base


class Handled(StrEnum):
    DONE = "done"
    POISON = "poison"  #: it raised; its error is kept and the person got an apology


class SeenUpdate(Base):
    __tablename__ = "seen_update"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    handled: Mapped[str] = mapped_column(String(8))
    #: The kind and place of the error of a poisonous update; never what the person wrote.
    error: Mapped[str | None] = mapped_column(String(500))
    seen_at: Mapped[datetime] = mapped_column(index=True)

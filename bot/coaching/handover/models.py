"""What an officer, or an admin, has asked another officer to take over."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId, JsonOrNothing


class Standing(StrEnum):
    ASKED = "asked"
    TAKEN = "taken"
    DECLINED = "declined"
    #: Asked again of somebody else, or one of the two is no officer any more.
    WITHDRAWN = "withdrawn"


_OPEN = text("standing = 'asked'")


class Handover(Base):
    """A caseload, or some businesses of it, that another officer is asked to take over."""

    __tablename__ = "handover"
    __table_args__ = (
        Index("ix_handover_open", "from_id", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: Which businesses; None: all that the officer has.
    businesses: Mapped[list[int] | None] = mapped_column(JsonOrNothing)
    standing: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

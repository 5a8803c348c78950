"""The record of who looked at or changed somebody else's data in their name (UU 27/2022)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Does(StrEnum):
    """What was done with the data; `DataAccess.what` says more."""

    FOUND = "found"  #: stood among those who matched; `what` is phone or name
    SEEN = "seen"
    COPIED = "copied"
    CORRECTED = "corrected"
    STOPPED = "stopped"  #: `what` is the purpose
    ERASED = "erased"


class DataAccess(Base):
    """One access. It outlives the data, by numbers alone."""

    __tablename__ = "data_access"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: None for somebody who stands in buyers' lists alone.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    #: The line of such a list by which they were found. It may be gone.
    line_id: Mapped[int | None] = mapped_column(BigId, index=True)
    #: None for the command line.
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    does: Mapped[str] = mapped_column(String(16))
    what: Mapped[str | None] = mapped_column(String(16))
    at: Mapped[datetime]

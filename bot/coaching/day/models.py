"""What is kept of an officer's days: what they have seen to, and which morning they were told."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class PutAside(Base):
    """An officer has seen to a business: what was known by then is not brought up for a while."""

    __tablename__ = "put_aside"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    at: Mapped[datetime]
    until: Mapped[datetime]


class Morning(Base):
    """The last day, by the officer's own calendar, that was looked at in the morning."""

    __tablename__ = "morning"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    day: Mapped[date]

"""What people said about news: of what they want none, and what they want besides."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Mute(Base):
    """A commodity that a person makes, or added, and wants no news of."""

    __tablename__ = "mute"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    commodity: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime]


class AddedTopic(Base):
    """A commodity that a person wants to hear of beside what they make, or in another place."""

    __tablename__ = "added_topic"
    __table_args__ = (
        UniqueConstraint("person_id", "commodity", "region"),
        # All who added something are walked through in the order in which they did.
        Index(None, "commodity", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    commodity: Mapped[str] = mapped_column(String(40))
    #: A regency, a province or the whole country.
    region: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]

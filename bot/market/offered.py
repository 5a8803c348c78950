"""What owners answer to a bulletin: that they saw to it, and how much they offer."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Numeric, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class OfferState(StrEnum):
    WAITING = "waiting"  #: an officer noted it; only its owner can offer it
    OPEN = "open"  #: the buyer has not decided
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  #: by the owner, before the buyer decided


_UNDECIDED = text("state IN ('open', 'waiting')")


class Offer(Base):
    """So much of it, at the price that was shown: no agreement yet."""

    __tablename__ = "offer"
    __table_args__ = (
        Index(
            "uq_offer_open",
            "bulletin_id",
            "business_id",
            unique=True,
            postgresql_where=_UNDECIDED,
            sqlite_where=_UNDECIDED,
        ),
        Index(None, "bulletin_id", "state"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"))
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: The officer who noted it for an owner without a chat.
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric(18, 3))
    unit: Mapped[str] = mapped_column(String(16))
    #: Rupiah per unit as it was shown, whatever becomes of the bulletin; none if it is open.
    price: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    #: Which of the bulletin's grades it is, in the buyer's words, where each has its own price.
    grade: Mapped[str | None] = mapped_column(String(80))
    #: Of the bulletin, when it was answered.
    version: Mapped[int]
    #: Whether the buyer gets the owner's number once the offer is accepted.
    shares_phone: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10))
    #: Why the buyer declined.
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Interest(Base):
    """Somebody tapped that they can supply: if it gets worse, they are told (promise D5)."""

    __tablename__ = "interest"

    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime]

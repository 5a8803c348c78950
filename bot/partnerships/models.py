"""Offtakers and who speaks for them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Vetting(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class Offtaker(Base):
    __tablename__ = "offtaker"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    regency: Mapped[str] = mapped_column(String(8))
    vetting: Mapped[str] = mapped_column(String(16), index=True)
    #: When it promised fair prices, payment in time and joint coaching.
    committed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class OfftakerMember(Base):
    __tablename__ = "offtaker_member"

    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)

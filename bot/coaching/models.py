"""Programmes, and the sessions in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Programme(Base):
    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: A province, a regency, or the whole country.
    region: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]


class Session(Base):
    __tablename__ = "session"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: What the officer meant, `2026-11-24T09:00`, and by which clock; `starts_at` follows.
    local_start: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str | None] = mapped_column(String(200))
    #: Grows by one when the session is moved; reminders belong to a version.
    version: Mapped[int]
    created_at: Mapped[datetime]
    #: When it became clear that it will not take place.
    called_off_at: Mapped[datetime | None]

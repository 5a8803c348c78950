"""Who: people, the roles they hold, what they agreed to, and their businesses."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Role(StrEnum):
    OWNER = "owner"
    OFFTAKER = "offtaker"
    OFFICER = "officer"
    EXPERT = "expert"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a person may agree to, each on its own (UU 27/2022, art. 20 and 22)."""

    SERVICE = "service"  #: keep name, region and products to run the service
    NEWS = "news"  #: send price and need bulletins


class Person(Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    language: Mapped[str] = mapped_column(String(8))
    zone: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    #: Set when onboarding is finished, together with what follows.
    name: Mapped[str | None] = mapped_column(String(100))
    regency: Mapped[str | None] = mapped_column(String(8))
    registered_at: Mapped[datetime | None]


class RoleGrant(Base):
    __tablename__ = "role_grant"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    granted_at: Mapped[datetime]
    #: None when granted on the command line, or by the person's own registration as an owner.
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Consent(Base):
    """One yes, kept with the version of the text that was agreed to (UU 27/2022, art. 24)."""

    __tablename__ = "consent"
    __table_args__ = (Index(None, "person_id", "purpose"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(String(16))
    version: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Business(Base):
    __tablename__ = "business"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    regency: Mapped[str] = mapped_column(String(8), index=True)
    created_at: Mapped[datetime]


class Product(Base):
    """What a business makes: a commodity of the list, or only what its owner called it."""

    __tablename__ = "product"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    commodity: Mapped[str | None] = mapped_column(String(40), index=True)
    said: Mapped[str] = mapped_column(String(200))

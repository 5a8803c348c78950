"""Offtakers and who speaks for them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Vetting(StrEnum):
    PENDING = "pending"
    ASKED = "asked"  #: an admin asked back; the applicant is to answer
    APPROVED = "approved"
    REJECTED = "rejected"


class Offtaker(Base):
    __tablename__ = "offtaker"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    regency: Mapped[str] = mapped_column(String(8))
    vetting: Mapped[str] = mapped_column(String(16), index=True)
    #: When its promises (`Commitment`) were accepted.
    committed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    #: What an admin wrote with the last decision or question.
    reason: Mapped[str | None] = mapped_column(Text)
    #: Business registration number: 13 digits, as text.
    nib: Mapped[str | None] = mapped_column(String(13))
    contact_name: Mapped[str | None] = mapped_column(String(100))
    contact_phone: Mapped[str | None] = mapped_column(String(16))
    #: Slugs of what it buys (or its own word for what is not in the list), and codes of where; None
    #: before they were asked.
    commodities: Mapped[list[Any] | None]
    regions: Mapped[list[Any] | None]


class Promise(StrEnum):
    PRICE_TRANSPARENCY = "prices"
    JOINT_COACHING = "coaching"
    PAYMENT_TERM = "payment"  #: paid within `Commitment.days`
    WELFARE = "welfare"


class Commitment(Base):
    """One promise of an offtaker to its partners, explicit and dated."""

    __tablename__ = "commitment"

    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), primary_key=True)
    promise: Mapped[str] = mapped_column(String(12), primary_key=True)
    days: Mapped[int | None] = mapped_column(SmallInteger)
    promised_at: Mapped[datetime]
    promised_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class VettingEvent(Base):
    """What happened to an application: each question, answer and decision, for good."""

    __tablename__ = "vetting_event"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    became: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(Text)


class MemberRole(StrEnum):
    """What a person may do for a company."""

    LEAD = "lead"  #: everything, inviting others included
    BUYER = "buyer"  #: publish and see
    VIEWER = "viewer"  #: see


class OfftakerMember(Base):
    __tablename__ = "offtaker_member"

    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    #: Every member that is older than these roles is a lead.
    role: Mapped[str] = mapped_column(String(8), server_default=MemberRole.LEAD)
    joined_at: Mapped[datetime | None]


class Supplier(Base):
    """One line of an offtaker's own list. Nobody is written to because they stand in it."""

    __tablename__ = "supplier"
    __table_args__ = (Index(None, "offtaker_id", "phone"), Index(None, "phone"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"))
    name: Mapped[str] = mapped_column(String(100))
    #: E.164, as in +6281234567890.
    phone: Mapped[str | None] = mapped_column(String(16))
    regency: Mapped[str | None] = mapped_column(String(8))
    commodity: Mapped[str | None] = mapped_column(String(40))
    imported_at: Mapped[datetime]
    #: Who this turned out to be, once they joined by themselves.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    joined_at: Mapped[datetime | None]


class SupplierDraft(Base):
    """A list that was read and waits for the yes of whoever sent it; one for each sender."""

    __tablename__ = "supplier_draft"

    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    #: `[name, phone, regency, commodity]` of each line that can be kept.
    lines: Mapped[list[Any]]
    read_at: Mapped[datetime]
    #: None while it waits; its lines are gone after that.
    kept: Mapped[bool | None]

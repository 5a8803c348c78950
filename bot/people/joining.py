"""How people come in: by invitations that grant, posters that prefill, delegates who speak."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Invitation(Base):
    """A link that makes whoever opens it first an officer, an admin or a company's member (P3)."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: SHA-256 of a token of 128 random bits, in hexadecimal; the token itself is not kept.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    #: The role it grants, or None for a member of `offtaker_id`.
    role: Mapped[str | None] = mapped_column(String(16))
    offtaker_id: Mapped[int | None] = mapped_column(ForeignKey("offtaker.id"), index=True)
    #: Of a company's member (`bot.partnerships.models.MemberRole`).
    member_role: Mapped[str | None] = mapped_column(String(8))
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    used_at: Mapped[datetime | None]
    #: When it gave what it gives: as soon as who used it had agreed that their data is kept.
    granted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Poster(Base):
    """A reusable link, printed as a QR code. It grants nothing: it only fills in answers (P3)."""

    __tablename__ = "poster"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: Stands in the link behind `start=`.
    code: Mapped[str] = mapped_column(String(16), unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    offtaker_id: Mapped[int | None] = mapped_column(ForeignKey("offtaker.id"), index=True)
    #: A province or a regency.
    region: Mapped[str | None] = mapped_column(String(8))
    commodity: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    #: How many people it may bring at most; None for no limit.
    most: Mapped[int | None]
    revoked_at: Mapped[datetime | None]


class PosterArrival(Base):
    """Who came by which poster, and when: the source, kept for monitoring."""

    __tablename__ = "poster_arrival"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    poster_id: Mapped[int] = mapped_column(ForeignKey("poster.id"), index=True)
    at: Mapped[datetime]


class ConsentHow(StrEnum):
    """How somebody without a smartphone said yes."""

    SPOKEN = "spoken"
    WRITTEN = "written"


class Delegation(Base):
    """An officer speaks for a person without a smartphone, until that person claims the account."""

    __tablename__ = "delegation"
    __table_args__ = (
        Index(
            "uq_delegation_current",
            "person_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            sqlite_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DelegationDraft(Base):
    """A list of owners that was read and waits for the officer's yes; one for each officer."""

    __tablename__ = "delegation_draft"

    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    lines: Mapped[list[Any]]
    read_at: Mapped[datetime]
    #: None while it waits; its lines are gone after that.
    kept: Mapped[bool | None]


class Claim(Base):
    """Somebody with a verified phone says a delegated account is theirs; the officer decides."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: The delegated person, and who claims to be them.
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    claimant_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    phone: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
    #: pending, confirmed or refused.
    verdict: Mapped[str] = mapped_column(String(12))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

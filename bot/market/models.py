"""Bulletins: what an offtaker pays or looks for, where, until when; and public reference prices."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Numeric, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.market.conditions import Conditions, Delivery
from bot.market.grades import Table, read, stored, whole
from bot.market.needs import Wanted
from bot.storage import Base
from bot.storage.tables import BigId, JsonOrNothing

#: The region code that stands for the whole country.
NATIONWIDE = "ID"


class BulletinKind(StrEnum):
    PRICE = "price"
    NEED = "need"


class Ending(StrEnum):
    """Why a bulletin does not hold any more."""

    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"  #: by a newer price
    FULFILLED = "fulfilled"  #: the whole quantity has been found
    EXPIRED = "expired"  #: its last day has passed


_RUNNING = text("ended_at IS NULL")
_UNSWEPT = text("swept < version")


class Bulletin(Base):
    __tablename__ = "bulletin"
    __table_args__ = (
        Index(None, "commodity", "kind", "valid_until"),
        Index(
            "ix_bulletin_running", "valid_until", postgresql_where=_RUNNING, sqlite_where=_RUNNING
        ),
        Index("ix_bulletin_unswept", "id", postgresql_where=_UNSWEPT, sqlite_where=_UNSWEPT),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    offtaker_id: Mapped[int] = mapped_column(ForeignKey("offtaker.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    commodity: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(16))
    #: Rupiah per unit: always for a price, never for a need. Of a table it is the highest.
    price: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    #: Prices by grade, which `table` reads and writes; None: one price for all.
    grades: Mapped[list[Any] | None]
    #: In units: always for a need, never for a price.
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(18, 3))
    #: What a need would pay, in rupiah per unit, and when it is delivered: see `Wanted`.
    need_low: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    need_high: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    deliver_from: Mapped[date | None]
    deliver_until: Mapped[date | None]
    #: The conditions: see `Conditions`, which `conditions` reads and writes.
    grade: Mapped[str | None] = mapped_column(String(300))
    delivery: Mapped[str | None] = mapped_column(String(6))
    place: Mapped[str | None] = mapped_column(String(200))
    payment_days: Mapped[int | None] = mapped_column(SmallInteger)
    minimum: Mapped[Decimal | None] = mapped_column(Numeric(18, 3))
    #: Codes with blanks between them.
    certificates: Mapped[str | None] = mapped_column(String(80))
    #: What was said besides.
    terms: Mapped[str | None] = mapped_column(Text)
    #: The last moment at which it is true, in the author's time zone when it was written.
    valid_until: Mapped[datetime]
    #: Grows by one with each change.
    version: Mapped[int]
    #: The version up to which all messages have been seen to (`bot.delivery.sweep`).
    swept: Mapped[int] = mapped_column(server_default="1")
    #: How much of a need has been found, in per cent.
    fulfilled: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(12))
    published_at: Mapped[datetime]
    #: Since when nobody else gets it for now; None while it goes out.
    paused_at: Mapped[datetime | None]
    #: When it went on last: what fell due before waits for its reader's next hour.
    resumed_at: Mapped[datetime | None]
    #: How many people it was meant for when it was published.
    targeted: Mapped[int]
    #: Whom in its regions it is for, as `Target.narrowed` says it; None for all who make it there.
    narrowed: Mapped[dict[str, Any] | None]
    #: What goes with it: an `Enclosure`.
    enclosure: Mapped[dict[str, Any] | None] = mapped_column(JsonOrNothing)

    @property
    def table(self) -> Table:
        return read(self.grades)

    @table.setter
    def table(self, rows: Table) -> None:
        self.grades = stored(rows)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            low=self.need_low,
            high=self.need_high,
            first=self.deliver_from,
            last=self.deliver_until,
        )

    @wanted.setter
    def wanted(self, said: Wanted) -> None:
        self.need_low, self.need_high = said.low, said.high
        self.deliver_from, self.deliver_until = said.first, said.last

    @property
    def prices(self) -> Table:
        """What is paid for which goods: one row, or several; none for a need."""
        if self.price is None:
            return ()
        return whole(self.price, self.grade, self.table)

    @property
    def conditions(self) -> Conditions:
        return Conditions(
            grade=self.grade,
            delivery=Delivery(self.delivery) if self.delivery else None,
            place=self.place,
            payment_days=self.payment_days,
            minimum=self.minimum,
            certificates=tuple((self.certificates or "").split()),
            note=self.terms,
        )

    @conditions.setter
    def conditions(self, said: Conditions) -> None:
        self.grade, self.delivery, self.place = said.grade, said.delivery, said.place
        self.payment_days, self.minimum, self.terms = said.payment_days, said.minimum, said.note
        self.certificates = " ".join(said.certificates) or None


class Fanout(Base):
    """A bulletin that has not been enqueued for everyone yet, and how far it has come."""

    __tablename__ = "fanout"

    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    #: All products of its commodity up to this one have been looked at.
    after_product: Mapped[int] = mapped_column(BigInteger)
    #: How many people have been enqueued so far.
    enqueued: Mapped[int] = mapped_column(server_default="0")
    #: The same of what people added, before any product; None once all of that is done.
    after_added: Mapped[int | None] = mapped_column(BigInteger)
    #: The one that has waited longest goes on next, so that a small one is not behind a big one.
    looked_at: Mapped[datetime]


class LiveAccount(Base):
    """A bulletin that still goes out, so that its account is brought up to date in place."""

    __tablename__ = "live_account"

    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    #: When it was counted last.
    counted_at: Mapped[datetime] = mapped_column(index=True)


class BulletinRegion(Base):
    """A province, a regency, or the whole country."""

    __tablename__ = "bulletin_region"

    bulletin_id: Mapped[int] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    region: Mapped[str] = mapped_column(String(8), primary_key=True)


class MarketLevel(StrEnum):
    """Where in the trade a price was taken; prices of two levels are never compared (P7)."""

    PRODUCER = "producer"
    WHOLESALE = "wholesale"
    RETAIL = "retail"


class ReferencePrice(Base):
    """A public price of one day, as its source published it."""

    __tablename__ = "reference_price"

    # The key is in the order in which prices are looked up, so that it is their only index.
    commodity: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: A province, a regency, or `NATIONWIDE`.
    region: Mapped[str] = mapped_column(String(8), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(9), primary_key=True)
    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: As published: a kuintal stays one, and is converted where it is compared.
    unit: Mapped[str] = mapped_column(String(16), primary_key=True)
    #: In the source's words; empty where it names none.
    grade: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: Rupiah per unit.
    price: Mapped[Decimal] = mapped_column(Numeric(18, 2))
    imported_at: Mapped[datetime]

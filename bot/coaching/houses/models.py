"""Joint production houses: their equipment, and who has booked which of its hours."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Facility(Base):
    """A house that several businesses share. Its hours are those of its own clock."""

    __tablename__ = "facility"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    regency: Mapped[str] = mapped_column(String(8), index=True)
    #: How to find it, in the manager's words.
    place: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(40))
    #: A bit for each weekday on which it is open, Monday the lowest.
    days: Mapped[int] = mapped_column(SmallInteger)
    #: `08:00`, and the end of its last slot.
    opens: Mapped[str] = mapped_column(String(5))
    closes: Mapped[str] = mapped_column(String(5))
    slot_minutes: Mapped[int] = mapped_column(SmallInteger)
    #: Who confirms bookings and records the use.
    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Equipment(Base):
    """What is booked: an oven, a packing table. Of several alike, each is a unit."""

    __tablename__ = "equipment"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    units: Mapped[int] = mapped_column(SmallInteger)


class BookingState(StrEnum):
    ASKED = "asked"  #: the slot is held until the manager has decided
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    USED = "used"
    UNUSED = "unused"  #: nobody came


#: Those in which the slot is somebody's.
HELD = (BookingState.ASKED, BookingState.CONFIRMED, BookingState.USED, BookingState.UNUSED)
_HELD = text("freed_at IS NULL")


class Booking(Base):
    """One slot of one unit for one business."""

    __tablename__ = "booking"
    __table_args__ = (
        # However many ask at once, one of them has it.
        Index(
            "uq_booking_held",
            "equipment_id",
            "starts_at",
            "unit",
            unique=True,
            postgresql_where=_HELD,
            sqlite_where=_HELD,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    equipment_id: Mapped[int] = mapped_column(ForeignKey("equipment.id"))
    #: Which one of several alike, from 1.
    unit: Mapped[int] = mapped_column(SmallInteger)
    business_id: Mapped[int] = mapped_column(ForeignKey("business.id"), index=True)
    booked_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    #: When the slot became free again: it was refused or cancelled.
    freed_at: Mapped[datetime | None]
    #: What was made in it, as the manager recorded it.
    made: Mapped[str | None] = mapped_column(String(200))

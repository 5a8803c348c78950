"""What a booking has to tell people, as facts without words."""

from datetime import datetime

from pydantic import BaseModel

from bot.coaching.houses.booking import Booked
from bot.delivery.screen import Notice


class Slot(BaseModel, frozen=True):
    """A booking. Times are shown by the house's clock: one has to be there."""

    id: int
    house: str
    place: str
    piece: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    state: str
    #: Whom it is for; empty once they were erased.
    business: str
    owner: str
    made: str | None = None
    #: Whether somebody else has booked it for them: their officer.
    spoken_for: bool = False


class SlotOff(Notice):
    """To the other side: it will not be used."""

    kind = "slot_off"

    slot: Slot
    #: Whether the reader is the one who booked it.
    booker: bool
    house_closed: bool = False


class SlotSoon(Notice):
    """A reminder, to who comes."""

    kind = "slot_soon"

    slot: Slot


class SlotEnded(Notice):
    """To the manager: nobody has recorded yet whether it was used."""

    kind = "slot_ended"

    slot: Slot


def slot_of(booked: Booked, *, nameless: bool = False) -> Slot:
    return Slot(
        id=booked.booking.id,
        house=booked.facility.name,
        place=booked.facility.place,
        piece=booked.equipment.name,
        starts_at=booked.booking.starts_at,
        ends_at=booked.booking.ends_at,
        zone=booked.facility.zone,
        state=booked.booking.state,
        business="" if nameless else booked.business,
        owner="" if nameless else booked.owner.name or "",
        made=None if nameless else booked.booking.made,
        spoken_for=booked.booking.booked_by != booked.owner.id,
    )

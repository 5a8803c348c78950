"""What is due about a booking: that its slot begins soon, and that its use was not recorded."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.houses import booking
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import SlotEnded, SlotSoon, slot_of
from bot.coaching.reminders.subjects import Subject

#: A booking is never moved: who wants another slot books another one.
VERSION = 1


async def slots(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    """Those that are confirmed; of others there is nothing to be reminded of."""
    return {each.booking.id: _soon(each) for each in await _confirmed(db, numbers)}


async def uses(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    """Those whose use nobody has recorded."""
    return {each.booking.id: _ended(each) for each in await _confirmed(db, numbers)}


async def _confirmed(db: AsyncSession, numbers: Sequence[int]) -> list[Booked]:
    found = await booking.all_numbered(db, numbers)
    return [each for each in found if each.booking.state == BookingState.CONFIRMED]


def _soon(booked: Booked) -> Subject:
    at = booked.booking.starts_at
    return Subject(at, VERSION, lambda _person_id: SlotSoon(slot=slot_of(booked)))


def _ended(booked: Booked) -> Subject:
    at = booked.booking.ends_at
    return Subject(at, VERSION, lambda _person_id: SlotEnded(slot=slot_of(booked)))

"""Booking a slot: held for who asks first, decided by the manager, freed when it is given up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses.facilities import hours_of, of_piece
from bot.coaching.houses.models import Booking, BookingState, Equipment, Facility
from bot.coaching.houses.slots import Hours
from bot.people.models import Business, Person
from bot.storage import dialects

#: Slots that a business may have before it in one house, so that all have a turn.
MOST_COMING = 4
#: A manager need not look back further to record what was used.
MOST_LISTED = 20
UNDECIDED = (BookingState.ASKED, BookingState.CONFIRMED)


class Refused(StrEnum):
    """Why a slot was not given."""

    TAKEN = "taken"
    PASSED = "passed"
    GONE = "gone"  #: the house or that piece is not there any more, or is closed at that hour
    MANY = "many"  #: `MOST_COMING` are theirs already
    OWN = "own"  #: they have booked just that


@dataclass(frozen=True)
class Booked:
    """A booking with all that it is about."""

    booking: Booking
    equipment: Equipment
    facility: Facility
    business: str
    owner: Person


async def book(
    db: AsyncSession, by: Person, business_id: int, equipment_id: int, start: datetime
) -> Booked | Refused:
    """Hold a slot for a business. Of all who ask at once as many get it as there are units."""
    found = await of_piece(db, equipment_id)
    if found is None:
        return Refused.GONE
    facility, equipment = found
    if refused := await _refused(db, facility, equipment_id, business_id, start):
        return refused
    own = facility.manager_id == by.id
    for unit in range(1, equipment.units + 1):
        held = await db.execute(
            dialects.insert(db, Booking)
            .values(
                equipment_id=equipment_id,
                unit=unit,
                business_id=business_id,
                booked_by=by.id,
                starts_at=start,
                ends_at=hours_of(facility).end_of(start),
                # A manager who books need not ask anybody.
                state=BookingState.CONFIRMED if own else BookingState.ASKED,
                created_at=clock.now(),
            )
            .on_conflict_do_nothing()
            .returning(Booking.id)
        )
        if number := held.scalar():
            return await numbered(db, number) or Refused.GONE
    return Refused.TAKEN


async def _refused(
    db: AsyncSession, facility: Facility, equipment_id: int, business_id: int, start: datetime
) -> Refused | None:
    now, hours = clock.now(), hours_of(facility)
    if start <= now:
        return Refused.PASSED
    if start not in set(hours.coming(now)):
        return Refused.GONE
    theirs = await db.execute(
        select(Booking.equipment_id, Booking.starts_at)
        .join(Equipment, Equipment.id == Booking.equipment_id)
        .where(Booking.business_id == business_id, Equipment.facility_id == facility.id)
        .where(Booking.freed_at.is_(None), Booking.starts_at > now)
    )
    held = [(piece, begins) for piece, begins in theirs]
    if (equipment_id, start) in held:
        return Refused.OWN
    return Refused.MANY if len(held) >= MOST_COMING else None


async def free(db: AsyncSession, equipment: Equipment, hours: Hours) -> list[datetime]:
    """The slots still to come in which a unit is free."""
    now = clock.now()
    taken = await db.execute(
        select(Booking.starts_at, func.count())
        .where(Booking.equipment_id == equipment.id, Booking.freed_at.is_(None))
        .where(Booking.starts_at > now)
        .group_by(Booking.starts_at)
    )
    full = {start for start, count in taken if count >= equipment.units}
    return [slot for slot in hours.coming(now) if slot not in full]


async def numbered(db: AsyncSession, number: int | None) -> Booked | None:
    if number is None:
        return None
    row = (await db.execute(_booked().where(Booking.id == number))).one_or_none()
    return Booked(*row) if row else None


async def all_numbered(db: AsyncSession, numbers: Iterable[int]) -> list[Booked]:
    query = _booked().where(Booking.id.in_(list(numbers)))
    return [Booked(*row) for row in await db.execute(query)]


async def held(db: AsyncSession, number: int | None) -> Booked | None:
    """The same, locked: of two who decide at once the second one sees what the first one did."""
    if number is None:
        return None
    query = _booked().where(Booking.id == number)
    fresh = query.with_for_update(of=Booking).execution_options(populate_existing=True)
    row = (await db.execute(fresh)).one_or_none()
    return Booked(*row) if row else None


async def coming_of(db: AsyncSession, person_id: int) -> list[Booked]:
    """What the businesses of a person, or who booked for them, have before them."""
    return await _coming(db, _theirs(person_id))


async def coming_for(db: AsyncSession, person_id: int) -> list[Booked]:
    """The same of their own businesses alone."""
    return await _coming(db, Business.person_id == person_id)


async def _coming(db: AsyncSession, whose: ColumnElement[bool]) -> list[Booked]:
    return await _listed(db, whose, Booking.freed_at.is_(None), Booking.ends_at > clock.now())


async def in_calendar(
    db: AsyncSession, person_id: int, since: datetime, freed_since: datetime, most: int
) -> list[Booked]:
    """The same, those that begin after `since`, and what was called off after `freed_since`."""
    held = or_(Booking.freed_at.is_(None), Booking.freed_at > freed_since)
    query = _booked().where(_theirs(person_id), held, Booking.starts_at > since)
    rows = await db.execute(query.order_by(Booking.starts_at, Booking.id).limit(most))
    return [Booked(*row) for row in rows]


def _theirs(person_id: int) -> ColumnElement[bool]:
    """Booked for a business of theirs, or by them; each way has an index of its own."""
    of_business = (
        select(Booking.id)
        .join(Business, Business.id == Booking.business_id)
        .where(Business.person_id == person_id)
    )
    by_them = select(Booking.id).where(Booking.booked_by == person_id)
    return Booking.id.in_(by_them.union_all(of_business))


async def to_decide(db: AsyncSession, houses: Iterable[int]) -> list[Booked]:
    """Bookings that their manager has not answered, and slots that have passed unrecorded."""
    of_house = Equipment.facility_id.in_(list(houses))
    open_ones = Booking.state.in_(UNDECIDED)
    ended = Booking.ends_at <= clock.now()
    asked = Booking.state == BookingState.ASKED
    return await _listed(db, of_house, open_ones, or_(ended, asked))


async def coming_in(db: AsyncSession, facility_id: int) -> list[Booked]:
    """Who comes to a house next."""
    of_house = Equipment.facility_id == facility_id
    return await _listed(db, of_house, Booking.freed_at.is_(None), Booking.ends_at > clock.now())


async def _listed(db: AsyncSession, *which: ColumnElement[bool]) -> list[Booked]:
    query = _booked().where(*which).order_by(Booking.starts_at, Booking.id).limit(MOST_LISTED)
    return [Booked(*row) for row in await db.execute(query)]


def _booked() -> Select[Booking, Equipment, Facility, str, Person]:
    return (
        select(Booking, Equipment, Facility, Business.name, Person)
        .join(Equipment, Equipment.id == Booking.equipment_id)
        .join(Facility, Facility.id == Equipment.facility_id)
        .join(Business, Business.id == Booking.business_id)
        .join(Person, Person.id == Business.person_id)
    )


def decide(booked: Booked, *, yes: bool) -> bool:
    """The manager's answer; False if it has been given, taken back or is too late."""
    booking, now = booked.booking, clock.now()
    if booking.state != BookingState.ASKED or booking.starts_at <= now:
        return False
    booking.state = BookingState.CONFIRMED if yes else BookingState.REFUSED
    booking.decided_at = now
    booking.freed_at = None if yes else now
    return True


def cancel(booked: Booked) -> bool:
    """By who booked it, or by the manager; False once it has begun or is not theirs any more."""
    booking, now = booked.booking, clock.now()
    if booking.state not in UNDECIDED or booking.starts_at <= now:
        return False
    booking.state, booking.freed_at = BookingState.CANCELLED, now
    return True


def record(booked: Booked, *, used: bool) -> bool:
    """Whether somebody came, once the slot has begun; it can be put right later."""
    booking = booked.booking
    if booking.freed_at is not None or booking.starts_at > clock.now():
        return False
    booking.state = BookingState.USED if used else BookingState.UNUSED
    return True


async def close(db: AsyncSession, facility: Facility) -> Sequence[Booked]:
    """Give a house up; returns the bookings that are called off by it, each once."""
    facility.closed_at = clock.now()
    coming = [each for each in await coming_in(db, facility.id) if cancel(each)]
    while more := [each for each in await coming_in(db, facility.id) if cancel(each)]:
        coming += more
    return coming


def has_begun(booked: Booked) -> bool:
    return booked.booking.starts_at <= clock.now()

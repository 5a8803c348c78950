"""Opening a joint production house, finding those near somebody, and closing one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses.inside import Piece
from bot.coaching.houses.models import Equipment, Facility
from bot.coaching.houses.slots import Hours
from bot.market.regions import province_of, region
from bot.people.models import Person


@dataclass(frozen=True)
class NewHouse:
    name: str
    regency: str
    place: str
    pieces: Sequence[Piece]
    days: int
    opens: str
    closes: str
    #: At most as long as it is open.
    slot_minutes: int


@dataclass(frozen=True)
class House:
    """A house with what stands in it."""

    facility: Facility
    equipment: Sequence[Equipment]

    @property
    def hours(self) -> Hours:
        return hours_of(self.facility)


def _minutes(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def hours_of(facility: Facility) -> Hours:
    return Hours(
        facility.zone, facility.days, facility.opens, facility.closes, facility.slot_minutes
    )


async def open_house(db: AsyncSession, by: Person, new: NewHouse) -> House:
    """Whoever opens it is its manager."""
    facility = Facility(
        name=new.name,
        regency=new.regency,
        place=new.place,
        zone=region(new.regency).zone,
        days=new.days,
        opens=new.opens,
        closes=new.closes,
        slot_minutes=min(new.slot_minutes, _minutes(new.closes) - _minutes(new.opens)),
        manager_id=by.id,
        opened_by=by.id,
        created_at=clock.now(),
    )
    db.add(facility)
    await db.flush()
    equipment = [
        Equipment(facility_id=facility.id, name=piece.name, units=piece.units)
        for piece in new.pieces
    ]
    db.add_all(equipment)
    await db.flush()
    return House(facility, equipment)


async def manager_of(db: AsyncSession, facility: Facility) -> Person:
    return await db.get_one(Person, facility.manager_id)


async def near(db: AsyncSession, regency: str, most: int) -> Sequence[Facility]:
    """Open houses of that province, those of the regency first."""
    province = province_of(regency).code
    query = (
        select(Facility)
        .where(Facility.regency.startswith(f"{province}."), is_open())
        .order_by(Facility.regency != regency, Facility.name, Facility.id)
    )
    return (await db.scalars(query.limit(most))).all()


async def managed(db: AsyncSession, person_id: int) -> Sequence[Facility]:
    """Those that somebody manages, or has opened for somebody else to manage."""
    query = select(Facility).where(runs_it(person_id), is_open()).order_by(Facility.id)
    return (await db.scalars(query)).all()


async def house(db: AsyncSession, facility_id: int | None) -> House | None:
    """None if there is none, or not any more."""
    facility = await db.get(Facility, facility_id) if facility_id else None
    if facility is None or facility.closed_at is not None:
        return None
    query = select(Equipment).where(Equipment.facility_id == facility.id).order_by(Equipment.id)
    return House(facility, (await db.scalars(query)).all())


async def of_piece(db: AsyncSession, equipment_id: int) -> tuple[Facility, Equipment] | None:
    """A piece of equipment in a house that is open."""
    query = (
        select(Facility, Equipment)
        .join(Equipment, Equipment.facility_id == Facility.id)
        .where(Equipment.id == equipment_id, is_open())
    )
    row = (await db.execute(query)).one_or_none()
    return (row[0], row[1]) if row else None


def runs(facility: Facility, person_id: int) -> bool:
    """Whether somebody may decide on its bookings and close it."""
    return person_id in {facility.manager_id, facility.opened_by}


def runs_it(person_id: int) -> ColumnElement[bool]:
    """The same, of rows."""
    return or_(Facility.manager_id == person_id, Facility.opened_by == person_id)


def is_open() -> ColumnElement[bool]:
    return Facility.closed_at.is_(None)

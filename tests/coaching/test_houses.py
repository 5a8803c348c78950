"""A slot of a joint production house is given once, however many want it."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses import booking, facilities
from bot.coaching.houses.booking import Booked, Refused
from bot.coaching.houses.facilities import House, NewHouse
from bot.coaching.houses.inside import Piece
from bot.coaching.houses.models import Booking, BookingState
from bot.coaching.houses.slots import bits
from bot.delivery.models import Outgoing
from bot.people import registration
from bot.people.businesses import active
from bot.people.models import Business, Person, Role
from bot.privacy import erasure
from bot.storage import Storage
from tests.people.folk import somebody

CROWD = 50


async def opened(db: AsyncSession, manager: Person, units: int = 1) -> House:
    pieces = [Piece("Oven", units), Piece("Meja kemas")]
    every_day = bits(range(7))
    new = NewHouse("Rumah Keripik", "35.07", "Dampit", pieces, every_day, "08:00", "16:00", 120)
    return await facilities.open_house(db, manager, new)


async def owner(db: AsyncSession, name: str = "Sri") -> tuple[Person, Business]:
    person = await somebody(db, name=name)
    await registration.register_owner(db, person, f"Usaha {name}", [])
    business = await active(db, person.id)
    assert business
    return person, business


def slots(house: House) -> list[datetime]:
    return list(house.hours.coming(clock.now()))


@pytest.mark.parametrize("units", [1, 3])
async def test_of_fifty_at_once_as_many_get_it_as_there_are_units(
    storage: Storage, other: Storage, units: int
) -> None:
    async with storage.transaction() as db:
        house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"), units)
        crowd = [await owner(db, f"Sri {number}") for number in range(CROWD)]
    oven, first = house.equipment[0].id, slots(house)[0]
    ready = asyncio.Event()

    async def tries(mine: Storage, person: Person, business: Business) -> Booked | Refused:
        await ready.wait()
        async with mine.transaction() as db:
            return await booking.book(db, person, business.id, oven, first)

    tasks = [
        asyncio.create_task(tries(other if number % 2 else storage, *each))
        for number, each in enumerate(crowd)
    ]
    ready.set()
    answers = await asyncio.gather(*tasks)
    assert Counter(isinstance(each, Booked) for each in answers)[True] == units
    assert answers.count(Refused.TAKEN) == CROWD - units
    async with storage.reading() as db:
        held = await db.execute(select(Booking.unit).where(Booking.freed_at.is_(None)))
        assert sorted(held.scalars()) == list(range(1, units + 1))


async def test_a_slot_that_was_refused_or_called_off_is_free_again(db: AsyncSession) -> None:
    house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"))
    sri, kebun = await owner(db)
    oven, first = house.equipment[0], slots(house)[0]
    for give_up in (lambda each: booking.decide(each, yes=False), booking.cancel):
        assert first in await booking.free(db, oven, house.hours)
        booked = await booking.book(db, sri, kebun.id, oven.id, first)
        assert isinstance(booked, Booked)
        assert first not in await booking.free(db, oven, house.hours)
        assert give_up(booked)
        assert not give_up(booked)
        await db.flush()
    assert first in await booking.free(db, oven, house.hours)


async def test_why_a_slot_is_not_given(db: AsyncSession) -> None:
    house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"))
    sri, kebun = await owner(db)
    oven, first = house.equipment[0].id, slots(house)[0]

    async def book(start: datetime, piece: int = oven) -> Booked | Refused:
        return await booking.book(db, sri, kebun.id, piece, start)

    assert await book(clock.now() - timedelta(minutes=1)) is Refused.PASSED
    assert await book(first + timedelta(minutes=7)) is Refused.GONE
    assert await book(first + timedelta(days=400)) is Refused.GONE
    assert await book(first, 10**9) is Refused.GONE
    assert isinstance(await book(first), Booked)
    assert await book(first) is Refused.OWN
    for start in slots(house)[1 : booking.MOST_COMING]:
        assert isinstance(await book(start), Booked)
    assert await book(slots(house)[booking.MOST_COMING]) is Refused.MANY
    clock.move_to(first + timedelta(minutes=1))
    assert isinstance(await book(slots(house)[booking.MOST_COMING]), Booked)


async def test_what_has_begun_is_recorded_and_not_called_off(db: AsyncSession) -> None:
    house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"))
    sri, kebun = await owner(db)
    booked = await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[0])
    assert isinstance(booked, Booked)
    assert not booking.record(booked, used=True)
    clock.move_to(booked.booking.starts_at + timedelta(minutes=1))
    assert not booking.cancel(booked)
    assert not booking.decide(booked, yes=True)
    assert booking.record(booked, used=False)
    assert booking.record(booked, used=True)
    assert booked.booking.state == BookingState.USED


async def test_a_manager_who_books_need_ask_nobody(db: AsyncSession) -> None:
    sri, kebun = await owner(db)
    house = await opened(db, sri)
    booked = await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[0])
    assert isinstance(booked, Booked)
    assert booked.booking.state == BookingState.CONFIRMED


async def test_an_owner_who_is_erased_frees_their_slots_and_the_manager_hears_no_name(
    db: AsyncSession,
) -> None:
    house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"))
    sri, kebun = await owner(db, "Sri Lestari")
    for start in slots(house)[:3]:
        assert isinstance(
            await booking.book(db, sri, kebun.id, house.equipment[0].id, start), Booked
        )
    past = (await db.scalars(select(Booking).limit(1))).one()
    past.made = "keripik Bu Sri"
    await erasure.erase(db, sri, None)
    await db.refresh(past)
    assert past.made is None
    assert slots(house)[0] in await booking.free(db, house.equipment[0], house.hours)
    told = (await db.scalars(select(Outgoing).where(Outgoing.kind == "slot_off"))).all()
    assert len(told) == 3
    assert not any("Sri" in str(each.params) for each in told)


async def test_a_house_whose_keeper_is_erased_closes_and_those_who_booked_are_told(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    house = await opened(db, wayan)
    sri, kebun = await owner(db)
    assert isinstance(
        await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[0]), Booked
    )
    await erasure.erase(db, wayan, None)
    assert await facilities.house(db, house.facility.id) is None
    told = select(func.count()).where(Outgoing.kind == "slot_off", Outgoing.person_id == sri.id)
    assert (await db.scalars(told)).one() == 1


async def test_a_house_that_somebody_else_opened_goes_back_to_them(db: AsyncSession) -> None:
    wayan, made = await somebody(db, Role.OFFICER, name="Wayan"), await somebody(db, name="Made")
    house = await opened(db, wayan)
    house.facility.manager_id = made.id
    await db.flush()
    await erasure.erase(db, made, None)
    again = await facilities.house(db, house.facility.id)
    assert again
    assert again.facility.manager_id == wayan.id

"""Every message about joint production houses: empty, and as long as they can be."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from bot.coaching.houses.booking import Refused
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import Slot, SlotEnded, SlotOff, SlotSoon
from bot.delivery.screen import Notice
from handlers.coaching.calendar import calendar_link
from handlers.coaching.houses import house_booking, house_keeping, houses
from handlers.coaching.reminders.reminding import HelpWanted
from tests.handlers.market_examples import NOON


def slot(name: str, state: BookingState = BookingState.ASKED) -> Slot:
    return Slot(
        id=10**12,
        house=name,
        place=name,
        piece=name[:60],
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=2),
        zone="Asia/Jayapura",
        state=state,
        business=name,
        owner=name,
        made=name,
    )


def house_notices(name: str) -> Iterator[Notice]:
    yield houses.Houses()
    many = tuple(houses.AHouse(id=10**12 + each, name=name, regency="35.07") for each in range(8))
    kept = tuple(
        houses.AHouse(id=each, name=name, regency="35.07", waiting=each) for each in (1, 0)
    )
    yield houses.Houses(near=many, managed=kept, booked=(slot(name),) * 8, may_open=True)
    for may, days in product((True, False), (0b1111111, 0b0011111, 0b1000001, 0b1)):
        yield houses.TheHouse(
            id=10**12,
            name=name,
            regency="35.07",
            place=name,
            pieces=((name[:60], 50), (name[:60], 1)) * 6,
            days=days,
            opens="08:00",
            closes="16:00",
            zone="Asia/Makassar",
            slot_minutes=120,
            manages=may,
            may_book=may,
            new=may,
            closing=days == 1,
        )
    yield houses.HouseGone()
    yield from calendar_notices()
    yield houses.MayNotOpenHouse()
    yield house_keeping.HouseClosed(name=name, called_off=0)
    yield house_keeping.HouseClosed(name=name, called_off=2)
    yield from slot_notices(name)


def calendar_notices() -> Iterator[Notice]:
    for replaced in (True, False):
        yield calendar_link.CalendarLink(
            url="https://mitra.example/calendar", secret="x" * 22, replaced=replaced
        )
    yield calendar_link.CalendarStands(made_at=NOON)
    yield calendar_link.CalendarStopped()
    yield calendar_link.NoCalendar()


def slot_notices(name: str) -> Iterator[Notice]:
    for state in BookingState:
        yield house_booking.SlotBooked(slot=slot(name, state))
        yield house_keeping.SlotDecided(slot=slot(name, state))
        for manages, begun in product((True, False), repeat=2):
            yield house_keeping.SlotCard(
                slot=slot(name, state), manages=manages, begun=begun, unchanged=begun
            )
    yield house_booking.NoHouse()
    yield house_booking.NoHouse(no_business=True)
    yield house_booking.SlotAsked(slot=slot(name))
    for why in Refused:
        yield house_booking.SlotRefused(why=why)
    yield house_keeping.SlotGone()
    yield HelpWanted(name=name, honorific="ibu", at=NOON, slot=slot(name))
    yield SlotSoon(slot=slot(name, BookingState.CONFIRMED))
    yield SlotEnded(slot=slot(name, BookingState.CONFIRMED))
    for booker, closed in product((True, False), repeat=2):
        yield SlotOff(slot=slot(name), booker=booker, house_closed=closed)
    yield house_keeping.InTheHouse(house_id=10**12, name=name, slots=())
    yield house_keeping.InTheHouse(house_id=10**12, name=name, slots=(slot(name),) * 20)

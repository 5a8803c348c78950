"""Who has booked is reminded of it, and the manager is asked once for what became of it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses import booking, reminding, telling
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.facilities import House
from bot.coaching.reminders import again, choosing, reminders
from bot.coaching.reminders.models import DAY, HOUR, About, Outcome, Reminder
from bot.delivery import calls
from bot.delivery.models import Outgoing
from bot.monitoring import ahead
from bot.people import businesses
from bot.people.models import Business, Person, Purpose, Role
from bot.privacy import erasure, withdrawal
from tests.coaching.test_houses import opened, owner, slots
from tests.people.folk import looked_after, somebody


async def confirmed(
    db: AsyncSession, house: House, sri: Person, kebun: Business, at: int = 8
) -> Booked:
    """By default the first slot of the day after tomorrow."""
    booked = await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[at])
    assert isinstance(booked, Booked)
    assert booking.decide(booked, yes=True)
    await reminding.follow(db, booked, None)
    await db.flush()
    return booked


async def pending(db: AsyncSession) -> Sequence[tuple[str, int, int]]:
    rows = await db.execute(
        select(Reminder.about, Reminder.ahead, Reminder.person_id)
        .where(Reminder.outcome == Outcome.PENDING)
        .order_by(Reminder.due_at)
    )
    return [(about, ahead, person_id) for about, ahead, person_id in rows]


async def told(db: AsyncSession, person: Person) -> Sequence[str]:
    kinds = select(Outgoing.kind).where(Outgoing.person_id == person.id)
    return (await db.scalars(kinds.order_by(Outgoing.id))).all()


async def ticked(db: AsyncSession) -> None:
    while await reminders.tick(db, None):
        pass


async def test_only_a_confirmed_booking_reminds_and_each_in_its_turn(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    house = await opened(db, wayan)
    sri, kebun = await owner(db)
    asked = await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[7])
    assert isinstance(asked, Booked)
    booked = await confirmed(db, house, sri, kebun)
    due = [(About.SLOT, DAY, sri.id), (About.SLOT, HOUR, sri.id), (About.USE, 0, wayan.id)]
    assert await pending(db) == due
    clock.move_to(booked.booking.starts_at - timedelta(hours=24))
    await ticked(db)
    assert await told(db, sri) == ["slot_soon"]
    clock.move_to(booked.booking.starts_at - timedelta(hours=1))
    await ticked(db)
    assert await told(db, sri) == ["slot_soon"] * 2
    assert await told(db, wayan) == []
    clock.move_to(booked.booking.ends_at)
    await ticked(db)
    await ticked(db)
    assert await told(db, wayan) == ["slot_ended"]
    assert await pending(db) == []


@pytest.mark.parametrize("how", ["called off", "closed", "erased", "stopped"])
async def test_what_does_not_take_place_reminds_nobody(db: AsyncSession, how: str) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    house = await opened(db, wayan)
    sri, kebun = await owner(db)
    booked = await confirmed(db, house, sri, kebun)
    clock.move_to(booked.booking.starts_at - timedelta(hours=24))
    await ticked(db)
    if how == "called off":
        assert booking.cancel(booked)
        await reminding.follow(db, booked, None)
    elif how == "closed":
        await telling.close(db, wayan, house.facility, None)
    elif how == "erased":
        await erasure.erase(db, sri, None)
    else:
        await withdrawal.withdraw(db, sri, Purpose.SERVICE, None)
    assert await pending(db) == []
    assert slots(house)[0] in await booking.free(db, house.equipment[0], house.hours)
    soon = select(Outgoing.state).where(Outgoing.kind == "slot_soon")
    assert (await db.scalars(soon)).all() == ["suppressed"]
    clock.move(timedelta(days=3))
    await ticked(db)
    assert "slot_ended" not in await told(db, wayan)


async def test_what_was_recorded_is_not_asked_for(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    house = await opened(db, wayan)
    booked = await confirmed(db, house, *await owner(db))
    clock.move_to(booked.booking.starts_at + timedelta(minutes=1))
    assert booking.record(booked, used=True)
    await reminding.follow(db, booked, None)
    clock.move(timedelta(days=1))
    await ticked(db)
    assert await told(db, wayan) == []


async def test_hours_that_somebody_chose_hold_for_bookings_too(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    house = await opened(db, wayan)
    sri, kebun = await owner(db)
    await confirmed(db, house, sri, kebun)
    assert await choosing.choose(db, sri, [3 * HOUR], None)
    use = (About.USE, 0, wayan.id)
    assert await pending(db) == [(About.SLOT, 3 * HOUR, sri.id), use]
    await confirmed(db, house, sri, kebun, 9)
    theirs = [each for each in await pending(db) if each != use]
    assert theirs == [(About.SLOT, 3 * HOUR, sri.id)] * 2


async def test_a_reminder_of_a_slot_comes_once_more_if_that_is_wanted(db: AsyncSession) -> None:
    house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"))
    sri, kebun = await owner(db)
    booked = await confirmed(db, house, sri, kebun)
    clock.move_to(booked.booking.starts_at - timedelta(hours=24))
    await ticked(db)
    found = await again.snooze(db, sri, About.SLOT, booked.booking.id)
    assert found
    assert found.at
    assert timedelta(minutes=59) < found.at - clock.now() <= timedelta(hours=1)
    clock.move_to(found.at + timedelta(minutes=1))
    await ticked(db)
    assert await told(db, sri) == ["slot_soon"] * 2


async def test_who_keeps_the_house_after_somebody_else_is_asked_in_their_place(
    db: AsyncSession,
) -> None:
    wayan, made = await somebody(db, Role.OFFICER, name="Wayan"), await somebody(db, name="Made")
    house = await opened(db, wayan)
    house.facility.manager_id = made.id
    await db.flush()
    booked = await confirmed(db, house, *await owner(db))
    await erasure.erase(db, made, None)
    clock.move_to(booked.booking.ends_at + timedelta(minutes=1))
    await ticked(db)
    assert await told(db, wayan) == ["slot_ended"]


async def test_who_has_no_phone_is_called_by_their_officer(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    house = await opened(db, wayan)
    sri = await looked_after(db, wayan)
    [kebun] = await businesses.businesses_of(db, sri.id)
    booked = await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[8])
    assert isinstance(booked, Booked)
    assert booking.decide(booked, yes=True)
    await reminding.follow(db, booked, None)
    clock.move_to(booked.booking.starts_at - timedelta(hours=24))
    await ticked(db)
    call = await calls.next_call(db, wayan)
    assert call
    assert call.person == sri
    assert [item.kind for item in call.items] == ["slot_soon"]
    assert booking.cancel(booked)
    await reminding.follow(db, booked, None)
    assert await calls.next_call(db, wayan) is None


async def test_what_will_go_out_is_counted_by_its_kind(db: AsyncSession) -> None:
    house = await opened(db, await somebody(db, Role.OFFICER, name="Wayan"))
    await confirmed(db, house, *await owner(db))
    coming = await ahead.waiting(db, clock.now() + timedelta(days=7))
    kinds = [each.kind for each in coming]
    assert sorted(kinds) == ["reminder.slot", "reminder.slot", "reminder.use"]

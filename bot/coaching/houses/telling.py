"""Telling people of a booking, and what becomes of it when somebody is gone."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses import booking, facilities, reminding
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.models import Booking, Facility
from bot.coaching.houses.notices import SlotOff, slot_of
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people.models import Business, Person


async def tell(
    db: AsyncSession, person: Person, notice: Notice, booked: Booked, quiet: Quiet
) -> None:
    """The news of a booking, while it can still be used."""
    await outbox.notify(
        db,
        person,
        notice,
        key=f"{notice.kind}:{booked.booking.id}:{booked.booking.state}",
        not_before=first_allowed(clock.now(), person.zone, quiet),
        expires_at=booked.booking.ends_at,
    )


async def close(db: AsyncSession, by: Person, facility: Facility, quiet: Quiet) -> int:
    """Give a house up and tell all who come next; returns how many bookings are called off."""
    called_off = await booking.close(db, facility)
    for each in called_off:
        await reminding.follow(db, each, quiet)
        if each.owner.id != by.id:
            off = SlotOff(slot=slot_of(each), booker=True, house_closed=True)
            await tell(db, each.owner, off, each, quiet)
    return len(called_off)


async def call_off_all(
    db: AsyncSession, person: Person, quiet: Quiet, *, nameless: bool = False
) -> None:
    """What is booked for somebody is free again, and each manager is told.

    What an officer has booked for others stays: it is theirs.
    """
    while coming := [
        each for each in await booking.coming_for(db, person.id) if booking.cancel(each)
    ]:
        for each in coming:
            await reminding.follow(db, each, quiet)
            manager = await facilities.manager_of(db, each.facility)
            if manager.id != person.id:
                off = SlotOff(slot=slot_of(each, nameless=nameless), booker=False)
                await tell(db, manager, off, each, quiet)


async def leave(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Who is erased books nothing and keeps no house; those concerned are told, without a name."""
    await call_off_all(db, person, quiet, nameless=True)
    owned = select(Business.id).where(Business.person_id == person.id)
    await db.execute(update(Booking).where(Booking.business_id.in_(owned)).values(made=None))
    for facility in await facilities.managed(db, person.id):
        if facility.manager_id == facility.opened_by:
            await close(db, person, facility, quiet)
            facility.name = facility.place = ""  # often a home, called after who lives there
        elif facility.manager_id == person.id:
            facility.manager_id = facility.opened_by
            await reminding.hand_over(db, facility, person.id)
        else:
            facility.opened_by = facility.manager_id

"""Who is reminded of a booking: who comes, before it begins, and the manager, once it has ended."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.houses import facilities
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.coming import VERSION
from bot.coaching.houses.models import Booking, BookingState, Equipment, Facility
from bot.coaching.reminders.choosing import ahead_of
from bot.coaching.reminders.models import About, Outcome, Reminder
from bot.coaching.reminders.owing import Event, owed, stop_about
from bot.delivery.quiet import Quiet

#: The manager is asked as soon as it is over: then they still know.
AT_THE_END = (0,)


async def follow(db: AsyncSession, booked: Booked, quiet: Quiet) -> None:
    """After each change of a booking: its reminders are owed, or stop, as it stands now."""
    made = booked.booking
    if made.state == BookingState.CONFIRMED:
        soon = Event(About.SLOT, made.id, VERSION, made.starts_at)
        db.add_all(owed(soon, booked.owner, ahead_of(booked.owner), quiet))
        over = Event(About.USE, made.id, VERSION, made.ends_at)
        manager = await facilities.manager_of(db, booked.facility)
        db.add_all(owed(over, manager, AT_THE_END, quiet))
        return
    await db.flush()
    for about in (About.SLOT, About.USE):
        await stop_about(db, about, made.id)


async def hand_over(db: AsyncSession, facility: Facility, former_id: int) -> None:
    """Who manages a house now is asked what its former manager would have been."""
    pieces = select(Equipment.id).where(Equipment.facility_id == facility.id)
    bookings = select(Booking.id).where(Booking.equipment_id.in_(pieces))
    await db.execute(
        update(Reminder)
        .where(Reminder.person_id == former_id, Reminder.about == About.USE)
        .where(Reminder.about_id.in_(bookings), Reminder.outcome == Outcome.PENDING)
        .values(person_id=facility.manager_id)
        .execution_options(synchronize_session=False)
    )

"""When somebody wants to be reminded of where they have to be: as is usual, or as they chose."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses.coming import slots
from bot.coaching.reminders import hours
from bot.coaching.reminders.hours import USUAL, Hours
from bot.coaching.reminders.models import About, Reminder, Why
from bot.coaching.reminders.owing import Event, in_line, miss
from bot.coaching.reminders.subjects import LookUp, Subject, sessions
from bot.delivery.quiet import Quiet
from bot.people.models import Person

#: Of what the hours are chosen.
CHOSEN: Mapping[About, LookUp] = {About.SESSION: sessions, About.SLOT: slots}


def ahead_of(person: Person) -> Hours:
    """Before what no programme has hours for, the earliest first."""
    return hours.read(person.reminded_ahead) or USUAL


async def choose(db: AsyncSession, person: Person, ahead: Iterable[int], quiet: Quiet) -> bool:
    """From now on, and for what is planned; False if it is none at all, or too many, or too far.

    Who wants no reminders stops coaching instead, so that their officer knows.
    """
    chosen = hours.possible(ahead)
    if chosen is None:
        return False
    # Who wants what their programme does anyway goes on as it does.
    default = (await hours.by_default(db, [person.id]))[person.id]
    person.reminded_ahead = None if chosen == default else hours.stored(chosen)
    for about in CHOSEN:
        await _plan_anew(db, about, person, chosen, quiet)
    return True


async def plan_anew(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """As they chose before, where something else has changed."""
    theirs = {About.SESSION: await hours.of_one(db, person), About.SLOT: ahead_of(person)}
    for about in CHOSEN:
        await _plan_anew(db, about, person, theirs[about], quiet)


async def plan_sessions_anew(db: AsyncSession, person: Person, chosen: Hours, quiet: Quiet) -> None:
    """Their programme reminds at other hours now."""
    await _plan_anew(db, About.SESSION, person, chosen, quiet)


async def _plan_anew(
    db: AsyncSession, about: About, person: Person, chosen: tuple[int, ...], quiet: Quiet
) -> None:
    theirs = (
        (Reminder.person_id == person.id)
        & (Reminder.about == about)
        & (Reminder.event_at > clock.now())
    )
    unwanted = Reminder.asked.is_(False) & Reminder.ahead.not_in(chosen)
    await miss(db, theirs & unwanted, Why.UNWANTED)
    await db.flush()
    query = select(Reminder).where(theirs).execution_options(populate_existing=True)
    rows = (await db.scalars(query)).all()
    holding = await CHOSEN[about](db, sorted({row.about_id for row in rows}))
    for number, subject in holding.items():
        if subject.people is not None and person.id not in subject.people:
            continue  # it goes on for others, and they are not to be reminded of it
        before = [r for r in rows if (r.about_id, r.version) == (number, subject.version)]
        if any(row.why == Why.OFF and row.due_at > clock.now() for row in before):
            continue  # they want none, or hold it no longer
        db.add_all(in_line(_event(about, number, subject), person, chosen, quiet, before))


def _event(about: About, number: int, subject: Subject) -> Event:
    return Event(about, number, subject.version, subject.event_at)

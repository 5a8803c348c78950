"""When somebody wants to be reminded of where they have to be: as is usual, or as they chose."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.houses.coming import slots
from bot.coaching.reminders import hours
from bot.coaching.reminders.hours import USUAL, Hours
from bot.coaching.reminders.models import About, Reminder, Why
from bot.coaching.reminders.owing import Event, miss, owed
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


async def plan_sessions_anew(db: AsyncSession, person: Person, chosen: Hours, quiet: Quiet) -> None:
    """Their programme reminds at other hours now."""
    await _plan_anew(db, About.SESSION, person, chosen, quiet)


async def _plan_anew(
    db: AsyncSession, about: About, person: Person, chosen: tuple[int, ...], quiet: Quiet
) -> None:
    theirs = (
        (Reminder.person_id == person.id)
        & (Reminder.about == about)
        & Reminder.asked.is_(False)
        & (Reminder.event_at > clock.now())
    )
    await miss(db, theirs & Reminder.ahead.not_in(chosen), Why.UNWANTED)
    await db.flush()
    query = select(Reminder).where(theirs).execution_options(populate_existing=True)
    rows = (await db.scalars(query)).all()
    holding = await CHOSEN[about](db, sorted({row.about_id for row in rows}))
    for number, subject in holding.items():
        known = {r.ahead: r for r in rows if (r.about_id, r.version) == (number, subject.version)}
        if any(row.why == Why.OFF and row.due_at > clock.now() for row in known.values()):
            continue  # it goes on for others, and they are not to be reminded of it
        for row in owed(_event(about, number, subject), person, chosen, quiet):
            _take_over(db, known.get(row.ahead), row)


def _event(about: About, number: int, subject: Subject) -> Event:
    return Event(about, number, subject.version, subject.event_at)


def _take_over(db: AsyncSession, before: Reminder | None, row: Reminder) -> None:
    """One that was not wanted for a while is wanted again; what was settled stays so."""
    if before is None:
        db.add(row)
    elif before.why == Why.UNWANTED:
        before.due_at, before.outcome = row.due_at, row.outcome
        before.why, before.settled_at = row.why, row.settled_at

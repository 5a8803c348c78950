"""What somebody does with a reminder: have it come again, or ask their officer for help."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders.models import About, Outcome, Reminder
from bot.coaching.reminders.subjects import Subject
from bot.coaching.reminders.ticking import SUBJECTS
from bot.people.models import Person
from bot.storage import dialects

#: How much later a reminder comes once more; what is not here comes once.
LATER: Mapping[About, timedelta] = {
    About.SESSION: timedelta(hours=1),
    About.PAPER: timedelta(days=7),
    About.SLOT: timedelta(hours=1),
    About.HOMEWORK: timedelta(hours=3),
    About.DELIVERY: timedelta(hours=3),
}


MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Again:
    """When it comes once more; None if it is too late for that."""

    at: datetime | None


async def reminded_of(
    db: AsyncSession, person: Person, about: About, number: int
) -> Subject | None:
    """What it is about, if it still holds and they are among those who are reminded of it."""
    subject = (await SUBJECTS[about](db, [number])).get(number)
    if subject is None or subject.event_at <= clock.now():
        return None
    theirs = select(Reminder.id).where(
        Reminder.about == about,
        Reminder.about_id == number,
        Reminder.person_id == subject.whose(person.id),
    )
    return subject if (await db.scalars(theirs.limit(1))).first() is not None else None


async def snooze(db: AsyncSession, person: Person, about: About, number: int) -> Again | None:
    """Once, however often it is tapped; None if there is nothing to be reminded of."""
    subject = await reminded_of(db, person, about, number)
    if subject is None:
        return None
    whose = subject.whose(person.id)
    asked = select(Reminder.due_at).where(
        Reminder.about == about, Reminder.about_id == number, Reminder.person_id == whose
    )
    asked = asked.where(Reminder.asked, Reminder.outcome == Outcome.PENDING)
    asked = asked.where(Reminder.version == subject.version)
    if at := (await db.scalars(asked)).first():
        return Again(at)
    at = clock.now() + LATER[about]
    if at >= subject.event_at:
        return Again(None)
    theirs = select(Reminder.ahead, Reminder.due_at, Reminder.outcome).where(
        Reminder.about == about, Reminder.about_id == number, Reminder.person_id == whose
    )
    rows = (await db.execute(theirs.where(Reminder.version == subject.version))).all()
    if any(due == at and outcome == Outcome.PENDING for _ahead, due, outcome in rows):
        return Again(at)  # one comes at that very moment anyway
    row = {
        "about": about,
        "about_id": number,
        "person_id": whose,
        "ahead": _free(round((subject.event_at - at) / MINUTE), {row.ahead for row in rows}),
        "version": subject.version,
        "event_at": subject.event_at,
        "due_at": at,
        "asked": True,
        "outcome": Outcome.PENDING,
    }
    # Who taps twice at once has asked once.
    await db.execute(dialects.insert(db, Reminder).values(row).on_conflict_do_nothing())
    return Again(at)


def _free(ahead: int, taken: set[int]) -> int:
    """So many minutes before, or as near as none is yet: one that had these may have gone early,
    because its moment was at night.
    """
    exact = max(1, ahead)
    return next(each for each in chain(range(exact, 0, -1), count(exact)) if each not in taken)

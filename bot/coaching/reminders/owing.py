"""Writing down what is owed of one event to one person, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders.models import About, Outcome, Reminder, Why, key_of
from bot.coaching.reminders.moments import moment, wanted
from bot.delivery import outbox
from bot.delivery.quiet import Quiet
from bot.people.models import Person


@dataclass(frozen=True)
class Event:
    """Something with a date that matters, in the version in which it is owed."""

    about: About
    id: int
    version: int
    at: datetime


def owed(event: Event, person: Person, ahead: Sequence[int], quiet: Quiet) -> list[Reminder]:
    """The reminders of an event for one person, each due or settled already."""
    return [_owed(event, person, each, quiet) for each in ahead]


def in_line(
    event: Event,
    person: Person,
    ahead: Sequence[int],
    quiet: Quiet,
    before: Sequence[Reminder],
) -> list[Reminder]:
    """As `owed`, where `before` was written of that version already: returns what is to be added.

    What has become of one stays so, but what was missed and can still go does.
    """
    known = {row.ahead: row for row in before}
    fresh = owed(event, person, ahead, quiet)
    for row in before:
        if row.why == Why.OFF and row.ahead not in ahead:
            row.why = Why.UNWANTED
    for each in fresh:
        if each.ahead in known:
            _revive(known[each.ahead], each)
    return [each for each in fresh if each.ahead not in known]


def _revive(row: Reminder, fresh: Reminder) -> None:
    """Its moment may have passed while it waited for the morning: then it still waits."""
    if row.outcome != Outcome.MISSED:
        return
    waits = fresh.outcome == Outcome.FOLDED and row.due_at > clock.now()
    if waits or fresh.outcome == Outcome.PENDING:
        row.due_at = row.due_at if waits else fresh.due_at
        row.outcome, row.why, row.settled_at = Outcome.PENDING, None, None
    elif fresh.why:
        row.why = Why(fresh.why)


def _owed(event: Event, person: Person, ahead: int, quiet: Quiet) -> Reminder:
    now = clock.now()
    due = moment(event.at, ahead, person.zone, quiet, now)
    return Reminder(
        about=event.about,
        about_id=event.id,
        person_id=person.id,
        ahead=ahead,
        version=event.version,
        event_at=event.at,
        due_at=wanted(event.at, ahead, person.zone) if isinstance(due, Outcome) else due,
        asked=False,
        outcome=due if isinstance(due, Outcome) else Outcome.PENDING,
        why=Why.QUIET if due is Outcome.MISSED else None,
        settled_at=now if isinstance(due, Outcome) else None,
    )


async def stop_about(
    db: AsyncSession, about: About, about_id: int, person_id: int | None = None
) -> None:
    """Nobody is reminded of that any more, or this one is not: not by what is on its way either."""
    theirs = true() if person_id is None else Reminder.person_id == person_id
    its = (Reminder.about == about) & (Reminder.about_id == about_id) & theirs
    await miss(db, its)
    on_their_way = await db.execute(
        select(Reminder.id, Reminder.version).where(its, Reminder.outcome == Outcome.ENQUEUED)
    )
    await outbox.stop_keys(db, [key_of(number, version) for number, version in on_their_way])


async def miss(db: AsyncSession, which: ColumnElement[bool], why: Why = Why.OFF) -> None:
    """What is still to come of these does not."""
    await db.execute(
        update(Reminder)
        .where(which, Reminder.outcome == Outcome.PENDING)
        .values(outcome=Outcome.MISSED, why=why, settled_at=clock.now())
    )

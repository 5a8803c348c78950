"""Whom a session's reminders did not reach in time, for the officer who then calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching.models import Session
from bot.coaching.reminders.models import About, Outcome, Reminder, Why
from bot.people.models import Person

#: So long after a session it still explains why somebody did not come.
SHOWN = timedelta(days=2)
#: As many as fit into one message.
AT_MOST = 10


@dataclass(frozen=True)
class NotReminded:
    name: str
    starts_at: datetime


async def not_reminded(db: AsyncSession, officer_id: int) -> Sequence[NotReminded]:
    """Of the officer's sessions, the soonest first; who got another reminder of it is left out."""
    got = aliased(Reminder)
    reached = (
        select(got.id)
        .where(got.about == Reminder.about, got.about_id == Reminder.about_id)
        .where(got.person_id == Reminder.person_id, got.version == Reminder.version)
        .where(got.outcome.in_([Outcome.ENQUEUED, Outcome.PENDING]))
    )
    found = await db.execute(
        select(Person.name, Session.starts_at)
        .join(Reminder, Reminder.person_id == Person.id)
        .join(Session, Session.id == Reminder.about_id)
        .where(Reminder.about == About.SESSION, Reminder.outcome == Outcome.MISSED)
        .where(Reminder.why.in_([Why.QUIET, Why.LATE]), Reminder.version == Session.version)
        .where(Session.officer_id == officer_id, Session.called_off_at.is_(None))
        .where(Session.starts_at > clock.now() - SHOWN, Person.id != officer_id)
        .where(Person.erased_at.is_(None), ~reached.exists())
        .distinct()
        .order_by(Session.starts_at, Person.name)
        .limit(AT_MOST)
    )
    return [NotReminded(name or "", starts_at) for name, starts_at in found]

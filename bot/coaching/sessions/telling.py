"""How news of sessions reaches somebody: not in their quiet hours, and never too late to matter."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Session
from bot.coaching.reminders.models import About, Reminder, key_of
from bot.coaching.sessions.notices import Seen
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people.models import Person


async def tell(
    db: AsyncSession,
    person: Person,
    notice: Notice,
    quiet: Quiet,
    *,
    expires_at: datetime,
    key: str | None = None,
) -> None:
    await outbox.notify(
        db,
        person,
        notice,
        key=key,
        not_before=first_allowed(clock.now(), person.zone, quiet),
        expires_at=expires_at,
    )


def news_key(session: Session, person: Person) -> str:
    """Of the message that tells somebody of it."""
    return f"session:{session.id}:{session.version}:{person.id}"


def move_key(session: Session, person: Person) -> str:
    """Of the message that it has moved, and nothing else."""
    return f"moved:{session.id}:{session.version}:{person.id}"


async def take_back(db: AsyncSession, seen: Sequence[Seen]) -> None:
    """What is still on its way to anybody about one of these sessions is not true any more."""
    versions = {each.session.id: each.session.version for each in seen}
    owed = await db.execute(
        select(Reminder.id, Reminder.about_id).where(
            Reminder.about == About.SESSION, Reminder.about_id.in_(versions)
        )
    )
    keys = [key_of(number, versions[session_id]) for number, session_id in owed]
    news = [
        key(each.session, person)
        for each in seen
        for person in each.people()
        for key in (news_key, move_key)
    ]
    await outbox.stop_keys(db, [*news, *keys])

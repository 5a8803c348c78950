"""A session that will not take place: nobody is asked to come any more, and the other is told."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import reminders, sessions
from bot.coaching.models import Session
from bot.coaching.notices import Seen, SessionCalledOff, Why
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people.models import Person

#: More than anybody has before them.
ALL = 1000


async def call_off_of_owner(db: AsyncSession, owner: Person, quiet: Quiet) -> None:
    """Their officers are told that the coaching was stopped."""
    for seen in await sessions.upcoming(db, owner.id, ALL):
        if seen.owner.id == owner.id:
            await call_off(db, owner, seen, quiet, Why.STOPPED)


async def call_off_all(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Also those in which they are the officer."""
    for seen in await sessions.upcoming(db, person.id, ALL):
        await call_off(db, person, seen, quiet, Why.STOPPED)


async def call_off(
    db: AsyncSession, person: Person, seen: Seen, quiet: Quiet, why: Why = Why.CALLED_OFF
) -> None:
    """`person` is one of the two."""
    await mark(db, seen.session)
    other = seen.other_than(person.id)
    facts = SessionCalledOff(why=why, **seen.facts_for(other.id))
    await tell(db, other, seen.session, facts, quiet)


async def mark(db: AsyncSession, session: Session) -> None:
    """Also what is still on its way to the two about it is not sent any more."""
    session.called_off_at = clock.now()
    await reminders.stop_of(db, session.id)
    await outbox.stop_keys(db, [sessions.news_key(session)])


async def tell(
    db: AsyncSession, other: Person, session: Session, notice: Notice, quiet: Quiet
) -> None:
    await outbox.notify(
        db,
        other,
        notice,
        key=f"session_off:{session.id}:{session.version}",
        not_before=first_allowed(clock.now(), other.zone, quiet),
        expires_at=session.starts_at,
    )

"""A session that will not take place: nobody is asked to come any more, and the others are told."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Session
from bot.coaching.reminders import reminders
from bot.coaching.sessions import (
    answers,
    sessions,
    telling,
    waiting,
)
from bot.coaching.sessions.notices import Seen, SessionCalledOff, Why
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Notice
from bot.people.models import Person

ALL = sessions.ALL


async def call_off_of_owner(db: AsyncSession, owner: Person, quiet: Quiet) -> None:
    """Their officers are told that the coaching was stopped."""
    before = await sessions.upcoming(db, owner.id, ALL)
    await call_off(db, owner, [each for each in before if each.guest(owner.id)], quiet, Why.STOPPED)


async def call_off_all(db: AsyncSession, person: Person, quiet: Quiet) -> None:
    """Also those in which they are the officer."""
    before = await sessions.upcoming(db, person.id, ALL)
    await call_off(db, person, before, quiet, Why.STOPPED)


async def call_off(
    db: AsyncSession,
    person: Person,
    seen: Sequence[Seen],
    quiet: Quiet,
    why: Why = Why.CALLED_OFF,
) -> None:
    """`person` is one of the people of each. Where others are coached too, it goes on for them."""
    ended = []
    for each in seen:
        if ends_with(each, person.id):
            ended.append(each)
        elif why is Why.STOPPED:
            await leave(db, each, person.id, quiet)
        else:
            await answers.decline(db, person, each, quiet)
    await mark(db, ended)
    for other in {o.id: o for each in ended for o in each.others_than(person.id)}.values():
        theirs = [each for each in ended if other in each.others_than(person.id)]
        first = theirs[0]
        facts = _facts(first, person.id, other.id)
        notice = SessionCalledOff(why=why, sessions=len(theirs), **facts)
        await tell(db, other, [each.session for each in theirs], notice, quiet)


def _facts(seen: Seen, by: int, other: int) -> dict[str, object]:
    """As the other sees it; the officer reads who called it off, whoever else there was."""
    guest = seen.guest(by)
    facts = seen.facts_for(other)
    if guest is None:
        return facts
    return facts | {"other": guest.owner.name or "", "business": guest.business}


def ends_with(seen: Seen, person_id: int) -> bool:
    """Whether there is no session without this one: its officer, or the only one coached."""
    return person_id == seen.officer.id or all(guest.owner.id == person_id for guest in seen.guests)


async def leave(db: AsyncSession, seen: Seen, person_id: int, quiet: Quiet) -> None:
    """Their part in it ends; a place that they had goes to the next in line."""
    await reminders.stop_of(db, seen.session.id, person_id)
    for guest in seen.guests:
        if guest.owner.id == person_id:
            guest.participant.left_at = clock.now()
            await waiting.free(db, seen, guest, quiet)
    await db.flush()


async def mark(db: AsyncSession, ended: Sequence[Seen]) -> None:
    """Also what is still on its way to anybody about them is not sent any more."""
    for each in ended:
        each.session.called_off_at = clock.now()
        await reminders.stop_of(db, each.session.id)
    await telling.take_back(db, ended)


async def tell(
    db: AsyncSession, other: Person, ended: Sequence[Session], notice: Notice, quiet: Quiet
) -> None:
    """Once, of all of them."""
    first = ended[0]
    await telling.tell(
        db,
        other,
        notice,
        quiet,
        key=f"session_off:{first.id}:{first.version}:{other.id}",
        expires_at=max(each.starts_at for each in ended),
    )

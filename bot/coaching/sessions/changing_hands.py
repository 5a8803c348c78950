"""Sessions that another officer holds from now on: for good, or in an absent one's stead."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.reminders import reminders
from bot.coaching.sessions.notices import Seen
from bot.delivery.quiet import Quiet
from bot.people.models import Person


async def give(db: AsyncSession, seen: Sequence[Seen], to: Person, quiet: Quiet) -> list[Seen]:
    """Who held them is not reminded of them any more, and who holds them now is."""
    now_theirs = []
    for each in seen:
        await reminders.stop_of(db, each.session.id, each.officer.id)
        each.session.officer_id = to.id
        await db.flush()
        await reminders.owe_again(db, each.session, to, quiet)
        now_theirs.append(Seen(each.session, to, each.guests))
    await db.flush()
    return now_theirs


async def lend(db: AsyncSession, seen: Sequence[Seen], to: Person, quiet: Quiet) -> list[Seen]:
    """It stays known whose they are; what is lent already stays that one's."""
    for each in seen:
        each.session.for_officer_id = each.session.for_officer_id or each.officer.id
    return await give(db, seen, to, quiet)


async def give_back(db: AsyncSession, seen: Sequence[Seen], to: Person, quiet: Quiet) -> list[Seen]:
    for each in seen:
        each.session.for_officer_id = None
    return await give(db, seen, to, quiet)

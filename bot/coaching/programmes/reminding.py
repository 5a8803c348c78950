"""When a programme reminds those who take part of sessions; whoever chose otherwise keeps that."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling
from bot.coaching.reminders import choosing, hours
from bot.coaching.reminders.hours import Hours
from bot.delivery.quiet import Quiet


def ahead_of(programme: Programme) -> Hours:
    return hours.read(programme.reminded_ahead) or hours.USUAL


async def choose(
    db: AsyncSession, programme: Programme, ahead: Iterable[int], quiet: Quiet
) -> bool:
    """From now on, and for what is planned; False if those hours are not possible."""
    chosen = hours.possible(ahead)
    if chosen is None:
        return False
    programme.reminded_ahead = None if chosen == hours.USUAL else hours.stored(chosen)
    await db.flush()
    taking = {each.owner.id: each.owner for each in await enrolling.parts(db, programme.id)}
    undecided = [each for each in taking.values() if not each.reminded_ahead]
    now = await hours.of(db, undecided)
    for person in undecided:
        await choosing.plan_sessions_anew(db, person, now[person.id], quiet)
    return True

"""How long a programme lasts: its officer hears of its last day in time, and may put it off."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling
from bot.coaching.programmes.programmes import LONGEST
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people import leave
from bot.people.models import Person, Role, RoleGrant

#: So long before its last day its officer hears of it: time for what is still to be taught.
SOON = timedelta(days=14)
#: Who has not answered for so long leaves it open on purpose.
ASKED_FOR = timedelta(days=60)


class ProgrammeEnds(Notice):
    """To its officer: it ends soon, or its last day has passed."""

    kind = "programme_ends"

    programme_id: int
    programme: str
    until: date
    over: bool
    #: How many take part.
    count: int


async def bring_up(db: AsyncSession, quiet: Quiet) -> int:
    """Tell officers of programmes that end soon, and of those that should have ended, each once."""
    told = 0
    for programme, officer in await _ending(db):
        today = clock.now().astimezone(ZoneInfo(officer.zone)).date()
        until = programme.ends_on or today
        if until - today > SOON:
            continue
        over = until < today
        counts = await enrolling.counts(db, [programme.id])
        ends = ProgrammeEnds(
            programme_id=programme.id,
            programme=programme.name,
            until=until,
            over=over,
            count=counts.get(programme.id, 0),
        )
        at = first_allowed(clock.now(), officer.zone, quiet)
        key = f"programme_ends:{programme.id}:{until}:{'over' if over else 'soon'}"
        told += await outbox.notify(db, officer, ends, key=key, not_before=at)
    return told


async def _ending(db: AsyncSession) -> Sequence[tuple[Programme, Person]]:
    """A day more than any zone can be ahead. Who is on leave hears of it when they are back."""
    today = clock.now().date()
    query = (
        _running()
        .where(Programme.ends_on <= today + SOON + timedelta(days=1))
        .where(Programme.ends_on > today - ASKED_FOR)
        .where(Person.id.not_in(leave.away()))
        .order_by(Programme.id)
    )
    return [(programme, officer) for programme, officer in await db.execute(query)]


def _running() -> Select[Programme, Person]:
    return (
        select(Programme, Person)
        .join(Person, Person.id == Programme.officer_id)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.role == Role.OFFICER, Person.erased_at.is_(None))
        .where(Programme.ended_at.is_(None), Programme.ends_on.is_not(None))
    )


async def foreseen(db: AsyncSession, until: datetime) -> Sequence[tuple[datetime, bool]]:
    """When officers will hear of an end from now until then, and whether it is over by then."""
    now, days = clock.now(), timedelta(days=1)
    near = Programme.ends_on.between((now - 2 * days).date(), (until + SOON + days).date())
    found = []
    for programme, officer in await db.execute(_running().where(near)):
        for day, over in ((-SOON, False), (days, True)):
            told_on = (programme.ends_on or now.date()) + day
            at = datetime.combine(told_on, time(), ZoneInfo(officer.zone)).astimezone(UTC)
            if now < at <= until:
                found.append((at, over))
    return found


def last_possible(programme: Programme) -> date:
    """Three years after it began."""
    return (programme.created_at + LONGEST).date()


def go_on(programme: Programme, until: date) -> bool:
    """Another last day; False if that is beyond the three years."""
    if until > last_possible(programme):
        return False
    programme.ends_on = until
    return True

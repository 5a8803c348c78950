"""In the morning each officer hears what is before them, once a day, if there is anything.

A row per officer says which day was looked at last; whoever moves it on, of however many
schedulers, is the one who tells.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day.attention import Patience
from bot.coaching.day.models import Morning
from bot.coaching.day.today import today
from bot.coaching.houses.models import Facility
from bot.coaching.models import Programme
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.people import leave
from bot.people.joining import Delegation
from bot.people.models import Person, Role, RoleGrant
from bot.storage import dialects

#: Officers looked at in one transaction, so that it holds no lock for long.
BATCH = 10
#: Later than that after its hour a morning is over: a day that is half gone is asked for.
MORNING = timedelta(hours=4)


def greeting(at: time, patience: Patience) -> Callable[[AsyncSession, Quiet], Awaitable[int]]:
    """The job that tells officers their day at that hour of their own clock."""

    async def greet(db: AsyncSession, quiet: Quiet) -> int:
        """Look at up to `BATCH` officers whose morning it is; returns how many there were."""
        found = await _due(db, at, quiet)
        for officer, day in found:
            if await _is_first(db, officer.id, day):
                await _tell(db, officer, day, patience)
        return len(found)

    return greet


async def _tell(db: AsyncSession, officer: Person, day: date, patience: Patience) -> None:
    facts = await today(db, officer, patience, unasked=True)
    if not facts.is_empty:
        end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(officer.zone))
        await outbox.notify(
            db,
            officer,
            facts,
            key=f"today:{officer.id}:{day}",
            expires_at=end.astimezone(clock.now().tzinfo),
        )


async def _due(db: AsyncSession, at: time, quiet: Quiet) -> Sequence[tuple[Person, date]]:
    """Officers whose morning it is by their own clock, and who were not looked at today."""
    zones = await db.scalars(_officers().with_only_columns(Person.zone).distinct())
    days = {zone: day for zone in zones if (day := _morning(zone, at, quiet))}
    if not days:
        return []
    here = or_(
        *(
            and_(Person.zone == zone, or_(Morning.day.is_(None), Morning.day < day))
            for zone, day in days.items()
        )
    )
    found = await db.scalars(_officers().where(here).order_by(Person.id).limit(BATCH))
    return [(person, days[person.zone]) for person in found]


def _officers() -> Select[Person]:
    """Found by what they look after: of roles there are as many as people, and no index."""
    busy = union(
        select(Programme.officer_id),
        select(Delegation.officer_id).where(Delegation.ended_at.is_(None)),
        select(Facility.manager_id).where(Facility.closed_at.is_(None)),
        leave.substitutes(),
    )
    holds = RoleGrant.person_id == Person.id, RoleGrant.role == Role.OFFICER
    return (
        select(Person)
        .outerjoin(Morning, Morning.person_id == Person.id)
        .where(Person.id.in_(busy), select(RoleGrant.role).where(*holds).exists())
        # Who is on leave is left in peace.
        .where(Person.telegram_id.is_not(None), Person.id.not_in(leave.away()))
        .where(Person.registered_at.is_not(None), Person.erased_at.is_(None))
    )


def _morning(zone: str, at: time, quiet: Quiet) -> date | None:
    """Which day it is there, if its morning has come; in quiet hours it comes when they end."""
    now = clock.now()
    day = now.astimezone(ZoneInfo(zone)).date()
    wanted = datetime.combine(day, at, ZoneInfo(zone)).astimezone(now.tzinfo)
    comes = first_allowed(wanted, zone, quiet)
    return day if comes <= now < comes + MORNING else None


async def _is_first(db: AsyncSession, person_id: int, day: date) -> bool:
    row = dialects.insert(db, Morning).values(person_id=person_id, day=day)
    moved = row.on_conflict_do_update(
        index_elements=["person_id"], set_={"day": day}, where=Morning.day < day
    )
    return (await db.execute(moved.returning(Morning.person_id))).first() is not None

"""What happens to each of an officer's sessions in the time of a leave, before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.leave.notices import Coming
from bot.coaching.sessions import changing_hands, moving, recurrence, sessions
from bot.coaching.sessions.moving import Move
from bot.coaching.sessions.notices import Seen
from bot.delivery.quiet import Quiet
from bot.people.leave import Plan
from bot.people.models import Person

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Days:
    """From the first day to the last one, by an officer's own calendar."""

    first: date
    last: date

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """Up to the midnight after the last day."""
        ends = self.last + timedelta(days=1)
        begins, over = (
            datetime.combine(day, time(), ZoneInfo(zone)).astimezone(clock.now().tzinfo)
            for day in (self.first, ends)
        )
        return begins, over


@dataclass(frozen=True)
class Fate:
    seen: Seen
    plan: Plan
    #: Of one that is moved: where it goes.
    move: Move | None = None

    @property
    def coming(self) -> Coming:
        guests = [each.owner.name or "" for each in self.seen.guests]
        return Coming(
            name=", ".join(guests[:3]),
            starts_at=self.seen.session.starts_at,
            fate=self.plan,
            moved_to=self.move.starts_at if self.move else None,
        )


async def of(db: AsyncSession, officer: Person, days: Days, plan: Plan) -> list[Fate]:
    """A session of a series is not moved onto its next one: the substitute holds it."""
    begins, over = days.span(officer.zone)
    found = await sessions.coaching(db, officer.id, begins, over)
    return [_fate(seen, days, plan) for seen in found]


def _fate(seen: Seen, days: Days, plan: Plan) -> Fate:
    if plan is not Plan.MOVED:
        return Fate(seen, plan)
    if seen.session.series_id is not None:
        return Fate(seen, Plan.TAKEN)
    return Fate(seen, Plan.MOVED, Move(seen, _after(seen, days.last)))


def _after(seen: Seen, last: date) -> str:
    """The same hour of the same weekday, in the first week after the leave."""
    local = seen.session.local_start
    day = date.fromisoformat(local[:10])
    weeks = -(-((last - day).days + 1) // WEEK.days)
    return recurrence.shifted(local, max(weeks, 1) * WEEK)


async def carry_out(
    db: AsyncSession, fates: Sequence[Fate], officer: Person, substitute: Person, quiet: Quiet
) -> list[Seen]:
    """Those that are moved are told of by that; returns those that the substitute holds now."""
    moves = [each.move for each in fates if each.move]
    await moving.carry_out(db, moves, quiet, by=officer.id)
    taken = [each.seen for each in fates if each.plan is Plan.TAKEN]
    return await changing_hands.lend(db, taken, substitute, quiet)

"""The account of a bulletin: where each of its messages stands, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.receiving import AT_ONCE, Rhythm
from bot.people.models import Person


@dataclass(frozen=True)
class Ledger:
    """Counts of people. It sums: every row is in exactly one state."""

    states: Mapping[State, int]

    @property
    def targeted(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return self.states.get(State.PENDING, 0) + self.states.get(State.SENDING, 0)


async def ledger(db: AsyncSession, bulletin_id: int) -> Ledger:
    counted = await db.execute(
        select(Outgoing.state, func.count())
        .where(Outgoing.bulletin_id == bulletin_id)
        .group_by(Outgoing.state)
    )
    return Ledger({State(state): count for state, count in counted})


async def reasons(db: AsyncSession, bulletin_id: int) -> list[tuple[State, str | None, int]]:
    """The same account with why, the largest part first."""
    counted = await db.execute(
        select(Outgoing.state, Outgoing.reason, func.count())
        .where(Outgoing.bulletin_id == bulletin_id)
        .group_by(Outgoing.state, Outgoing.reason)
        .order_by(func.count().desc(), Outgoing.state, Outgoing.reason)
    )
    return [(State(state), reason, number) for state, reason, number in counted]


async def by_regency(db: AsyncSession, bulletin_id: int) -> list[tuple[str | None, State, int]]:
    """The same account by where people live; None where that is not known."""
    counted = await db.execute(
        select(Person.regency, Outgoing.state, func.count())
        .join(Person, Person.id == Outgoing.person_id)
        .where(Outgoing.bulletin_id == bulletin_id)
        .group_by(Person.regency, Outgoing.state)
    )
    return [(regency, State(state), number) for regency, state, number in counted]


async def row_of(db: AsyncSession, bulletin_id: int, person_id: int) -> Outgoing | None:
    """What became of a bulletin for one person; None if it was not meant for them."""
    query = select(Outgoing).where(Outgoing.person_id == person_id)
    return (await db.scalars(query.where(Outgoing.bulletin_id == bulletin_id))).first()


async def waits_for_morning(db: AsyncSession, bulletin_id: int) -> bool:
    """Whether somebody gets it later who did not choose when."""
    at_once = and_(
        func.coalesce(Person.prices_at, AT_ONCE) == AT_ONCE,
        func.coalesce(Person.news_rhythm, Rhythm.AT_ONCE) == Rhythm.AT_ONCE,
    )
    query = (
        select(Outgoing.id)
        .join(Person, Person.id == Outgoing.person_id)
        .where(Outgoing.bulletin_id == bulletin_id, Outgoing.state == State.PENDING)
        .where(Outgoing.not_before > clock.now(), at_once)
        .limit(1)
    )
    return (await db.scalars(query)).first() is not None


async def waiting(db: AsyncSession) -> Mapping[Lane, int]:
    """How many messages of each kind are to be sent, now or later."""
    counted = await db.execute(
        select(Outgoing.lane, func.count())
        .where(Outgoing.state == State.PENDING)
        .group_by(Outgoing.lane)
    )
    return {Lane(lane): count for lane, count in counted}

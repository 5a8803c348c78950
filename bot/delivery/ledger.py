"""The account of a bulletin: where each of its messages stands, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.receiving import AT_ONCE, Rhythm
from bot.people.groups import GROUPS, Group
from bot.people.models import Person


@dataclass(frozen=True)
class Ledger:
    """Counts of people and groups. It sums: every row is in exactly one state."""

    states: Mapping[State, int]

    @property
    def targeted(self) -> int:
        return sum(self.states.values())

    @classmethod
    def summed(cls, parts: Iterable[tuple[State, str | None, int]]) -> "Ledger":
        states: Counter[State] = Counter()
        for state, _reason, number in parts:
            states[state] += number
        return cls(states)

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


async def people(db: AsyncSession, bulletin_id: int) -> Ledger:
    """The account without groups and channels: of people alone (promise P6)."""
    groups = Ledger.summed(await of_groups(db, bulletin_id)).states
    everybody = (await ledger(db, bulletin_id)).states
    return Ledger({state: number - groups.get(state, 0) for state, number in everybody.items()})


async def of_groups(db: AsyncSession, bulletin_id: int) -> list[tuple[State, str | None, int]]:
    """Of the account the part of groups and channels, with why: no counts of people.

    Found by the keys of their rows: groups are few, and people may be a million.
    """
    keys = select(literal(f"bulletin:{bulletin_id}:") + cast(Group.person_id, String))
    counted = await db.execute(
        select(Outgoing.state, Outgoing.reason, func.count())
        .where(Outgoing.key.in_(keys))
        .group_by(Outgoing.state, Outgoing.reason)
    )
    return [(State(state), reason, number) for state, reason, number in counted]


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
    """The account of people by where they live; None where that is not known."""
    counted = await db.execute(
        select(Person.regency, Outgoing.state, func.count())
        .join(Person, Person.id == Outgoing.person_id)
        .where(Outgoing.bulletin_id == bulletin_id, Person.id.not_in(GROUPS))
        .group_by(Person.regency, Outgoing.state)
    )
    return [(regency, State(state), number) for regency, state, number in counted]


async def row_of(db: AsyncSession, bulletin_id: int, person_id: int) -> Outgoing | None:
    """What became of a bulletin for one person; None if it was not meant for them."""
    query = select(Outgoing).where(Outgoing.person_id == person_id)
    return (await db.scalars(query.where(Outgoing.bulletin_id == bulletin_id))).first()


async def unchanged(db: AsyncSession, bulletin_id: int) -> list[tuple[State, str | None, int]]:
    """Of those it was sent to, whose message does not show the newest version, and why."""
    return await _unchanged(db, Outgoing.bulletin_id == bulletin_id)


async def unchanged_of(db: AsyncSession, row: Outgoing) -> tuple[State, str | None] | None:
    """The same of one message; None if it shows all that it should."""
    found = await _unchanged(db, Outgoing.id == row.id)
    return found[0][:2] if found else None


async def _unchanged(
    db: AsyncSession, which: ColumnElement[bool]
) -> list[tuple[State, str | None, int]]:
    """By the newest edit of each: what an earlier one could not say, it says."""
    edit = aliased(Outgoing)
    # A message that tells several is edited as one.
    edited = func.coalesce(func.nullif(Outgoing.digest_id, 0), Outgoing.id)
    newest = select(func.max(edit.id).label("id")).select_from(Outgoing)
    # By the person there is an index.
    newest = newest.join(edit, (edit.person_id == Outgoing.person_id) & (edit.edits_id == edited))
    newest = newest.where(which, Outgoing.state == State.SENT).group_by(Outgoing.id)
    last = newest.subquery()
    counted = await db.execute(
        select(edit.state, edit.reason, func.count())
        .join(last, last.c.id == edit.id)
        .where(edit.state != State.SENT)
        .group_by(edit.state, edit.reason)
        .order_by(func.count().desc(), edit.state, edit.reason)
    )
    return [(State(state), reason, number) for state, reason, number in counted]


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

"""Officers on leave, and who does their work meanwhile.

This is the one place that says so: whoever asks what is an officer's asks for `works_for`, and
whoever tells "the officer" something tells `on_duty`. No row changes hands when a leave begins or
ends, but the sessions that a substitute takes (`bot.coaching.leave`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot import clock
from bot.people.models import Person, Role, RoleGrant
from bot.storage import Base
from bot.storage.tables import BigId


class Answer(StrEnum):
    """What the substitute said to being asked."""

    NOTHING = "none"
    YES = "yes"
    NO = "no"
    #: They did not say anything in time, or are no officer any more.
    LAPSED = "lapsed"


class Plan(StrEnum):
    """What becomes of the officer's sessions in that time."""

    TAKEN = "taken"  #: the substitute holds them
    MOVED = "moved"  #: they take place after the leave; those of a series are taken
    KEPT = "kept"  #: the officer sees to each


_NOT_OVER = text("ended_at IS NULL")


class Leave(Base):
    """Some days on which somebody else does an officer's work, if they have said yes."""

    __tablename__ = "leave"
    __table_args__ = (
        Index(
            "uq_leave_current",
            "officer_id",
            unique=True,
            postgresql_where=_NOT_OVER,
            sqlite_where=_NOT_OVER,
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    #: By the officer's calendar when it was planned; the moments follow.
    first_day: Mapped[date]
    last_day: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    plan: Mapped[str] = mapped_column(String(8))
    answer: Mapped[str] = mapped_column(String(8))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    #: When the substitute was told that it begins.
    begun_at: Mapped[datetime | None]
    #: When it was over: on its last day, with "I am back", or given up before it began.
    ended_at: Mapped[datetime | None]


def _in_force() -> ColumnElement[bool]:
    """A substitute who is no officer any more is none."""
    now = clock.now()
    serves = select(RoleGrant.person_id).where(
        RoleGrant.person_id == Leave.substitute_id, RoleGrant.role == Role.OFFICER
    )
    return (
        Leave.ended_at.is_(None)
        & (Leave.answer == Answer.YES)
        & (Leave.starts_at <= now)
        & (Leave.ends_at > now)
        & serves.exists()
    )


def away() -> Select[int]:
    """The officers whose work somebody else does now."""
    return select(Leave.officer_id).where(_in_force())


def substitutes() -> Select[int]:
    """Those who do it."""
    return select(Leave.substitute_id).where(_in_force())


def works_for(officer_id: int) -> Select[int]:
    """An officer's own number, and those of all whose work is theirs now.

    A substitute who goes on leave is stood in for with all they look after. Who is on leave may
    look at what is theirs all the same.
    """
    # Bound by its type: a bare figure in a union has none on PostgreSQL.
    own = select(Person.id.label("id")).where(Person.id == officer_id)
    works = own.cte("works_for", recursive=True)
    absent = select(Leave.officer_id).join(works, Leave.substitute_id == works.c.id)
    # A union of distinct rows ends, also where two stand in for each other.
    works = works.union(absent.where(_in_force()))
    return select(works.c.id)


async def on_duty(db: AsyncSession, officer: Person) -> Person:
    """Who does an officer's work: they themselves, or the substitute of their substitute."""
    seen = {officer.id}
    while (found := await _substitute(db, officer.id)) and found.id not in seen:
        officer = found
        seen.add(officer.id)
    return officer


async def stand_ins(db: AsyncSession, officers: Iterable[Person]) -> Mapping[int, Person]:
    """Number of each of these who is on leave -> who does their work."""
    known = {each.id: each for each in officers}
    gone = await db.scalars(away().where(Leave.officer_id.in_(known)))
    return {number: await on_duty(db, known[number]) for number in {*gone}}


async def _substitute(db: AsyncSession, officer_id: int) -> Person | None:
    query = (
        select(Person)
        .join(Leave, Leave.substitute_id == Person.id)
        .where(Leave.officer_id == officer_id, _in_force())
        .where(Person.registered_at.is_not(None), Person.erased_at.is_(None))
    )
    return (await db.scalars(query)).first()


async def current(db: AsyncSession, officer_id: int, *, locked: bool = False) -> Leave | None:
    """The leave that an officer is on, or has planned."""
    query = select(Leave).where(Leave.officer_id == officer_id, Leave.ended_at.is_(None))
    if locked:
        query = query.with_for_update().execution_options(populate_existing=True)
    return (await db.scalars(query)).one_or_none()

"""Homework, and what officers promise: given, shown, done, moved to another day, taken back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching.after.models import Homework
from bot.coaching.after.notices import Stands, Task
from bot.people import leave
from bot.people.models import Business, Consent, Person, Purpose

#: As many as one message lists.
LISTED = 10


@dataclass(frozen=True)
class Given:
    """Homework with whose it is, as they stand when it is looked up."""

    homework: Homework
    business: str
    owner: Person
    officer: Person

    @property
    def doer(self) -> Person:
        return self.officer if self.homework.by_officer else self.owner

    @property
    def other(self) -> Person:
        """Who waits for it."""
        return self.owner if self.homework.by_officer else self.officer

    @property
    def stands(self) -> Stands:
        if self.homework.cancelled_at:
            return Stands.CANCELLED
        if self.homework.done_at:
            return Stands.DONE
        late = self.homework.due_on < today(self.owner)
        return Stands.OVERDUE if late else Stands.OPEN

    @property
    def is_open(self) -> bool:
        return self.stands in {Stands.OPEN, Stands.OVERDUE}

    def task(self, person_id: int) -> Task:
        """As one of the two sees it."""
        its = self.homework
        return Task(
            homework_id=its.id,
            session_id=its.session_id,
            text=its.text,
            due_on=its.due_on,
            stands=self.stands,
            done_at=its.done_at,
            proof=len(its.proof or []),
            by_officer=its.by_officer,
            owner=self.owner.name or "",
            business=self.business,
            officer=self.officer.name or "",
            coaches=person_id == self.officer.id,
        )


def today(person: Person) -> date:
    return clock.now().astimezone(ZoneInfo(person.zone)).date()


@dataclass(frozen=True)
class ToDo:
    """What shall be done, by which day, and whether the officer has promised it."""

    text: str
    due_on: date
    by_officer: bool = False


async def give(
    db: AsyncSession, officer: Person, session_id: int, businesses: Collection[int], what: ToDo
) -> list[Given]:
    """One piece for each of these businesses; not for those that are left by now."""
    query = select(Business.id).where(Business.id.in_(businesses), Business.closed_at.is_(None))
    open_ones = (await db.scalars(query.where(_agrees()).order_by(Business.id))).all()
    made = [
        Homework(
            session_id=session_id,
            business_id=number,
            officer_id=officer.id,
            by_officer=what.by_officer,
            text=what.text,
            due_on=what.due_on,
            version=1,
            given_at=clock.now(),
        )
        for number in open_ones
    ]
    db.add_all(made)
    await db.flush()
    return await _found(db, Homework.id.in_([each.id for each in made])) if made else []


async def held(db: AsyncSession, person_id: int, number: int | None) -> Given | None:
    """One that is theirs to do or to wait for, locked."""
    if number is None:
        return None
    found = await _found(db, Homework.id == number, _concerns(person_id), lock=True)
    mine = await _kept(db, found, person_id)
    return mine[0] if mine else None


async def numbered(db: AsyncSession, numbers: Sequence[int]) -> list[Given]:
    """Those of these that hold: of an open business whose owner still wants to be coached."""
    return await _found(db, Homework.id.in_(numbers), Business.closed_at.is_(None), _agrees())


async def of_session(db: AsyncSession, session_id: int, person_id: int) -> list[Given]:
    """What one of its people has to do with, by the day."""
    which = Homework.session_id == session_id, Homework.cancelled_at.is_(None)
    return await _kept(db, await _found(db, *which, _concerns(person_id)), person_id)


async def before(db: AsyncSession, person_id: int) -> list[Given]:
    """What is open for somebody, or for those they look after; what is late stands first."""
    query = _query(*_open_of(person_id)).limit(LISTED)
    return await _kept(db, [Given(*row) for row in await db.execute(query)], person_id)


async def of_business(db: AsyncSession, business_id: int) -> list[Given]:
    """What is open for a business and its officer, whoever gave it."""
    still = and_(Homework.done_at.is_(None), Homework.cancelled_at.is_(None))
    query = _query(Homework.business_id == business_id, still).limit(LISTED)
    return [Given(*row) for row in await db.execute(query)]


def _open_of(person_id: int) -> list[ColumnElement[bool]]:
    still = and_(Homework.done_at.is_(None), Homework.cancelled_at.is_(None))
    return [_concerns(person_id), still, Business.closed_at.is_(None), _agrees()]


def _concerns(person_id: int) -> ColumnElement[bool]:
    owned = select(Business.id).where(Business.person_id == person_id)
    kept = Homework.officer_id.in_(leave.works_for(person_id))
    return or_(kept, Homework.business_id.in_(owned))


async def _kept(db: AsyncSession, found: Sequence[Given], person_id: int) -> list[Given]:
    """As this one sees it: who stands in for the officer is the officer; an owner's is on duty."""
    kept = []
    for each in found:
        if person_id == each.owner.id != each.officer.id:
            now = await leave.on_duty(db, each.officer)
        else:
            now = (
                each.officer if each.owner.id == person_id else await db.get_one(Person, person_id)
            )
        kept.append(replace(each, officer=now))
    return kept


async def _found(db: AsyncSession, *which: ColumnElement[bool], lock: bool = False) -> list[Given]:
    query = _query(*which)
    if lock:
        query = query.with_for_update(of=Homework).execution_options(populate_existing=True)
    rows = (await db.execute(query)).all()
    return [Given(*row) for row in rows]


def _query(*which: ColumnElement[bool]) -> Select[Homework, str, Person, Person]:
    theirs, its = aliased(Person), aliased(Person)
    return (
        select(Homework, Business.name, theirs, its)
        .join(Business, Business.id == Homework.business_id)
        .join(theirs, theirs.id == Business.person_id)
        .join(its, its.id == Homework.officer_id)
        .where(*which)
        .order_by(Homework.due_on, Homework.id)
    )


def _agrees() -> ColumnElement[bool]:
    """Whether the owner wants to be coached, still."""
    agreed = select(Consent.person_id).where(
        Consent.person_id == Business.person_id,
        Consent.purpose == Purpose.COACHING,
        Consent.withdrawn_at.is_(None),
    )
    return agreed.exists()


def finish(given: Given) -> bool:
    """Done; False if it was before, or was taken back."""
    if not given.is_open:
        return False
    given.homework.done_at = clock.now()
    return True


def show(given: Given, messages: Sequence[Sequence[Any]]) -> None:
    """What was sent to show it, added to what was sent before."""
    given.homework.proof = [*(given.homework.proof or []), *(list(each) for each in messages)]


def open_again(given: Given) -> bool:
    """That it is done was a mistake."""
    if given.stands is not Stands.DONE:
        return False
    given.homework.done_at = None
    given.homework.version += 1
    return True


def cancel(given: Given) -> bool:
    if not given.is_open:
        return False
    given.homework.cancelled_at = clock.now()
    return True


def move(given: Given, due_on: date) -> bool:
    """By another day; False if it is over, or that is its day already."""
    if not given.is_open or given.homework.due_on == due_on:
        return False
    given.homework.due_on = due_on
    given.homework.version += 1
    return True

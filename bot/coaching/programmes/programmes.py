"""Defining a programme: what it is for, how long, what is taught, and who coaches along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.care import programmes_of
from bot.coaching.models import Programme
from bot.coaching.programmes.models import Joint, Module
from bot.coaching.programmes.templates import TEMPLATES
from bot.coaching.sequences import beginning
from bot.people.models import Person

#: Field assistants are there for three years.
LONGEST = timedelta(days=3 * 365 + 1)
MOST_MODULES = 20


@dataclass(frozen=True)
class New:
    name: str
    region: str
    ends_on: date
    goal: str | None = None
    commodity: str | None = None
    template: str | None = None
    #: Titles in the officer's words; a template brings its own.
    modules: Sequence[str] = ()


async def define(db: AsyncSession, officer: Person, new: New) -> Programme:
    programme = Programme(
        name=new.name,
        officer_id=officer.id,
        region=new.region,
        created_at=clock.now(),
        goal=new.goal,
        commodity=new.commodity,
        template=new.template,
        ends_on=new.ends_on,
    )
    db.add(programme)
    await db.flush()
    template = TEMPLATES.get(new.template or "")
    names = [*template.modules] if template else new.modules
    modules = [
        Module(
            programme_id=programme.id,
            position=position,
            key=name if template else None,
            title=None if template else name,
        )
        for position, name in enumerate(names, 1)
    ]
    db.add_all(modules)
    await db.flush()
    await beginning.begin_with(db, programme, modules)
    return programme


async def region_of(db: AsyncSession, officer: Person) -> str | None:
    """Where an officer's own programmes are: what they define reaches no further than their care
    does already.
    """
    mine = await programmes_of(db, officer.id)
    return mine[0].region if mine else None


async def taught_by(db: AsyncSession, officer_id: int) -> Sequence[Programme]:
    """An officer's programmes that run, the newest first; not their standing care."""
    query = (
        select(Programme)
        .where(Programme.officer_id == officer_id, Programme.ended_at.is_(None))
        .where(Programme.ends_on.is_not(None))
        .order_by(Programme.id.desc())
    )
    return (await db.scalars(query)).all()


async def taught(db: AsyncSession, officer_id: int, number: int | None) -> Programme | None:
    """One of those, locked."""
    if number is None:
        return None
    query = select(Programme).where(Programme.id == number, Programme.officer_id == officer_id)
    open_ones = query.where(Programme.ended_at.is_(None), Programme.ends_on.is_not(None))
    return (await db.scalars(open_ones.with_for_update())).one_or_none()


async def numbered(db: AsyncSession, number: int | None) -> Programme | None:
    return await db.get(Programme, number) if number is not None else None


async def modules_of(db: AsyncSession, programme_id: int) -> Sequence[Module]:
    query = select(Module).where(Module.programme_id == programme_id).order_by(Module.position)
    return (await db.scalars(query)).all()


async def ask_along(db: AsyncSession, programme: Programme, offtaker_id: int) -> Joint:
    """Name an offtaker that coaches along; it counts once its people have agreed."""
    joint = Joint(programme_id=programme.id, offtaker_id=offtaker_id, asked_at=clock.now())
    db.add(joint)
    await db.flush()
    return joint


async def joint_of(db: AsyncSession, programme_id: int, *, locked: bool = False) -> Joint | None:
    query = select(Joint).where(Joint.programme_id == programme_id)
    return (await db.scalars(query.with_for_update() if locked else query)).one_or_none()


def answer_along(joint: Joint, *, agreed: bool) -> bool:
    """The company's answer; False if it was given before."""
    if joint.agreed is not None:
        return False
    joint.agreed, joint.answered_at = agreed, clock.now()
    return True


async def joint_with(db: AsyncSession, offtaker_id: int) -> Sequence[Programme]:
    """Programmes in which a company coaches along."""
    query = (
        select(Programme)
        .join(Joint, Joint.programme_id == Programme.id)
        .where(
            Joint.offtaker_id == offtaker_id, Joint.agreed.is_(True), Programme.ended_at.is_(None)
        )
        .order_by(Programme.id)
    )
    return (await db.scalars(query)).all()

"""Businesses take part: one by one, by what they make or lack, from a list, or by a poster."""

import operator
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.care import Cared, businesses_in_care
from bot.coaching.models import Programme
from bot.coaching.programmes.models import Done, Ending, Enrolment, Module, ProgrammePoster
from bot.coaching.sequences.stopping import take_back
from bot.conversation.spoken import heard
from bot.people import consent
from bot.people.joining import PosterArrival
from bot.people.models import Business, Person, Product, Purpose, Readiness
from bot.people.names import TITLES, read_name
from bot.people.readiness import Item, Mark
from bot.storage import dialects

#: A shorter beginning stands for too many people.
TELLING = 4


@dataclass(frozen=True)
class Wanted:
    """Whom a programme is for, of those in the officer's care; nothing said is everybody."""

    commodity: str | None = None
    #: A province or a regency.
    region: str | None = None
    #: A paper that they do not have yet.
    lacks: Item | None = None


@dataclass(frozen=True)
class Part:
    """A business in a programme, with whose it is and how far it has come."""

    enrolment: Enrolment
    business: str
    owner: Person
    regency: str
    done: frozenset[int] = field(default_factory=frozenset)


async def candidates(
    db: AsyncSession, programme: Programme, wanted: Wanted | None = None
) -> list[Cared]:
    """In the officer's care, not in the programme, and as wanted; by owner's name."""
    inside = select(Enrolment.business_id).where(
        Enrolment.programme_id == programme.id, Enrolment.ended_at.is_(None)
    )
    fits = {*await db.scalars(select(Business.id).where(*_conditions(wanted or Wanted())))}
    fits -= {*await db.scalars(inside)}
    cared = await businesses_in_care(db, programme.officer_id)
    return [each for each in cared if each.business_id in fits]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Business.closed_at.is_(None)]
    if wanted.commodity:
        makes = select(Product.business_id).where(Product.commodity == wanted.commodity)
        conditions.append(Business.id.in_(makes))
    if wanted.region:
        within = Business.regency.startswith(f"{wanted.region}.")
        conditions.append(or_(Business.regency == wanted.region, within))
    if wanted.lacks is Item.NIB:
        conditions.append(Business.nib.is_(None))
    elif wanted.lacks:
        has = select(Readiness.business_id).where(
            Readiness.item == wanted.lacks, Readiness.state == Mark.HAVE
        )
        conditions.append(Business.id.not_in(has))
    return conditions


def named(found: Sequence[Cared], names: Sequence[str]) -> tuple[list[Cared], list[str]]:
    """Who is meant by names of owners or businesses, and the names that are not clear."""
    meant: dict[int, Cared] = {}
    unknown: list[str] = []
    for name in names:
        fits = _fits(found, {heard(name), heard(read_name(name).name)} - {*TITLES, ""})
        if len(fits) == 1:
            meant[fits[0].business_id] = fits[0]
        else:
            unknown.append(name)
    return [*meant.values()], unknown


def _fits(found: Sequence[Cared], said: Collection[str]) -> list[Cared]:
    """Whose whole name it is; else who has all these words in it; else whose name is like it."""
    ways: tuple[Callable[[str, str], bool], ...] = (operator.eq, _has, _is_like)
    for way in ways:
        fits = [
            each
            for each in found
            if any(way(name, one) for one in said for name in _names_of(each))
        ]
        if fits:
            return fits
    return []


def _names_of(cared: Cared) -> tuple[str, str]:
    return heard(cared.owner), heard(cared.business)


def _has(name: str, said: str) -> bool:
    return {*said.split()} <= {*name.split()}


def _is_like(name: str, said: str) -> bool:
    """One slip, or the beginning of a name that is long enough to tell."""
    begun = len(said) >= TELLING and name.startswith(said)
    return begun or (len(said) > TELLING and OSA.distance(said, name, score_cutoff=1) <= 1)


async def enrol(
    db: AsyncSession, programme: Programme, businesses: Collection[int], by: int | None
) -> list[Part]:
    """Let businesses take part; returns those who did not before. Who was in it once comes back."""
    now = clock.now()
    added: list[int] = []
    for number in sorted(businesses):
        row = dialects.insert(db, Enrolment).values(
            programme_id=programme.id,
            business_id=number,
            enrolled_by=by,
            enrolled_at=now,
            messages_due_at=now,
        )
        again = row.on_conflict_do_update(
            index_elements=["programme_id", "business_id"],
            set_={
                "ended_at": None,
                "ending": None,
                "enrolled_at": now,
                "enrolled_by": by,
                "messages_due_at": now,
            },
            where=Enrolment.ended_at.is_not(None),
        )
        if (await db.execute(again.returning(Enrolment.id))).first():
            added.append(number)
    return [each for each in await parts(db, programme.id) if each.enrolment.business_id in added]


async def parts(db: AsyncSession, programme_id: int) -> list[Part]:
    """All who take part, by owner's name."""
    return await _parts(db, Enrolment.programme_id == programme_id, Enrolment.ended_at.is_(None))


async def part(db: AsyncSession, number: int | None) -> Part | None:
    """One of them, whatever has become of it."""
    found = await _parts(db, Enrolment.id == number) if number is not None else []
    return found[0] if found else None


async def parts_of(db: AsyncSession, person_id: int) -> list[tuple[Part, Programme]]:
    """What the businesses of a person take part in."""
    mine = await _parts(db, Person.id == person_id, Enrolment.ended_at.is_(None))
    found = [(each, await db.get_one(Programme, each.enrolment.programme_id)) for each in mine]
    return [(each, programme) for each, programme in found if programme.ended_at is None]


async def _parts(db: AsyncSession, *which: ColumnElement[bool]) -> list[Part]:
    query = (
        select(Enrolment, Business.name, Person, Business.regency)
        .join(Business, Business.id == Enrolment.business_id)
        .join(Person, Person.id == Business.person_id)
        .where(*which)
        .order_by(Person.name, Enrolment.id)
    )
    rows = (await db.execute(query)).all()
    numbers = [row[0].id for row in rows]
    done: dict[int, set[int]] = {number: set() for number in numbers}
    ticked = select(Done.enrolment_id, Done.module_id).where(Done.enrolment_id.in_(numbers))
    for enrolment_id, module_id in await db.execute(ticked):
        done[enrolment_id].add(module_id)
    return [Part(*row, frozenset(done[row[0].id])) for row in rows]


async def tick(db: AsyncSession, enrolment: Enrolment, module: Module, *, done: bool) -> None:
    """Note that a business has done a module, or that it has not after all."""
    enrolment.messages_due_at = clock.now()
    if done:
        row = dialects.insert(db, Done).values(
            enrolment_id=enrolment.id, module_id=module.id, done_at=clock.now()
        )
        await db.execute(row.on_conflict_do_nothing())
        return
    ticked = await db.get(Done, (enrolment.id, module.id))
    if ticked:
        await db.delete(ticked)
        await db.flush()


async def leave(db: AsyncSession, enrolment: Enrolment, ending: Ending) -> bool:
    """One business takes part no longer, and hears no more of it; False if it had ended before."""
    if not end(enrolment, ending):
        return False
    await take_back(db, select(Enrolment.id).where(Enrolment.id == enrolment.id))
    return True


def end(enrolment: Enrolment, ending: Ending) -> bool:
    """False if it had ended before."""
    if enrolment.ended_at is not None:
        return False
    enrolment.ended_at, enrolment.ending = clock.now(), ending
    enrolment.messages_due_at = enrolment.ended_at
    return True


async def end_all(db: AsyncSession, programme: Programme) -> Sequence[Part]:
    """The programme is over for all who are still in it."""
    programme.ended_at = clock.now()
    remaining = await parts(db, programme.id)
    for each in remaining:
        end(each.enrolment, Ending.OVER)
    return remaining


async def came_by(db: AsyncSession, person: Person) -> list[Part]:
    """Who came by a programme's poster takes part in it, if they agreed to be coached."""
    agreed = {each.purpose for each in await consent.given(db, person.id)}
    if Purpose.COACHING not in agreed:
        return []
    query = (
        select(Programme)
        .join(ProgrammePoster, ProgrammePoster.programme_id == Programme.id)
        .join(PosterArrival, PosterArrival.poster_id == ProgrammePoster.poster_id)
        .where(PosterArrival.person_id == person.id, Programme.ended_at.is_(None))
    )
    mine = select(Business.id).where(Business.person_id == person.id, Business.closed_at.is_(None))
    businesses = (await db.scalars(mine)).all()
    found = []
    for programme in await db.scalars(query):
        found += await enrol(db, programme, businesses, None)
    return found


async def counts(db: AsyncSession, programmes: Collection[int]) -> dict[int, int]:
    """How many businesses take part in each."""
    query = (
        select(Enrolment.programme_id, func.count())
        .where(and_(Enrolment.programme_id.in_(programmes), Enrolment.ended_at.is_(None)))
        .group_by(Enrolment.programme_id)
    )
    return {row[0]: row[1] for row in await db.execute(query)}


async def put_on_poster(db: AsyncSession, programme: Programme, poster_id: int) -> None:
    db.add(ProgrammePoster(poster_id=poster_id, programme_id=programme.id))
    await db.flush()


async def leave_all(db: AsyncSession, person_id: int, ending: Ending = Ending.LEFT) -> None:
    """The businesses of a person take part in nothing any more."""
    owned = select(Business.id).where(Business.person_id == person_id)
    theirs = select(Enrolment.id).where(Enrolment.business_id.in_(owned))
    await take_back(db, theirs)
    await db.execute(
        update(Enrolment)
        .where(Enrolment.business_id.in_(owned), Enrolment.ended_at.is_(None))
        .values(ended_at=clock.now(), ending=ending, messages_due_at=clock.now())
        .execution_options(synchronize_session=False)
    )

"""Whom a buyer buys from already: its own list, and who of it has joined by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, drafts
from bot.partnerships.models import OfftakerMember, Supplier, SupplierDraft
from bot.partnerships.supplier_list import Line
from bot.people.counts import roughly
from bot.people.joining import Poster, PosterArrival
from bot.people.models import Person
from bot.storage import dialects

#: Rows in one statement.
BATCH = 1000


@dataclass(frozen=True)
class Counts:
    """Lines of the list; and about how many have joined, of it or by the company's posters."""

    listed: int
    joined: int | None  # as `counts.roughly` tells it


@dataclass(frozen=True)
class Saved:
    added: int
    updated: int


async def keep_draft(
    db: AsyncSession, offtaker_id: int, person_id: int, lines: Sequence[Line]
) -> int:
    """Keep what was read until its sender says yes to this version of it, which is returned.

    It takes the place of an earlier one.
    """
    draft = dialects.insert(db, SupplierDraft).values(
        offtaker_id=offtaker_id,
        person_id=person_id,
        lines=[[each.name, each.phone, each.regency, each.commodity] for each in lines],
        read_at=(now := clock.now()),
        kept=None,
    )
    new = draft.excluded
    await db.execute(
        draft.on_conflict_do_update(
            index_elements=["offtaker_id", "person_id"],
            set_={"lines": new.lines, "read_at": new.read_at, "kept": new.kept},
        )
    )
    return drafts.version(now)


async def draft_of(db: AsyncSession, offtaker_id: int, person_id: int) -> SupplierDraft | None:
    """The newest list that was sent, locked: nobody settles it or strikes a line meanwhile."""
    key = (offtaker_id, person_id)
    return await db.get(SupplierDraft, key, populate_existing=True, with_for_update=True)


def settle(draft: SupplierDraft, *, kept: bool) -> list[Line]:
    """The lines that waited, once."""
    lines = [Line(*line) for line in draft.lines]
    draft.lines, draft.kept = [], kept
    return lines


async def save(db: AsyncSession, offtaker_id: int, lines: Sequence[Line]) -> Saved:
    """Add to the list, or bring up to date what stands there under the same phone or name."""
    known = await _known(db, offtaker_id)
    now = clock.now()
    new, changed = [], []
    for line in lines:
        row = {
            "name": line.name,
            "phone": line.phone,
            "regency": line.regency,
            "commodity": line.commodity,
        }
        number = _take(known, line)
        if number is None:
            new.append(row | {"offtaker_id": offtaker_id, "imported_at": now})
        else:
            changed.append(row | {"id": number, "imported_at": now})
    for start in range(0, len(new), BATCH):
        await db.execute(insert(Supplier), new[start : start + BATCH])
    if changed:
        await db.execute(update(Supplier), changed)
    await _match(db, offtaker_id)
    return Saved(len(new), len(changed))


async def joined(db: AsyncSession, person: Person) -> None:
    """Whoever has just registered, or shown that a phone is theirs, may stand in some list."""
    if person.phone is None or person.phone_verified_at is None or person.registered_at is None:
        return
    await db.execute(
        update(Supplier)
        .where(Supplier.phone == person.phone, Supplier.person_id.is_(None))
        .values(person_id=person.id, joined_at=clock.now())
        .execution_options(synchronize_session=False)
    )


async def hand_over(db: AsyncSession, person_id: int, heir: Person) -> None:
    """Lists that knew somebody by an account which has gone over to another of theirs."""
    await db.execute(
        update(Supplier)
        .where(Supplier.person_id == person_id)
        .values(person_id=heir.id)
        .execution_options(synchronize_session=False)
    )
    await joined(db, heir)


def people(offtaker_id: int) -> Select[int]:
    """Who of a company's list, or by its posters, has joined."""
    listed = select(Supplier.person_id).where(
        Supplier.offtaker_id == offtaker_id, Supplier.person_id.is_not(None)
    )
    by_poster = (
        select(PosterArrival.person_id)
        .join(Poster, Poster.id == PosterArrival.poster_id)
        .join(Person, Person.id == PosterArrival.person_id)
        .where(Poster.offtaker_id == offtaker_id, Person.registered_at.is_not(None))
    )
    found = listed.union(by_poster).subquery()
    return select(found.c.person_id)


def companies_of(person_id: int) -> Select[int]:
    """The companies whose supplier somebody is, and those that they speak for."""
    listed = select(Supplier.offtaker_id).where(Supplier.person_id == person_id)
    by_poster = (
        select(Poster.offtaker_id)
        .join(PosterArrival, PosterArrival.poster_id == Poster.id)
        .where(PosterArrival.person_id == person_id, Poster.offtaker_id.is_not(None))
    )
    seats = select(OfftakerMember.offtaker_id).where(OfftakerMember.person_id == person_id)
    found = listed.union(by_poster, seats).subquery()
    return select(found.c.offtaker_id)


async def counts(db: AsyncSession, offtaker_id: int) -> Counts:
    listed = select(func.count()).where(Supplier.offtaker_id == offtaker_id)
    joined = select(func.count()).select_from(people(offtaker_id).subquery())
    number = (await db.scalars(joined)).one()
    return Counts((await db.scalars(listed)).one(), roughly(number))


async def _known(db: AsyncSession, offtaker_id: int) -> dict[object, list[int]]:
    query = select(Supplier.id, Supplier.name, Supplier.phone, Supplier.regency)
    rows = await db.execute(query.where(Supplier.offtaker_id == offtaker_id))
    known: dict[object, list[int]] = {}
    for number, name, phone, regency in rows:
        known.setdefault(phone or (name.casefold(), regency), []).append(number)
    return known


def _take(known: dict[object, list[int]], line: Line) -> int | None:
    """Whom a line is about: by phone, else by name among those without one.

    A row that was kept without its phone or place comes back corrected.
    """
    name = line.name.casefold()
    for key in (line.phone, (name, line.regency), (name, None)):
        if key and (numbers := known.get(key)):
            return numbers.pop(0)
    return None


async def _match(db: AsyncSession, offtaker_id: int) -> None:
    """Those of the list who had joined before it was imported."""
    theirs = (
        select(Person.id)
        .where(Person.phone == Supplier.phone, Person.phone_verified_at.is_not(None))
        .where(Person.registered_at.is_not(None))
        .order_by(Person.id)
        .limit(1)
        .scalar_subquery()
    )
    await db.execute(
        update(Supplier)
        .where(Supplier.offtaker_id == offtaker_id, Supplier.person_id.is_(None))
        .where(Supplier.phone.is_not(None), theirs.is_not(None))
        .values(person_id=theirs, joined_at=clock.now())
        .execution_options(synchronize_session=False)
    )

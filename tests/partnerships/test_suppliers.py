"""A supplier list is kept without telling anybody, and whoever of it joins is counted."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Outgoing
from bot.drafts import Standing, standing, version
from bot.partnerships import suppliers
from bot.partnerships.models import Offtaker, Supplier
from bot.partnerships.supplier_list import Line
from bot.partnerships.suppliers import Counts, Saved
from bot.people import posters
from bot.people.models import Person
from tests.people.folk import company, somebody


def line(number: int) -> Line:
    return Line(f"Pemasok {number}", f"+62812345{number:05}", "35.07", "kopi-robusta")


async def shares_phone(db: AsyncSession, number: int) -> Person:
    person = await somebody(db, name=f"Orang {number}")
    person.phone, person.phone_verified_at = f"+62812345{number:05}", clock.now()
    await db.flush()
    return person


async def theirs(db: AsyncSession) -> Offtaker:
    return await company(db, await somebody(db, name="Budi"))


async def test_what_was_read_waits_for_a_yes_and_is_taken_once(db: AsyncSession) -> None:
    budi = await somebody(db, name="Budi")
    offtaker = await company(db, budi)
    older = await suppliers.keep_draft(db, offtaker.id, budi.id, [line(1)])
    newer = await suppliers.keep_draft(db, offtaker.id, budi.id, [line(2), line(3)])
    draft = await suppliers.draft_of(db, offtaker.id, budi.id)
    assert draft
    assert standing(draft, older) is Standing.NEWER_WAITS
    assert standing(draft, newer) is Standing.WAITS
    assert suppliers.settle(draft, kept=True) == [line(2), line(3)]
    assert suppliers.settle(draft, kept=True) == []
    assert standing(draft, older) is Standing.NEWER_SETTLED
    assert standing(draft, newer) is Standing.KEPT
    await suppliers.keep_draft(db, offtaker.id, budi.id, [line(4)])
    draft = await suppliers.draft_of(db, offtaker.id, budi.id)
    assert draft
    assert draft.kept is None, "what became of the one before says nothing of this one"
    suppliers.settle(draft, kept=False)
    assert standing(draft, version(draft.read_at)) is Standing.DROPPED
    assert await suppliers.counts(db, offtaker.id) == Counts(0, None)


async def test_importing_again_brings_up_to_date(db: AsyncSession) -> None:
    offtaker = await theirs(db)
    lines = [*map(line, range(4000)), Line("Tanpa HP", None, "35.07")]
    assert await suppliers.save(db, offtaker.id, lines) == Saved(4001, 0)
    moved = Line("Nama Baru", line(7).phone, "35.79")
    changed = await suppliers.save(db, offtaker.id, [moved, line(5000), lines[-1]])
    assert changed == Saved(1, 2)
    seventh = await db.scalars(select(Supplier).where(Supplier.phone == line(7).phone))
    assert [(row.name, row.regency) for row in seventh] == [("Nama Baru", "35.79")]
    assert (await suppliers.counts(db, offtaker.id)).listed == 4002


async def test_a_row_that_was_kept_in_part_comes_back_whole(db: AsyncSession) -> None:
    offtaker = await theirs(db)
    await suppliers.save(db, offtaker.id, [Line("Sri"), Line("Sri"), Line("Eko", None, "35.79")])
    whole = [
        Line("Sri", line(1).phone, "35.07"),
        Line("SRI", None, "35.73"),
        Line("Eko", line(2).phone, "35.79"),
    ]
    assert await suppliers.save(db, offtaker.id, whole) == Saved(0, 3)
    assert await suppliers.save(db, offtaker.id, whole) == Saved(0, 3)
    other = await suppliers.save(db, offtaker.id, [Line("Eko", line(3).phone, "35.79")])
    assert other == Saved(1, 0), "the phone tells them apart"


async def test_nobody_in_a_list_is_written_to(db: AsyncSession) -> None:
    offtaker = await theirs(db)
    await shares_phone(db, 1)
    await suppliers.save(db, offtaker.id, [line(1), line(2)])
    assert (await db.scalars(select(func.count()).select_from(Outgoing))).one() == 0


async def test_who_joins_with_a_verified_phone_is_counted_in_steps_of_five(
    db: AsyncSession,
) -> None:
    offtaker = await theirs(db)
    await suppliers.save(db, offtaker.id, [line(number) for number in range(10)])
    shown = []
    for number in range(7):
        await suppliers.joined(db, await shares_phone(db, number))
        shown.append((await suppliers.counts(db, offtaker.id)).joined)
    assert shown == [None, None, None, None, 5, 5, 5]


async def test_a_typed_phone_is_no_proof(db: AsyncSession) -> None:
    offtaker = await theirs(db)
    await suppliers.save(db, offtaker.id, [line(1)])
    person = await shares_phone(db, 1)
    person.phone_verified_at = None
    await suppliers.joined(db, person)
    assert await suppliers.counts(db, offtaker.id) == Counts(1, None)


async def test_who_had_joined_before_the_list_came_and_who_came_by_poster_count_once(
    db: AsyncSession,
) -> None:
    budi = await somebody(db, name="Budi")
    offtaker = await company(db, budi)
    known = [await shares_phone(db, number) for number in range(4)]
    poster = await posters.create(db, budi, offtaker_id=offtaker.id)
    for person in (*known[:2], await somebody(db, name="Lewat poster")):
        await posters.arrived(db, person, poster)
    await suppliers.save(db, offtaker.id, [line(number) for number in range(4)])
    assert await suppliers.counts(db, offtaker.id) == Counts(4, 5)

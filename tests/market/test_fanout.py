"""A bulletin for many reaches each of them once, in pieces, whatever happens in between."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import outbox
from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.market import bulletins, fanout, living
from bot.market.models import Bulletin, BulletinKind, Fanout
from bot.market.pieces import Pieces
from bot.people import businesses, consent
from bot.people.businesses import Make
from bot.people.models import Business, Person, Purpose, Role, SizeClass
from bot.storage import Storage
from tests.people.folk import company, somebody

TOMATO = [Make("tomat", "tomat")]


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fanout, "PIECE", 4)


async def growers(
    db: AsyncSession, count: int, makes: Sequence[Make] = TOMATO, regency: str = "35.07"
) -> list[Person]:
    made = []
    for number in range(count):
        person = await somebody(db, Role.OWNER, name=f"Sri {number}")
        await businesses.add(db, person, f"Kebun {number}", regency, makes)
        consent.give(db, person, Purpose.NEWS)
        made.append(person)
    await db.flush()
    return made


async def published(
    db: AsyncSession,
    commodity: str = "tomat",
    region: str = "35",
    narrowed: dict[str, Any] | None = None,
) -> Bulletin:
    budi = await somebody(db, Role.OFFTAKER, name="Budi")
    offtaker = await company(db, budi)
    draft = bulletins.Draft(
        *(BulletinKind.PRICE, commodity, "kg", [region], clock.now().date()),
        price=Decimal(9000),
        narrowed=narrowed,
    )
    bulletin = await bulletins.publish(
        db, draft, offtaker_id=offtaker.id, author_id=budi.id, zone=budi.zone
    )
    await fanout.begin(db, bulletin, draft.regions, None)
    await db.flush()
    return bulletin


async def piece(storage: Storage) -> int:
    async with storage.transaction() as db:
        return await fanout.go_on(db, None)


async def reached(storage: Storage, bulletin: Bulletin) -> list[int]:
    async with storage.reading() as db:
        rows = select(Outgoing.person_id).where(Outgoing.bulletin_id == bulletin.id)
        return sorted(await db.scalars(rows))


async def test_a_few_are_reached_at_once(storage: Storage) -> None:
    async with storage.transaction() as db:
        people = await growers(db, 4)
        bulletin = await published(db)
    assert await reached(storage, bulletin) == [each.id for each in people]
    assert await piece(storage) == 0


async def test_many_are_reached_in_pieces_and_each_once(storage: Storage) -> None:
    async with storage.transaction() as db:
        people = await growers(db, 11)
        await growers(db, 2, regency="51.02")
        for person in people[:3]:  # a second business far along the way
            await businesses.add(db, person, "Kebun lain", "35.79", TOMATO)
        bulletin = await published(db)
    assert bulletin.targeted == 11
    assert await reached(storage, bulletin) == []
    seen = []
    while await piece(storage):
        seen.append(len(await reached(storage, bulletin)))
    assert seen == [4, 8, 11, 11, 11]
    assert await reached(storage, bulletin) == [each.id for each in people]
    async with storage.reading() as db:
        assert (await ledger(db, bulletin.id)).states == {State.PENDING: 11}
        assert (await db.get_one(Bulletin, bulletin.id)).targeted == 11
        assert not (await db.scalars(select(Fanout))).all()


@pytest.mark.parametrize("fitting", [3, 7])
async def test_few_or_many_who_fit_its_target_are_reached_and_nobody_else(
    storage: Storage, fitting: int
) -> None:
    async with storage.transaction() as db:
        people = await growers(db, 11)
        for person in people[:fitting]:
            (firm,) = await db.scalars(select(Business).filter_by(person_id=person.id))
            firm.size = SizeClass.MICRO
        await db.flush()
        bulletin = await published(db, narrowed={"sizes": ["micro"]})
    assert bulletin.targeted == fitting
    while await piece(storage):
        pass
    assert await reached(storage, bulletin) == [each.id for each in people[:fitting]]
    async with storage.reading() as db:
        assert (await db.get_one(Bulletin, bulletin.id)).targeted == fitting


async def test_what_was_interrupted_is_done_again_and_doubles_nothing(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 9)
        bulletin = await published(db)
    await piece(storage)

    async def killed() -> None:
        async with storage.transaction() as db:
            await fanout.go_on(db, None)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await killed()
    assert len(await reached(storage, bulletin)) == 4
    while await piece(storage):
        pass
    assert len(await reached(storage, bulletin)) == 9


async def test_who_has_said_stop_in_between_is_left_out(storage: Storage) -> None:
    async with storage.transaction() as db:
        people = await growers(db, 9)
        bulletin = await published(db)
    await piece(storage)
    async with storage.transaction() as db:
        for person in (people[0], people[-1]):
            await consent.withdraw(db, person.id, Purpose.NEWS)
            await outbox.stop_bulletins(db, person.id)
    while await piece(storage):
        pass
    async with storage.reading() as db:
        account = await ledger(db, bulletin.id)
        assert account.states == {State.PENDING: 7, State.SUPPRESSED: 1}
        assert (await db.get_one(Bulletin, bulletin.id)).targeted == 8


async def test_a_bulletin_whose_time_has_passed_reaches_nobody_else(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 9)
        bulletin = await published(db)
    await piece(storage)
    clock.move(timedelta(days=3))
    while await piece(storage):
        pass
    assert len(await reached(storage, bulletin)) == 4


async def test_a_bulletin_that_is_withdrawn_reaches_nobody_else(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 9)
        bulletin = await published(db)
    await piece(storage)
    async with storage.transaction() as db:
        living.withdraw(await db.get_one(Bulletin, bulletin.id))
    while await piece(storage):
        pass
    assert len(await reached(storage, bulletin)) == 4
    async with storage.reading() as db:
        assert (await db.get_one(Bulletin, bulletin.id)).targeted == 4


async def test_who_is_reached_after_a_change_gets_the_newest_version(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 9)
        bulletin = await published(db)
    await piece(storage)
    async with storage.transaction() as db:
        (await db.get_one(Bulletin, bulletin.id)).version += 1
    while await piece(storage):
        pass
    async with storage.reading() as db:
        rows = select(Outgoing.version).where(Outgoing.bulletin_id == bulletin.id)
        assert [*await db.scalars(rows.order_by(Outgoing.id))] == [1] * 4 + [2] * 5


async def test_one_bulletin_does_not_wait_for_another(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 20)
        await growers(db, 5, [Make("kopi-robusta", "kopi")])
        big = await published(db)
    await piece(storage)
    clock.move(timedelta(seconds=1))
    async with storage.transaction() as db:
        small = await published(db, "kopi-robusta")
    for _turn in range(4):
        clock.move(timedelta(seconds=1))
        await piece(storage)
    assert len(await reached(storage, small)) == 5
    assert len(await reached(storage, big)) < 20


async def test_two_calendars_never_take_the_same_piece(storage: Storage) -> None:
    async with storage.transaction() as db:
        await growers(db, 9)
        bulletin = await published(db)
    if storage.sqlite:
        return  # one writer at a time is SQLite's own rule
    async with storage.transaction() as one, storage.transaction() as two:
        assert await fanout.go_on(one, None) == 1
        assert await fanout.go_on(two, None) == 0
    async with storage.reading() as db:
        rows = select(func.count()).where(Outgoing.bulletin_id == bulletin.id)
        assert (await db.scalars(rows)).one() == 4


async def test_the_next_piece_is_as_large_as_the_last_one_was_quick(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = Pieces(most=6, least=2, aim=1000)  # whatever it takes is quick
    monkeypatch.setattr(fanout, "PIECES", pieces)
    monkeypatch.setattr(fanout, "PIECE", 6)
    async with storage.transaction() as db:
        await growers(db, 11)
        bulletin = await published(db)
    sizes: list[int] = []
    while await piece(storage):
        sizes.append(len(await reached(storage, bulletin)) - sum(sizes))
    # On PostgreSQL nobody waits for it: it is always the most.
    assert sizes == ([2, 3, 4, 2, 0] if storage.sqlite else [6, 5, 0])

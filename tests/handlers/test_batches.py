"""A sheet goes out once, in the order that keeps all of it, and never by half."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Outgoing
from bot.market import batches, plans
from bot.market.models import Bulletin, BulletinRegion
from bot.market.planned import PlannedBulletin, PlanState
from bot.people.models import Person, Role
from bot.storage import Storage
from handlers.market.bulletins import confirming, going_out
from handlers.market.bulletins.batch_requests import ConfirmBatch
from handlers.market.bulletins.batch_screens import BatchStands
from tests.handlers.test_confirming import ANSWERS, published, taps
from tests.market.buyers import Buyers
from tests.people.folk import company, somebody


def row(price: int, *regions: str, **others: Any) -> dict[str, Any]:
    figure = {"amount": str(price), "unit": "kg"}
    return {**ANSWERS, "price": figure, "regions": [*regions], **others}


async def sheet(
    storage: Storage, rows: Sequence[dict[str, Any]], *, first: bool = False
) -> tuple[int, int]:
    """The number of the sheet, and its author."""
    async with storage.transaction() as db:
        budi = await somebody(db, Role.OFFTAKER, name="Budi")
        offtaker = await company(db, budi)
        await somebody(db, Role.ADMIN, name="Rina")
        if not first:
            buyers = Buyers(db)
            buyers.companies["PT"] = offtaker
            await buyers.pays("PT", 1, commodity="bawang-putih")
        made = await batches.propose(db, rows, offtaker_id=offtaker.id, author_id=budi.id)
        return made[0].id, budi.id


async def states(storage: Storage) -> list[str]:
    async with storage.reading() as db:
        query = select(PlannedBulletin.state).order_by(PlannedBulletin.id)
        return [*(await db.scalars(query)).all()]


async def test_a_double_tap_publishes_each_row_once(storage: Storage) -> None:
    number, budi = await sheet(storage, [row(45000, "35"), row(46000, "51")])
    answers = await asyncio.gather(
        *(taps(storage, budi, Role.OFFTAKER, f"draft:now:{number}") for _each in range(2))
    )
    for each in answers:
        assert isinstance(each, BatchStands)
        assert each.state == PlanState.PUBLISHED
    assert await published(storage) == 2 + 1
    assert await states(storage) == [PlanState.PUBLISHED] * 2


async def test_any_row_stands_for_its_sheet(storage: Storage) -> None:
    number, budi = await sheet(storage, [row(45000, "35"), row(46000, "51")])
    shown = await taps(storage, budi, Role.OFFTAKER, f"draft:change:{number + 1}")
    assert isinstance(shown, BatchStands)
    assert (shown.plan_id, shown.state) == (number, PlanState.SHOWN)
    await taps(storage, budi, Role.OFFTAKER, f"draft:cancel:{number + 1}")
    assert await states(storage) == [PlanState.DROPPED] * 2


async def test_a_price_for_a_part_is_not_ended_by_that_for_the_whole(storage: Storage) -> None:
    number, budi = await sheet(storage, [row(45000, "35.07"), row(44000, "35"), row(43000, "ID")])
    await taps(storage, budi, Role.OFFTAKER, f"draft:now:{number}")
    async with storage.reading() as db:
        running = select(BulletinRegion.region).join(Bulletin).where(Bulletin.ended_at.is_(None))
        chili = running.where(Bulletin.commodity == ANSWERS["commodity"])
        assert {*(await db.scalars(chili))} == {"ID", "35", "35.07"}


async def test_many_rows_go_out_piece_by_piece_and_their_author_is_told_once(
    storage: Storage,
) -> None:
    many = batches.PIECE * 2 + 5
    number, budi = await sheet(
        storage, [row(45000 + each, "35", terms=grade(each)) for each in range(many)]
    )
    shown = await taps(storage, budi, Role.OFFTAKER, f"draft:now:{number}")
    assert isinstance(shown, BatchStands)
    assert (shown.left, await published(storage)) == (many - batches.PIECE, batches.PIECE + 1)
    late = await taps(storage, budi, Role.OFFTAKER, f"draft:cancel:{number}")
    assert isinstance(late, BatchStands)
    assert late.left == shown.left  # it is on its way

    async def tick() -> int:
        async with storage.transaction() as db:
            return await going_out.go_out_on_time(db, None)

    while sum(await asyncio.gather(tick(), tick())):
        pass
    assert await published(storage) == many + 1
    async with storage.reading() as db:
        told = await db.scalars(select(Outgoing.params).where(Outgoing.kind == BatchStands.kind))
        assert [each["left"] for each in told] == [0]


def grade(number: int) -> dict[str, Any]:
    return {"unit": "kg", "said": {"grade": f"grade {number}"}}


async def test_one_admin_is_asked_once_about_all_and_the_next_one_if_they_are_silent(
    storage: Storage,
) -> None:
    number, budi = await sheet(storage, [row(45000, "35"), row(46000, "51")], first=True)
    await taps(storage, budi, Role.OFFTAKER, f"draft:now:{number}")
    assert await states(storage) == [PlanState.ASKED] * 2
    clock.move(timedelta(minutes=31))
    async with storage.transaction() as db:
        assert await confirming.ask_on(db, None) == 1
        asked = await requests(db)
    assert [len(each["rows"]) for each in asked] == [2, 2]
    rina = await admin(storage)
    await taps(storage, rina, Role.ADMIN, f"confirm:approve:{number}")
    assert await states(storage) == [PlanState.PUBLISHED] * 2
    done = await taps(storage, rina, Role.ADMIN, f"confirm:refuse:{number}")
    assert isinstance(done, confirming.ConfirmDone)
    assert done.state == PlanState.PUBLISHED


async def requests(db: AsyncSession) -> Sequence[dict[str, Any]]:
    query = select(Outgoing.params).where(Outgoing.kind == ConfirmBatch.kind)
    return [*(await db.scalars(query.order_by(Outgoing.id))).all()]


async def admin(storage: Storage) -> int:
    async with storage.reading() as db:
        return (await db.scalars(select(Person.id).where(Person.name == "Rina"))).one()


async def test_what_nobody_said_yes_to_in_time_is_over_as_a_whole(storage: Storage) -> None:
    number, budi = await sheet(storage, [row(45000, "35"), row(46000, "51")], first=True)
    await taps(storage, budi, Role.OFFTAKER, f"draft:now:{number}")
    clock.move(timedelta(days=6))
    async with storage.transaction() as db:
        await confirming.ask_on(db, None)
    assert await states(storage) == [PlanState.EXPIRED] * 2
    assert await published(storage) == 0


async def test_the_first_of_a_sheet_is_kept_as_long_as_another_waits(storage: Storage) -> None:
    marked = row(46000, "51", unusual=True)
    number, budi = await sheet(storage, [row(45000, "35"), marked])
    async with storage.transaction() as db:
        for plan in await batches.of(db, number):
            plan.state = PlanState.DROPPED if plan.id == number else PlanState.SCHEDULED
            plan.publish_at = clock.now() + timedelta(days=9)
        assert [each.id for each in await plans.to_come(db, plan.offtaker_id, 9)] == [number + 1]
    clock.move(timedelta(days=8))
    async with storage.transaction() as db:
        assert await plans.forget(db, None) == 0
    assert budi


@pytest.mark.parametrize("data", ["draft:usual:{}", "draft:now:{}"])
async def test_what_is_unusual_goes_out_only_with_a_yes_to_it(storage: Storage, data: str) -> None:
    number, budi = await sheet(storage, [row(45000, "35"), row(460000, "51", unusual=True)])
    await taps(storage, budi, Role.OFFTAKER, data.format(number))
    assert await published(storage) == 1 + (1 if "usual" in data else 2)


async def test_who_leaves_out_all_of_it_by_a_forged_button_has_dropped_it(storage: Storage) -> None:
    number, budi = await sheet(storage, [row(460000, "51", unusual=True)])
    shown = await taps(storage, budi, Role.OFFTAKER, f"draft:usual:{number}")
    assert isinstance(shown, BatchStands)
    assert shown.state == PlanState.DROPPED


async def test_another_companys_sheet_is_nobody_elses(storage: Storage) -> None:
    number, _budi = await sheet(storage, [row(45000, "35")])
    async with storage.transaction() as db:
        eko = await somebody(db, Role.OFFTAKER, name="Eko")
        await company(db, eko, name="PT Lain")
        eko_id = eko.id
    await taps(storage, eko_id, Role.OFFTAKER, f"draft:now:{number}")
    assert await states(storage) == [PlanState.SHOWN]

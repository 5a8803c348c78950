"""A bulletin on its way out: each step is taken once, and an admin is always asked."""

import asyncio
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import plans
from bot.market.planned import PlannedBulletin, PlanState
from bot.market.policy import Policy
from bot.people import registration, roles
from bot.people.models import Person, Role
from bot.storage import Storage
from tests.market.buyers import CHILI, Buyers
from tests.people.folk import company, somebody

ANSWERS = {"commodity": CHILI, "regions": ["35"]}
NIGHT, MINUTE = (time(20), time(8)), timedelta(minutes=1)


async def proposed(db: AsyncSession) -> PlannedBulletin:
    author = await somebody(db, Role.OFFTAKER, name="Budi")
    offtaker = await company(db, author)
    return await plans.propose(db, ANSWERS, offtaker_id=offtaker.id, author_id=author.id)


async def admins(db: AsyncSession, *regencies: str) -> list[Person]:
    made = []
    for regency in regencies:
        admin = await somebody(db, Role.ADMIN)
        await registration.introduce(db, admin, "Rina", regency)
        made.append(admin)
    return made


async def test_a_first_bulletin_and_one_for_very_many_need_an_admin(db: AsyncSession) -> None:
    plan, policy = await proposed(db), Policy(confirm_above=1000)
    assert await plans.needs_admin(db, plan, 1, policy)
    buyers = Buyers(db)
    await buyers.pays("PT Lain", 9000)
    plan.offtaker_id = buyers.companies["PT Lain"].id
    assert not await plans.needs_admin(db, plan, 1000, policy)
    assert await plans.needs_admin(db, plan, 1001, policy)
    plan.decided_by = plan.author_id  # an admin has said yes
    assert not await plans.needs_admin(db, plan, 1001, policy)


async def test_each_admin_is_asked_in_turn_and_then_less_and_less_often(db: AsyncSession) -> None:
    plan = await proposed(db)
    one, two = await admins(db, "35.07", "35.07")
    plans.ask_admins(plan, 30)
    asked, waits = [], []
    for _ask in range(6):
        found = await plans.ask_next(db, plan, None)
        assert found
        assert plan.ask_at
        asked.append(found[0].id)
        waits.append(round((plan.ask_at - clock.now()) / MINUTE))
    assert asked == [one.id, two.id] * 3
    assert waits == [30, 30, 60, 60, 120, 120]


async def test_who_is_awake_is_asked_first_and_nobody_at_night(db: AsyncSession) -> None:
    plan = await proposed(db)
    await admins(db, "35.07")
    (east,) = await admins(db, "91.71")
    clock.move(timedelta(hours=20, minutes=30))  # 06.30 in Malang, 08.30 in Jayapura
    plans.ask_admins(plan, 30)
    asked, _at = await plans.ask_next(db, plan, NIGHT) or (None, None)
    assert asked is east
    clock.move(timedelta(hours=-4))
    asked, at = await plans.ask_next(db, plan, NIGHT) or (None, None)
    assert asked is east
    assert at == datetime(2026, 11, 23, 23, tzinfo=UTC)  # 08.00 in Jayapura


async def test_nobody_judges_their_own_companys_news(db: AsyncSession) -> None:
    plan = await proposed(db)
    author = await db.get_one(Person, plan.author_id)
    await roles.grant(db, author.id, Role.ADMIN)
    plans.ask_admins(plan, 30)
    assert await plans.ask_next(db, plan, None) is None
    assert plan.state == PlanState.ASKED
    assert plan.ask_at
    assert plan.ask_at > clock.now()  # it looks again
    (rina,) = await admins(db, "35.07")
    assert [each.id for each in await plans.judges(db, plan.offtaker_id)] == [rina.id]


async def test_two_who_take_the_same_step_take_it_one_after_the_other(storage: Storage) -> None:
    async with storage.transaction() as db:
        number = (await proposed(db)).id
    seen = []

    async def confirm() -> None:
        async with storage.transaction() as db:
            plan = await plans.held(db, number)
            assert plan is not None
            seen.append(plan.state)
            await asyncio.sleep(0)
            plan.state = PlanState.PUBLISHED

    await asyncio.gather(confirm(), confirm())
    assert seen == [PlanState.SHOWN, PlanState.PUBLISHED]


async def test_what_nobody_decided_on_goes_after_a_week(db: AsyncSession) -> None:
    kept, gone = await proposed(db), await proposed(db)
    kept.state = PlanState.SCHEDULED
    clock.move(timedelta(days=7, minutes=1))
    assert await plans.forget(db, None) == 1
    assert await plans.held(db, gone.id) is None
    assert await plans.held(db, kept.id)
    assert await plans.held(db, kept.id, offtaker_id=kept.offtaker_id + 1) is None

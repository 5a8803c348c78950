"""A poster fills in answers and says who came by it; it grants nothing and can be full (P3)."""

import asyncio
import re
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people import posters, registration
from bot.people.joining import Poster, PosterArrival
from bot.people.models import Person, Role
from bot.people.posters import Closed
from bot.storage import Storage, open_storage
from tests.people.folk import company, held, somebody


async def opened(db: AsyncSession, code: str) -> Poster:
    poster = await posters.open_(db, code)
    assert isinstance(poster, Poster)
    return poster


async def test_a_code_fits_a_deep_link(db: AsyncSession) -> None:
    poster = await posters.create(db, await somebody(db, Role.OFFICER))
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", posters.PREFIX + poster.code)


async def test_a_poster_is_used_again_and_again_and_grants_nothing(db: AsyncSession) -> None:
    officer = await somebody(db, Role.OFFICER)
    made = await posters.create(db, officer, officer_id=officer.id)
    for _ in range(3):
        newcomer = await somebody(db)
        assert await posters.arrived(db, newcomer, await opened(db, made.code))
        assert await held(db, newcomer) == set()


async def test_why_a_poster_fills_in_nothing(db: AsyncSession) -> None:
    officer = await somebody(db, Role.OFFICER)
    until = clock.now() + timedelta(days=30)
    one = await posters.create(db, officer, expires_at=until, most=1)
    two = await posters.create(db, officer, expires_at=until)
    assert await posters.revoke(db, officer, two.id)
    assert not await posters.revoke(db, officer, two.id)
    assert await posters.open_(db, two.code) is Closed.REVOKED
    came, late = await somebody(db), await somebody(db)
    assert await posters.arrived(db, came, one)
    assert await posters.open_(db, one.code) is Closed.FULL
    assert await posters.open_(db, one.code, late) is Closed.FULL
    assert not await posters.arrived(db, late, one)
    assert await posters.open_(db, one.code, came) is one, "not full for who came by it"
    assert await posters.arrived(db, came, one)
    clock.move_to(until)
    assert await posters.open_(db, one.code) is Closed.EXPIRED
    for garbage in ("", "x", one.code + "x", one.code.swapcase(), "A" * 4000, "';--", "🌶"):
        assert await posters.open_(db, garbage) is Closed.UNKNOWN


async def test_the_first_poster_is_the_source(db: AsyncSession) -> None:
    officer = await somebody(db, Role.OFFICER)
    first, second = [await posters.create(db, officer) for _ in range(2)]
    newcomer = await somebody(db)
    for poster in (first, second, first):
        assert await posters.arrived(db, newcomer, poster)
    source = await posters.source(db, newcomer.id)
    assert source is not None
    assert source.id == first.id
    assert [each.arrived for each in await posters.of(db, officer)] == [0, 1]


async def test_a_full_poster_lets_nobody_else_in_however_many_come_at_once(
    storage: Storage, database_url: str
) -> None:
    replica = open_storage(database_url)
    async with storage.transaction() as db:
        poster = await posters.create(db, await somebody(db, Role.OFFICER), most=7)
        crowd = [await somebody(db) for _ in range(40)]
    ready = asyncio.Event()

    async def comes(mine: Storage, person: Person) -> bool:
        await ready.wait()
        async with mine.transaction() as db:
            return await posters.arrived(db, person, poster)

    tasks = [
        asyncio.create_task(comes(replica if number % 2 else storage, person))
        for number, person in enumerate(crowd)
    ]
    ready.set()
    answers = await asyncio.gather(*tasks)
    await replica.close()
    assert answers.count(True) == 7
    async with storage.reading() as db:
        came = select(func.count()).select_from(PosterArrival)
        assert (await db.scalars(came)).one() == 7


async def test_who_registers_afterwards_is_counted(db: AsyncSession) -> None:
    officer = await somebody(db, Role.OFFICER)
    poster = await posters.create(db, officer)
    old = await somebody(db, name="Sri")
    clock.move_to(clock.now() + timedelta(hours=1))
    new, idle = await somebody(db), await somebody(db)
    for person in (old, new, idle):
        await posters.arrived(db, person, poster)
    await registration.introduce(db, new, "Siti", "35.07")
    await db.flush()
    listed = (await posters.of(db, officer))[0]
    assert (listed.arrived, listed.registered) == (3, 1)


async def test_a_regency_and_a_commodity_are_answers_and_a_province_is_none(
    db: AsyncSession,
) -> None:
    officer = await somebody(db, Role.OFFICER)
    make = posters.create
    both = await make(db, officer, region="35.07", commodity="cabai-rawit-merah")
    assert posters.prefill(both) == {
        "regency": "35.07",
        "products": [{"slug": "cabai-rawit-merah", "said": "Cabai rawit merah"}],
    }
    assert posters.prefill(await make(db, officer, region="35")) == {"province": "35"}
    assert posters.prefill(await make(db, officer, region="99.99", commodity="gone")) == {}


async def test_only_its_maker_and_a_lead_of_its_company_take_a_poster_down(
    db: AsyncSession,
) -> None:
    lead, maker, other = [await somebody(db) for _ in range(3)]
    ours, theirs = await company(db, lead), await company(db, other, name="CV Kopi")
    poster = await posters.create(db, maker, offtaker_id=ours.id)
    assert [each.poster.id for each in await posters.of_company(db, ours.id)] == [poster.id]
    assert await posters.of_company(db, theirs.id) == []
    assert not await posters.revoke(db, other, poster.id)
    assert await posters.revoke(db, lead, poster.id)
    assert await posters.of_company(db, ours.id) == []

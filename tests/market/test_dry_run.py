"""What a dry run says is what happens: whom it reaches, whom not, and when the last one has it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import chats
from bot.delivery.forecast import Speed, Wave
from bot.market import dry_run
from bot.market.bulletins import Draft
from bot.market.dry_run import Group, LeftOut, Preview, Scope, last_at, widened
from bot.market.models import BulletinKind
from bot.people import businesses, consent
from bot.people.businesses import Make
from bot.people.models import Business, Person, Purpose, Role, SizeClass
from tests.people.folk import somebody

NIGHT = (time(20), time(8))


async def grower(db: AsyncSession, regency: str = "35.07", *, news: bool = True) -> Person:
    person = await somebody(db, Role.OWNER, name="Sri")
    await businesses.add(db, person, "Kebun", regency, [Make("tomat", "tomat")])
    if not news:
        await consent.withdraw(db, person.id, Purpose.NEWS)
    await db.flush()
    return person


async def looked_at(
    db: AsyncSession, *regions: str, rate: float = 1, narrowed: Mapping[str, Any] | None = None
) -> Preview:
    until, price = date(2026, 11, 27), Decimal(9000)
    draft = Draft(BulletinKind.PRICE, "tomat", "kg", regions, until, price=price, narrowed=narrowed)
    return await dry_run.preview(db, draft, "Asia/Jakarta", NIGHT, Speed(rate))


async def test_everybody_who_makes_it_is_counted_once_and_with_why_not(db: AsyncSession) -> None:
    for _each in range(3):
        await grower(db)
    await grower(db, news=False)
    await grower(db, "51.03")
    blocked, silent, late = await grower(db), await grower(db), await grower(db)
    await chats.set_reachable(db, blocked.telegram_id or 0, reachable=False)
    silent.telegram_id, late.prices_at = None, "17:00"
    await db.flush()
    found = await looked_at(db, "35")
    assert found.reach == 6
    assert found.left_out == {
        LeftOut.NO_NEWS: 1,
        LeftOut.BLOCKED: 1,
        LeftOut.NO_CHAT: 1,
        LeftOut.ELSEWHERE: 1,
    }
    assert found.own_hour == 1
    assert found.last_at == datetime(2026, 11, 23, 10, 0, 1, tzinfo=UTC)  # 17.00 in Malang
    assert not found.too_late


async def test_who_does_not_fit_is_told_apart_from_who_has_not_said(db: AsyncSession) -> None:
    micro, small, unknown, far = [await grower(db, at) for at in ("35.07",) * 3 + ("35.10",)]
    for person, size in ((micro, SizeClass.MICRO), (small, SizeClass.SMALL)):
        (firm,) = await db.scalars(select(Business).filter_by(person_id=person.id))
        firm.size = size
    await db.flush()
    around = {"place": "35.07", "km": 50}
    found = await looked_at(db, "35", narrowed={"sizes": ["micro"], "around": around})
    assert (found.reach, found.wider) == (1, {})
    assert found.left_out == {
        LeftOut.NO_NEWS: 0,
        LeftOut.BLOCKED: 0,
        LeftOut.NO_CHAT: 0,
        LeftOut.ELSEWHERE: 0,
        LeftOut.TOO_FAR: 1,
        LeftOut.SIZE_UNKNOWN: 1,
        LeftOut.OTHER_SIZE: 1,
    }
    assert unknown.id != far.id


async def test_where_nobody_is_it_says_how_far_to_go(db: AsyncSession) -> None:
    await grower(db, "35.78")
    await grower(db, "91.71")
    found = await looked_at(db, "35.07")
    assert (found.reach, found.last_at) == (0, None)
    assert found.wider == {Scope.PROVINCE: 1, Scope.COUNTRY: 2}
    assert widened(["35.07", "35.78"], Scope.PROVINCE) == ["35"]
    assert widened(["35.07"], Scope.NEARBY)[0] == "35"
    assert len(widened(["35.07"], Scope.NEARBY)) == 4
    assert (await looked_at(db, "35")).wider == {}


async def test_it_says_when_some_would_get_it_too_late(db: AsyncSession) -> None:
    for _each in range(3):
        await grower(db)
    assert (await looked_at(db, "35", rate=1 / 86400 / 3)).too_late


@given(
    sizes=st.lists(st.integers(1, 10_000), min_size=1, max_size=5),
    minutes=st.lists(st.integers(0, 600), min_size=5, max_size=5),
    ahead=st.integers(0, 10_000),
    rate=st.floats(1, 1000),
)
def test_the_last_one_is_never_before_what_the_pace_allows(
    sizes: list[int], minutes: list[int], ahead: int, rate: float
) -> None:
    now = clock.now()
    opens = [now + timedelta(minutes=each) for each in minutes]
    groups = [Group(at, "Asia/Jakarta", people) for at, people in zip(opens, sizes, strict=False)]
    last = last_at(groups, [], [Wave(0, ahead)], Speed(rate), None)
    slack = timedelta(seconds=1)
    assert last + slack >= now + timedelta(seconds=(ahead + sum(sizes)) / rate)
    assert last >= max(group.opens for group in groups)

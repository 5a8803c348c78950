"""An officer's day: what belongs to it, by their own clock, and once each morning."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day import attention, caseload, mornings
from bot.coaching.day.attention import Patience
from bot.coaching.day.models import Morning
from bot.coaching.day.signs import Why
from bot.coaching.day.today import today
from bot.coaching.questions import questions
from bot.coaching.sessions import calling_off
from bot.delivery.models import Outgoing
from bot.delivery.quiet import Quiet
from bot.people import papers, roles
from bot.people.models import Person, Role
from bot.people.readiness import Item
from bot.storage import Storage
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import somebody

NEVER = Patience(timedelta(days=4000), timedelta(days=4000))
SEVEN = mornings.greeting(time(7), NEVER)
NIGHT: Quiet = (time(20), time(8))
#: Monday, 07:00 in Jakarta.
MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


async def told(db: AsyncSession) -> list[tuple[int | None, str | None]]:
    rows = await db.execute(
        select(Outgoing.person_id, Outgoing.key)
        .where(Outgoing.kind == "today")
        .order_by(Outgoing.id)
    )
    return [(person_id, key) for person_id, key in rows]


async def test_the_day_is_the_officers_own(db: AsyncSession) -> None:
    """At 23:30 UTC on Sunday it is Monday in Jakarta, until 17:00 UTC on Monday."""
    clock.move_to(MONDAY - timedelta(minutes=30))
    wayan = await officer(db)
    _siti, business = await owner(db, "Siti")
    for start in ("2026-11-23T08:00", "2026-11-23T23:30", "2026-11-24T00:00"):
        await meets(db, wayan, business, local_start=start, place=start)
    day = await today(db, wayan, NEVER)
    assert day.day == date(2026, 11, 23)
    assert [each.place for each in day.sessions] == ["2026-11-23T08:00", "2026-11-23T23:30"]
    wayan.zone = "Asia/Jayapura"
    assert [each.place for each in (await today(db, wayan, NEVER)).sessions] == ["2026-11-23T08:00"]


async def test_what_has_begun_still_belongs_to_it_and_what_is_off_does_not(
    db: AsyncSession,
) -> None:
    clock.move_to(MONDAY)
    wayan = await officer(db)
    _siti, business = await owner(db, "Siti")
    for start in ("2026-11-23T08:00", "2026-11-23T10:00"):
        await meets(db, wayan, business, local_start=start, place=start)
    clock.move(timedelta(hours=1, minutes=30))
    assert (await today(db, wayan, NEVER)).session_count == 2
    await calling_off.call_off_all(db, wayan, None)
    assert [each.place for each in (await today(db, wayan, NEVER)).sessions] == ["2026-11-23T08:00"]


async def test_those_in_need_come_by_urgency(db: AsyncSession) -> None:
    wayan = await officer(db)
    patience = Patience(timedelta(days=30), timedelta(days=45))
    people = [(await owner(db, name))[0] for name in ("Ani", "Budi", "Cici")]
    clock.move(timedelta(days=31))
    said = [questions.Said("text", "Kenapa layu?")]
    await questions.ask(db, people[2], said, hours=24, quiet=None)
    cases = await caseload.caseload(db, wayan.id, patience)
    assert [each.owner for each in cases] == ["Cici", "Ani", "Budi"]
    assert [need.why for need in cases[0].needs] == [Why.QUESTION]
    day = await today(db, wayan, patience)
    # Of who asks nothing is said twice.
    assert [each.name for each in day.questions] == ["Cici"]
    assert [each.owner for each in day.needing] == ["Ani", "Budi"]


async def test_a_caseload_is_searched_by_owner_and_by_business(db: AsyncSession) -> None:
    wayan = await officer(db)
    for name in ("Siti Aminah", "Budi"):
        await owner(db, name)
    cases = await caseload.caseload(db, wayan.id, NEVER)
    assert [each.owner for each in caseload.named(cases, "aminah")] == ["Siti Aminah"]
    assert [each.owner for each in caseload.named(cases, "USAHA budi")] == ["Budi"]
    assert caseload.named(cases, "xyz") == []


async def ready(db: AsyncSession, zone: str = "Asia/Jakarta") -> Person:
    """An officer with something to do on this day and the next ones."""
    wayan = await officer(db)
    wayan.zone = zone
    siti, _business = await owner(db, "Siti")
    await questions.ask(db, siti, [questions.Said("text", "?")], hours=24, quiet=None)
    await db.flush()
    return wayan


async def until_done(db: AsyncSession, quiet: Quiet = None) -> None:
    while await SEVEN(db, quiet):
        pass


@pytest.mark.parametrize(
    ("zone", "minutes", "quiet", "times"),
    [
        ("Asia/Jakarta", -1, None, 0),
        ("Asia/Jakarta", 0, None, 1),
        ("Asia/Jakarta", 239, None, 1),
        ("Asia/Jakarta", 240, None, 0),
        ("Asia/Jayapura", -121, None, 0),
        ("Asia/Jayapura", -120, None, 1),
        ("Asia/Jakarta", 59, NIGHT, 0),
        ("Asia/Jakarta", 60, NIGHT, 1),
    ],
)
async def test_it_comes_in_the_morning_of_who_gets_it(
    db: AsyncSession, zone: str, minutes: int, quiet: Quiet, times: int
) -> None:
    clock.move_to(MONDAY - timedelta(hours=12))
    wayan = await ready(db, zone)
    clock.move_to(MONDAY + timedelta(minutes=minutes))
    await until_done(db, quiet)
    assert await told(db) == [(wayan.id, f"today:{wayan.id}:2026-11-23")] * times


async def test_it_comes_once_a_day(db: AsyncSession) -> None:
    clock.move_to(MONDAY)
    wayan = await ready(db)
    for _hour in range(72):
        await until_done(db)
        clock.move(timedelta(hours=1))
    days = ("2026-11-23", "2026-11-24", "2026-11-25")
    assert await told(db) == [(wayan.id, f"today:{wayan.id}:{day}") for day in days]


async def test_nothing_comes_on_a_day_with_nothing_in_it(db: AsyncSession) -> None:
    clock.move_to(MONDAY)
    wayan = await officer(db)
    await owner(db, "Siti")
    await until_done(db)
    assert await told(db) == []
    # It was looked at, so that it is not looked at every minute.
    assert (await db.get_one(Morning, wayan.id)).day == date(2026, 11, 23)


async def test_only_officers_get_it(db: AsyncSession) -> None:
    clock.move_to(MONDAY)
    wayan = await ready(db)
    await somebody(db, Role.EXPERT, Role.ADMIN, name="Rina")
    await roles.take_away(db, wayan.id, Role.OFFICER)
    await until_done(db)
    assert await told(db) == []


async def test_more_officers_than_fit_into_one_transaction_all_get_it(db: AsyncSession) -> None:
    clock.move_to(MONDAY)
    many = mornings.BATCH * 2 + 1
    for number in range(many):
        await officer(db, f"Wayan {number}")
    # Something that every officer of the country sees.
    _siti, business = await owner(db, "Siti")
    await papers.hold_until(db, business.id, Item.PIRT, clock.now().date())
    await until_done(db)
    assert len({person for person, _key in await told(db)}) == many


async def test_of_two_schedulers_one_tells(storage: Storage, other: Storage) -> None:
    clock.move_to(MONDAY)
    async with storage.transaction() as db:
        wayan = await ready(db)

    async def run(each: Storage) -> None:
        while True:
            async with each.transaction() as db:
                if not await SEVEN(db, None):
                    return

    await asyncio.gather(*(run(each) for each in (storage, other) for _time in range(4)))
    async with storage.reading() as db:
        assert await told(db) == [(wayan.id, f"today:{wayan.id}:2026-11-23")]


async def test_what_is_put_aside_does_not_come_in_the_morning(db: AsyncSession) -> None:
    clock.move_to(MONDAY)
    wayan = await officer(db)
    _siti, business = await owner(db, "Siti")
    patience = Patience(timedelta(days=30), timedelta(days=45))
    clock.move(timedelta(days=31))
    assert (await today(db, wayan, patience)).needing_count == 1
    await attention.put_aside(db, wayan.id, business.id, 7)
    assert (await today(db, wayan, patience)).is_empty

"""A bulletin that was paused goes on: what fell due meanwhile comes at its reader's own hour."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Outgoing, State
from bot.delivery.receiving import Receiving, Rhythm, after_pause
from bot.market import living
from bot.market.models import Bulletin
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.gathering import Reading, gathered, reader, sent, states, told
from tests.delivery.scripted import Scripted

#: Monday, 23 November 2026, by the clock of Jakarta.
MIDNIGHT = datetime(2026, 11, 22, 17, tzinfo=UTC)
DAILY, WEEKLY, SIX = (
    Receiving("Asia/Jakarta", rhythm=Rhythm.DAILY),
    Receiving("Asia/Jakarta", rhythm=Rhythm.WEEKLY),
    Receiving("Asia/Jakarta", "06:00"),
)
AT_ONCE = Receiving("Asia/Jakarta")


def at(hour: float, day: int = 0) -> datetime:
    """So many hours after the midnight with which Monday, or a later day, begins."""
    return MIDNIGHT + timedelta(days=day, hours=hour)


@pytest.mark.parametrize(
    ("wish", "due", "resumed", "comes"),
    [
        pytest.param(DAILY, at(8), at(15), at(8, day=1), id="gathered news waits for tomorrow"),
        pytest.param(DAILY, at(8), at(8.5), None, id="a short pause costs it no day"),
        pytest.param(DAILY, at(8, day=1), at(15), None, id="what is due later is not put off"),
        pytest.param(WEEKLY, at(8), at(15), at(8, day=7), id="weekly news waits for Monday"),
        pytest.param(SIX, at(6), at(10), at(6, day=1), id="an hour of one's own comes again"),
        pytest.param(SIX, at(6), at(6.5), None, id="soon after one's own hour is in time"),
        pytest.param(AT_ONCE, at(6), at(10), None, id="who chose no hour gets it at once"),
    ],
)
def test_what_fell_due_in_a_pause_comes_at_the_next_hour(
    wish: Receiving, due: datetime, resumed: datetime, comes: datetime | None
) -> None:
    now = max(due, resumed)
    assert after_pause(now, wish, None, at(0, day=9), (due, resumed)) == comes


def test_what_would_be_over_by_then_comes_at_once_to_who_chose_an_hour() -> None:
    assert after_pause(at(10), SIX, None, at(23), (at(6), at(10))) is None


async def paused(storage: Storage, bulletin: int, until: datetime) -> None:
    """From now on, and then it goes on."""
    async with storage.transaction() as db:
        living.pause(await db.get_one(Bulletin, bulletin))
    clock.move_to(until)
    async with storage.transaction() as db:
        living.resume(await db.get_one(Bulletin, bulletin))


async def test_gathered_news_that_was_paused_waits_for_the_next_morning(storage: Storage) -> None:
    clock.move_to(at(8))
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db))
    await gathered(storage)
    async with storage.transaction() as db:
        living.pause(await db.get_one(Bulletin, bulletins[0]))
    sender = Reading()
    await sent(storage, sender)  # the others; it goes back to wait
    await paused(storage, bulletins[0], until=at(15))
    await gathered(storage)
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert (await rows.found(storage, ids[0])).not_before == at(8, day=1)
    clock.move_to(at(8, day=1))
    await gathered(storage)
    await sent(storage, sender)
    assert [text for _edits, text in sender.said][1:] == ["Kabar 1"]
    assert await states(storage, ids) == [(State.SENT, None)] * 3


async def an_own_hour(db: AsyncSession) -> tuple[int, list[int]]:
    """A bulletin for somebody who wants prices at six, and for somebody at once; it is due."""
    early = await rows.person(db, 1)
    early.prices_at = "06:00"
    number = await rows.bulletin(db, early)
    at_once: Person = await rows.person(db, 2)
    made = [await rows.enqueued(db, each, bulletin_id=number) for each in (early, at_once)]
    until = clock.now() + timedelta(days=3)
    await db.execute(update(Outgoing).values(expires_at=until))
    return number, made


async def test_who_chose_an_hour_gets_at_that_hour_what_was_paused_over_it(
    storage: Storage,
) -> None:
    clock.move_to(at(6))
    async with storage.transaction() as db:
        number, ids = await an_own_hour(db)
    await paused(storage, number, until=at(15))
    sender = Scripted()
    await sent(storage, sender)
    assert sender.begun == [2]
    assert (await rows.found(storage, ids[0])).not_before == at(6, day=1)
    clock.move_to(at(6, day=1))
    await sent(storage, sender)
    assert sender.begun == [2, 1]

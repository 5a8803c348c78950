"""What goes before a bulletin and beside it, as it stands in the rows."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import paid, waiting
from bot.delivery.digests import UNGATHERED
from bot.delivery.forecast import Speed, Wave
from bot.delivery.lease import Held
from bot.delivery.models import DIGEST, Lane, Outgoing, PaidDay, State
from bot.delivery.paid import Paid
from bot.market import living
from bot.market.models import Bulletin, Ending, Fanout
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.test_turns import crowd, published

HOUR = timedelta(hours=1)


def counted(waves: list[Wave]) -> Counter[object]:
    found: Counter[object] = Counter()
    for wave in waves:
        found[wave.of] += round(wave.messages)
    return +found


async def the_first(db: AsyncSession) -> Person:
    return await db.get_one(Person, 1)


async def test_only_bulletins_that_go_out_have_turns(storage: Storage) -> None:
    async with storage.transaction() as db:
        chats = await crowd(db, 10)
        runs, paused, ended = [await published(db, chats[:n]) for n in (4, 3, 2)]
        past = await published(db, chats[:5], -HOUR)
        living.pause(await db.get_one(Bulletin, paused))
        over = update(Bulletin).where(Bulletin.id == ended)
        await db.execute(over.values(ended_at=clock.now(), ending=Ending.WITHDRAWN))
        gone = update(Outgoing).where(Outgoing.bulletin_id == runs, Outgoing.chat_id == chats[0])
        await db.execute(gone.values(state=State.SENT))
        assert counted(await waiting.beside(db, clock.now() + 72 * HOUR)) == {runs: 3}
        assert past


async def test_one_that_is_still_being_enqueued_counts_as_it_will_be(storage: Storage) -> None:
    async with storage.transaction() as db:
        chats = await crowd(db, 10)
        begun = await published(db, chats)
        fresh = await rows.bulletin(db, await the_first(db))
        early = update(Outgoing).where(Outgoing.chat_id.in_(chats[:4]))
        await db.execute(early.values(not_before=clock.now() + HOUR))
        for number, so_far in ((begun, 10), (fresh, 0)):
            row = {"bulletin_id": number, "enqueued": so_far, "looked_at": clock.now()}
            db.add(Fanout(after_product=0, **row))
            which = update(Bulletin).where(Bulletin.id == number)
            await db.execute(which.values(targeted=100))
        found = await waiting.beside(db, clock.now() + 72 * HOUR)
    assert counted(found) == {begun: 100, fresh: 100}
    later = sum(wave.messages for wave in found if wave.opens)
    assert round(later) == 40  # as four of the first ten


async def test_corrections_and_news_told_together_have_turns_of_their_own(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        chats = await crowd(db, 3)
        sri, at_eight = await the_first(db), clock.now() + HOUR
        await rows.enqueued(db, sri, lane=Lane.EDIT)
        await rows.enqueued(db, sri, lane=Lane.BULLETIN, kind=DIGEST)
        for _each in range(2):  # two pieces of news, one message a person
            number = await published(db, chats)
            its = update(Outgoing).where(Outgoing.bulletin_id == number)
            await db.execute(its.values(digest_id=UNGATHERED, not_before=at_eight))
        found = await waiting.beside(db, clock.now() + 72 * HOUR)
    assert counted(found) == {waiting.EDITS: 1, waiting.TOGETHER: 4}


async def test_notices_count_up_to_the_moment_when_it_opens(storage: Storage) -> None:
    async with storage.transaction() as db:
        await crowd(db, 1)
        sri, now = await the_first(db), clock.now() - timedelta(minutes=1)
        for hours in (0, 1, 2, 9):
            await rows.enqueued(db, sri, not_before=now + hours * HOUR)
        assert await waiting.notices(db, now) == [Wave(0, 1)]
        due, later = await waiting.notices(db, now + 3 * HOUR)
    assert (due, later.messages) == (Wave(0, 1), 2)
    assert 2.9 * 3600 < later.opens < 3 * 3600


async def test_what_is_spent_today_is_left_no_more(storage: Storage, lease: Held) -> None:
    async with storage.transaction() as db:
        assert await paid.speed(db, 25, None) == Speed(25)
        clock.move_to(datetime(2026, 11, 23, 22, tzinfo=UTC))
        now = clock.now()
        db.add(PaidDay(day=now.date(), messages=400))
        db.add(PaidDay(day=now.date() - timedelta(days=1), messages=77))
        await db.flush()
        found = await paid.speed(db, 25, Paid(1000, 50))
    assert (found.rate, found.paid_rate, found.paid_left, found.paid_a_day) == (25, 1000, 100, 500)
    assert found.midnight == pytest.approx(7200, abs=10)

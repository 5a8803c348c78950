"""News that is told together: one message, and each bulletin's row shares its fate (D1, D2)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import clock
from bot.delivery import claims, daily, digests
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.delivery.outcome import Outcome, Rejected, Unknown
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.gathering import (
    Reading,
    digest_rows,
    gathered,
    reader,
    sent,
    states,
    told,
)


async def test_one_message_tells_all_and_each_ledger_sums(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db))
    sender = Reading()
    await sent(storage, sender)
    assert sender.said == []  # nothing goes before it is gathered
    await gathered(storage)
    await sent(storage, sender)
    ((edits, text),) = sender.said
    assert edits is None
    assert "1. Kabar 1" in text
    assert "3. Kabar 3" in text
    assert await states(storage, ids) == [(State.SENT, None)] * 3
    found = [await rows.found(storage, each) for each in ids]
    assert {row.message_id for row in found} == {1001}
    async with storage.reading() as db:
        for each in bulletins:
            assert (await ledger(db, each)).states == {State.SENT: 1}


async def test_a_single_piece_of_news_goes_as_always(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=1)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert sender.said == [(None, "Kabar 1")]
    assert await digest_rows(storage) == []
    assert await states(storage, ids) == [(State.SENT, None)]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Unknown("no answer in time"), State.UNKNOWN),
        (Rejected("message is too long"), State.FAILED),
    ],
)
async def test_its_bulletins_share_its_fate(
    storage: Storage, outcome: Outcome, state: State
) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    await sent(storage, Reading(outcome))
    (row,) = await digest_rows(storage)
    assert row.state == state
    assert await states(storage, ids) == [(state, row.reason)] * 2


async def test_a_courier_that_was_killed_leaves_them_unknown_and_repeats_none(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        assert len(await claims.claim(db, lease, 5)) == 1
        assert await claims.claim(db, lease, 5) == []
        await db.execute(
            update(Outgoing).where(Outgoing.state == State.SENDING).values(lapses_at=0)
        )
    async with storage.transaction() as db:
        await claims.reclaim_lapsed(db)
        assert await claims.claim(db, lease, 5) == []
    sender = Reading()
    await gathered(storage)
    assert sender.said == []
    assert await states(storage, ids) == [(State.UNKNOWN, "its sender stopped")] * 2


async def test_what_is_put_back_is_claimed_again_as_a_whole(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        letters = await claims.claim(db, lease, 5)
        await claims.put_back(db, letters, lease.owner)
    assert await states(storage, ids) == [(State.PENDING, None)] * 2
    sender = Reading()
    await lease.release()
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert await states(storage, ids) == [(State.SENT, None)] * 2


async def test_two_who_gather_at_once_make_one_message(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db))
    await asyncio.gather(gathered(storage), gathered(storage))
    await gathered(storage)
    assert len(await digest_rows(storage)) == 1
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert await states(storage, ids) == [(State.SENT, None)] * 3


async def test_many_are_told_in_several_messages(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=digests.MOST + 2)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == 2
    assert await states(storage, ids) == [(State.SENT, None)] * (digests.MOST + 2)


async def test_as_many_as_are_wanted_on_a_day_and_the_rest_tomorrow(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await reader(db)
        sri.news_a_day = 2
        _bulletins, ids = await told(db, sri, number=4)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert await states(storage, ids) == [
        *[(State.SENT, None)] * 2,
        *[(State.PENDING, daily.ENOUGH)] * 2,
    ]
    await gathered(storage)
    assert len(await digest_rows(storage)) == 1
    clock.move(timedelta(days=1, hours=1))
    await gathered(storage)
    await sent(storage, sender)
    assert await states(storage, ids) == [(State.SENT, None)] * 4

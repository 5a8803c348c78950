"""One courier, one poller: a row with a time limit, and what its next holder inherits."""

import asyncio

import pytest
from sqlalchemy import update

from bot.delivery.lease import Held
from bot.delivery.models import Lease
from bot.storage import Storage

ANOTHER = "another:1:abc"


async def expire(storage: Storage) -> None:
    async with storage.transaction() as db:
        await db.execute(update(Lease).values(expires_at=0))


async def test_of_two_that_race_one_wins(storage: Storage, other: Storage) -> None:
    rivals = [Held(at, "courier", 60, owner=f"{at is other}") for at in (storage, other) * 5]
    won = await asyncio.gather(*(rival.hold() for rival in rivals))
    winners = {rival.owner for rival, has in zip(rivals, won, strict=True) if has}
    assert len(winners) == 1
    assert {rival.epoch for rival, has in zip(rivals, won, strict=True) if has} == {1}


async def test_renewing_keeps_the_epoch(storage: Storage) -> None:
    lease = Held(storage, "courier", 60)
    assert [await lease.hold(), lease.epoch, await lease.hold(), lease.epoch] == [True, 1, True, 1]
    assert lease.outlasts(59)
    assert not lease.outlasts(60)


async def test_taking_over_what_ran_out_raises_the_epoch(storage: Storage) -> None:
    first, second = Held(storage, "courier", 60), Held(storage, "courier", 60, owner=ANOTHER)
    assert await first.hold()
    assert not await second.hold()
    assert not second.outlasts(0)
    await expire(storage)
    assert await second.hold()
    assert (first.epoch, second.epoch) == (1, 2)
    assert not await first.hold()


async def test_its_own_holder_gets_a_new_epoch_after_it_ran_out(storage: Storage) -> None:
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    await expire(storage)
    assert await lease.hold()
    assert lease.epoch == 2


async def test_a_lease_that_is_released_is_free_at_once(storage: Storage) -> None:
    first, second = Held(storage, "courier", 60), Held(storage, "courier", 60, owner=ANOTHER)
    assert await first.hold()
    await first.release()
    assert not first.outlasts(0)
    assert await second.hold()
    await first.release()  # it is not the first one's any more
    assert not await first.hold()


async def test_a_pause_is_inherited_and_never_shortened(storage: Storage) -> None:
    first, second = Held(storage, "courier", 60), Held(storage, "courier", 60, owner=ANOTHER)
    assert await first.hold()
    await first.rest(500)
    await first.rest(5)
    assert 400 < first.pause <= 500
    await first.release()
    assert await second.hold()
    assert 400 < second.pause <= 500


async def test_leases_of_different_jobs_know_nothing_of_each_other(storage: Storage) -> None:
    assert await Held(storage, "courier", 60).hold()
    assert await Held(storage, "poller", 60, owner=ANOTHER).hold()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_silence_that_another_replica_was_told_to_keep_is_heard(
    storage: Storage, other: Storage
) -> None:
    mine, theirs = Held(storage, "courier", 60), Held(other, "courier", 60, owner=ANOTHER)
    assert await mine.hold()
    await mine.hear()
    assert mine.pause == 0
    await theirs.rest(500)
    await mine.hear()
    assert 400 < mine.pause <= 500

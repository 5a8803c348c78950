"""What a 429 does to the courier's pace, and what is measured of what it sends."""

import pytest
from prometheus_client import REGISTRY

from bot import clock
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.models import State
from bot.delivery.outcome import NotSent
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.working import SECOND, at_work, courier, settled, until


@pytest.mark.parametrize(
    ("chat_id", "slower"),
    [
        pytest.param(1, True, id="a person is written to seldom: it is about all of them"),
        pytest.param(-100, False, id="a group has its own limit: the others are no slower"),
    ],
)
async def test_a_429_slows_the_pace_if_it_can_be_about_it(
    storage: Storage, chat_id: int, slower: bool
) -> None:
    async with storage.transaction() as db:
        number = await rows.enqueued(db, await rows.person(db, 1), chat_id=chat_id)
    lease = Held(storage, "courier", 60)
    work: Courier = courier(storage, Scripted(NotSent("Too Many Requests", 1)), lease=lease)

    async def told() -> bool:
        return lease.pause > 0  # silence it is in either case (D4)

    async with at_work(work):
        await until(told)
        assert (work._pace.rate < 1000) is slower
        await settled(storage)
    assert (await rows.found(storage, number)).state == State.SENT


async def test_how_long_messages_waited_is_measured_by_kind(storage: Storage) -> None:
    def measured(name: str) -> float:
        return REGISTRY.get_sample_value(f"mitra_delivery_lag_seconds_{name}", lag) or 0

    lag = {"kind": "notice"}
    before = measured("sum"), measured("count")
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        await rows.enqueued(db, sri, not_before=clock.now() - 90 * SECOND)
    async with at_work(courier(storage, Scripted())):
        await settled(storage)
    assert measured("count") - before[1] == 1
    assert measured("sum") - before[0] == pytest.approx(90, abs=10)

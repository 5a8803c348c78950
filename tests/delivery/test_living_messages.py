"""Whatever happens to a bulletin and its messages, in whatever order: D1, D2 and D5 hold."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import clock
from bot.delivery import sweep
from bot.delivery.lease import Held
from bot.storage import Storage
from tests.conftest import MONDAY
from tests.delivery import rows
from tests.delivery.chatter import Life
from tests.faults.extent import LONGEST, extent

#: What can happen next; what happens often stands here often.
STEPS = (
    *("publish", "withdraw", "fail_to_send", "lose", "a_day_passes", "crash"),
    *("block", "unblock", "pause", "resume"),
    *(4 * ("correct", "claim", "send", "sweep")),
)
ids = count(1)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "CHUNK", 2)


@pytest.mark.timeout(LONGEST)
@pytest.mark.usefixtures("small_chunks")
@settings(
    max_examples=extent(15, 500),
    deadline=timedelta(minutes=1),
    database=None,
    suppress_health_check=[*HealthCheck],
)
@given(
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=30, max_size=60)
)
async def test_no_message_keeps_an_older_version_and_every_ledger_sums(
    storage: Storage, steps: list[tuple[str, int]]
) -> None:
    clock.move_to(MONDAY)
    lease = Held(storage, "courier", 600)
    assert await lease.hold()
    async with storage.transaction() as db:
        people = [await rows.person(db, next(ids)) for _ in range(4)]
    life = Life(storage, lease, people)
    await life.publish(0)
    for what, which in steps:
        await life.does(what, which)
        await life.judge()
    await life.calms_down()
    await life.judge()
    await life.judge_at_rest()

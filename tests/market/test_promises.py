"""Whatever buyers, readers, time and Telegram do, in whatever order: D1 to D6 and P6 hold."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot import clock
from bot.delivery import sweep
from bot.delivery.lease import Held
from bot.storage import Base, Storage
from tests.conftest import MONDAY
from tests.faults.extent import LONGEST, extent
from tests.market.marketplace import Market
from tests.market.stage import JOB
from tests.market.verdicts import calms_down, judge, judge_at_rest

#: What can happen next; what happens often stands here often.
STEPS = (
    *(8 * ("work",)),
    *(4 * ("tap", "publish", "morning_comes")),
    *(2 * ("claim", "send", "pays_less", "fulfil", "schedule", "hours_pass", "crash", "rhythm")),
    *("withdraw", "pays_more", "extend", "pause", "resume", "begins_to_buy", "had_enough"),
    *("block", "block_openly", "unblock", "gather", "send_all", "throttled_elsewhere"),
    *("fail_to_send", "lose", "refuse", "plain", "wordy", "throttle", "takes_over"),
)


#: Each promise is put to the test in every run, whatever is drawn.
ENDED_AND_CRASHED = (
    *(("claim", 9), ("crash", 1), ("work", 0)),
    *(("publish", 2), ("withdraw", 1), ("claim", 9), ("send_all", 0), ("sweep", 0), ("work", 0)),
)
OVERNIGHT = (
    *(("publish", 1), ("publish", 3), ("begins_to_buy", 0)),
    *(("claim", 9), ("hours_pass", 9), ("send_all", 0), ("block_openly", 5), ("morning_comes", 0)),
    *(("work", 0), ("work", 0)),
)
TOLD_ALOUD = (
    *(("work", 0), ("tap", 0), ("tap", 1), ("tap", 5), ("pays_less", 0), ("work", 0)),
    *(("fulfil", 0), ("withdraw", 0), ("work", 0), ("publish", 6), ("publish", 8), ("work", 0)),
)
REFUSED = (
    *(("work", 0), ("publish", 1), ("claim", 9), ("fail_to_send", 0), ("claim", 9)),
    *(("plain", 0), ("wordy", 0), ("work", 0), ("pays_more", 1), ("sweep", 0), ("claim", 9)),
    *(("plain", 0), ("lose", 0), ("work", 0), ("block", 0), ("block", 2), ("block", 7)),
    *(("pays_more", 1), ("morning_comes", 0), ("work", 0), ("work", 0), ("unblock", 0)),
    *(("unblock", 7), ("work", 0), ("publish", 3), ("claim", 9), ("refuse", 0), ("lose", 0)),
    ("work", 0),
)
SILENCED = (
    *(("publish", 1), ("claim", 9), ("throttle", 0), ("work", 0), ("takes_over", 1), ("work", 0)),
    *(("hours_pass", 0), ("claim", 9), ("send", 0), ("throttled_elsewhere", 0), ("send_all", 0)),
    *(("hours_pass", 0), ("work", 0)),
)


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "CHUNK", 2)


@pytest.mark.timeout(LONGEST)
@pytest.mark.usefixtures("small_chunks")
@settings(
    max_examples=extent(1, 300),
    deadline=timedelta(minutes=2),
    database=None,
    suppress_health_check=[*HealthCheck],
)
@given(
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=40, max_size=70)
)
@example(steps=[*ENDED_AND_CRASHED])
@example(steps=[*OVERNIGHT])
@example(steps=[*TOLD_ALOUD])
@example(steps=[*REFUSED])
@example(steps=[*SILENCED])
async def test_the_promises_hold_after_every_step(
    storage: Storage, steps: list[tuple[str, int]]
) -> None:
    clock.move_to(MONDAY)
    await emptied(storage)
    lease = Held(storage, *JOB)
    assert await lease.hold()
    market = Market(storage, lease)
    await market.opens()
    await market.publish(0)
    await judge(market)
    for what, which in steps:
        await market.does(what, which)
        await judge(market)
    await calms_down(market)
    await judge(market)
    await judge_at_rest(market)


async def emptied(storage: Storage) -> None:
    """As nothing had ever happened: each draw has a world of its own."""
    async with storage.transaction() as db:
        for table in reversed(Base.metadata.sorted_tables):
            await db.execute(delete(table))

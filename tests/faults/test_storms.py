"""Told by Telegram to be silent, the bot is; and everything arrives after all (D4)."""

import asyncio
from pathlib import Path

import pytest

from bot.delivery.hand import under_way
from bot.playground.faults import Kind
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.faults.child import PATIENCE, RATE, running
from tests.faults.crowd import Crowd
from tests.faults.extent import LONGEST, extent
from tests.faults.test_killed import over
from tests.faults.test_many_kills import enqueued
from tests.faults.watch import watch

#: How long each 429 asks for silence, in seconds, and how many 429s there are.
SILENCE, STORM = 2, extent(3, 20)
#: The courier's requests that were under way when it was told.
UNDER_WAY = under_way(RATE)


@pytest.mark.timeout(LONGEST)
async def test_in_a_storm_of_429_the_bot_is_silent_and_loses_nothing(  # noqa: PLR0917  (fixtures)
    storage: Storage,
    playground: Playground,
    server: Serving,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts = watch(playground, monkeypatch)
    crowd = Crowd.of(playground, 6)
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(60)]
    await enqueued(storage, readers)
    playground.faults.add(
        kind=Kind.TOO_MANY, method="sendMessage", retry_after=SILENCE, times=STORM
    )
    async with running(server.url, database_url, tmp_path / "errors") as child:
        await asyncio.wait_for(crowd.talk(), PATIENCE + SILENCE * STORM)
        async with asyncio.timeout(PATIENCE + SILENCE * STORM):
            await over(storage)
        assert "Traceback" not in child.said(), child.said()
    crowd.judge(kills=0)
    delivered = [
        len([c for c in playground.received.sends(r) if "message_id" in c]) for r in readers
    ]
    assert set(delivered) == {1}
    storms = [start for start in starts if start.throttled]
    assert len(storms) == STORM
    for told in storms:
        after = [start for start in starts if 0 < start.at - told.at < SILENCE]
        bulletins = [start for start in after if start.chat_id in readers]
        assert len(bulletins) <= UNDER_WAY
        # What was under way has arrived by now; nothing new may begin.
        assert [start for start in bulletins if start.at - told.at > SILENCE / 2] == []
        # Who was refused themselves is not tried again before that, reply or not.
        assert told.chat_id not in {start.chat_id for start in after}

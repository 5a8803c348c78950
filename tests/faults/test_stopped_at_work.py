"""Told to stop in the middle of its work, it leaves nobody without an answer."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.__main__ import STOP_SECONDS
from bot.playground.faults import Kind
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.faults.child import PATIENCE, running
from tests.faults.crowd import Crowd
from tests.faults.extent import LONGEST, extent
from tests.faults.test_killed import over
from tests.faults.test_many_kills import enqueued

#: How often it is stopped and started again.
STOPS = extent(2, 20)


@pytest.mark.timeout(LONGEST)
async def test_stopped_under_load_it_finishes_or_hands_over_what_is_in_hand(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    crowd = Crowd.of(playground, 25)
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(60)]
    await enqueued(storage, readers)
    # Each request takes a while, so that something is always under way.
    playground.faults.add(kind=Kind.HANG_AFTER, method="sendMessage", seconds=0.02)
    talking = asyncio.create_task(crowd.talk())
    for _time in range(STOPS):
        async with running(server.url, database_url, tmp_path / "errors") as child:
            said = crowd.answers
            while not talking.done() and crowd.answers < said + 40:
                await asyncio.wait_for(playground.changed(), PATIENCE)
            child.process.terminate()
            told = time.monotonic()
            assert await child.ended() == 0, child.said()
            assert time.monotonic() - told < STOP_SECONDS
    async with running(server.url, database_url, tmp_path / "errors") as child:
        await asyncio.wait_for(talking, PATIENCE)
        await over(storage)
        assert "Traceback" not in child.said(), child.said()
    assert crowd.judge(kills=0) == 0
    assert {len(playground.received.sends(reader)) for reader in readers} == {1}

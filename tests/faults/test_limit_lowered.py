"""The limit falls while a bulletin goes out: each 429 is obeyed, and everybody gets it (D4)."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.delivery.hand import under_way
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.faults.child import PATIENCE, RATE, running
from tests.faults.extent import LONGEST, extent
from tests.faults.test_killed import over
from tests.faults.test_many_kills import enqueued
from tests.faults.watch import Start, watch

READERS = extent(100, 2_000)
#: Messages a second that are let through after the first of them.
LOWERED, FIRST = 8, 30


@pytest.mark.timeout(LONGEST)
async def test_a_limit_that_falls_in_mid_flight_is_obeyed_and_nobody_is_left_out(  # noqa: PLR0917  (fixtures)
    storage: Storage,
    playground: Playground,
    server: Serving,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    starts = watch(playground, monkeypatch)
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(READERS)]
    await enqueued(storage, readers)
    playground.traffic.set(on=True, overall=RATE)
    async with running(server.url, database_url, tmp_path / "errors") as child:
        await asyncio.wait_for(playground.until(lambda: len(starts) >= FIRST), PATIENCE)
        playground.traffic.set(on=True, overall=LOWERED)
        await over(storage, PATIENCE + 2 * READERS / LOWERED)
        assert "Traceback" not in child.said(), child.said()
    assert playground.received.duplicates() == {}
    calls = [playground.received.sends(reader) for reader in readers]
    assert {sum("message_id" in call for call in each) for each in calls} == {1}
    refused = [start for start in starts if "error" in start.record]
    assert refused
    for told in refused:
        silence = seconds(told)
        after = [start for start in starts if told.at < start.at < told.at + silence]
        # Who was on the way when the answer came; at the pace before there would be more.
        assert len(after) <= under_way(RATE)


def seconds(told: Start) -> int:
    found = re.search(r"retry after (\d+)", told.record["error"])
    assert found, told.record
    return int(found[1])

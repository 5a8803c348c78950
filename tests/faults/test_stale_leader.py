"""The one who polls and sends is paused past its lease: another takes over, and it stays so."""

import asyncio
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.delivery.ledger import ledger
from bot.delivery.models import Lease, State
from bot.playground.faults import Kind
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.faults.child import IN_HAND, PATIENCE, running
from tests.faults.crowd import Crowd
from tests.faults.extent import FULL, LONGEST
from tests.faults.test_killed import over
from tests.faults.test_many_kills import enqueued

#: Longer than a request may take, or nothing would ever be sent.
LEASE_SECONDS, REQUEST_SECONDS = (15, 10) if FULL else (4, 2)
#: By when another must have taken over from one that died, in seconds.
TAKE_OVER = 15
#: Replies that the paused one had in hand are sent by the other when their half minute is over.
LONG = PATIENCE + 45


@pytest.mark.timeout(LONGEST)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_leader_that_slept_past_its_lease_sends_and_commits_nothing(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    crowd = Crowd.of(playground, 20)
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(200)]
    number = await enqueued(storage, readers)
    playground.faults.add(kind=Kind.HANG_AFTER, method="sendMessage", seconds=0.05)
    options = {
        "MITRA_DELIVERY__LEASE_SECONDS": str(LEASE_SECONDS),
        "MITRA_TELEGRAM__REQUEST_SECONDS": str(REQUEST_SECONDS),
    }
    async with running(server.url, database_url, tmp_path / "first", **options) as first:
        talking = asyncio.create_task(crowd.talk())
        await until(playground, lambda: crowd.answers > 20)
        leader = await holders(storage)
        async with running(server.url, database_url, tmp_path / "second", **options) as second:
            await until(playground, lambda: playground.received.methods["getMe"] > 1)
            first.process.send_signal(signal.SIGSTOP)
            paused, polls = time.monotonic(), playground.received.methods["getUpdates"]
            await until(playground, lambda: playground.received.methods["getUpdates"] > polls)
            assert time.monotonic() - paused < TAKE_OVER
            await followed(storage, leader)
            heir = await holders(storage)
            first.process.send_signal(signal.SIGCONT)
            await asyncio.wait_for(talking, LONG)
            await over(storage, LONG)
            assert await holders(storage) == heir
            for child in (first, second):
                assert "Traceback" not in child.said(), child.said()
    crowd.judge(kills=1)
    assert max(len(playground.received.sends(reader)) for reader in readers) == 1
    async with storage.reading() as db:
        states = (await ledger(db, number)).states
    assert sum(states.values()) == len(readers)
    assert set(states) <= {State.SENT, State.UNKNOWN}
    assert states.get(State.UNKNOWN, 0) <= IN_HAND


async def until(playground: Playground, happened: Callable[[], object]) -> None:
    await asyncio.wait_for(playground.until(happened), PATIENCE)


async def holders(storage: Storage) -> dict[str, tuple[str, int]]:
    """Job -> who does it, and how often it has changed hands."""
    async with storage.reading() as db:
        found = await db.execute(select(Lease.name, Lease.owner, Lease.epoch))
        return {row[0]: (row[1], row[2]) for row in found}


async def followed(storage: Storage, leader: dict[str, tuple[str, int]]) -> None:
    """Wait until each job has changed hands."""
    async with asyncio.timeout(TAKE_OVER):
        while any(held == leader[name] for name, held in (await holders(storage)).items()):
            await asyncio.sleep(0.05)

"""Killed while edits go out: nobody is written to twice, and no message keeps an older version."""

import asyncio
import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.market.models import Bulletin, Ending
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.delivery.changing import change, worded
from tests.faults.child import IN_HAND, PATIENCE, running
from tests.faults.conftest import half_a_minute_passes
from tests.faults.extent import LONGEST, extent
from tests.faults.test_many_kills import enqueued

#: On each engine: versions, and kills while each of them goes out.
ROUNDS, KILLS = extent(1, 50), 2
READERS = 60


@pytest.mark.timeout(LONGEST)
async def test_after_kills_every_message_shows_the_newest_version(
    storage: Storage, playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(READERS)]
    number = await enqueued(storage, readers)
    chance, errors = random.Random(20261125), tmp_path / "errors"  # noqa: S311  (the same each time)
    async with running(server.url, database_url, errors) as child:
        await up_to_date(storage)
        await child.killed()
    sent = {reader: len(playground.received.sends(reader)) for reader in readers}
    assert set(sent.values()) == {1}
    endings = [*[None] * (ROUNDS - 1), Ending.WITHDRAWN]
    for ending in endings:
        version = await change(storage, number, ending)
        for _ in range(KILLS):
            await half_a_minute_passes(storage)
            point = edits_at(playground) + chance.randrange(1, (READERS - IN_HAND) // KILLS)
            async with running(server.url, database_url, errors) as child:
                reached = partial(lambda most: edits_at(playground) >= most, point)
                await asyncio.wait_for(playground.until(reached), PATIENCE)
                await child.killed()
            # Some have it by now and some do not, or nothing was killed in the middle of anything.
            assert len(shown(playground, readers)) == 2
        await half_a_minute_passes(storage)
        async with running(server.url, database_url, errors) as child:
            await up_to_date(storage)
            assert "Traceback" not in child.said(), child.said()
            await child.killed()
        assert shown(playground, readers) == {worded(version)}
    assert {reader: len(playground.received.sends(reader)) for reader in readers} == sent
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.SENT: READERS}


def edits_at(playground: Playground) -> int:
    return playground.received.methods["editMessageText"]


def shown(playground: Playground, readers: Sequence[int]) -> set[str]:
    return {str(each["text"]) for reader in readers for each in playground.messages(reader)}


async def up_to_date(storage: Storage) -> None:
    """Wait until all messages have been seen to and nothing waits to be sent."""
    unswept = select(Bulletin.id).where(Bulletin.swept < Bulletin.version)
    unsent = select(Outgoing.id).where(Outgoing.state.in_([State.PENDING, State.SENDING]))
    async with asyncio.timeout(PATIENCE):
        while True:
            async with storage.reading() as db:
                left = [(await db.scalars(each.limit(1))).first() for each in (unswept, unsent)]
            if left == [None, None]:
                return
            await asyncio.sleep(0.05)

"""Killed at random instants while people talk and a bulletin goes out (C3, D2)."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.delivery.digests import UNGATHERED
from bot.delivery.ledger import ledger
from bot.delivery.models import State
from bot.playground.faults import Kind
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.delivery import rows
from tests.faults.child import IN_HAND, PATIENCE, Child, running
from tests.faults.conftest import half_a_minute_passes
from tests.faults.crowd import Crowd
from tests.faults.extent import LONGEST, extent
from tests.faults.test_killed import over

#: On each engine; a round is one crowd and one bulletin.
KILLS = extent(5, 500)
CROWD, READERS = 20, 40
#: The longest that a bot lives once it polls, in seconds: a crowd needs several lives.
LIFE = 0.4
#: One in so many dies before it polls.
STILLBORN = 8
#: A server may yet commit what a process sent that has died, so that the claim lapses only now.
LONG = PATIENCE + 45


@pytest.mark.timeout(LONGEST)
async def test_kills_at_random_instants_lose_and_repeat_nothing(  # noqa: PLR0917  (fixtures)
    storage: Storage,
    playground: Playground,
    server: Serving,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # People answer while the bot does not know yet that their question has arrived.
    playground.faults.add(kind=Kind.HANG_AFTER, method="sendMessage", seconds=0.05)
    chance = random.Random(20261124)  # noqa: S311  (the same instants each time, as far as it goes)
    done: Counter[str] = Counter()
    while done["kills"] < KILLS:
        crowd = Crowd.of(playground, CROWD)
        again = crowd.watched(monkeypatch)
        readers = [playground.add_person(first_name="Sri", started=True).id for _ in range(READERS)]
        bulletin, other = await enqueued_together(storage, readers)
        talking = asyncio.create_task(crowd.talk())
        kills = 0
        while not talking.done() and done["kills"] + kills < KILLS:
            async with running(server.url, database_url, tmp_path / "errors") as child:
                kills += await lives_shortly(child, playground, chance, talking)
            await half_a_minute_passes(storage)
        async with running(server.url, database_url, tmp_path / "errors") as child:
            await asyncio.wait_for(talking, LONG)
            await over(storage, LONG)
            assert "Traceback" not in child.said(), child.said()
        assert again == []
        done["kills"] += kills
        done["copies"] += crowd.judge(kills)
        done["unknown"] += await arrived(storage, playground, bulletin, readers, kills)
        await arrived(storage, playground, other, readers[1::2], kills)
        done["people"] += CROWD
        await half_a_minute_passes(storage)
    print(f"\n{storage.engine.dialect.name}: {dict(done)}")  # noqa: T201  (what was done)


async def lives_shortly(
    child: Child, playground: Playground, chance: random.Random, talking: asyncio.Task[None]
) -> int:
    """Returns 1 if it was killed, 0 if all had been said before."""
    polls = playground.received.methods["getUpdates"]
    if chance.randrange(STILLBORN):
        polled = playground.until(lambda: playground.received.methods["getUpdates"] > polls)
        await asyncio.wait_for(polled, PATIENCE)
        await asyncio.wait({talking}, timeout=chance.uniform(0, LIFE))
    else:
        await asyncio.wait({talking}, timeout=chance.uniform(0, 2))
    await child.killed()
    return 1


async def enqueued(storage: Storage, readers: list[int]) -> int:
    async with storage.transaction() as db:
        people = [await rows.person(db, number) for number in readers]
        number = await rows.bulletin(db, people[0])
        for person in people:
            await rows.enqueued(db, person, bulletin_id=number)
    return number


async def enqueued_together(storage: Storage, readers: list[int]) -> tuple[int, int]:
    """One bulletin for all, and one more that every other reader gets in the same message."""
    async with storage.transaction() as db:
        people = [await rows.person(db, number) for number in readers]
        number, other = [await rows.bulletin(db, people[0]) for _each in range(2)]
        for person in people[::2]:
            await rows.enqueued(db, person, bulletin_id=number)
        for person in people[1::2]:
            for each in (number, other):
                await rows.enqueued(db, person, bulletin_id=each, digest_id=UNGATHERED)
    return number, other


async def arrived(
    storage: Storage, playground: Playground, bulletin: int, readers: list[int], kills: int
) -> int:
    """Judge the bulletin by the server's count; returns how many are unknown."""
    copies = Counter(len(playground.received.sends(reader)) for reader in readers)
    assert max(copies) <= 1, copies
    async with storage.reading() as db:
        states = (await ledger(db, bulletin)).states
    assert sum(states.values()) == len(readers)
    assert set(states) <= {State.SENT, State.UNKNOWN}
    unknown = states.get(State.UNKNOWN, 0)
    assert states.get(State.SENT, 0) <= copies[1] <= states.get(State.SENT, 0) + unknown
    assert unknown <= kills * IN_HAND
    return unknown

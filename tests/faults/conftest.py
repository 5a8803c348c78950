from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import update

from bot import clock
from bot.delivery import claims
from bot.delivery.models import Lease
from bot.playground.model import Playground
from bot.playground.serve import Serving, serving
from bot.storage import Storage


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """A child process cannot be told another time, so all live by the machine's clock."""
    clock.reset()
    yield
    clock.reset()


@pytest.fixture
def playground() -> Playground:
    return Playground()


@pytest.fixture
async def server(playground: Playground) -> AsyncIterator[Serving]:
    async with serving(playground) as server:
        yield server


async def half_a_minute_passes(storage: Storage) -> None:
    """What a process that was killed held runs out: its leases and its claims."""
    async with storage.transaction() as db:
        await claims.orphan_all(db)
        await db.execute(update(Lease).values(expires_at=0))

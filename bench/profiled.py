"""The bot under a profiler, from when it is ready until it is told to stop (SIGTERM)."""

import asyncio
import cProfile
import signal
import sys
import time

import uvloop

from bot import app, logs
from bot.settings import load


async def main(path: str) -> None:
    settings = load()
    logs.set_up(settings.log.level, settings.log.format)
    stop, ready = asyncio.Event(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    running = asyncio.create_task(app.run(settings, stop, ready))
    await ready.wait()
    # By CPU time: what it waits for, and what else the machine does, is no cost of ours.
    profile = cProfile.Profile(time.thread_time)
    profile.enable()
    await stop.wait()
    profile.disable()
    profile.dump_stats(path)
    await running


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))

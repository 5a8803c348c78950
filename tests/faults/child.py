"""The bot as a process of its own, that can be killed."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.delivery.hand import ahead, under_way

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:" + "F" * 35
#: How long a test waits for a process before it gives up, in seconds.
PATIENCE = 30
#: Unasked messages a second, unless a test says otherwise.
RATE = 50
#: What one courier may have in hand when it dies: claimed ahead, and under way.
IN_HAND = ahead(RATE) * 3 // 2 + under_way(RATE)


@dataclass
class Child:
    process: Process
    errors: Path

    async def killed(self) -> None:
        """SIGKILL: no handler, no clean-up."""
        self.process.kill()
        await self.process.wait()

    async def ended(self) -> int:
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    def said(self) -> str:
        """What it wrote to standard error."""
        return self.errors.read_text()


@asynccontextmanager
async def running(
    api_url: str, database_url: str, errors: Path, **options: str
) -> AsyncIterator[Child]:
    """`python -m bot run`. Quiet hours and holidays are off: a child lives by the machine's clock.

    `options` are environment variables.
    """
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api_url,
        "DATABASE_URL": database_url,
        "MITRA_DELIVERY__QUIET_HOURS": "",
        "MITRA_DELIVERY__CALENDAR": "",
        "MITRA_DELIVERY__RATE": str(RATE),
        "MITRA_OPERATIONS__PORT": "0",
        **options,
    }
    with errors.open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stderr=file
        )
    try:
        yield Child(process, errors)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()

"""Processes that a bench starts, watches from outside and ends."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

#: CPU time of a process stands in its `stat` in these.
TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024 * 1024


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


async def line_of(process: asyncio.subprocess.Process) -> str:
    """The next line that it prints."""
    if process.stdout is None:
        raise ValueError("The process was started without a pipe.")
    return (await process.stdout.readline()).decode().strip()


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(pid: int) -> float:
    """Memory that it really has (RSS), in megabytes of 2**20 bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE

"""PostgreSQL's own client programs, run so that no secret shows and each failure is one line."""

import asyncio
import os
import re
import shutil
from asyncio import Event
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.errors import Refused
from bot.storage.archives.archive import STOPPED

#: What these programs may see of our environment; the bot's token is not their business.
PASSED_ON = re.compile(r"PATH|HOME|TMPDIR|PG.*")
INSTALL = "install PostgreSQL's client programs (Debian: apt install postgresql-client)"


class Program:
    """One of them, while it runs."""

    def __init__(self, name: str, process: Process) -> None:
        self._name, self._process = name, process
        assert process.stderr  # noqa: S101  (asked for below)
        # Read all along: a program that complains a lot would wait for a reader.
        self._complaints = asyncio.create_task(process.stderr.read())

    async def read(self, most: int = -1) -> bytes:
        return await self._process.stdout.read(most) if self._process.stdout else b""

    async def feed(self, text: bytes) -> None:
        """Raises `Refused` with the program's own reason if it has ended."""
        assert self._process.stdin  # noqa: S101  (asked for below)
        try:
            self._process.stdin.write(text)
            await self._process.stdin.drain()
        except ConnectionError:
            await self.succeeded()

    async def succeeded(self) -> None:
        """Wait for its end. Raises `Refused` if that is not a good one."""
        if self._process.stdin:
            self._process.stdin.close()
        if await self._process.wait():
            raise Refused(f"{self._name} failed: {_reason((await self._complaints).decode())}")

    async def end(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._complaints


class Programs:
    """Finds them on the PATH, and gives them the password through the environment."""

    def __init__(self, password: str | None) -> None:
        self._password = password

    async def check(self, server: int) -> None:
        """Raises `Refused` unless they are of the server's major version or a newer one."""
        for name in ("pg_dump", "pg_restore", "psql"):
            said = await self.run(name, "--version")
            version = re.search(r"\d+", said)
            if version and int(version[0]) < server:
                raise Refused(
                    f"{name} is of version {version[0]}, the server of {server}: install the "
                    f"client programs of {server} and put them first on the PATH."
                )

    async def run(self, name: str, *arguments: str, stop: Event | None = None) -> str:
        """Run one to its end and return what it says."""
        async with self.started(name, *arguments) as program:
            said = await _unless_stopped(asyncio.create_task(program.read()), stop)
            await program.succeeded()
        return said.decode()

    @asynccontextmanager
    async def started(
        self, name: str, *arguments: str, fed: bool = False
    ) -> AsyncIterator[Program]:
        found = shutil.which(name)
        if found is None:
            raise Refused(f"{name} is not on the PATH: {INSTALL}.")
        program = Program(
            name,
            await asyncio.create_subprocess_exec(
                found,
                *arguments,
                stdin=PIPE if fed else DEVNULL,
                stdout=PIPE,
                stderr=PIPE,
                env=self._environment(),
            ),
        )
        try:
            yield program
        finally:
            await program.end()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
        ours = {"LC_ALL": "C"} | ({"PGPASSWORD": self._password} if self._password else {})
        return kept | ours


async def _unless_stopped(reading: "asyncio.Task[bytes]", stop: Event | None) -> bytes:
    stopping = asyncio.create_task((stop or Event()).wait())
    try:
        await asyncio.wait({reading, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stopping.done():
            raise Refused(STOPPED)
        return reading.result()
    finally:
        stopping.cancel()
        reading.cancel()


def _reason(complaints: str) -> str:
    """The first error among them, in one line."""
    lines = complaints.splitlines() or ["it does not say why"]
    error = next((line for line in lines if re.search(r"error:|ERROR:|FATAL:", line)), lines[0])
    return re.sub(r"^\S+ (error|ERROR): +", "", error.strip())

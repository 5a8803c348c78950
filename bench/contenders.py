"""Who is compared: two bare echoes with their libraries' defaults, and Mitra on both engines."""

import socket
import sys
import uuid
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.prepare import prepare
from bench.process import child

TOKEN = "123456789:" + "bench" * 7
Mode = Literal["polling", "webhook"]
MODES: tuple[Mode, ...] = ("polling", "webhook")
#: The echoes have an environment of their own: aiogram needs other versions than we do.
THEIRS = str(Path(sys.prefix) / "bench" / "bin" / "python")
PROGRAM = ("-m", "bot", "run")
REFERENCE = "python-telegram-bot echo"


@dataclass(frozen=True)
class Contender:
    name: str
    script: str | None = None
    #: Makes an empty database for each run, and returns its URL.
    database: Callable[[], str] | None = None

    @asynccontextmanager
    async def running(
        self, url: str, mode: Mode, people: Iterable[int], program: Sequence[str] = PROGRAM
    ) -> AsyncIterator[Process]:
        """While it answers these people at the Bot API server at `url`."""
        port = str(free_port())
        if self.script:
            command = [THEIRS, self.script, url, TOKEN, mode, port]
            async with child(*command) as process:
                yield process
            return
        if self.database is None:
            raise ValueError("A contender is a script, or Mitra on a database.")
        database = self.database()
        await prepare(database, people)
        environment = {
            "TELEGRAM_API_URL": url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "DATABASE_URL": database,
            "MITRA_LOG__LEVEL": "warning",
            "MITRA_OPERATIONS__PORT": "0",
            "MITRA_DELIVERY__QUIET_HOURS": "",  # a bench runs at night, too
            "MITRA_TELEGRAM__MODE": mode,
            "MITRA_WEBHOOK__URL": f"http://127.0.0.1:{port}/telegram",
            "MITRA_WEBHOOK__PORT": port,
            # A crowd that says in seconds what people say in days is no flood here.
            "MITRA_TELEGRAM__FLOOD_LIMIT": "1000000",
        }
        async with child(sys.executable, *program, **environment) as process:
            yield process


def contenders(folder: str, server: str) -> list[Contender]:
    """`server` is the URL of a PostgreSQL server of our own."""

    def sqlite() -> str:
        return f"sqlite:///{folder}/{uuid.uuid4().hex}.db"

    def postgresql() -> str:
        name = f"bench_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = urlsplit(server)
        return urlunsplit((url.scheme, url.netloc, f"/{name}", url.query, ""))

    return [
        Contender(REFERENCE, script="bench/echo_ptb.py"),
        Contender("aiogram echo", script="bench/echo_aiogram.py"),
        Contender("Mitra, SQLite", database=sqlite),
        Contender("Mitra, PostgreSQL", database=postgresql),
    ]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url, select

from bot.backup import back_up, restore
from bot.schema import metadata
from bot.settings import Database, Settings
from bot.storage import Storage
from bot.storage.archives import postgres, sqlite
from tests.conftest import administer, database_in

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def programs(client_programs: None) -> None:
    """Every test here may need them."""


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(database=Database(url=database_url))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the backup goes, in a folder of its own."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "mitra.backup"


@pytest.fixture
def backed_up(settings: Settings, kept: Path) -> Callable[[], Awaitable[Path]]:
    async def now() -> Path:
        await back_up(settings, kept, asyncio.Event())
        return kept

    return now


@pytest.fixture
def restored(settings: Settings, storage: Storage) -> Callable[[Path], Awaitable[None]]:
    async def now(source: Path) -> None:
        await storage.close()  # the bot is stopped
        await restore(settings, source, asyncio.Event(), yes=True)

    return now


@pytest.fixture
def fresh(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """A database without any table, on the same engine."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        yield Settings(database=Database(url=f"sqlite:///{tmp_path}/fresh.db"))
        return
    server, name = _server(url), f"fresh_{uuid.uuid4().hex}"
    administer(server, f"CREATE DATABASE {name}")
    yield Settings(database=Database(url=database_in(server, name)))
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _server(url: URL) -> str:
    return url.set(drivername="postgresql", database="postgres").render_as_string(
        hide_password=False
    )


@pytest.fixture
def short_of_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for others to leave."""
    monkeypatch.setattr(postgres, "TRIES", 2)
    monkeypatch.setattr(sqlite, "WAIT_SECONDS", 0.1)


async def everything(storage: Storage) -> Rows:
    """All rows of all tables."""
    async with storage.reading() as db:
        return {
            table.name: sorted((tuple(row) for row in await db.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }

"""A town: the local Bot API, the bot against it over HTTP, and people who talk and tap."""

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import app, clock
from bot.playground.example import fill
from bot.playground.model import Playground
from bot.playground.serve import CALENDARS, serving
from bot.settings import Calendars, Database, Delivery, Operations, Settings, Telegram
from bot.storage import Storage, open_storage
from bot.ways_in import Mount
from tests.common_ground import in_turn
from tests.conftest import MONDAY, administer, database_in
from tests.journeys.town import TOKEN, Town


def settings_for(api_url: str, database_url: str) -> Settings:
    return Settings(
        telegram=Telegram(token=SecretStr(TOKEN), api_url=api_url, poll_seconds=5),
        database=Database.model_construct(url=database_url),
        delivery=Delivery(rate=1000, lease_seconds=12),
        operations=Operations(port=0),
    )


@asynccontextmanager
async def bot_running(settings: Settings, mount: Mount | None = None) -> AsyncIterator[None]:
    """The whole bot, in this process, until the block ends."""
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(app.run(settings, stop, ready, mount=mount))
    starting = asyncio.create_task(ready.wait())
    await asyncio.wait({running, starting}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        starting.cancel()
        await running
    try:
        yield
    finally:
        stop.set()
        await running


@pytest.fixture(scope="session")
async def sqlite_template(sqlite_template: Path, common: Path) -> Path:
    """With the people of a town, who are settled once."""
    path = common / "town.db"
    with in_turn(common):
        if not path.exists():
            begun = path.with_suffix(".begun")
            shutil.copy(sqlite_template, begun)
            await settle(f"sqlite+aiosqlite:///{begun}")
            begun.rename(path)
    return path


@pytest.fixture(scope="session")
async def postgres_template(postgres: str, postgres_template: str) -> AsyncIterator[str]:
    """The same on a server."""
    name = f"town_{uuid.uuid4().hex}"
    administer(postgres, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    await settle(database_in(postgres, name))
    yield name
    administer(postgres, f"DROP DATABASE {name} WITH (FORCE)")


async def settle(url: str) -> None:
    """The playground's example people, who were there before the test begins."""
    clock.move_to(MONDAY - timedelta(minutes=1))
    storage = open_storage(url)
    async with storage.transaction() as db:
        await fill(db)
    await storage.close()
    clock.move_to(MONDAY)


@pytest.fixture
async def town(database_url: str, storage: Storage) -> AsyncIterator[Town]:
    """The playground's example people, registered, and a bot that knows them."""
    playground = Playground()
    async with serving(playground) as server:
        settings = settings_for(server.url, database_url)
        with_calendars = Calendars(url=server.url + CALENDARS)
        settings = settings.model_copy(update={"calendar": with_calendars})
        async with bot_running(settings, server.mount):
            yield Town(playground, storage, server.url)

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Storage, open_storage
from tests.conftest import ENGINES, administer, database_in


@pytest.fixture(params=ENGINES)
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage]:
    """A database without any table."""
    if request.param == "sqlite":
        storage = open_storage(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
        yield storage
        await storage.close()
        return
    server = request.getfixturevalue("postgres")
    name = f"empty_{uuid.uuid4().hex}"
    administer(server, f"CREATE DATABASE {name}")
    storage = open_storage(database_in(server, name))
    yield storage
    await storage.close()
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")

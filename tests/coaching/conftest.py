from collections.abc import AsyncIterator

import pytest

from bot.storage import Storage, open_storage


@pytest.fixture
async def other(database_url: str, storage: Storage) -> AsyncIterator[Storage]:
    """The same database as another replica's scheduler sees it."""
    other = open_storage(database_url)
    yield other
    await other.close()

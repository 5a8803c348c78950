from collections.abc import AsyncIterator

import pytest

from bot.delivery.lease import Held
from bot.storage import Storage, open_storage

ANOTHER = "another:1:abc"


@pytest.fixture
async def other(database_url: str, storage: Storage) -> AsyncIterator[Storage]:
    """The same database as another replica sees it."""
    other = open_storage(database_url)
    yield other
    await other.close()


@pytest.fixture
async def lease(storage: Storage) -> Held:
    """The courier's, held."""
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    return lease

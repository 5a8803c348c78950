"""Whatever becomes of people here, what they hear of is what the rule says."""

from collections.abc import AsyncIterator

import pytest

from bot.storage import Storage
from tests.people.hearing import hear_as_the_rule_says


@pytest.fixture
async def storage(storage: Storage) -> AsyncIterator[Storage]:
    yield storage
    async with storage.reading() as db:
        await hear_as_the_rule_says(db)

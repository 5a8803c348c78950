"""The statements of every update, message and second find their rows without looking at all."""

import re
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.lease import Held
from bot.people.models import Business
from bot.privacy import messages
from bot.storage import Storage, open_storage
from tests.conftest import ENGINES, administer, database_in
from tests.storage import crowd
from tests.storage.explaining import Work, plans
from tests.storage.hot_messages import MESSAGES
from tests.storage.hot_updates import UPDATES


@pytest.fixture(scope="module", params=ENGINES)
def crowded_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("crowd") / "crowd.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server, name = request.getfixturevalue("postgres"), f"crowd_{uuid.uuid4().hex}"
    template = request.getfixturevalue("postgres_template")
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield database_in(server, name)
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
async def crowded(crowded_url: str) -> AsyncIterator[Storage]:
    """One for all: what a test does here is undone."""
    storage = open_storage(crowded_url)
    await crowd.fill(storage)
    yield storage
    await storage.close()


HOT = [*UPDATES, *MESSAGES]


@pytest.mark.parametrize(("_what", "work", "index"), HOT, ids=[row[0] for row in HOT])
async def test_no_hot_statement_looks_at_all_rows(
    crowded: Storage, _what: str, work: Work, index: str | None
) -> None:
    found = await plans(crowded, work)
    assert found
    for plan in found:
        assert not plan.whole(), "\n".join([plan.statement, *plan.steps])
    steps = "\n".join(step for plan in found for step in plan.steps)
    assert index is None or re.search(index, steps), steps


async def test_answers_that_name_an_officer_are_found_by_an_index_of_their_own(
    crowded: Storage,
) -> None:
    """It may be read as a whole: it holds nothing else."""
    found = await plans(crowded, forget)
    assert "ix_outbox_officer" in "\n".join(found[-2].steps)
    assert "ix_outbox_handover" in "\n".join(found[-1].steps)


async def test_sqlite_finds_what_people_were_told_without_having_counted_its_rows(
    storage: Storage,
) -> None:
    """No program of ours has it ANALYZE: left to guess, it began with all that is no bulletin."""
    if storage.sqlite:
        *_emptied, told, asked, handed = await plans(storage, forget)
        assert "ix_outbox_person_id" in "\n".join(told.steps)
        assert "ix_outbox_officer" in "\n".join(asked.steps)
        assert "ix_outbox_handover" in "\n".join(handed.steps)


async def forget(db: AsyncSession, _lease: Held) -> None:
    asked = union(select(Business.person_id).where(Business.id < 9))
    await messages.forget(db, 1, [2, 3], asked, ["Wayan"])

"""Whatever comes in whatever state, everybody is answered in their language (C4)."""

import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot import clock
from bot.intake.models import Handled, SeenUpdate
from bot.playground.example import fill
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.settings import Settings
from bot.storage import Storage
from tests.conftest import MONDAY
from tests.faults.everybody import SOMEBODY, Somebody, settle
from tests.faults.extent import FULL, LONGEST, extent
from tests.faults.kinds import GROUP, SUPERGROUP, USER
from tests.faults.said import ACTION, Action
from tests.faults.visit import Scene, Visit
from tests.journeys.conftest import bot_running, settings_for

#: Each does up to 40 things, some 17 on the average.
PEOPLE = extent(15, 640)
#: Updates on each engine in `make faults`.
ALL = 10_000


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """The bot runs in this process, so that its clock can be set."""
    clock.move_to(MONDAY)
    yield
    clock.reset()


@pytest.fixture
async def scene(
    database_url: str, storage: Storage, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Scene]:
    caplog.set_level(logging.ERROR)
    async with storage.transaction() as db:
        await fill(db)
    scene = Scene(Playground(), storage)
    # Also what the bot did not ask for: Telegram may send it all the same.
    scene.playground.updates._wanted = lambda kind: True  # type: ignore[method-assign]
    async with (
        serving(scene.playground) as server,
        bot_running(patient(settings_for(server.url, database_url))),
    ):
        yield scene
    print(f"\n{storage.engine.dialect.name}: {dict(scene.tally)}")  # noqa: T201  (what was done)
    assert scene.tally["updates"] >= (ALL if FULL else 1)


def patient(asked: Settings) -> Settings:
    """Nobody is too fast here."""
    telegram = asked.telegram.model_copy(update={"flood_limit": 1_000_000})
    return asked.model_copy(update={"telegram": telegram})


# What the library will do one day with a timer is no concern of an update.
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.timeout(LONGEST)
@settings(
    max_examples=PEOPLE,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[*HealthCheck],
    # To look for a shorter one would take minutes, as each stands before a running bot.
    phases=[Phase.generate],
)
@given(who=SOMEBODY, actions=st.lists(ACTION, min_size=10, max_size=40))
async def test_whatever_comes_everybody_is_answered(
    scene: Scene, caplog: pytest.LogCaptureFixture, who: Somebody, actions: list[Action]
) -> None:
    caplog.clear()
    visit = Visit(scene, who.client_language)
    async with scene.storage.transaction() as db:
        await settle(db, visit.id, who)
    for action in actions:
        await visit.does(action)
    assert not caplog.records
    assert await poison(scene.storage) == []
    # A group may be told where the bot can be talked to, and who brought it there what they can do;
    # channels and bots are never written to.
    chats = {*scene.playground.people, GROUP["id"], SUPERGROUP["id"], USER["id"]}
    assert {*map(int, scene.playground.received.calls)} <= chats


async def poison(storage: Storage) -> list[str | None]:
    async with storage.reading() as db:
        found = select(SeenUpdate.error).where(SeenUpdate.handled == Handled.POISON)
        return [*await db.scalars(found)]

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from telegram import Bot

from bot import clock
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.serve import Serving, serving
from tests.playground.hook import listening
from tests.playground.hooked import TOKEN, Here


@pytest.fixture(scope="session")
async def server_and_playground() -> AsyncIterator[tuple[Serving, Playground]]:
    playground = Playground()
    async with serving(playground) as server:
        yield server, playground


@pytest.fixture
def playground(server_and_playground: tuple[Serving, Playground]) -> Playground:
    """One playground for all tests, without what earlier ones left in the queue."""
    playground = server_and_playground[1]
    playground.updates.forget()
    playground.updates.allowed = []
    return playground


@pytest.fixture
def server(server_and_playground: tuple[Serving, Playground]) -> Serving:
    return server_and_playground[0]


@pytest.fixture(scope="session")
async def bot(server_and_playground: tuple[Serving, Playground]) -> AsyncIterator[Bot]:
    url = server_and_playground[0].url
    async with Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


@pytest.fixture
async def http(server: Serving) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as client:
        yield client


@pytest.fixture
def person(playground: Playground) -> Person:
    return playground.add_person(first_name="Sari", started=True)


@pytest.fixture(autouse=True)
def _clock_as_it_was() -> Iterator[None]:
    yield
    clock.reset()


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    play = Playground()
    async with (
        listening() as hook,
        serving(play) as server,
        Bot(TOKEN, base_url=f"{server.url}/bot") as bot,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as http,
    ):
        yield Here(play, bot, hook, http)

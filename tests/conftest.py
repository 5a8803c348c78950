"""Real databases for every test that wants one: SQLite and PostgreSQL, migrated, empty."""

import contextlib
import logging
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import hypothesis
import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, logs
from bot.language import LANGUAGES, words_for
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate
from tests.common_ground import common_folder, in_turn, postgres_in

#: A Monday, 10.00 in Jakarta: no test depends on the day or hour at which it runs.
MONDAY = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
ENGINES = ("sqlite", "postgresql")
COMMON = pytest.StashKey[Path]()
_ENDING = contextlib.ExitStack()
# What is drawn is drawn the same each time, so that a red suite is red because of the change it is
# run for; new ground is searched in `make faults`.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile("default" if os.environ.get("FAULTS") == "full" else "same")


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    clock.move_to(MONDAY)
    yield
    clock.reset()


@pytest.fixture(scope="session", autouse=True)
def prepared() -> None:
    """What a program does once at its start."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]  # the machine's own way out is no part of a test
    logs.set_up("info", "text")
    logging.getLogger().handlers.clear()  # pytest adds its own
    for language in LANGUAGES:
        words_for(language)


def pytest_configure(config: pytest.Config) -> None:
    """The first process makes the folder; those of xdist are told its name."""
    told = getattr(config, "workerinput", {}).get("common")
    config.stash[COMMON] = Path(told or _ENDING.enter_context(common_folder()))


def pytest_unconfigure() -> None:
    _ENDING.close()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["common"] = str(node.config.stash[COMMON])


@pytest.fixture(scope="session")
def common(pytestconfig: pytest.Config) -> Path:
    """A folder that all processes of this run share, in memory where there is room."""
    return pytestconfig.stash[COMMON]


@pytest.fixture(scope="session")
def postgres(common: Path) -> Iterator[str]:
    """The URL of a PostgreSQL server: TEST_DATABASE_URL, or one of our own."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with postgres_in(common) as url:
        yield url


@pytest.fixture(scope="session")
async def postgres_template(postgres: str, common: Path) -> AsyncIterator[str]:
    """A migrated database that each test copies."""
    name = f"mitra_{uuid.uuid4().hex}"
    administer(postgres, f"CREATE DATABASE {name}")
    await migrated(database_in(postgres, name))
    yield name
    administer(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
async def sqlite_template(common: Path) -> Path:
    """A migrated file that each test copies."""
    path = common / "template.db"
    with in_turn(common):
        if not path.exists():
            await migrated(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, common: Path) -> Iterator[str]:
    """A fresh database, on each engine in turn."""
    name = f"mitra_{uuid.uuid4().hex}"
    if request.param == "sqlite":
        folder = common / name
        folder.mkdir()
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "mitra.db")
        yield f"sqlite+aiosqlite:///{folder}/mitra.db"
        shutil.rmtree(folder)
        return
    server = request.getfixturevalue("postgres")
    template = request.getfixturevalue("postgres_template")
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield database_in(server, name)
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def client_programs(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`pg_dump` and the like of the server's own version come first on the PATH.

    Where only an administrator may ask for its folder, those on the PATH must do.
    """
    with (
        contextlib.suppress(psycopg.errors.InsufficientPrivilege),
        psycopg.connect(postgres) as connection,
    ):
        row = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
        if row and (Path(row[0]) / "pg_dump").exists():
            monkeypatch.setenv("PATH", f"{row[0]}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[Storage]:
    storage = open_storage(database_url)
    yield storage
    await storage.close()


@pytest.fixture
async def db(storage: Storage) -> AsyncIterator[AsyncSession]:
    async with storage.transaction() as db:
        yield db


def administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def database_in(server: str, name: str) -> str:
    """The URL of one database on a server, for SQLAlchemy."""
    url = urlsplit(server)
    return urlunsplit(("postgresql+psycopg", url.netloc, f"/{name}", url.query, ""))


async def migrated(url: str) -> None:
    storage = open_storage(url)
    await migrate(storage)
    await storage.close()

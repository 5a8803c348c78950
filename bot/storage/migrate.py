"""Bring the schema up to date, or say why that cannot be done."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.errors import Refused
from bot.storage import dialects
from bot.storage.engine import Storage

#: Any number, as long as it is ours: two replicas that start together take turns.
ADVISORY_LOCK = 7_305_182


def configured() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@cache
def scripts() -> ScriptDirectory:
    """The migrations; to read them takes longer than anything else at most starts."""
    return ScriptDirectory.from_config(configured())


def newest() -> str | None:
    """The revision that this program was written for."""
    return scripts().get_current_head()


def knows(revision: str) -> bool:
    """Whether this program is as new as that revision, or newer."""
    return revision in {script.revision for script in scripts().walk_revisions()}


async def current(storage: Storage) -> str | None:
    """The revision that the database is at; None for an empty one."""
    async with storage.engine.connect() as connection:
        return await connection.run_sync(_current)


async def migrate(storage: Storage, to: str = "head") -> None:
    """Upgrade (or downgrade, for tests) in one transaction. Raises `Refused` if it is newer."""
    async with (
        storage.engine.connect() as connection,
        dialects.rebuilding(connection),
        connection.begin(),
    ):
        if not storage.sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": ADVISORY_LOCK})
        before = await connection.run_sync(_current)
        await connection.run_sync(_migrate, to)
        if before == await connection.run_sync(_current):
            return  # most starts: to look at every row would take the longer the more there are
        if broken := await dialects.broken_references(connection):
            raise RuntimeError(f"The migration would leave rows without what they name: {broken}")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _migrate(connection: Connection, to: str) -> None:
    at = _current(connection)
    if to == "head" and at == newest():
        return
    if at is not None and not knows(at):
        raise Refused(
            f"The database is newer than this program (its revision is {at}): start the newer "
            "Mitra, or restore the backup made before the upgrade."
        )
    config = configured()
    config.attributes["connection"] = connection
    move = command.upgrade if to == "head" else command.downgrade
    move(config, to)

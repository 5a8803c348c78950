"""Writes a migration for what changed in the models: `make migration name="what changed"`."""

import asyncio
import sys
import tempfile

from alembic import command
from sqlalchemy import Connection

from bot.storage.engine import open_storage
from bot.storage.migrate import configured, migrate, newest


async def write(name: str) -> None:
    """Compare the models with an empty database at the newest revision."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(f"sqlite+aiosqlite:///{folder}/empty.db")
        await migrate(storage)
        async with storage.engine.begin() as connection:
            await connection.run_sync(_write, name)
        await storage.close()


def _write(connection: Connection, name: str) -> None:
    config = configured()
    config.attributes["connection"] = connection
    number = f"{int(newest() or 0) + 1:04}"
    command.revision(config, message=name, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))

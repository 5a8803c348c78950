"""The schema comes and goes by migrations alone, and is what the models say."""

import pytest
from alembic import command
from sqlalchemy import Connection, Inspector, inspect, text

from bot.errors import Refused
from bot.schema import metadata
from bot.storage import Storage
from bot.storage.migrate import configured, current, migrate, newest


def tables(connection: Connection) -> set[str]:
    found: Inspector = inspect(connection)
    return {*found.get_table_names()} - {"alembic_version"}


async def test_migrations_go_up_down_and_up_again(empty: Storage) -> None:
    assert await current(empty) is None
    everything: set[str] = {*metadata.tables}
    for to, expected in (("head", everything), ("base", set()), ("head", everything)):
        await migrate(empty, to)
        async with empty.engine.connect() as connection:
            assert await connection.run_sync(tables) == expected
    assert await current(empty) == newest()


async def test_migrating_again_changes_nothing(storage: Storage) -> None:
    await migrate(storage)
    assert await current(storage) == newest()


async def test_models_match_migrations(storage: Storage) -> None:
    """Raises with the difference if a model was changed and no migration written."""

    def compare(connection: Connection) -> None:
        config = configured()
        config.attributes["connection"] = connection
        command.check(config)

    async with storage.engine.connect() as connection:
        await connection.run_sync(compare)


async def test_a_database_newer_than_the_program_is_refused_in_one_line(storage: Storage) -> None:
    async with storage.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused) as refused:
        await migrate(storage)
    assert str(refused.value).startswith("The database is newer than this program")
    assert "\n" not in str(refused.value)
    assert await current(storage) == "9999"

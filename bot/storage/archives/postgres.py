"""A PostgreSQL database as one file: `pg_dump`'s, and one transaction that puts it back."""

import asyncio
import re
from asyncio import Event
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL, Update
from sqlalchemy.dialects.postgresql.base import PGDialect

from bot.errors import NotYet, Refused
from bot.storage.archives.archive import STOPPED
from bot.storage.archives.programs import Programs
from bot.storage.migrate import ADVISORY_LOCK

#: How long a restore waits for a lock that somebody else holds.
LOCK_TIMEOUT = "5s"
#: How often the server is asked who else is connected, a tenth of a second apart.
TRIES = 20
#: How much of a backup is passed on at a time, in bytes.
CHUNK = 1 << 16
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


class PostgresArchive:
    kind = "PostgreSQL"
    suffix = "dump"

    def __init__(self, url: URL) -> None:
        _nothing, options = url.get_dialect()().create_connect_args(url)
        self._password = options.pop("password", None)
        self._options = dict(options)
        self._programs = Programs(self._password)

    async def write(self, part: Path, stop: Event) -> None:
        async with self._connected() as connection:
            await self._programs.check(connection.info.server_version // 10_000)
        await self._programs.run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--file={part}",
            self._where(),
            stop=stop,
        )

    async def revision(self, source: Path) -> str:
        await self._programs.run("pg_restore", "--file=/dev/null", str(source))  # reads all of it
        rows = await self._programs.run(
            "pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(source)
        )
        found = re.search(r"^COPY .*\n(\w+)$", rows, re.MULTILINE)
        if not found:
            raise Refused(f"{source} is not a backup of Mitra.")
        return found[1]

    async def is_empty(self) -> bool:
        async with self._connected() as connection:
            return not await _tables(connection)

    async def replace(self, source: Path, then: Sequence[Update], stop: Event) -> None:
        async with self._connected() as connection:
            await self._programs.check(connection.info.server_version // 10_000)
            # A bot that starts from now on waits for this lock before it looks at the tables.
            await connection.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
            await _alone(connection)
            tables = [sql.Identifier(name) for name in await _tables(connection)]
            drop = [
                sql.SQL("DROP TABLE {} CASCADE").format(table).as_string(connection)
                for table in tables
            ]
            before = ["BEGIN", f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'", *drop]
            # The backup itself sets an empty search path.
            after = ["RESET search_path", *map(_literal, then), "COMMIT"]
            await self._play(source, before, after, stop)

    async def _play(
        self, source: Path, before: Sequence[str], after: Sequence[str], stop: Event
    ) -> None:
        """Feed `psql`; without the last statement, COMMIT, it leaves everything as it was."""
        reading = ("pg_restore", "--no-owner", "--no-privileges", "--file=-", str(source))
        writing = ("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null")
        async with (
            self._programs.started(*reading) as reader,
            self._programs.started(*writing, self._where(), fed=True) as writer,
        ):
            await writer.feed(_script(before))
            while chunk := await reader.read(CHUNK):
                if stop.is_set():
                    raise Refused(STOPPED)
                await writer.feed(chunk)
            await reader.succeeded()
            await writer.feed(_script(after))
            await writer.succeeded()

    def _where(self) -> str:
        """All but the password, which every user of the machine could read on a command line."""
        return f"--dbname={make_conninfo(**self._options)}"

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[psycopg.AsyncConnection]:
        where = make_conninfo(**{"connect_timeout": 5} | self._options)
        try:
            connection = await psycopg.AsyncConnection.connect(
                where, password=self._password, autocommit=True
            )
            await connection.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
        except psycopg.OperationalError as error:
            reason = str(error).splitlines()[0]
            raise NotYet(f"The database does not answer (DATABASE_URL): {reason}") from None
        async with connection:
            yield connection


async def _alone(connection: psycopg.AsyncConnection) -> None:
    """Raises `Refused` if anybody else stays connected."""
    for _ in range(TRIES):
        others = (await (await connection.execute(OTHERS)).fetchall())[0][0]
        if not others:
            return
        await asyncio.sleep(0.1)  # the server needs a moment to see that somebody left
    raise Refused(
        f"The database is in use (connections: {others}): stop every Mitra on it first, and "
        "close what else is connected."
    )


async def _tables(connection: psycopg.AsyncConnection) -> list[str]:
    return [name for (name,) in await (await connection.execute(TABLES)).fetchall()]


def _literal(statement: Update) -> str:
    dialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]  # no doubled %
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _script(statements: Sequence[str]) -> bytes:
    return "".join(f"{statement};\n" for statement in statements).encode()

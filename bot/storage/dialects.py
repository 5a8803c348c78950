"""The one place that knows SQLite from PostgreSQL."""

import sqlite3
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Float, Result, bindparam, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from bot.storage.one_trip import OneTrip

#: Execution options of a transaction that only reads.
READ_ONLY: Mapping[str, Any] = {"mitra_read_only": True}
#: Execution options of a transaction whose commit does not wait for the disk.
HASTY: Mapping[str, Any] = {"mitra_hasty": True}
#: How long a statement may wait for another process on the same SQLite file, in milliseconds.
SQLITE_BUSY_MS = 10_000
#: What SQLite calls a file that cannot be used just now (https://sqlite.org/rescode.html).
SQLITE_UNAVAILABLE = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_READONLY",
)


#: PostgreSQL after a failover, before it takes writes again (SQLSTATE 25006).
READ_ONLY_SERVER = "25006"
#: Program limits (class 54): "operational" by name, but the same statement fails each time.
REFUSED_STATES = ("54",)


#: Until the transaction ends, or the other one is executed.
IN_ORDER = select(func.set_config("enable_sort", "off", True), func.set_config("jit", "off", True))
AS_USUAL = select(func.set_config("enable_sort", "on", True))


class Cursor(Protocol):
    """As much of the DB-API as is used here."""

    def execute(self, sql: str) -> object: ...
    def close(self) -> None: ...


def engine_options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"module": OneTrip()}
    return {
        "pool_size": 10,
        "max_overflow": 10,
        "pool_timeout": 10,
        "pool_pre_ping": True,
        # PgBouncer in transaction mode hands each statement to another server connection.
        # A server that vanished without a word is noticed within seconds, not minutes.
        "connect_args": {
            "prepare_threshold": None,
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 2,
        },
    }


def prepare(engine: AsyncEngine) -> None:
    """Let each transaction begin as what it is; make SQLite durable (WAL, FULL)."""
    if engine.dialect.name != "sqlite":

        @event.listens_for(engine.sync_engine, "begin")
        def begin_on_server(connection: Connection) -> None:
            if connection.get_execution_options().get("mitra_hasty"):
                connection.exec_driver_sql("SET LOCAL synchronous_commit = off")

        return

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours to say
        cursor: Cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={SQLITE_BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        synchronous = "NORMAL" if options.get("mitra_hasty") else "FULL"
        if connection.info.get("synchronous", "FULL") != synchronous:
            connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
            connection.info["synchronous"] = synchronous
        connection.exec_driver_sql("BEGIN" if options.get("mitra_read_only") else "BEGIN IMMEDIATE")


@asynccontextmanager
async def rebuilding(connection: AsyncConnection) -> AsyncIterator[None]:
    """Let a migration rebuild a table that others refer to, which is how SQLite alters one.

    Dropping the old one would count as deleting its rows (https://sqlite.org/lang_altertable.html,
    section 7). It has to be said outside a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    file: Any = (await connection.get_raw_connection()).driver_connection
    await file.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        await file.execute("PRAGMA foreign_keys=ON")


async def broken_references(connection: AsyncConnection) -> list[str]:
    """Tables with rows that refer to nothing; PostgreSQL looks after that by itself."""
    if connection.dialect.name != "sqlite":
        return []
    found = await connection.exec_driver_sql("PRAGMA foreign_key_check")
    return sorted({str(row[0]) for row in found})


@asynccontextmanager
async def in_order_of_an_index(db: AsyncSession) -> AsyncIterator[None]:
    """Let PostgreSQL take first the indexes that lead to rows in the wanted order.

    Without statistics, or with those of yesterday, it takes a million rows for one, and sorts them
    to find five. Compiling (jit) is never worth it here, and begins with what sorting "costs" now.
    SQLite needs no word for it.
    """
    if name_of(db) == "sqlite":
        yield
        return
    await db.execute(IN_ORDER)
    yield
    await db.execute(AS_USUAL)


def name_of(db: AsyncSession) -> str:
    return db.get_bind().dialect.name


def has_one_writer(db: AsyncSession) -> bool:
    """Whether everybody else who writes waits until this transaction ends."""
    return name_of(db) == "sqlite"


def insert(db: AsyncSession, table: Any) -> postgresql.Insert:
    """An INSERT that can say what to do on conflict, which standard SQL cannot."""
    return insert_on(name_of(db), table)


def insert_on(dialect: str, table: Any) -> postgresql.Insert:
    """The same, for a statement that is made once for each dialect."""
    either: Any = sqlite if dialect == "sqlite" else postgresql
    statement: postgresql.Insert = either.insert(table)  # SQLite took over the same words
    return statement


async def rows_of(db: AsyncSession, inserted: Result[Any]) -> int:
    """How many rows an INSERT made that was told to `preserve_rowcount`.

    Python's sqlite3 does not know it of a statement that begins with WITH; SQLite does.
    """
    count: int = getattr(inserted, "rowcount", -1)
    return count if count >= 0 else (await db.scalars(select(func.changes()))).one()


def seconds_now(db: AsyncSession) -> ColumnElement[float]:
    """The database's own clock in seconds since 1970: the one that all replicas share."""
    return seconds_now_on(name_of(db))


def seconds_now_on(dialect: str) -> ColumnElement[float]:
    """The same, read anew each time the statement runs.

    SQLite is one machine, so its clock is ours.
    """
    if dialect == "sqlite":
        return bindparam("seconds_now", callable_=time.time, type_=Float, unique=True)
    return func.extract("epoch", func.clock_timestamp()).cast(Float)


def hour_of(db: AsyncSession, moment: Any) -> ColumnElement[str]:
    """The hour in which a moment lies, by UTC, as `2026-11-23T02`."""
    if name_of(db) == "sqlite":
        return func.strftime("%Y-%m-%dT%H", moment)
    return func.to_char(func.timezone("UTC", moment), 'YYYY-MM-DD"T"HH24')


def is_unavailable(error: BaseException) -> bool:
    """Whether the database did not answer, as opposed to having refused a statement."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, (PoolTimeout, ConnectionError))
    if isinstance(error.orig, sqlite3.Error):
        # SQLite says "operational" of a missing column, too; its own name tells them apart.
        name = getattr(error.orig, "sqlite_errorname", "")
        return name.startswith(SQLITE_UNAVAILABLE)
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith(REFUSED_STATES):
        return False
    operational = isinstance(error, (OperationalError, InterfaceError))
    return error.connection_invalidated or operational or state == READ_ONLY_SERVER


def file_of(url: URL) -> Path | None:
    """The file of an embedded database; None for a server."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None

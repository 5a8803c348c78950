"""SQLite's connections with one trip to their thread for each statement, instead of four.

A connection of aiosqlite lives in a thread of its own, and SQLAlchemy goes there to open a cursor,
to execute, to fetch and to close. What is fetched is fetched whole anyway, so that all of it is
done while there; a trip costs more than most statements do.
"""

import asyncio
import collections
import sqlite3
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util.concurrency import await_, in_greenlet


class Done:
    """What a statement leaves behind; the cursor that ran it is closed."""

    arraysize = 1

    def __init__(self) -> None:
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    def close(self) -> None: ...


def run(file: sqlite3.Connection, does: str, sql: str, values: Any) -> tuple[Done, list[Any]]:
    """In the connection's thread: `does` is `execute` or `executemany`."""
    done = Done()
    cursor = file.cursor()
    try:
        getattr(cursor, does)(sql, values)
        rows = cursor.fetchall() if cursor.description else []
        done.description, done.rowcount = cursor.description, cursor.rowcount
        done.lastrowid = cursor.lastrowid
    finally:
        cursor.close()
    return done, rows


class OneTripCursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _awaitable_cursor_close = False

    def _make_new_cursor(self, connection: Any) -> Any:
        return Done()

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._run("execute", operation, () if parameters is None else parameters)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._run("executemany", operation, seq_of_parameters)

    async def _run(self, does: str, sql: str, values: Any) -> None:
        connection: Any = self._connection
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001  (an adapter of theirs)
            work = partial(run, connection._conn, does, sql, values)  # noqa: SLF001
            self._cursor, rows = await connection._execute(work)  # noqa: SLF001
        self._rows = collections.deque(rows)


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = OneTripCursor

    def terminate(self) -> None:
        """Close it, because a statement was cancelled: the thread does, after what it is at.

        SQLAlchemy asks the thread to close, then to end, and for both again if it is cancelled
        itself; what asked a thread that had ended then waits for ever, and the program with it.
        """
        connection: Any = self._connection
        if connection._running:  # noqa: SLF001  (else it is closed, and its thread answers nobody)
            ended = connection.stop()
            if ended and in_greenlet():
                await_(asyncio.shield(ended))


class OneTrip(AsyncAdapt_aiosqlite_dbapi):
    """What `create_async_engine(module=…)` takes for the driver."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arg: Any, **kw: Any) -> OneTripConnection:
        connection: Any = aiosqlite.connect(*arg, **kw)
        connection._thread.daemon = True  # noqa: SLF001  (as SQLAlchemy does: a program may end)
        return OneTripConnection(self, await_(connection))

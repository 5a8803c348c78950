"""A SQLite database as one file: the online backup, and a file that takes the other's place."""

import asyncio
import sqlite3
from asyncio import Event
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Update, create_engine

from bot.errors import Refused
from bot.storage.archives.archive import STOPPED, whole
from bot.storage.lock import exclusive

#: Pages copied between two looks at whether to stop: 4 MiB.
PAGES = 1_000
#: How long a database that another program uses is waited for, in seconds.
WAIT_SECONDS = 5.0


class SqliteArchive:
    kind = "SQLite"
    suffix = "db"

    def __init__(self, database: Path) -> None:
        self._database = database

    async def write(self, part: Path, stop: Event) -> None:
        await asyncio.to_thread(_copy, self._database, part, stop)

    async def revision(self, source: Path) -> str:
        return await asyncio.to_thread(_revision, source)

    async def is_empty(self) -> bool:
        return not self._database.exists() or not self._database.stat().st_size

    async def replace(self, source: Path, then: Sequence[Update], stop: Event) -> None:
        await asyncio.to_thread(self._replace, source, then, stop)

    def _replace(self, source: Path, then: Sequence[Update], stop: Event) -> None:
        with exclusive(self._database), whole(self._database) as part:
            _copy(source, part, stop)
            _do(part, then)
            _leave_alone(self._database)


def _copy(source: Path, part: Path, stop: Event) -> None:
    """Copy the database as it is at one moment, through its log, without holding up writers."""

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if stop.is_set():
            raise Refused(STOPPED)

    with _readable(source), _opened(source, "ro") as database, closing(_connect(part)) as copy:
        # A snapshot that lasts: without it, each write meanwhile begins the copy anew.
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        database.backup(copy, pages=PAGES, progress=go_on, sleep=0)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it


def _revision(source: Path) -> str:
    with _readable(source), _opened(source, "ro") as database:
        _check(database)
        named = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        if not database.execute(named).fetchone():
            raise Refused(f"{source} is not a backup of Mitra.")
        for (revision,) in database.execute("SELECT version_num FROM alembic_version"):
            return str(revision)
        raise Refused(f"{source} is not a backup of Mitra.")


def _do(part: Path, then: Sequence[Update]) -> None:
    engine = create_engine(URL.create("sqlite", database=str(part)))
    try:
        with engine.begin() as connection:
            for statement in then:
                connection.execute(statement)
    finally:
        engine.dispose()


def _leave_alone(database: Path) -> None:
    """Close the old database's log, which would corrupt the new one."""
    if not database.exists():
        return
    try:
        with _opened(database, "rw") as old:
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:  # most likely another program has it open
        raise Refused(f"{database} cannot be replaced: {error}.") from None
    except sqlite3.DatabaseError:  # broken, perhaps the reason for the restore
        for log in ("-wal", "-shm"):
            database.with_name(database.name + log).unlink(missing_ok=True)


def _check(database: sqlite3.Connection) -> None:
    (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
    )


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with closing(_connect(path, mode)) as connection:
        yield connection


@contextmanager
def _readable(source: Path) -> Iterator[None]:
    """Turn what SQLite says of a file into one line for the operator."""
    try:
        yield
    except sqlite3.Error as error:
        raise Refused(f"{source} cannot be copied: {error}.") from None

"""What a backup is on either engine, and how a file comes about whole or not at all."""

import os
import tempfile
from asyncio import Event
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Update

from bot.errors import Refused

#: What is said when the operator changes their mind.
STOPPED = "Stopped before it was complete; nothing was changed."
#: How the file of each kind of backup begins.
BEGINS = {b"SQLite format 3\0": "SQLite", b"PGDMP": "PostgreSQL"}


class Archive(Protocol):
    """One database that can be written into a file, and replaced by what such a file holds."""

    #: The engine, as in `BEGINS`.
    kind: str
    #: How the names of its backups end.
    suffix: str

    async def write(self, part: Path, stop: Event) -> None:
        """Write all there is at one moment, while a bot may go on. `part` exists and is empty."""

    async def revision(self, source: Path) -> str:
        """The schema a backup has, after reading all of it. Raises `Refused` if it is damaged."""

    async def is_empty(self) -> bool:
        """Whether nothing would be lost by a restore."""

    async def replace(self, source: Path, then: Sequence[Update], stop: Event) -> None:
        """Put the backup in place of everything, and do `then`: all of it or nothing.

        Raises `Refused` while anybody else uses the database.
        """


def check_kind(source: Path, kind: str) -> None:
    """Raises `Refused` if a file is not a backup of this engine."""
    try:
        with source.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise Refused(f"{source} cannot be read: {error.strerror}.") from None
    found = next((name for magic, name in BEGINS.items() if start.startswith(magic)), None)
    if found is None:
        raise Refused(f"{source} is not a backup of Mitra.")
    if found != kind:
        raise Refused(f"{source} is a backup of {found}, but DATABASE_URL names {kind}.")


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A temporary file beside `target` that takes its place once it is complete and on disk.

    Only its owner can read it: a backup is full of personal data. If the block raises, it is
    removed and `target` stays as it was; only a SIGKILL or a power cut leaves a `.part` behind.
    """
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".part", dir=target.parent
        )
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _to_disk(part)
        part.replace(target)
        _to_disk(target.parent)
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

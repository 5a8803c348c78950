"""The database: one engine, one way to open a transaction, and the migrations."""

from bot.storage.engine import Storage, open_storage
from bot.storage.tables import Base, UtcDateTime, this_moment

__all__ = ["Base", "Storage", "UtcDateTime", "open_storage", "this_moment"]

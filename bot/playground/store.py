"""Keeps the playground's rows in a file, so that the chats are still there tomorrow."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS rows (
    kind TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (file_id TEXT PRIMARY KEY, content BLOB NOT NULL);
"""


class Store:
    """Rows as JSON by kind and key. Without a path nothing is kept and nothing is read."""

    def __init__(self, path: Path | None) -> None:
        self._db: sqlite3.Connection | None = None
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path)
            # A page's chats may lose their last second in a power cut, but not more.
            self._db.executescript(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + TABLES
            )

    def put(self, kind: str, key: object, row: Any) -> None:
        if self._db:
            self._db.execute(
                "INSERT OR REPLACE INTO rows VALUES (?, ?, ?)",
                (kind, str(key), json.dumps(row, ensure_ascii=False)),
            )

    def drop(self, kind: str, key: object) -> None:
        if self._db:
            self._db.execute("DELETE FROM rows WHERE kind = ? AND key = ?", (kind, str(key)))

    def rows(self, kind: str) -> Iterator[Any]:
        if self._db:
            found = self._db.execute("SELECT row FROM rows WHERE kind = ?", (kind,))
            yield from (json.loads(row) for (row,) in found)

    def put_content(self, file_id: str, content: bytes) -> None:
        if self._db:
            self._db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (file_id, content))

    def contents(self) -> dict[str, bytes]:
        return dict(self._db.execute("SELECT * FROM contents")) if self._db else {}

    def commit(self) -> None:
        if self._db:
            self._db.commit()

    def close(self) -> None:
        if self._db:
            self._db.commit()
            self._db.close()
            self._db = None

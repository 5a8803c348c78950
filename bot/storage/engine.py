"""One engine, and one way to open a transaction on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.errors import Refused
from bot.storage import dialects


class Storage:
    """The database as the rest of the program sees it."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer: waiting here is fair and cheap, its busy timeout is neither.
        self._writer: AbstractAsyncContextManager[object] = (
            asyncio.Lock() if self.sqlite else nullcontext()
        )

    @asynccontextmanager
    async def transaction(self, *, lasting: bool = True) -> AsyncIterator[AsyncSession]:
        """Commit what was done inside, or nothing if it raises. Never await the network inside.

        What need not be `lasting` is safe from everything but a power cut of the database's
        machine, which may undo the last second of it; such a commit does not wait for the disk.
        """
        engine = self.engine if lasting else self.engine.execution_options(**dialects.HASTY)
        session = AsyncSession(engine, expire_on_commit=False)
        async with self._writer, session as db, db.begin():
            yield db

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A consistent view without a write lock."""
        reader = self.engine.execution_options(**dialects.READ_ONLY)
        async with AsyncSession(reader, expire_on_commit=False) as db, db.begin():
            yield db

    async def close(self) -> None:
        await self.engine.dispose()


def open_storage(url: str) -> Storage:
    """Prepare the engine for a URL that the settings have checked. Nothing is connected yet.

    Raises `Refused` if the folder of an embedded database cannot be made.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        folder = Path(parsed.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror
            raise Refused(f"{folder} cannot be made ({reason}): correct DATABASE_URL.") from None
    # Parameters carry people's names and numbers: they stay out of errors and logs.
    engine = create_async_engine(url, hide_parameters=True, **dialects.engine_options(parsed))
    dialects.prepare(engine)
    return Storage(engine)

"""Schedulers of one database: they tick at once, are cut off in mid-transaction and start anew."""

import asyncio
import contextlib

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.quiet import Quiet
from bot.storage import Storage, open_storage
from scheduler import JOBS

REMIND = next(job for job in JOBS if job.name == "remind")
#: One that waits for another is no second one; so long a busy machine may take, in seconds.
PATIENCE = 30


class CutOff(Exception):  # noqa: N818  (it is done on purpose)
    """The program was ended in the middle of a transaction."""


class Replicas:
    def __init__(self, url: str, quiet: Quiet) -> None:
        self._url, self._quiet = url, quiet
        #: An embedded database has one program.
        self._storages = [open_storage(url) for _ in range(1 if "sqlite" in url else 2)]

    @property
    def first(self) -> Storage:
        return self._storages[0]

    async def close(self) -> None:
        for each in self._storages:
            await each.close()

    async def start_anew(self, which: int) -> None:
        at = which % len(self._storages)
        await self._storages[at].close()
        self._storages[at] = open_storage(self._url)

    async def tick(self) -> None:
        """All at once, each until it finds nothing due any more."""
        await asyncio.gather(*(self._ticks(each) for each in self._storages))

    async def _ticks(self, storage: Storage) -> None:
        for _ in range(500):
            async with storage.transaction(lasting=REMIND.lasting) as db:
                if not await REMIND.run(db, self._quiet):
                    return
        raise AssertionError("The same reminders stay due.")

    async def cut_off(self) -> None:
        """One has settled some, is not committed, and ends; the others do not wait for it."""
        with contextlib.suppress(CutOff, DBAPIError):
            async with self.first.transaction() as db:
                await REMIND.run(db, self._quiet)
                await db.flush()
                for other in self._storages[1:]:
                    async with asyncio.timeout(PATIENCE):
                        await self._ticks(other)
                    await _ends(db, other)
                raise CutOff


async def _ends(db: AsyncSession, other: Storage) -> None:
    """The server loses that connection, as it does when its program is killed."""
    connection = (await db.scalars(select(func.pg_backend_pid()))).one()
    async with other.transaction() as others:
        await others.execute(select(func.pg_terminate_backend(connection)))
    await db.execute(select(1))

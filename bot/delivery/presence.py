"""That a replica lives: what it was about to answer is taken up soon after it does not.

SQLite needs none of it: its only process settles what the last one left when it starts.
"""

import asyncio
from contextlib import suppress

import structlog
from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.lease import ME
from bot.delivery.models import Outgoing, Replica
from bot.delivery.quiet import Quiet
from bot.storage import Storage, dialects

log = structlog.get_logger()

#: How often a replica says that it lives, and after how long a silence it is taken for dead, in
#: seconds. One that only slept so long may give an answer twice, as after a crash.
BEAT_SECONDS = 1.0
SILENCE_SECONDS = 6.0
#: Rows of replicas that ended without a word are kept for so long, in seconds.
KEPT_SECONDS = 3600


class Presence:
    def __init__(self, storage: Storage, owner: str = ME) -> None:
        self._storage, self._owner = storage, owner

    async def run(self, ended: asyncio.Event) -> None:
        """Say that we live until all has `ended`, then that we do not."""
        if self._storage.sqlite:
            return
        while not ended.is_set():
            try:
                await self.beat()
            except Exception as error:
                if not dialects.is_unavailable(error):
                    raise
                # While the database is away nobody can take us for dead either.
                log.warning("presence.database_unavailable", error=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), BEAT_SECONDS)
        await self._leave()

    async def _leave(self) -> None:
        """What could not be sent in time is another's from now on."""
        try:
            await self.beat(0)
        except Exception as error:
            if not dialects.is_unavailable(error):
                raise

    async def beat(self, seconds: float = SILENCE_SECONDS) -> None:
        async with self._storage.transaction(lasting=False) as db:
            until = dialects.seconds_now(db) + seconds
            await db.execute(
                dialects.insert(db, Replica)
                .values(owner=self._owner, alive_until=until)
                .on_conflict_do_update(index_elements=[Replica.owner], set_={"alive_until": until})
            )


def is_dead(db: AsyncSession) -> ColumnElement[bool]:
    """Of an outgoing message: whoever was sending it has said nothing for too long."""
    silent = Replica.alive_until <= dialects.seconds_now(db)
    return exists(select(Replica.owner).where(Replica.owner == Outgoing.owner, silent))


async def forget(db: AsyncSession, _quiet: Quiet) -> int:
    """Drop the rows of replicas that ended long ago."""
    long_ago = dialects.seconds_now(db) - KEPT_SECONDS
    gone = await db.execute(
        delete(Replica).where(Replica.alive_until <= long_ago).returning(Replica.owner)
    )
    return len(gone.all())

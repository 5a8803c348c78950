"""Leadership as a row with a time limit.

A lease is not mutual exclusion: its holder may be paused while it runs out. So whoever holds one
also writes only on condition of its owner and epoch, as if two ran.
"""

import asyncio
import math
import os
import secrets
import socket
import time

import structlog
from sqlalchemy import Exists, case, select, update

from bot import metrics
from bot.delivery.models import Lease
from bot.storage import Storage, dialects

log = structlog.get_logger()

#: How often whoever stands by looks whether the job is free, in seconds: after a clean stop it
#: changes hands within this, after a crash within this and the lease's own time.
STANDBY_SECONDS = 1.0

#: This process among all replicas, for as long as it lives.
ME = f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"


class Held:
    """One job's lease as this process sees it."""

    def __init__(self, storage: Storage, name: str, seconds: float, owner: str = ME) -> None:
        self._storage, self.name, self.seconds, self.owner = storage, name, seconds, owner
        #: Grows each time the job changes hands.
        self.epoch = 0
        self._until = 0.0
        self._silent_until = 0.0
        #: When it was last asked what other replicas were told, and the asking that is under way.
        self._heard_at = -math.inf
        self._hearing: asyncio.Task[None] | None = None

    @property
    def pause(self) -> float:
        """How much silence Telegram still wants, in seconds."""
        return max(0.0, self._silent_until - time.monotonic())

    def outlasts(self, seconds: float) -> bool:
        """Whether it is surely still ours in so many seconds, by a clock that nobody sets."""
        return time.monotonic() + seconds < self._until

    async def hold(self, outlast: float = 0) -> bool:
        """Take or renew it unless it is ours for long enough; False if somebody else has it."""
        if outlast and self.outlasts(outlast):
            return True
        asked_at = time.monotonic()
        async with self._storage.transaction() as db:
            now = dialects.seconds_now(db)
            await db.execute(
                dialects.insert(db, Lease)
                .values(name=self.name, owner=self.owner, epoch=0, expires_at=0, paused_until=0)
                .on_conflict_do_nothing()
            )
            ours = (Lease.owner == self.owner) & (Lease.expires_at > now)
            taken = await db.execute(
                update(Lease)
                .where(Lease.name == self.name)
                .where((Lease.owner == self.owner) | (Lease.expires_at <= now))
                .values(
                    owner=self.owner,
                    epoch=case((ours, Lease.epoch), else_=Lease.epoch + 1),
                    expires_at=now + self.seconds,
                )
                .returning(Lease.epoch, Lease.paused_until - now)
            )
            row = taken.one_or_none()
        metrics.LEADER.labels(self.name).set(row is not None)
        if row is None:
            self._until = 0.0
            return False
        self.epoch = row[0]
        self._until = asked_at + self.seconds
        self._silent_until = max(self._silent_until, time.monotonic() + row[1])
        return True

    async def keep(self, stop: asyncio.Event) -> None:
        """Take it when it is free and renew it in time, until `stop` is set."""
        while not stop.is_set():
            try:
                await self.hold()
            except Exception as error:  # noqa: BLE001  (see below)
                # Whatever it was, it may be over next time; meanwhile the lease runs out.
                log.warning("lease.not_renewed", name=self.name, error=type(error).__name__)
            await asyncio.sleep(self.look_again_in)

    @property
    def look_again_in(self) -> float:
        """When to renew it, or to see whether it is free, in seconds."""
        return self.seconds / 3 if self.outlasts(0) else STANDBY_SECONDS

    async def rest(self, seconds: float) -> None:
        """Keep silent for so long, and store it for every later holder."""
        self._silent_until = max(self._silent_until, time.monotonic() + seconds)
        async with self._storage.transaction() as db:
            until = dialects.seconds_now(db) + seconds
            await db.execute(
                update(Lease)
                .where(Lease.name == self.name, Lease.paused_until < until)
                .values(paused_until=until)
            )

    async def hear(self, within: float = 0) -> None:
        """Learn of a silence that another replica was told to keep.

        What was learnt `within` so many seconds will do; it is asked again in time meanwhile.
        """
        if self._storage.sqlite:
            return  # there is no other
        age = time.monotonic() - self._heard_at
        if self._hearing is None and age >= within / 2:
            self._hearing = asyncio.create_task(self._hear())
            # Who waits for it hears of its failure; if nobody does, the next one asks again.
            self._hearing.add_done_callback(lambda task: task.cancelled() or task.exception())
        if age >= within and self._hearing:
            await asyncio.shield(self._hearing)

    async def _hear(self) -> None:
        asked_at = time.monotonic()
        try:
            async with self._storage.reading() as db:
                left = Lease.paused_until - dialects.seconds_now(db)
                row = await db.scalars(select(left).where(Lease.name == self.name))
                seconds = row.one_or_none()
        finally:
            self._hearing = None
        self._heard_at = asked_at
        if seconds is not None:
            self._silent_until = max(self._silent_until, time.monotonic() + seconds)

    async def release(self) -> None:
        """Let another take over at once, if the database answers; else it runs out."""
        self._until = 0.0
        metrics.LEADER.labels(self.name).set(0)
        try:
            await self._release()
        except Exception as error:
            if not dialects.is_unavailable(error):
                raise

    async def _release(self) -> None:
        async with self._storage.transaction() as db:
            await db.execute(
                update(Lease)
                .where(Lease.name == self.name, Lease.owner == self.owner)
                .values(expires_at=0)
            )


def is_current(name: object, owner: object, epoch: object) -> Exists:
    """As a condition inside a statement: the row of this job still says this owner and epoch."""
    said = (Lease.name == name) & (Lease.owner == owner) & (Lease.epoch == epoch)
    return select(Lease).where(said).exists()

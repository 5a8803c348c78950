"""Sends bulletins, reminders and edits, and replies that their own process could not send.

One process is the courier at a time, by lease; see `docs/decisions.md` for what that is worth.
"""

import asyncio
from datetime import datetime

import structlog

from bot import clock
from bot.delivery import claims, daily
from bot.delivery.digests import NOTHING_LEFT
from bot.delivery.lease import Held
from bot.delivery.models import DIGEST, Lane, State
from bot.delivery.outbox import ANSWERED, BLOCKED, Letter
from bot.delivery.outcome import NotSent, Outcome, count
from bot.delivery.pace import Pace
from bot.delivery.quiet import Quiet, first_allowed, is_quiet
from bot.delivery.receiving import Receiving, disturbs
from bot.delivery.screen import Screen
from bot.delivery.sender import Sender
from bot.delivery.standing import ENDED, TOO_LATE
from bot.delivery.wording import Wording
from bot.storage import Storage, dialects

log = structlog.get_logger()

#: Messages claimed in one statement: few, so that a pause or a stop finds few in hand.
BATCH = 5
#: Requests under way at once; the pace, not this, is the limit.
AT_ONCE = 8
#: What nobody waits for, so that it can wait until the morning; an edit makes no sound.
UNASKED = (Lane.NOTICE, Lane.BULLETIN)
#: How long to sleep when nothing is due and nobody calls, in seconds.
IDLE_SECONDS = 1.0
#: How long to wait after the database did not answer, in seconds.
BROKEN_SECONDS = 2.0


class Courier:
    def __init__(
        self,
        storage: Storage,
        sender: Sender,
        wording: Wording,
        lease: Held,
        *,
        rate: float,
        request_seconds: float,
        quiet: Quiet = None,
    ) -> None:
        self._storage, self._sender, self._wording = storage, sender, wording
        self._lease, self._pace = lease, Pace(rate)
        self._request_seconds, self._quiet = request_seconds, quiet
        self._epoch = -1
        self._called = asyncio.Event()
        self._free = asyncio.Semaphore(AT_ONCE)
        #: Claimed in this round and not begun.
        self._unsent: list[Letter] = []
        self._sending: set[asyncio.Task[None]] = set()

    def call(self) -> None:
        """Something may be due now."""
        self._called.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; what is in hand is finished and the lease given back."""
        while not stop.is_set():
            self._called.clear()
            try:
                wait = await self._round(stop)
            except Exception as error:
                if not dialects.is_unavailable(error):
                    raise
                log.warning("courier.database_unavailable", error=type(error).__name__)
                wait = BROKEN_SECONDS
            if wait:
                await self._sleep(wait, stop)
        await asyncio.gather(*self._sending, return_exceptions=True)  # logged in `_sent`
        await self._lease.release()

    async def _sleep(self, seconds: float, stop: asyncio.Event) -> None:
        waiting = [asyncio.create_task(event.wait()) for event in (self._called, stop)]
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()

    async def _round(self, stop: asyncio.Event) -> float:
        """One look into the outbox; returns how long to rest before the next, in seconds."""
        # Asked of the database each time: another replica may have been told to be silent.
        if not await self._lease.hold():
            return self._lease.look_again_in
        if pause := self._lease.pause:
            return min(pause, self._lease.look_again_in)  # the lease is kept in silence, too
        async with self._storage.transaction() as db:
            if self._lease.epoch != self._epoch:
                await claims.inherit(db, self._lease)
                self._epoch = self._lease.epoch
            await claims.put_back(db, self._unsent, self._lease.owner)
            self._unsent = []
            await claims.reclaim_lapsed(db)
            letters = await claims.claim(db, self._lease, BATCH)
        # Whatever happens on the way, what was not begun is put back.
        self._unsent = list(letters)
        for letter in letters:
            if not await self._may_send(stop):
                await self._put_back(self._unsent)
                break
            self._unsent.remove(letter)
            task = asyncio.create_task(self._deliver(letter))
            self._sending.add(task)
            task.add_done_callback(self._sent)
        return 0 if letters else IDLE_SECONDS

    async def _may_send(self, stop: asyncio.Event) -> bool:
        """Wait for a free place and the pace; then look whether sending is still ours to do."""
        await self._free.acquire()
        may = False
        try:
            await self._pace.wait()
            ours = await self._lease.hold(self._request_seconds)
            await self._lease.hear()
            # A lease that was lost and taken again is another: what was claimed before is not ours.
            ours = ours and self._lease.epoch == self._epoch
            may = ours and not self._lease.pause and not stop.is_set()
        finally:
            if not may:
                self._free.release()
        return may

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._free.release()
        if not task.cancelled() and (error := task.exception()):
            log.error("courier.delivery_failed", error=type(error).__name__, exc_info=error)

    async def _put_back(self, letters: list[Letter]) -> None:
        async with self._storage.transaction() as db:
            await claims.put_back(db, letters, self._lease.owner)

    def _disturbs(self, letter: Letter, now: datetime) -> bool:
        """Whether it would come unasked in quiet hours, and not at an hour that was chosen."""
        if letter.lane is Lane.BULLETIN and letter.receiving:
            return disturbs(now, letter.receiving, self._quiet)
        return letter.lane in UNASKED and is_quiet(now, letter.zone, self._quiet)

    def _silence(self, letter: Letter) -> Quiet:
        if letter.lane is Lane.BULLETIN and letter.receiving:
            return letter.receiving.silence(self._quiet)
        return self._quiet

    async def _deliver(self, letter: Letter) -> None:
        now = clock.now()
        if not letter.reachable:
            await self._drop(letter, State.SUPPRESSED, BLOCKED)
        elif letter.ending:
            await self._drop(letter, *ENDED[letter.ending])
        elif letter.kind == DIGEST and not letter.tells:
            await self._drop(letter, State.SUPPRESSED, NOTHING_LEFT)
        elif letter.expires_at and letter.expires_at <= now:
            await self._drop(letter, State.EXPIRED, TOO_LATE)
        elif letter.answered or await self._is_answered(letter):
            await self._drop(letter, State.SUPPRESSED, ANSWERED)
        elif self._disturbs(letter, now):
            await self._postpone(letter, first_allowed(now, letter.zone, self._silence(letter)))
        elif await self._is_enough(letter, now):
            await self._leave_for_another_day(letter, now)
        elif screen := await self._word(letter):
            # Between the claim and now, another request may have been told to be silent.
            ours = letter.epoch == self._lease.epoch
            if self._lease.pause or not (ours and self._lease.outlasts(self._request_seconds)):
                await self._put_back([letter])
                return
            outcome = await self._sender.deliver(letter, screen)
            await self._record(letter, outcome)

    async def _is_answered(self, letter: Letter) -> bool:
        """A reply that lapsed may have arrived, and be answered while it waits its turn here."""
        if letter.lane is not Lane.REPLY:
            return False
        async with self._storage.reading() as db:
            return await claims.is_answered(db, letter)

    async def _is_enough(self, letter: Letter, now: datetime) -> bool:
        if letter.a_day is None:
            return False
        async with self._storage.reading() as db:
            return await daily.is_enough(db, letter, now)

    async def _leave_for_another_day(self, letter: Letter, now: datetime) -> None:
        wish = letter.receiving or Receiving(letter.zone)
        if until := daily.next_day(wish, letter.expires_at, now, self._quiet):
            await self._postpone(letter, until, daily.ENOUGH)
        else:
            await self._drop(letter, State.SUPPRESSED, daily.ENOUGH)

    async def _word(self, letter: Letter) -> Screen | None:
        try:
            if not letter.bulletin_id and not letter.tells:
                return self._wording.of(letter)
            async with self._storage.reading() as db:
                if letter.tells:
                    return await self._wording.of_digest(db, letter)
                return await self._wording.of_bulletin(db, letter)
        except (LookupError, ValueError) as error:
            log.exception("courier.cannot_be_worded", id=letter.id, kind=letter.kind)
            await self._drop(letter, State.FAILED, f"cannot be worded: {type(error).__name__}")
            return None

    async def _drop(self, letter: Letter, state: State, reason: str) -> None:
        async with self._storage.transaction() as db:
            await claims.drop(db, letter, self._lease.owner, state, reason)

    async def _postpone(self, letter: Letter, until: datetime, reason: str | None = None) -> None:
        async with self._storage.transaction() as db:
            await claims.postpone(db, letter, self._lease.owner, until, reason)

    async def _record(self, letter: Letter, outcome: Outcome) -> None:
        count(outcome, letter.lane)
        if isinstance(outcome, NotSent) and outcome.retry_after is not None:
            log.warning("courier.throttled", seconds=outcome.retry_after)
            await self._lease.rest(outcome.retry_after)
        async with self._storage.transaction() as db:
            if not await claims.record(db, letter, self._lease.owner, outcome):
                log.warning("courier.claim_was_lost", id=letter.id)

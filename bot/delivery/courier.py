"""Sends bulletins, reminders and edits, and replies that their own process could not send.

One process is the courier at a time, by lease; see `docs/decisions.md` for what that is worth.
"""

import asyncio
import math
import time
from collections.abc import Sequence
from datetime import date

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import claims, kept_back
from bot.delivery.chats import GAPS, Gaps
from bot.delivery.due import Turns
from bot.delivery.hand import Hand, under_way
from bot.delivery.kept_back import Dropped, KeptBack, PutOff
from bot.delivery.lease import Held
from bot.delivery.models import Lane, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import UNWORDED, NotSent, Outcome, count
from bot.delivery.pace import Pace
from bot.delivery.paid import Paid, mark
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Screen
from bot.delivery.sender import Sender
from bot.delivery.settling import Settling
from bot.delivery.wording import Wording
from bot.storage import Storage, dialects

log = structlog.get_logger()

#: What became of so many is recorded in one transaction.
RECORDED_TOGETHER = 100
#: How long to sleep when nothing is due and nobody calls, in seconds; what lapsed is looked for as
#: often.
IDLE_SECONDS = 1.0
#: How long to wait after the database did not answer, in seconds.
BROKEN_SECONDS = 2.0
#: Up to this pace each request asks first what other replicas were told; above, that may be so old,
#: in seconds: a fraction of what a request takes.
ORDINARY, HEARD_SECONDS = 50, 0.05


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
        gaps: Gaps = GAPS,
        paid: Paid | None = None,
    ) -> None:
        self._storage, self._sender, self._wording = storage, sender, wording
        self._lease, self._pace = lease, Pace(rate)
        self._paid, self._faster = paid, Pace(paid.rate, "paid") if paid else self._pace
        #: The day whose budget of Stars is spent.
        self._spent_on: date | None = None
        self._request_seconds, self._quiet, self._gaps = request_seconds, quiet, gaps
        self._settling = Settling(storage, lease.owner, most=RECORDED_TOGETHER, gaps=gaps)
        self._epoch = -1
        self._called = asyncio.Event()
        self._free = asyncio.Semaphore(under_way(max(rate, paid.rate if paid else 0)))
        self._turns = Turns()
        #: Claimed and not begun.
        self._hand = Hand(self._pace, self._faster)
        #: Claimed, and not to be begun: to be put back with the next claim.
        self._left: list[Letter] = []
        #: The next claim, while the last one is being sent.
        self._claiming: asyncio.Task[bool] | None = None
        self._looked_for_lapsed = -math.inf
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
        """Send what is due as long as there is any; returns how long to rest then, in seconds."""
        # Long enough for a request, and for the longest rest below.
        enough = max(self._request_seconds, self._lease.seconds * 2 / 3)
        if not await self._lease.hold(enough):
            return self._lease.look_again_in
        if pause := self._lease.pause:
            return min(pause, self._lease.look_again_in)  # the lease is kept in silence, too
        try:
            if not await self._claim():
                return IDLE_SECONDS
            while self._hand and await self._may_send(stop, (pile := self._hand.next()).pace):
                self._begin(pile.letters.popleft())
                await self._look_ahead()
        finally:
            # Whatever happened on the way, what was not begun is put back.
            await self._let_go()
        return 0

    async def _claim(self) -> bool:
        """Take what is due; False if there is nothing."""
        left, self._left = self._left, []
        try:
            async with self._storage.transaction() as db:
                if self._lease.epoch != self._epoch:
                    await claims.inherit(db, self._lease)
                    self._epoch = self._lease.epoch
                await claims.put_back(db, left, self._lease.owner)
                if (now := time.monotonic()) - self._looked_for_lapsed >= IDLE_SECONDS:
                    await claims.reclaim_lapsed(db)
                    self._looked_for_lapsed = now
                found = await self._take(db)
        except BaseException:
            self._left += left
            raise
        self._hand.add(found)
        return bool(found)

    async def _take(self, db: AsyncSession) -> list[Letter]:
        pays = self._pays
        free, bulletins = self._hand.ask(pays=pays)
        found = await claims.claim(
            db, self._lease, free, self._turns, gaps=self._gaps, bulletins=bulletins
        )
        if self._paid is None or not pays:
            return found
        marked = await mark(db, found, self._paid)
        if any(each.lane is Lane.BULLETIN and not each.paid for each in marked):
            self._spent_on = clock.now().date()
            log.warning("courier.paid_budget_is_spent", stars=self._paid.budget)
        return marked

    @property
    def _pays(self) -> bool:
        """Whether bulletins are paid for: as long as today's budget lasts."""
        return self._paid is not None and self._spent_on != clock.now().date()

    async def _look_ahead(self) -> None:
        """Claim the next ones while half of the last are still to be sent."""
        if self._claiming is None and self._hand.wants_more(pays=self._pays):
            self._claiming = asyncio.create_task(self._claim())
        if self._claiming and (self._claiming.done() or not self._hand):
            claiming, self._claiming = self._claiming, None
            await claiming

    async def _let_go(self) -> None:
        """Put back all that was claimed and not begun, and claim nothing more."""
        if claiming := self._claiming:
            self._claiming = None
            await asyncio.wait([claiming])
            if not claiming.cancelled() and (error := claiming.exception()):
                log.warning("courier.claim_failed", error=type(error).__name__)
        self._left += self._hand.empty()
        if self._left:
            await self._put_back(self._left)
            self._left = []

    def _begin(self, letter: Letter) -> None:
        task = asyncio.create_task(self._deliver(letter))
        self._sending.add(task)
        task.add_done_callback(self._sent)

    def _pace_of(self, letter: Letter) -> Pace:
        return self._faster if letter.paid else self._pace

    async def _may_send(self, stop: asyncio.Event, pace: Pace) -> bool:
        """Wait for a free place and the pace; then look whether sending is still ours to do."""
        await self._free.acquire()
        may = False
        try:
            await pace.wait()
            ours = await self._lease.hold(self._request_seconds)
            await self._lease.hear(0 if pace.rate <= ORDINARY else HEARD_SECONDS)
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

    async def _put_back(self, unsent: Sequence[Letter]) -> None:
        async with self._storage.transaction() as db:
            await claims.put_back(db, unsent, self._lease.owner)

    async def _deliver(self, letter: Letter) -> None:
        if why := await self._kept_back(letter):
            await self._keep_back(letter, why)
        elif screen := await self._word(letter):
            # Between the claim and now, another request may have been told to be silent.
            ours = letter.epoch == self._lease.epoch
            if self._lease.pause or not (ours and self._lease.outlasts(self._request_seconds)):
                await self._put_back([letter])
                return
            started = time.monotonic()
            shown = self._wording.for_chat(letter, screen)
            outcome = await self._sender.deliver(letter, shown)
            await self._record(letter, outcome, started)

    async def _kept_back(self, letter: Letter) -> KeptBack | None:
        now = clock.now()
        found = kept_back.at_a_glance(letter, now, self._quiet)
        if found or not kept_back.is_asked_about(letter):
            return found
        async with self._storage.reading() as db:
            return await kept_back.by_others(db, letter, now, self._quiet)

    async def _keep_back(self, letter: Letter, why: KeptBack) -> None:
        async with self._storage.transaction() as db:
            if isinstance(why, PutOff):
                await claims.postpone(db, letter, self._lease.owner, why.until, why.reason)
            else:
                await claims.drop(db, letter, self._lease.owner, why.state, why.reason)

    async def _word(self, letter: Letter) -> Screen | None:
        try:
            if not letter.bulletin_id and not letter.tells:
                return self._wording.of(letter)
            if known := self._wording.known(letter):
                return known
            async with self._storage.reading() as db:
                if letter.tells:
                    return await self._wording.of_digest(db, letter)
                return await self._wording.of_bulletin(db, letter)
        except (LookupError, ValueError) as error:
            log.exception("courier.cannot_be_worded", id=letter.id, kind=letter.kind)
            why = Dropped(State.FAILED, f"{UNWORDED}: {type(error).__name__}")
            await self._keep_back(letter, why)
            return None

    async def _record(self, letter: Letter, outcome: Outcome, started: float) -> None:
        count(outcome, letter)
        if isinstance(outcome, NotSent) and outcome.retry_after is not None:
            await self._throttled(letter, outcome.retry_after, started)
        await self._settling.record(letter, outcome)

    async def _throttled(self, letter: Letter, seconds: float, started: float) -> None:
        """Silence for everybody (D4). A 429 does not say what it is about: all chats, or this one.

        A group has a limit of its own, far below ours, so that there it is no sign of the pace;
        to one person we write less often than is allowed.
        """
        pace = self._pace_of(letter)
        if letter.chat_id > 0:
            pace.throttled(time.monotonic(), started)
        log.warning("courier.throttled", seconds=seconds, pace=round(pace.rate, 1))
        await self._lease.rest(seconds)

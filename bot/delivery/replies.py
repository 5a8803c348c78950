"""Sends replies right after the commit that caused them, in order within each chat."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

import structlog

from bot.delivery import claims
from bot.delivery.chats import GAPS, Gaps
from bot.delivery.lease import ME
from bot.delivery.models import State
from bot.delivery.outbox import REPLY_SECONDS, Letter
from bot.delivery.outcome import UNWORDED, NotSent, Outcome, Sent, count
from bot.delivery.screen import Screen
from bot.delivery.sender import Sender
from bot.delivery.settling import Settling
from bot.delivery.wording import Wording
from bot.storage import Storage

log = structlog.get_logger()

#: Requests under way at once.
AT_ONCE = 16
#: What became of so many is recorded in one transaction.
RECORDED_TOGETHER = 32
#: A reply that waited longer is left to the courier, which may claim it after `REPLY_SECONDS`; the
#: request itself still fits in between.
LATEST_SECONDS = REPLY_SECONDS / 2


class Replies:
    """A reply that fails here stays in the outbox, where the courier finds it."""

    def __init__(
        self,
        storage: Storage,
        sender: Sender,
        wording: Wording,
        call_courier: Callable[[], None],
        rest: Callable[[float], Awaitable[None]],
        *,
        gaps: Gaps = GAPS,
    ) -> None:
        """`rest` tells whoever is the courier how long Telegram wants silence, in seconds."""
        self._storage, self._sender, self._wording = storage, sender, wording
        self._call_courier, self._rest = call_courier, rest
        self._free = asyncio.Semaphore(AT_ONCE)
        self._settling = Settling(storage, ME, most=RECORDED_TOGETHER, gaps=gaps)
        #: The last task of each chat: the next one waits for it, so that replies keep their order.
        self._last: dict[int, asyncio.Task[None]] = {}

    def send_soon(self, letters: Iterable[Letter]) -> None:
        """Send what has just been committed, each chat's in order. Returns at once."""
        of_chats: defaultdict[int, list[Letter]] = defaultdict(list)
        for letter in letters:
            of_chats[letter.chat_id].append(letter)
        for chat_id, theirs in of_chats.items():
            task = asyncio.create_task(self._send_all(theirs, self._last.get(chat_id)))
            self._last[chat_id] = task
            task.add_done_callback(partial(self._forget, chat_id))

    async def drain(self, seconds: float | None = None) -> None:
        """Wait until everything that was begun is sent; what is not in time stays in the outbox."""
        ends = None if seconds is None else time.monotonic() + seconds
        while self._last:
            left = None if ends is None else max(0.0, ends - time.monotonic())
            _done, pending = await asyncio.wait(list(self._last.values()), timeout=left)
            if left == 0 or (pending and ends is not None and time.monotonic() >= ends):
                log.warning("reply.left_in_the_outbox", chats=len(pending))
                break

    def _forget(self, chat_id: int, task: asyncio.Task[None]) -> None:
        if self._last.get(chat_id) is task:
            del self._last[chat_id]
        if not task.cancelled() and (error := task.exception()):
            log.error("reply.failed", error=type(error).__name__, exc_info=error)

    async def _send_all(self, letters: Sequence[Letter], before: asyncio.Task[None] | None) -> None:
        latest = time.monotonic() + LATEST_SECONDS
        if before:
            await asyncio.wait([before])
        for number, letter in enumerate(letters):
            screen = await self._word(letter)
            if screen is None:
                continue
            async with self._free:
                if time.monotonic() >= latest:
                    log.warning("reply.left_to_the_courier", id=letter.id)
                    return
                outcome = await self._sender.deliver(letter, screen)
            count(outcome, letter)
            # What follows one that was not sent waits as long, so that it does not come before it.
            unsent = isinstance(outcome, NotSent)
            await self._record(letters[number:] if unsent else [letter], outcome)
            if unsent:
                return

    async def _word(self, letter: Letter) -> Screen | None:
        try:
            return self._wording.of(letter)
        except (LookupError, ValueError) as error:
            log.exception("reply.cannot_be_worded", id=letter.id, kind=letter.kind)
            reason = f"{UNWORDED}: {type(error).__name__}"
            async with self._storage.transaction() as db:
                await claims.drop(db, letter, ME, State.FAILED, reason)
            return None

    async def _record(self, letters: Sequence[Letter], outcome: Outcome) -> None:
        # First of all: until the courier knows, it goes on (D4).
        if isinstance(outcome, NotSent) and outcome.retry_after is not None:
            await self._rest(outcome.retry_after)
        await asyncio.gather(*(self._settling.record(letter, outcome) for letter in letters))
        if not isinstance(outcome, Sent):
            log.warning("reply.not_sent", id=letters[0].id, outcome=type(outcome).__name__)
            self._call_courier()

"""Sends replies right after the commit that caused them, in order within each chat."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.delivery import claims
from bot.delivery.lease import ME
from bot.delivery.models import State
from bot.delivery.outbox import REPLY_SECONDS, Letter
from bot.delivery.outcome import NotSent, Outcome, Sent
from bot.delivery.sender import Sender
from bot.delivery.wording import Wording
from bot.storage import Storage

log = structlog.get_logger()

#: Requests under way at once; httpx slows down with more.
AT_ONCE = 8
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
    ) -> None:
        """`rest` tells whoever is the courier how long Telegram wants silence, in seconds."""
        self._storage, self._sender, self._wording = storage, sender, wording
        self._call_courier, self._rest = call_courier, rest
        self._free = asyncio.Semaphore(AT_ONCE)
        #: The last task of each chat: the next one waits for it, so that replies keep their order.
        self._last: dict[int, asyncio.Task[None]] = {}

    def send_soon(self, letters: Sequence[Letter]) -> None:
        """Send what has just been committed, all of it to one chat. Returns at once."""
        if not letters:
            return
        chat_id = letters[0].chat_id
        task = asyncio.create_task(self._send_all(letters, self._last.get(chat_id)))
        self._last[chat_id] = task
        task.add_done_callback(lambda done: self._forget(chat_id, done))

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
            async with self._free:
                in_time = time.monotonic() < latest
                outcome = await self._send(letter) if in_time else None
            if isinstance(outcome, NotSent):
                # What follows it waits as long, so that it does not come before it.
                await self._record(letters[number + 1 :], outcome)
                break
            if not in_time:
                log.warning("reply.left_to_the_courier", id=letter.id)

    async def _send(self, letter: Letter) -> Outcome | None:
        """None if there was nothing to send."""
        try:
            screen = self._wording.of(letter)
        except (LookupError, ValueError) as error:
            log.exception("reply.cannot_be_worded", id=letter.id, kind=letter.kind)
            reason = f"cannot be worded: {type(error).__name__}"
            async with self._storage.transaction() as db:
                await claims.drop(db, letter, ME, State.FAILED, reason)
            return None
        outcome = await self._sender.send(letter.chat_id, screen, edits=letter.edits)
        await self._record([letter], outcome)
        if isinstance(outcome, NotSent) and outcome.retry_after is not None:
            await self._rest(outcome.retry_after)
        if not isinstance(outcome, Sent):
            log.warning("reply.not_sent", id=letter.id, outcome=type(outcome).__name__)
            self._call_courier()
        return outcome

    async def _record(self, letters: Sequence[Letter], outcome: Outcome) -> None:
        async with self._storage.transaction() as db:
            for letter in letters:
                await claims.record(db, letter, ME, outcome)

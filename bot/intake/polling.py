"""Long polling: a batch is acknowledged by asking for the next, after all of it is committed."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.delivery.api import call
from bot.delivery.lease import Held
from bot.errors import Refused
from bot.intake.backoff import Backoff, pause
from bot.intake.contents import JSONDict
from bot.intake.incoming import ALLOWED, Incoming
from bot.intake.insisting import REFUSED, insist
from bot.intake.processing import Processing
from bot.storage import dialects

Result = TypeVar("Result")
#: How often a replica that stands by looks whether it is its turn, in seconds.
STANDBY_SECONDS = 0.5


class Polling:
    def __init__(
        self,
        bot: Bot,
        processing: Processing,
        lease: Held,
        *,
        poll_seconds: int,
        request_seconds: float,
        at_once: int,
    ) -> None:
        self._bot, self._processing, self._lease = bot, processing, lease
        self._poll_seconds = poll_seconds
        self._read_seconds = poll_seconds + request_seconds
        self._free = asyncio.Semaphore(at_once)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; the batch in hand is finished. Raises `Refused` for a bad token."""
        keeping = asyncio.create_task(self._lease.keep(stop))
        try:
            await self._poll(stop)
        finally:
            keeping.cancel()
        await self._lease.release()

    async def _poll(self, stop: asyncio.Event) -> None:
        offset: int | None = None
        trouble = Backoff(stop)
        # While a webhook is set, nothing can be polled.
        await insist(self._bot.delete_webhook, stop)
        while not stop.is_set():
            if not self._lease.outlasts(0):
                await pause(STANDBY_SECONDS, stop)  # another replica polls
                continue
            try:
                updates = await self._fetch(offset, stop)
                await self._handle(updates, stop)
            except InvalidToken:
                raise Refused(REFUSED) from None
            except Conflict:
                await trouble.failed(
                    "polling.conflict",
                    "another program polls with this token: stop it, or give this one its own",
                )
            except TelegramError as error:
                await trouble.failed("polling.telegram_unavailable", str(error))
            else:
                trouble.worked()
                if updates and not stop.is_set():
                    offset = updates[-1]["update_id"] + 1

    async def _fetch(self, offset: int | None, stop: asyncio.Event) -> Sequence[JSONDict]:
        """The next batch as it came; nothing if the program is to stop meanwhile."""
        asked: dict[str, Any] = {"timeout": self._poll_seconds, "allowed_updates": ALLOWED}
        if offset is not None:
            asked["offset"] = offset
        request = asyncio.create_task(
            call(self._bot, "getUpdates", asked, read_timeout=self._read_seconds)
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({request, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if request.done():
            updates: Sequence[JSONDict] = request.result()
            return updates
        request.cancel()
        return ()

    async def _handle(self, updates: Sequence[JSONDict], stop: asyncio.Event) -> None:
        """One person's updates in order, different people's side by side."""
        theirs: defaultdict[int, list[Incoming]] = defaultdict(list)
        for update in updates:
            known = await _until_answered(partial(self._processing.read, update), stop)
            if known:
                theirs[known.telegram_id].append(known)
        async with asyncio.TaskGroup() as group:
            for queue in theirs.values():
                group.create_task(self._in_order(queue, stop))

    async def _in_order(self, queue: Sequence[Incoming], stop: asyncio.Event) -> None:
        async with self._free:
            for update in queue:
                await _until_answered(partial(self._processing.handle, update), stop)
                if stop.is_set():
                    return


async def _until_answered(
    do: Callable[[], Awaitable[Result]], stop: asyncio.Event
) -> Result | None:
    """Do it until the database answers; None if the program is to stop meanwhile.

    What was not done by then is not acknowledged either.
    """
    trouble = Backoff(stop)
    while True:
        try:
            result = await do()
        except Exception as error:
            if not dialects.is_unavailable(error):
                raise
            await trouble.failed("intake.database_unavailable", type(error).__name__)
            if stop.is_set():
                return None
        else:
            trouble.worked()
            return result

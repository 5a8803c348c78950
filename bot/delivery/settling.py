"""Records what became of messages: what ends while something is being recorded shares the next."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.delivery import claims
from bot.delivery.chats import GAPS, Gaps
from bot.delivery.outbox import Letter
from bot.delivery.outcome import Outcome, Sent
from bot.storage import Storage, dialects
from bot.storage.together import Together

log = structlog.get_logger()

#: When a record that the database did not take is tried again, in seconds.
AGAIN_SECONDS = 1.0

Settled = tuple[Letter, Outcome]


class Settling:
    def __init__(self, storage: Storage, owner: str, *, most: int, gaps: Gaps = GAPS) -> None:
        """What became of up to `most` messages is recorded in one transaction."""
        self._storage, self._owner, self._gaps = storage, owner, gaps
        self._records = Together(self._record_all, most=most)

    async def record(self, letter: Letter, outcome: Outcome) -> None:
        """Returns when it is recorded; a claim that had passed to somebody else stays theirs."""
        await self._records.add((letter, outcome))

    async def _record_all(self, settled: Sequence[Settled]) -> None:
        """What is not recorded is sent again: try once more, and let none spoil the others."""
        try:
            await self._record_together(settled)
        except Exception as error:
            if dialects.is_unavailable(error):
                await asyncio.sleep(AGAIN_SECONDS)
                await self._record_together(settled)
            elif len(settled) > 1:
                for each in settled:
                    await self._record_alone(each)
            else:
                raise

    async def _record_alone(self, settled: Settled) -> None:
        try:
            await self._record_together([settled])
        except Exception:
            log.exception("message.not_recorded", id=settled[0].id)

    async def _record_together(self, settled: Sequence[Settled]) -> None:
        sent = [(letter, each) for letter, each in settled if isinstance(each, Sent)]
        # What a power cut undoes is as after any crash between sending and this: an answer may be
        # given twice, a bulletin stays claimed and becomes unknown. No wait for the disk.
        async with self._storage.transaction(lasting=False) as db:
            if sent:
                await claims.record_sent(db, sent, self._owner, self._gaps)
            for letter, outcome in settled:
                if not isinstance(outcome, Sent):
                    await claims.record(db, letter, self._owner, outcome)

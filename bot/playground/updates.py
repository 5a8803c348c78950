"""The queue of updates a bot takes by long polling, kept until the bot confirms them."""

import asyncio
from collections.abc import Collection
from typing import Any

from bot.playground import limits
from bot.playground.refusals import conflict
from bot.playground.store import Store

Update = dict[str, Any]
#: Kinds a bot gets only when it names them (core.telegram.org/bots/api#getupdates).
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    def __init__(self, store: Store) -> None:
        self._store = store
        self.pending: dict[int, Update] = {
            update["update_id"]: update
            for update in sorted(store.rows("update"), key=lambda row: row["update_id"])
        }
        facts: dict[str, Any] = next(store.rows("queue"), {})
        self._last: int = facts.get("last", 100_000_000)
        #: What the bot asked for, as it was last said; empty means Telegram's default.
        self.allowed: list[str] = facts.get("allowed", [])
        self._poll: asyncio.Future[bool] | None = None

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update; returns its id, or None if the bot does not want this kind."""
        if not self._wanted(kind):
            return None
        self._last += 1
        self.pending[self._last] = {"update_id": self._last, kind: content}
        self._store.put("update", self._last, self.pending[self._last])
        self._remember()
        self._end_poll(conflicting=False)
        return self._last

    async def get(
        self,
        offset: int = 0,
        limit: int = 100,
        seconds: float = 0,
        allowed: Collection[str] | None = None,
    ) -> list[Update]:
        """What is unconfirmed from `offset` on; waits up to `seconds` if there is nothing.

        Raises the 409 refusal when another call of this method begins meanwhile.
        """
        self._end_poll(conflicting=True)
        if allowed is not None:
            self.allowed = list(allowed)
            self._remember()
        self._confirm(offset)
        if not self.pending and seconds > 0:
            await self._wait(min(seconds, limits.POLL_SECONDS))
        self._store.commit()
        return list(self.pending.values())[: min(max(limit, 1), 100)]

    def forget(self) -> None:
        for update_id in list(self.pending):
            self._drop(update_id)

    def release(self) -> None:
        """End a waiting poll with an empty answer."""
        self._end_poll(conflicting=False)

    async def _wait(self, seconds: float) -> None:
        mine = self._poll = asyncio.get_running_loop().create_future()
        await asyncio.wait({mine}, timeout=seconds)
        if self._poll is mine:
            self._poll = None
        if mine.done() and mine.result():
            raise conflict()

    def _end_poll(self, *, conflicting: bool) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(conflicting)
        self._poll = None

    def _confirm(self, offset: int) -> None:
        """Forget what came before `offset`; a negative one counts from the end."""
        if offset < 0:
            offset = next(iter([*self.pending][offset:]), 0)
        for update_id in [known for known in self.pending if known < offset]:
            self._drop(update_id)

    def _drop(self, update_id: int) -> None:
        del self.pending[update_id]
        self._store.drop("update", update_id)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def _remember(self) -> None:
        self._store.put("queue", "", {"last": self._last, "allowed": self.allowed})

"""The queue of updates, kept until the bot confirms them, its webhook takes them, or they age."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from bot import clock
from bot.playground import limits
from bot.playground.refusals import Refusal, conflict, ended_by_webhook
from bot.playground.store import Store

Update = dict[str, Any]
#: Kinds a bot gets only when it names them (core.telegram.org/bots/api#getupdates).
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
#: Kind and number that updates have in common which a webhook gets one after the other.
Lane = tuple[str, int]


def kind_of(update: Update) -> str:
    return next(name for name in update if name != "update_id")


def lane_of(update: Update) -> Lane:
    """Taps travel apart from a chat's messages, and so does who may write to whom."""
    kind = kind_of(update)
    if kind == "callback_query":
        return kind, update[kind]["from"]["id"]
    return "my_chat_member" if kind == "my_chat_member" else "chat", update[kind]["chat"]["id"]


class Updates:
    def __init__(self, store: Store) -> None:
        self._store = store
        rows = sorted(store.rows("queued"), key=lambda row: row["update"]["update_id"])
        self.pending: dict[int, Update] = {
            row["update"]["update_id"]: row["update"] for row in rows
        }
        #: Kind -> how many aged before the bot took them.
        self.expired: Counter[str] = Counter()
        #: Whether it is a tap -> until when each is kept; of one kind the oldest goes first.
        self._kept: dict[bool, deque[tuple[datetime, int]]] = {True: deque(), False: deque()}
        for row in rows:
            self._keep(row["update"], datetime.fromisoformat(row["until"]))
        self.age()
        #: Told of each new update.
        self.on_added: Callable[[Update], None] = lambda _update: None
        facts: dict[str, Any] = next(store.rows("queue"), {})
        self._last: int = facts.get("last", 100_000_000)
        #: What the bot asked for, as it was last said; empty means Telegram's default.
        self.allowed: list[str] = facts.get("allowed", [])
        self._poll: asyncio.Future[Refusal | None] | None = None

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update; returns its id, or None if the bot does not want this kind."""
        if not self._wanted(kind):
            return None
        self._last += 1
        update = self.pending[self._last] = {"update_id": self._last, kind: content}
        age = limits.QUERY_AGE if kind == "callback_query" else limits.UPDATE_AGE
        until = clock.now() + age
        self._keep(update, until)
        self._store.put("queued", self._last, {"update": update, "until": until.isoformat()})
        self._remember()
        self._end_poll(None)
        self.on_added(update)
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
        self._end_poll(conflict())
        self.allow(allowed)
        self._confirm(offset)
        self.age()
        if not self.pending and seconds > 0:
            await self._wait(min(seconds, limits.POLL_SECONDS))
        self._store.commit()
        return list(self.pending.values())[: min(max(limit, 1), 100)]

    def allow(self, kinds: Collection[str] | None) -> None:
        """None keeps what was allowed before."""
        if kinds is not None:
            self.allowed = list(kinds)
            self._remember()

    def age(self) -> None:
        """Let go of what nobody took in time."""
        now = clock.now()
        for kept in self._kept.values():
            while kept and (kept[0][0] < now or kept[0][1] not in self.pending):
                _until, update_id = kept.popleft()
                if update := self.pending.get(update_id):
                    self.expired[kind_of(update)] += 1
                    self.drop(update_id)

    def drop(self, update_id: int) -> None:
        """It was taken."""
        if self.pending.pop(update_id, None):
            self._store.drop("queued", update_id)

    def forget(self) -> None:
        for update_id in list(self.pending):
            self.drop(update_id)

    def release(self) -> None:
        """End a waiting poll with an empty answer."""
        self._end_poll(None)

    def make_way(self) -> None:
        """End a waiting poll because a webhook takes over."""
        self._end_poll(ended_by_webhook())

    def _keep(self, update: Update, until: datetime) -> None:
        self.age()
        self._kept[kind_of(update) == "callback_query"].append((until, update["update_id"]))

    async def _wait(self, seconds: float) -> None:
        mine = self._poll = asyncio.get_running_loop().create_future()
        await asyncio.wait({mine}, timeout=seconds)
        if self._poll is mine:
            self._poll = None
        if mine.done() and (refusal := mine.result()):
            raise refusal

    def _end_poll(self, refusal: Refusal | None) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(refusal)
        self._poll = None

    def _confirm(self, offset: int) -> None:
        """Forget what came before `offset`; a negative one counts from the end."""
        if offset < 0:
            offset = next(iter([*self.pending][offset:]), 0)
        for update_id in [known for known in self.pending if known < offset]:
            self.drop(update_id)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def _remember(self) -> None:
        self._store.put("queue", "", {"last": self._last, "allowed": self.allowed})

"""Telegram's limits on how fast a bot may write: overall, to one chat, and to one group.

Telegram names no exact rule (core.telegram.org/bots/faq#my-bot-is-hitting-limits): about 30
messages a second overall, one a second to a chat with short bursts, 20 a minute to a group. Who
goes on while told to wait is refused all that time.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bot.playground.refusals import too_many_requests

#: Says nothing in the chat, although its name begins as if it did.
SILENT = {"sendChatAction"}
#: Messages to one chat that may come at once before the limit of one a second bites.
BURST = 5
MINUTE = 60
#: Messages a second that are paid for (core.telegram.org/bots/api#sendmessage).
PAID = 1000


@dataclass(frozen=True)
class Limits:
    on: bool = False
    #: Messages a second over all chats; as many may come at once.
    overall: float = 30
    #: Messages a second to one chat.
    per_chat: float = 1
    burst: int = BURST
    per_group_minute: int = 20

    def __post_init__(self) -> None:
        """Raises `ValueError` for a limit that lets nothing through."""
        if min(self.overall, self.per_chat, self.burst, self.per_group_minute) <= 0:
            raise ValueError("limits are above zero")


class Pace:
    """So many a second on average and `burst` at once, kept as one moment (GCRA)."""

    def __init__(self, rate: float, burst: float) -> None:
        self._step, self._slack = 1 / rate, (burst - 1) / rate
        self._next = -math.inf

    def wait(self, now: float) -> float:
        """Seconds until one more fits; zero or less if it fits now."""
        return self._next - now - self._slack

    def take(self, now: float) -> None:
        self._next = max(self._next, now) + self._step


class Window:
    """So many in any minute."""

    def __init__(self, limit: int) -> None:
        self._taken: deque[float] = deque(maxlen=limit)

    def wait(self, now: float) -> float:
        if len(self._taken) < (self._taken.maxlen or 0):
            return 0
        return self._taken[0] + MINUTE - now

    def take(self, now: float) -> None:
        self._taken.append(now)


class Traffic:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self.set()

    def set(self, **limits: Any) -> Limits:
        """Limits as in `Limits`; what was counted so far is forgotten."""
        self.limits = Limits(**limits)
        self._overall = Pace(self.limits.overall, self.limits.overall)
        self._paid = Pace(PAID, PAID)
        self._chats: dict[int, Pace | Window] = {}
        #: Chat, or None for all, or "paid" for all that are -> until when every message is refused.
        self._refused: dict[int | str | None, float] = {}
        return self.limits

    def facts(self) -> dict[str, Any]:
        return asdict(self.limits)

    def check(self, method: str, chat_id: int | None, *, paid: bool = False) -> None:
        """Count a call that writes a message. Raises the 429 refusal.

        What is paid for does not count among what is free.
        """
        if not self.limits.on or chat_id is None or not writes(method):
            return
        now = self._monotonic()
        meters: dict[int | str | None, Pace | Window] = {
            "paid" if paid else None: self._paid if paid else self._overall,
            chat_id: self._meter(chat_id),
        }
        for scope, meter in meters.items():
            if (still := self._refused.get(scope, now) - now) > 0:
                raise too_many_requests(math.ceil(still))
            self._refused.pop(scope, None)
            if (wait := meter.wait(now)) > 0:
                # Whole seconds, as few as will do: Telegram asks for more the longer one insists.
                seconds = math.ceil(wait)
                self._refused[scope] = now + seconds
                raise too_many_requests(seconds)
        for meter in meters.values():
            meter.take(now)

    def _meter(self, chat_id: int) -> Pace | Window:
        if chat_id not in self._chats:
            limits = self.limits
            self._chats[chat_id] = (
                Window(limits.per_group_minute)
                if chat_id < 0
                else Pace(limits.per_chat, limits.burst)
            )
        return self._chats[chat_id]


def writes(method: str) -> bool:
    return method.startswith(("send", "edit")) and method not in SILENT

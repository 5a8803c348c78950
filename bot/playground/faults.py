"""What goes wrong on purpose: by method and person, before or after a call took effect."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.playground.call import Call
from bot.playground.refusals import HungUp, server_error, too_many_requests

EVERY = "*"


class Kind(StrEnum):
    TOO_MANY = "429"
    SERVER_ERROR = "5xx"
    HANG_BEFORE = "hang_before"
    HANG_AFTER = "hang_after"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"


@dataclass
class Fault:
    """Its kind says "before" or "after" the method took effect.

    A hang that runs out or is removed was only a slow network: the call goes on. If the caller
    hung up meanwhile, a call that had no effect yet has none.
    """

    id: int
    kind: Kind
    method: str = EVERY
    person_id: int | None = None
    status: int = 502
    #: For a 429, in whole seconds.
    retry_after: int = 3
    #: How long a hang lasts.
    seconds: float = 60
    #: How many calls it hits; None: until it is removed.
    times: int | None = None
    hits: int = 0
    _ended: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False

    def __post_init__(self) -> None:
        """Raises `ValueError` for what no fault can be."""
        self.kind = Kind(self.kind)
        if not 500 <= self.status <= 504:  # noqa: PLR2004  (what Telegram and those before it answer)
            raise ValueError("status is 500 to 504")
        if self.retry_after < 1 or self.seconds <= 0 or (self.times is not None and self.times < 1):
            raise ValueError("retry_after, seconds and times are above zero")

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    def fits(self, method: str, person_id: int | None) -> bool:
        return (
            self.method in {EVERY, method}
            and self.person_id in {None, person_id}
            and (self.times is None or self.hits < self.times)
        )

    async def before(self, call: Call) -> None:
        match self.kind:
            case Kind.TOO_MANY:
                raise too_many_requests(self.retry_after)
            case Kind.SERVER_ERROR:
                raise server_error(self.status)
            case Kind.DROP_BEFORE:
                raise HungUp
            case Kind.HANG_BEFORE:
                await self._hang(call)

    async def after(self, call: Call) -> None:
        match self.kind:
            case Kind.DROP_AFTER:
                raise HungUp
            case Kind.HANG_AFTER:
                await self._hang(call)

    def end(self, *, stopping: bool = False) -> None:
        """Let go of the calls that hang; when the server stops, unanswered."""
        self._stopping = stopping
        self._ended.set()

    async def _hang(self, call: Call) -> None:
        gone = asyncio.ensure_future(call.gone())
        ended = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait(
                {gone, ended}, timeout=self.seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if gone.done() or self._stopping:
                raise HungUp
        finally:
            gone.cancel()
            ended.cancel()


class Faults:
    """In memory only: a playground that is started again is healthy."""

    def __init__(self) -> None:
        self._faults: dict[int, Fault] = {}
        self._last = 0

    def __iter__(self) -> Any:
        return iter(self._faults.values())

    def add(self, **facts: Any) -> Fault:
        """Facts as in `Fault`. Raises `ValueError` or `TypeError` for what no fault can be."""
        fault = Fault(self._last + 1, **facts)
        self._last = fault.id
        self._faults[fault.id] = fault
        return fault

    def clear(self, id: int | None = None) -> None:  # noqa: A002  (the name it has over HTTP)
        """Remove one, or all."""
        for number in [id] if id is not None else [*self._faults]:
            if fault := self._faults.pop(number, None):
                fault.end()

    def stop(self) -> None:
        for fault in self:
            fault.end(stopping=True)
        self._faults.clear()

    def hit(self, method: str, person_id: int | None) -> Fault | None:
        """The oldest fault that fits this call; it counts as hit."""
        found = next((fault for fault in self if fault.fits(method, person_id)), None)
        if found:
            found.hits += 1
        return found

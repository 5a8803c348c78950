"""Lets the page and the tests wait for what happens next instead of asking again and again."""

import asyncio
from collections.abc import Callable


class Changes:
    """Numbers every change and wakes whoever waits. All callers live in one event loop."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def announce(self) -> None:
        self.count += 1
        self.wake()

    def wake(self) -> None:
        """Wake everybody although nothing changed: a call arrived, or the server closes."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def after(self, count: int, timeout: float | None = None) -> None:  # noqa: ASYNC109  (a heartbeat, not a failure)
        """Return after a change past number `count`, when woken, or after `timeout` seconds."""
        if self.count > count:
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait({waiter}, timeout=timeout)
        finally:
            self._waiting.discard(waiter)

    async def until(self, happened: Callable[[], object]) -> None:
        """Return once `happened()` is true, asking again after every change."""
        while not happened():
            await self.after(self.count)

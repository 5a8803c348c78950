"""The ceiling on unasked messages: request starts are at least `1 / rate` seconds apart."""

import asyncio
import time


class Pace:
    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._next = 0.0

    async def wait(self) -> None:
        """Until the next request may start. Unused time is not saved up for a burst."""
        now = time.monotonic()
        start = max(now, self._next)
        self._next = start + self._gap
        if start > now:
            await asyncio.sleep(start - now)

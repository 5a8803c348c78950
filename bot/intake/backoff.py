"""Waiting before something is tried again."""

import asyncio

import structlog

log = structlog.get_logger()

#: The first and the longest pause after something failed, in seconds.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


class Backoff:
    """Pauses that double while the same thing keeps failing, and a log line for the first."""

    def __init__(self, stop: asyncio.Event) -> None:
        self._stop = stop
        self._pause = FIRST_PAUSE
        self._failing: str | None = None

    async def failed(self, event: str, hint: str) -> None:
        if self._failing != event:
            log.warning(event, hint=hint)
            self._failing, self._pause = event, FIRST_PAUSE
        await pause(self._pause, self._stop)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def worked(self) -> None:
        if self._failing:
            log.info("over", trouble=self._failing)
        self._failing = None


async def pause(seconds: float, stop: asyncio.Event) -> None:
    """Sleep, but wake up when the program is to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return

"""A request's body as it is written, one write after the other."""

import asyncio
import json
from typing import Any, cast

import pytest
from aiohttp.abc import AbstractStreamWriter

from bot.delivery.form import CHUNK, form

LIMIT = 10.0


class Line(AbstractStreamWriter):
    """Takes so many seconds for each write, by the clock of a loop of its own."""

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self._loop, self._seconds = loop, seconds
        self.passed = 0.0
        self.written = b""

    def time(self) -> float:
        return self.passed

    async def write(self, chunk: Any) -> None:
        self.passed += self._seconds
        # Whose time is over is told so in the next rounds of the loop.
        for _ in range(3):
            await asyncio.sleep(0)
        self.written += chunk

    async def nothing(self, *_arguments: Any, **_named: Any) -> None:
        raise NotImplementedError

    write_eof = drain = write_headers = nothing

    def enable_compression(self, *_arguments: Any, **_named: Any) -> None:
        raise NotImplementedError

    def enable_chunking(self) -> None:
        raise NotImplementedError


def write(seconds: float) -> Line:
    """Six writes of a large text, each of which takes so long."""
    loop = asyncio.new_event_loop()
    line = Line(loop, seconds)
    cast("Any", loop).time = line.time
    body = form({"text": "x" * 5 * CHUNK}, LIMIT)
    assert body
    try:
        loop.run_until_complete(body.write(line))
    finally:
        loop.close()
    return line


def test_on_a_slow_line_all_writes_together_may_take_as_long_as_they_need() -> None:
    line = write(LIMIT - 1)
    assert line.passed == 6 * (LIMIT - 1)
    assert json.loads(line.written) == {"text": "x" * 5 * CHUNK}


def test_one_write_may_not() -> None:
    with pytest.raises(TimeoutError):
        write(LIMIT + 1)


def test_what_one_write_takes_is_one_write() -> None:
    """And is handed over whole or not at all, which tells what was not sent."""
    body = form({"text": "x" * (CHUNK - len('{"text": ""}'))}, LIMIT)
    assert body
    assert body.size == CHUNK
    assert type(body).__name__ == "BytesPayload"

"""A file is read so far and no further, whatever its server says of its size."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.delivery.api import download
from bot.delivery.meaning import RequestFailed
from bot.delivery.outcome import Unknown
from tests.delivery.clients import TOKEN, bot_at

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"


@asynccontextmanager
async def telling(head: bytes, *, endless: bool) -> AsyncIterator[str]:
    """A server that answers each request by this head, and then by as much as anybody takes."""
    heard = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head + b"\r\n" + b"x" * 100)
        with contextlib.suppress(ConnectionError):
            while endless:
                writer.write(b"x" * 65536)
                await writer.drain()
        writer.close()
        heard.set()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await heard.wait()


async def test_a_file_without_an_end_is_left() -> None:
    async with telling(HEAD, endless=True) as url, bot_at(url) as bot:
        assert len(await download(bot, "documents/a.csv", 1_000_000)) == 1_000_001


async def test_a_file_that_breaks_off_is_none() -> None:
    head = HEAD + b"Content-Length: 1000\r\n"
    async with telling(head, endless=False) as url, bot_at(url) as bot:
        with pytest.raises(RequestFailed) as failed:
            await download(bot, "documents/a.csv", 5000)
    assert failed.value.outcome == Unknown("the answer broke off")
    assert TOKEN not in str(failed.value) + repr(failed.value.__context__)

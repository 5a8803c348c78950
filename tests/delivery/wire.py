"""A server that keeps every byte that comes in, and answers as told or not at all."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.delivery.answers import MESSAGE, ok

#: What the server says unless it is told otherwise.
OK = ok(MESSAGE)
#: A multipart boundary is another each time.
BOUNDARY = re.compile(rb"boundary=([0-9a-f]{32})")


@dataclass(frozen=True)
class Received:
    head: str
    body: bytes

    @property
    def target(self) -> str:
        return self.head.split()[1]

    def header(self, name: str) -> str | None:
        found = re.search(rf"^{name}: (.*?)\r$", self.head, re.IGNORECASE | re.MULTILINE)
        return found[1] if found else None


@dataclass
class Wire:
    answer: bytes
    url: str = ""
    #: Keep connections open.
    keeps: bool = False
    #: After the head, read nothing more of a request.
    deaf: bool = False
    #: Answer after the head, and take the rest without reading it.
    early: bool = False
    #: Said before anything is asked.
    greeting: bytes = b""
    received: list[Received] = field(default_factory=list)
    opened: int = 0
    #: Connections that the client has ended.
    ended: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._note(opened=1)
        writer.write(self.greeting)
        try:
            while True:
                await self._one(reader)
                if self.deaf:
                    await self.over.wait()
                if not self.answer:
                    await reader.read()
                    break
                asks_for_head = self.received[-1].head.startswith("HEAD")
                end = self.answer.index(b"\r\n\r\n") + 4 if asks_for_head else None
                writer.write(self.answer[:end])
                while self.early and await reader.read(1 << 20):
                    pass
                if not self.keeps:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            await self._note(ended=1)

    async def _one(self, reader: asyncio.StreamReader) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        body = (
            b""
            if self.deaf or self.early
            else await reader.readexactly(int(length[1] if length else 0))
        )
        if boundary := BOUNDARY.search(head.encode()):
            head = head.replace(boundary[1].decode(), "BOUNDARY")
            body = body.replace(boundary[1], b"BOUNDARY")
        self.received.append(Received(head, body))
        await self._note()

    async def _note(self, opened: int = 0, ended: int = 0) -> None:
        async with self.changed:
            self.opened += opened
            self.ended += ended
            self.changed.notify_all()

    async def until(self, *, requests: int = 0, opened: int = 0, ended: int = 0) -> None:
        async with self.changed:
            await self.changed.wait_for(
                lambda: (
                    len(self.received) >= requests and self.opened >= opened and self.ended >= ended
                )
            )


@asynccontextmanager
async def wire(
    answer: bytes = OK,
    *,
    keeps: bool = False,
    deaf: bool = False,
    early: bool = False,
    greeting: bytes = b"",
    secure: ssl.SSLContext | None = None,
) -> AsyncIterator[Wire]:
    """With an empty answer it is silent until the client goes."""
    if keeps:
        answer = answer.replace(b"Connection: close\r\n", b"")
    served = Wire(answer, keeps=keeps, deaf=deaf, early=early, greeting=greeting)
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0, ssl=secure)
    port = server.sockets[0].getsockname()[1]
    served.url = f"{'https' if secure else 'http'}://127.0.0.1:{port}"
    async with server:
        try:
            yield served
        finally:
            served.over.set()

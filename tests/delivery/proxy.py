"""A real proxy, small: it forwards, and opens tunnels, for whoever knows the password."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DENIED = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    b'Proxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
)


@dataclass
class Proxy:
    #: `user:password` that it wants to hear.
    wants: str | None = None
    #: Close each connection in the middle of the talk.
    hangs_up: bool = False
    address: str = ""
    #: Method and target of each request that it got.
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, version = head.split(b"\r\n", 1)[0].decode().split()
            self.asked.append((method, target))
            if self.hangs_up:
                return
            if self.wants and not self._knows(head):
                writer.write(DENIED)
                return
            if method == "CONNECT":
                port = int(target.rpartition(":")[2])
                opening = b""
            else:
                port = urlsplit(target).port or 80
                path = urlsplit(target).path
                opening = head.replace(f"{target} {version}".encode(), f"{path} {version}".encode())
            await self._join(reader, writer, port, opening)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _knows(self, head: bytes) -> bool:
        said = base64.b64encode((self.wants or "").encode())
        return b"\r\nproxy-authorization: basic " + said.lower() in head.lower()

    async def _join(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, opening: bytes
    ) -> None:
        # Every name is this machine: that is how a name nobody else knows can be reached.
        inner, outer = await asyncio.open_connection("127.0.0.1", port)
        if opening:
            outer.write(opening)
        else:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(pass_on(reader, outer), pass_on(inner, writer))


async def pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while piece := await source.read(65536):
            target.write(piece)
    except ConnectionError:
        pass
    finally:
        target.close()


@asynccontextmanager
async def proxying(*, wants: str | None = None, hangs_up: bool = False) -> AsyncIterator[Proxy]:
    proxy = Proxy(wants, hangs_up)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield proxy

"""Stand-ins for what surrounds the reverse proxy: replicas, and the name server that lists them."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

#: Addresses of this machine, one for each replica: all listen on the same port.
ADDRESSES = ("127.0.0.2", "127.0.0.3")


class Replica:
    """Takes webhook requests over real HTTP, and keeps what it was sent."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.port = 0
        #: Dies as soon as it has an update, without an answer.
        self.mute = False
        self.taken: list[bytes] = []
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> None:
        """Listen, on any free port if none is named."""
        self._server = await asyncio.start_server(self._serve, self.address, port or self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """From now on connections are refused."""
        if self._server:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            headers = dict(
                line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line
            )
            if b"content-length" in headers:
                body = await reader.readexactly(int(headers[b"content-length"]))
            elif b"transfer-encoding" in headers:
                body = await in_chunks(reader)
            else:
                body = b""
            self.taken.append(head + body)
            if self.mute:
                return
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the proxy gave up in the middle
        finally:
            writer.close()


async def in_chunks(reader: asyncio.StreamReader) -> bytes:
    """A body of unknown length; raises `IncompleteReadError` if it breaks off (RFC 9112, 7.1)."""
    body = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    return body


class NameServer(asyncio.DatagramProtocol):
    """Says of every name that it is all replicas (RFC 1035: one question, A records)."""

    def __init__(self) -> None:
        self.addresses = list(ADDRESSES)
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # asyncio's own selector transport is one in all but its bases (Python 3.11).
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        end = data.index(b"\0", 12) + 5
        (kind,) = struct.unpack("!H", data[end - 4 : end - 2])
        found = self.addresses if kind == 1 else []
        answers = b"".join(
            b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + socket.inet_aton(address)
            for address in found
        )
        header = data[:2] + struct.pack("!HHHHH", 0x8180, 1, len(found), 0, 0)
        assert self._transport
        self._transport.sendto(header + data[12:end] + answers, addr)


@asynccontextmanager
async def name_server() -> AsyncIterator[tuple[NameServer, int]]:
    """The server and its port."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(NameServer, local_addr=("127.0.0.1", 0))
    try:
        yield server, transport.get_extra_info("sockname")[1]
    finally:
        transport.close()

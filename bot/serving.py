"""Runs an HTTP application inside this process, beside whatever else runs there."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from bot.errors import Refused

#: How long an answer that is being written may take when the server closes, in seconds.
LAST_WORDS = 2


@asynccontextmanager
async def served(
    application: ASGIApp,
    listener: socket.socket,
    *,
    last_words: int = LAST_WORDS,
    http: type[asyncio.Protocol] | Literal["auto"] = "auto",
) -> AsyncIterator[None]:
    """Answer what comes in at `listener` while the block lasts, by `http` as uvicorn has it.

    Then nothing more is taken, and what is in hand has `last_words` seconds to end.
    """
    config = uvicorn.Config(
        application,
        log_config=None,
        log_level="error",  # less would show addresses, which can carry a token
        access_log=False,
        lifespan="off",
        http=http,
        ws="none",
        server_header=False,
        proxy_headers=False,  # nobody asks who called
        timeout_graceful_shutdown=last_words,
    )
    config.load()
    # Its parts instead of `serve()`, which takes over the process's signals.
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        yield
    finally:
        await server.shutdown(sockets=[listener])


def listen(host: str, port: int, option: str) -> socket.socket:
    """Take a port (0: any free one). Raises `Refused`, naming the `option`, if that cannot be."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise Refused(f"There is no address {host} to listen on: correct {option}.") from None
    # asyncio turns off Nagle's 40 ms only for a socket that says it is TCP.
    listener = socket.socket(family, kind, protocol)
    # A port that was closed a moment ago may be taken again.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise Refused(f"{host} is not an address of this machine: correct {option}.") from None
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise Refused(
            f"Port {port} cannot be used, another program may have it: "
            f"choose a free one with the setting {option}."
        ) from None
    return listener

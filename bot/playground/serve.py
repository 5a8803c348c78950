"""Runs the playground's server inside this process, for as long as a block lasts."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.errors import Refused
from bot.playground import bot_http, page, play_http
from bot.playground.guard import Guard
from bot.playground.model import Playground
from bot.playground.pushing import pushing

#: Nothing but this computer may reach the playground; there is no option for another address.
HOST = "127.0.0.1"
#: How long an answer that is being written may take when the server closes, in seconds.
LAST_WORDS = 2


@dataclass(frozen=True)
class Serving:
    port: int

    @property
    def url(self) -> str:
        """Root of the Bot API and address of the page; a bot's base URL is `url + "/bot"`."""
        return f"http://{HOST}:{self.port}"


class Protocol(HttpToolsProtocol):
    """Lets an answer be a closed connection, for which ASGI has no message."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self.app_state = {**self.app_state, "hang_up": transport.close}


def application(playground: Playground, stopping: asyncio.Event) -> Starlette:
    both = ["GET", "POST"]
    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", bot_http.bot, methods=both),
            Route("/file/bot{token}/{path:path}", bot_http.file),
            *play_http.ROUTES,
            *page.ROUTES,
            Route("/{path:path}", bot_http.nothing, methods=both),
        ],
        middleware=[Middleware(Guard)],
    )
    app.state.playground, app.state.stopping = playground, stopping
    return app


@asynccontextmanager
async def serving(playground: Playground, port: int = 0) -> AsyncIterator[Serving]:
    """Serve on this port (0: any free one). Raises `Refused` if the port is taken."""
    listener = _listener(port)
    stopping = asyncio.Event()
    config = uvicorn.Config(
        application(playground, stopping),
        log_config=None,
        log_level="error",  # less would show addresses, which carry the token
        access_log=False,
        lifespan="off",
        http=Protocol,
        ws="none",
        timeout_graceful_shutdown=LAST_WORDS,
    )
    config.load()
    # Its parts instead of `serve()`, which takes over the process's signals.
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        async with pushing(playground):
            yield Serving(listener.getsockname()[1])
    finally:
        stopping.set()
        playground.faults.stop()
        playground.updates.release()
        playground.changes.wake()
        await server.shutdown(sockets=[listener])


def _listener(port: int) -> socket.socket:
    # asyncio turns off Nagle's 40 ms only for a socket that says it is TCP.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # A port that was closed a moment ago may be taken again.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise Refused(
            f"Port {port} cannot be used, another program may have it: "
            "choose a free one with the setting playground.port."
        ) from None
    return listener

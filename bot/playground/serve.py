"""Runs the playground's server inside this process, for as long as a block lasts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.playground import bot_http, page, play_http
from bot.playground.guard import Guard
from bot.playground.model import Playground
from bot.playground.pushing import pushing
from bot.serving import listen, served

#: Nothing but this computer may reach the playground; there is no option for another address.
HOST = "127.0.0.1"
#: Where people's calendars are, if a bot answers them here.
CALENDARS = "/calendar"


@dataclass(frozen=True)
class Serving:
    port: int
    _routes: list[BaseRoute] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Root of the Bot API and address of the page; a bot's base URL is `url + "/bot"`."""
        return f"http://{HOST}:{self.port}"

    def mount(self, calendars: ASGIApp) -> None:
        """Answer people's calendars here, too: the page of a newcomer has no public address."""
        self._routes.insert(0, Mount(CALENDARS, calendars))


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
    listener = listen(HOST, port, "playground.port")
    stopping = asyncio.Event()
    app = application(playground, stopping)
    async with served(app, listener, http=Protocol):
        try:
            async with pushing(playground):
                yield Serving(listener.getsockname()[1], app.router.routes)
        finally:
            stopping.set()
            playground.faults.stop()
            playground.updates.release()
            playground.changes.wake()

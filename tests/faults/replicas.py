"""Replicas behind one webhook: real processes, and a proxy that asks them in turn."""

import itertools
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.intake.webhook import SECRET_HEADER, derived_secret
from bot.serving import listen, served
from tests.faults.child import TOKEN, Child, running

PATH = "/telegram"
SECRET = derived_secret(TOKEN)
#: More than any test sends: what floods are is tested elsewhere.
NO_FLOOD = {"MITRA_TELEGRAM__FLOOD_LIMIT": "1000000"}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Proxy:
    """Asks one replica after the other; one that does not answer is passed over, as in `deploy`."""

    ports: list[int]
    session: ClientSession
    #: How many requests each port has answered.
    answered: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._turns = itertools.cycle(self.ports)
        self.application = Starlette(routes=[Route(PATH, self._pass_on, methods=["POST"])])

    async def _pass_on(self, request: Request) -> Response:
        body = await request.body()
        secret = {SECRET_HEADER: request.headers.get(SECRET_HEADER, "")}
        for _ in self.ports:
            port = next(self._turns)
            try:
                async with self.session.post(
                    f"http://127.0.0.1:{port}{PATH}", data=body, headers=secret
                ) as answer:
                    content = await answer.read()
            except ClientError:
                continue
            self.answered[port] = self.answered.get(port, 0) + 1
            return Response(content, answer.status, headers=_asked(answer.headers))
        return Response(status_code=502)


def _asked(headers: object) -> dict[str, str]:
    asked = getattr(headers, "get", lambda _name: None)("Retry-After")
    return {"Retry-After": asked} if asked else {}


@dataclass(frozen=True)
class Replicas:
    children: list[Child]
    ports: list[int]
    proxy: Proxy


@asynccontextmanager
async def replicas(
    number: int, api_url: str, database_url: str, folder: Path, **options: str
) -> AsyncIterator[Replicas]:
    """So many processes on one database, and their proxy, which the webhook's address names."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession(timeout=ClientTimeout(60)))
        ports = [free_port() for _ in range(number)]
        proxy = Proxy(ports, session)
        listener = listen("127.0.0.1", 0, "proxy")
        await stack.enter_async_context(served(proxy.application, listener))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}"
        children = [
            await stack.enter_async_context(
                running(
                    api_url,
                    database_url,
                    folder / f"errors-{port}",
                    MITRA_TELEGRAM__MODE="webhook",
                    MITRA_WEBHOOK__URL=address,
                    MITRA_WEBHOOK__PORT=str(port),
                    **options,
                )
            )
            for port in ports
        ]
        yield Replicas(children, ports, proxy)

"""A port for whoever runs the bot: `/healthz` and `/metrics`, on this machine only by default."""

import asyncio

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot import metrics
from bot.delivery.ledger import waiting
from bot.delivery.models import Lane
from bot.serving import listen, served
from bot.storage import Storage

log = structlog.get_logger()

#: A database that takes longer does not answer people in time either, in seconds.
HEALTHY_SECONDS = 2


class Operations:
    def __init__(self, storage: Storage, host: str, port: int) -> None:
        """Port 0 answers nowhere."""
        self._storage, self._host, self._port = storage, host, port
        self._stopping = False
        self.application = Starlette(
            routes=[Route("/healthz", self._health), Route("/metrics", self._metrics)]
        )

    async def run(self, stop: asyncio.Event, ended: asyncio.Event) -> None:
        """Until all has `ended`; from `stop` on it says so, and a proxy sends nothing more."""
        if not self._port:
            return
        listener = listen(self._host, self._port, "operations.port")
        async with served(self.application, listener):
            await stop.wait()
            self._stopping = True
            await ended.wait()

    async def _health(self, _request: Request) -> Response:
        if self._stopping:
            return JSONResponse({"status": "stopping"}, status_code=503)
        try:
            async with asyncio.timeout(HEALTHY_SECONDS), self._storage.reading() as db:
                await db.execute(text("SELECT 1"))
        except Exception as error:  # noqa: BLE001  (whatever it is, it is not healthy)
            log.warning("health.database_unavailable", error=type(error).__name__)
            return JSONResponse({"status": "the database does not answer"}, status_code=503)
        return JSONResponse({"status": "ok"})

    async def _metrics(self, _request: Request) -> Response:
        """As they stand; what is counted in the database is left as it was when that is away."""
        try:
            async with asyncio.timeout(HEALTHY_SECONDS), self._storage.reading() as db:
                counts = await waiting(db)
        except Exception as error:  # noqa: BLE001  (the other figures are worth having)
            log.warning("metrics.database_unavailable", error=type(error).__name__)
        else:
            for lane in Lane:
                metrics.OUTBOX_PENDING.labels(lane.name.lower()).set(counts.get(lane, 0))
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

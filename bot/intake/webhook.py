"""Telegram calls us: an update is acknowledged by the answer, after all of it is committed."""

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.intake.contents import JSONDict
from bot.intake.incoming import ALLOWED
from bot.intake.insisting import insist
from bot.intake.processing import Processing
from bot.serving import listen, served
from bot.storage import dialects

log = structlog.get_logger()

#: Where Telegram puts the secret (core.telegram.org/bots/api#setwebhook).
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  (a header's name)
#: How soon Telegram may ask again after the database did not answer, in seconds.
RETRY_SECONDS = 3
#: How long updates in hand may take when the program stops, in seconds; those that are not
#: committed by then were not acknowledged and come again.
LAST_WORDS = 5
#: No id is as high: what identifies an update fits into 64 bits, as the database has them.
BEYOND_IDS = 2**63


@dataclass(frozen=True)
class Address:
    """Where Telegram finds us, and where we listen behind the reverse proxy."""

    #: Public, its path included.
    url: str
    host: str
    port: int
    #: The first is registered; the others are accepted while replicas change over.
    secrets: tuple[str, ...]
    max_bytes: int
    max_connections: int


def derived_secret(token: str) -> str:
    """A secret that all replicas share without being told one, and that ends with the token."""
    return hmac.new(token.encode(), b"webhook secret", hashlib.sha256).hexdigest()


class Webhook:
    """Any number of replicas may stand behind one address, without sticky routing."""

    def __init__(self, bot: Bot, processing: Processing, address: Address) -> None:
        self._bot, self._processing, self._address = bot, processing, address
        self._secrets = [secret.encode() for secret in address.secrets]
        path = urlsplit(address.url).path or "/"
        self.application = Starlette(routes=[Route(path, self._receive, methods=["POST"])])

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; updates in hand are finished. Raises `Refused` for a bad setting."""
        listener = listen(self._address.host, self._address.port, "webhook.port")
        async with served(self.application, listener, last_words=LAST_WORDS):
            # Not before we listen: Telegram sends what has piled up at once.
            if await insist(self._register, stop):
                log.info("webhook.registered", port=listener.getsockname()[1])
                await stop.wait()

    async def _register(self) -> None:
        await self._bot.set_webhook(
            self._address.url,
            secret_token=self._address.secrets[0],
            allowed_updates=ALLOWED,
            max_connections=self._address.max_connections,
        )

    async def _receive(self, request: Request) -> Response:
        """Nothing is read before the secret is known to be right, and no more than fits."""
        if not self._is_telegram(request.headers.get(SECRET_HEADER, "")):
            return Response(status_code=403)
        try:
            body = await _read(request, self._address.max_bytes)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody hears it
        if body is None:
            log.warning("webhook.too_large", bytes=request.headers.get("content-length"))
            return Response(status_code=413)
        update = _update(body)
        if update is None:
            # It would be so each time, and hold up all that follows in its chat.
            log.error("webhook.no_update")
            return Response()
        return await self._take(update)

    async def _take(self, update: JSONDict) -> Response:
        try:
            await self._processing.take(update)
        except Exception as error:
            if not dialects.is_unavailable(error):
                raise
            log.warning("intake.database_unavailable", error=type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})
        return Response()

    def _is_telegram(self, secret: str) -> bool:
        """In constant time: each secret is compared whole, and so is each wrong one."""
        # Latin-1 as the server read it: `compare_digest` takes no other text than ASCII.
        given = secret.encode("latin-1", "replace")
        matches = [hmac.compare_digest(given, known) for known in self._secrets]
        return any(matches)


async def _read(request: Request, most: int) -> bytes | None:
    """The body, or None as soon as it is larger than `most` bytes, whatever it says it is."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            return None
    return bytes(body)


def _update(body: bytes) -> JSONDict | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    known = type(number) is int and 0 <= number < BEYOND_IDS
    return update if known else None

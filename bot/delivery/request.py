"""The HTTP request: aiohttp behind the library's interface, and errors as classes of ours.

The library's own client (httpx) costs more than all the rest of an update. And above this place
`TimedOut` is raised both for what never left and for what may have arrived, and the status of an
answer is forgotten; here the two can still be told apart.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import (
    ClientConnectionResetError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    Payload,
)
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.delivery.form import Upload, form
from bot.delivery.network import Connector, Unreached
from bot.delivery.outcome import NotSent, Outcome, Rejected, Unknown

SERVER_ERROR = 500
TOO_MANY = 429
FORBIDDEN = 403
#: Telegram's words for a chat that is not there (any more).
GONE = ("chat not found", "user is deactivated", "bot was blocked", "can't initiate conversation")
#: Stands for "as this request was made"; None means without end.
DEFAULT = BaseRequest.DEFAULT_NONE


class RequestFailed(TelegramError):  # noqa: N818  (it reads as what happened)
    """A request that did not succeed, with what that means for the message."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(getattr(outcome, "reason", "failed"))
        self.outcome = outcome


@dataclass(frozen=True)
class Pool:
    session: ClientSession
    #: One for each connection there may be.
    places: asyncio.Semaphore


class Request(BaseRequest):
    """One pool of connections. All times are in seconds and mean what they mean in the library.

    Only connecting differs: name, connection, proxy and encryption take that long together.
    """

    def __init__(
        self,
        connection_pool_size: int = 256,
        *,
        read_timeout: float | None = 5,
        write_timeout: float | None = 5,
        connect_timeout: float | None = 5,
        pool_timeout: float | None = 1,
        media_write_timeout: float | None = 20,
        proxy: str | None = None,
    ) -> None:
        self._size, self._proxy = connection_pool_size, proxy
        self._read, self._connect, self._wait = read_timeout, connect_timeout, pool_timeout
        self._write, self._media_write = write_timeout, media_write_timeout
        self._pool: Pool | None = None
        self._shut = False

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        """Nothing is opened yet: that is for the first request, within its event loop."""
        self._shut = False

    async def shutdown(self) -> None:
        self._shut = True
        if self._pool:
            await self._pool.session.close()
            self._pool = None

    async def do_request(  # noqa: PLR0917  (the library's own signature)
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT,
        write_timeout: Any = DEFAULT,
        connect_timeout: Any = DEFAULT,
        pool_timeout: Any = DEFAULT,
    ) -> tuple[int, bytes]:
        timeout = ClientTimeout(
            total=None,
            connect=_chosen(connect_timeout, self._connect),
            sock_read=_chosen(read_timeout, self._read),
        )
        pool = await self._place(_chosen(pool_timeout, self._wait))
        try:
            answer = await _exchange(
                pool.session, method, url, self._body(request_data, write_timeout), timeout
            )
        finally:
            pool.places.release()
        if isinstance(answer, (NotSent, Unknown)):
            # Out here, where no error with the address, and the token in it, is being handled.
            raise RequestFailed(answer)
        if answer[0] >= 300:  # noqa: PLR2004  (HTTP's own border of success)
            raise failure(*answer)
        return answer

    async def _place(self, seconds: float | None) -> Pool:
        """Wait for one of the connections to be free."""
        if self._shut:
            raise RequestFailed(NotSent("shut down"))
        pool = self._pool = self._pool or self._open()
        if not pool.places.locked():
            await pool.places.acquire()  # at once, without the price of a timer
            return pool
        try:
            async with asyncio.timeout(seconds):
                await pool.places.acquire()
        except TimeoutError:
            raise RequestFailed(NotSent("no connection is free")) from None
        if pool.session.closed:
            pool.places.release()
            raise RequestFailed(NotSent("shut down"))
        return pool

    def _open(self) -> Pool:
        session = ClientSession(
            connector=Connector(),
            cookie_jar=DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )
        return Pool(session, asyncio.Semaphore(self._size))

    def _body(self, data: RequestData | None, write_timeout: Any) -> Payload | None:
        if data is None:
            return None
        if not data.contains_files:
            return form(data.json_parameters)
        seconds = _chosen(write_timeout, self._media_write)
        return Upload(data.json_parameters, data.multipart_data, seconds)


async def _exchange(
    session: ClientSession, method: str, url: str, body: Payload | None, limits: ClientTimeout
) -> tuple[int, bytes] | NotSent | Unknown:
    """The status and content of the answer, or what became of the request without one."""
    try:
        async with session.request(
            method, url, data=body, timeout=limits, allow_redirects=False
        ) as answer:
            return answer.status, await answer.read()
    except Unreached as error:
        return NotSent(f"no connection ({error})")
    except Exception as error:  # noqa: BLE001  (whatever it is, its text may hold the address)
        if isinstance(error.__cause__, ClientConnectionResetError) and not isinstance(body, Upload):
            # The server hung up before the one write that a message is.
            return NotSent("the connection was closed")
        return Unknown(type(error).__name__)


def _chosen(seconds: Any, otherwise: float | None) -> float | None:
    return otherwise if seconds is DEFAULT else seconds


def failure(code: int, payload: bytes) -> TelegramError:
    """What an answer other than success means."""
    try:
        answer = json.loads(payload)
        reason = str(answer["description"])
        retry_after = answer.get("parameters", {}).get("retry_after")
    except (ValueError, KeyError, TypeError, AttributeError):
        reason, retry_after = f"status {code}", None
    if code == TOO_MANY:
        return RequestFailed(NotSent(reason, float(retry_after or 1)))
    if code in {401, 404}:
        return InvalidToken(reason)
    if code == 409:  # noqa: PLR2004
        return Conflict(reason)
    if code >= SERVER_ERROR:
        return RequestFailed(Unknown(reason))
    gone = code == FORBIDDEN or any(words in reason.casefold() for words in GONE)
    return RequestFailed(Rejected(reason, unreachable=gone))

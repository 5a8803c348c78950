"""The HTTP request: aiohttp behind the library's interface, and errors as classes of ours.

The library's own client (httpx) costs more than all the rest of an update. And above this place
`TimedOut` is raised both for what never left and for what may have arrived, and the status of an
answer is forgotten; here the two can still be told apart.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, Payload
from telegram.request import BaseRequest, RequestData

from bot.delivery.environment import certificates
from bot.delivery.form import File, Stream, form, upload
from bot.delivery.meaning import RequestFailed, failure, read, unanswered
from bot.delivery.network import Connector
from bot.delivery.outcome import NotSent, Unknown

#: Stands for "as this request was made"; None means without end.
DEFAULT = BaseRequest.DEFAULT_NONE


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
        self._trusted = certificates()
        self._pool: Pool | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._pool:
            return
        session = ClientSession(
            connector=Connector(self._trusted),
            cookie_jar=DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )
        self._pool = Pool(session, asyncio.Semaphore(self._size))

    async def shutdown(self) -> None:
        """Requests under way fail, with an unknown outcome."""
        pool, self._pool = self._pool, None
        if pool:
            await pool.session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Not the library's way, which logs the answer, and what people wrote with it."""
        answer = read(payload)
        if answer is None or "result" not in answer:
            raise RequestFailed(Unknown("the answer makes no sense"))
        return answer

    async def ask(
        self,
        url: str,
        fields: Mapping[str, Any],
        read_timeout: Any = DEFAULT,
        files: Mapping[str, File] | None = None,
    ) -> Any:
        """The result of a method, in plain JSON, without the library between.

        Raises what `do_request` raises.
        """
        if files:
            body: Payload | None = upload(_texts(fields), files, self._media_write)
        else:
            body = form(fields, self._write)
        _status, payload = await self._send("POST", url, body, self._timeout(read_timeout))
        return self.parse_json_payload(payload)["result"]

    async def fetch(self, url: str, most: int) -> bytes:
        """The first `most` bytes of a file. Raises what `do_request` raises."""
        _status, content = await self._send("GET", url, None, self._timeout(), most=most)
        return content

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
        body = self._body(request_data, write_timeout)
        limits = self._timeout(read_timeout, connect_timeout)
        return await self._send(method, url, body, limits, pool_timeout)

    async def _send(
        self,
        method: str,
        url: str,
        body: Payload | None,
        limits: ClientTimeout,
        wait: Any = DEFAULT,
        *,
        most: int | None = None,
    ) -> tuple[int, bytes]:
        pool = await self._place(_chosen(wait, self._wait))
        try:
            answer = await _exchange(pool.session, method, url, body, limits, most=most)
        finally:
            pool.places.release()
        if isinstance(answer, (NotSent, Unknown)):
            # Out here, where no error with the address, and the token in it, is being handled.
            raise RequestFailed(answer)
        if answer[0] >= 300:  # noqa: PLR2004  (HTTP's own border of success)
            raise failure(*answer)
        return answer

    def _timeout(self, read: Any = DEFAULT, connect: Any = DEFAULT) -> ClientTimeout:
        return ClientTimeout(
            total=None,
            connect=_chosen(connect, self._connect),
            sock_read=_chosen(read, self._read),
        )

    async def _place(self, seconds: float | None) -> Pool:
        """Wait for one of the connections to be free."""
        pool = self._pool
        if not pool:
            raise RequestFailed(NotSent("the client is not open"))
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
            raise RequestFailed(NotSent("the client is not open"))
        return pool

    def _body(self, data: RequestData | None, write_timeout: Any) -> Payload | None:
        if data is None:
            return None
        if not data.contains_files:
            return form(data.json_parameters, _chosen(write_timeout, self._write))
        seconds = _chosen(write_timeout, self._media_write)
        return upload(data.json_parameters, data.multipart_data, seconds)


async def _exchange(
    session: ClientSession,
    method: str,
    url: str,
    body: Payload | None,
    limits: ClientTimeout,
    *,
    most: int | None,
) -> tuple[int, bytes] | NotSent | Unknown:
    """The status and content of the answer, or what became of the request without one."""
    # Else the client says of nothing that it is of some kind.
    unsaid = ("Content-Type",) if body is None else None
    try:
        async with session.request(
            method,
            url,
            data=body,
            timeout=limits,
            allow_redirects=False,
            skip_auto_headers=unsaid,
        ) as answer:
            return answer.status, await _content(answer, most)
    except Exception as error:  # noqa: BLE001  (whatever it is, its text may hold the address)
        return unanswered(error, one_write=not isinstance(body, Stream))


async def _content(answer: ClientResponse, most: int | None) -> bytes:
    """The first `most` bytes of an answer; with what is left of it the connection is closed."""
    if most is None:
        return await answer.read()
    content = bytearray()
    async for chunk in answer.content.iter_any():
        content += chunk
        if len(content) >= most:
            break
    return bytes(content[:most])


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Beside files each field is a text (core.telegram.org/bots/api#making-requests)."""
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in fields.items()
    }


def _chosen(seconds: Any, otherwise: float | None) -> float | None:
    return otherwise if seconds is DEFAULT else seconds

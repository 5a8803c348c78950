"""Connections, and whether one came about: the border between not sent and unknown."""

import os
import select
import ssl
from typing import TYPE_CHECKING
from weakref import WeakSet

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorSSLError,
    ClientError,
    ClientHttpProxyError,
    ClientProxyConnectionError,
    ClientTimeout,
    ServerDisconnectedError,
    TCPConnector,
)

if TYPE_CHECKING:
    from asyncio import BaseProtocol

    from aiohttp import ClientRequest
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace

#: How long an unused connection is kept, in seconds. Opening one costs three round trips, so a
#: conversation should not pay for it at each answer; web servers keep theirs for a minute or more,
#: and a request that meets a connection just being closed is lost with an unknown outcome.
KEEP_SECONDS = 15
#: The first that fits is the reason.
REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "it took too long"),
    (ClientConnectorDNSError, "the name of the server is not known"),
    (ClientConnectorCertificateError, "the certificate of the server is not trusted"),
    (ClientConnectorSSLError, "the server does not speak TLS as we do"),
    (ServerDisconnectedError, "it was closed at once"),
)


class Unreached(ClientError):  # noqa: N818  (it reads as what happened)
    """No connection came about, for this reason: nothing of the request has left."""


class Connector(TCPConnector):
    """Tells what fails before a request is sent from what fails after.

    The client's own errors do not: a proxy that hangs up in the middle of CONNECT looks like a
    server that hangs up in the middle of a request.
    """

    def __init__(self, trusted: ssl.SSLContext) -> None:
        # How many there are is the request's business: its places are waited for by another clock.
        super().__init__(limit=0, keepalive_timeout=KEEP_SECONDS, ssl=trusted)
        self._used: WeakSet[BaseProtocol] = WeakSet()

    async def connect(
        self,
        req: "ClientRequest",
        traces: "list[Trace]",
        timeout: ClientTimeout,  # noqa: ASYNC109  (the client's own signature)
    ) -> "Connection":
        try:
            connection = await super().connect(req, traces, timeout)
            while self._is_over(connection):
                connection.close()
                connection = await super().connect(req, traces, timeout)
            if connection.protocol is None or not connection.protocol.is_connected():
                connection.close()
                raise ServerDisconnectedError
        except (ClientError, OSError) as error:
            reason = _reason(error)
        else:
            return connection
        # Out here, so that the error, whose text holds the address, is not this one's context.
        raise Unreached(reason)

    def _is_over(self, connection: "Connection") -> bool:
        """Whether the server closed a connection that was kept, and the event loop has yet to see.

        Nothing but the end can be waiting there: whatever the server sent was read.
        """
        protocol, transport = connection.protocol, connection.transport
        if protocol is None or transport is None or protocol not in self._used:
            if protocol is not None:
                self._used.add(protocol)
            return False
        waiting = select.poll()
        waiting.register(transport.get_extra_info("socket"), select.POLLIN)
        return bool(waiting.poll(0))


def _reason(error: Exception) -> str:
    for kind, reason in REASONS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, ClientHttpProxyError):
        return f"the proxy refuses it (status {error.status})"
    number = error.errno if isinstance(error, OSError) else None
    reason = os.strerror(number).lower() if number else type(error).__name__
    return f"{reason}, by the proxy" if isinstance(error, ClientProxyConnectionError) else reason

"""The way out of this machine: through which proxy, trusting whom, and what a failure there means.

As the library's own client has it: the proxy and the certificates come from the environment, else
there is no proxy, and the certificates are Mozilla's, which a bare container lacks.
"""

import os
import ssl
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
from aiohttp import ClientError, ClientTimeout, TCPConnector

from bot.errors import Refused

if TYPE_CHECKING:
    from aiohttp import ClientRequest
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace

#: How long an unused connection is kept, in seconds. Opening one costs three round trips, so a
#: conversation should not pay for it at each answer; web servers keep theirs for a minute or more,
#: and a request that meets a connection just being closed is lost with an unknown outcome.
KEEP_SECONDS = 15


class Unreached(ClientError):  # noqa: N818  (it reads as what happened)
    """No connection came about: nothing of the request has left."""


class Connector(TCPConnector):
    """Tells what fails before a request is sent from what fails after.

    The client's own errors do not: a proxy that hangs up in the middle of CONNECT looks like a
    server that hangs up in the middle of a request.
    """

    def __init__(self) -> None:
        # How many there are is the request's business: its places are waited for by another clock.
        super().__init__(limit=0, keepalive_timeout=KEEP_SECONDS, ssl=certificates())

    async def connect(
        self,
        req: "ClientRequest",
        traces: "list[Trace]",
        timeout: ClientTimeout,  # noqa: ASYNC109  (the client's own signature)
    ) -> "Connection":
        try:
            return await super().connect(req, traces, timeout)
        except (ClientError, OSError) as error:
            kind = type(error).__name__
        # Out here, so that the error, whose text holds the address, is not this one's context.
        raise Unreached(kind)


@cache
def certificates() -> ssl.SSLContext:
    """Whom we trust; made once, because reading the certificates takes 20 ms."""
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")
    # Without a file OpenSSL looks where those two variables say.
    context = ssl.create_default_context(cafile=None if named else certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def proxy_for(url: str) -> str | None:
    """What HTTPS_PROXY and its kin say for this address, now.

    Asked once, at the start: aiohttp with `trust_env` asks for each request, in two other threads,
    which doubles what a request costs. Raises `Refused` for a proxy that speaks no HTTP.
    """
    address = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(address.hostname or ""):
        return None
    if "://" not in proxy:
        return f"http://{proxy}"
    scheme = proxy.partition("://")[0].lower()
    if scheme not in {"http", "https"}:
        raise Refused(
            f"Mitra cannot use a {scheme} proxy: name one that speaks HTTP in HTTPS_PROXY, "
            "or none for this address with NO_PROXY."
        )
    return proxy

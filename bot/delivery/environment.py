"""What the machine's environment says about the way out: through which proxy, and whom to trust.

Read as the library's own client reads it, but once, at the start: aiohttp with `trust_env` asks for
each request, in two other threads, which doubles what a request costs.
"""

import os
import ssl
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi

from bot.errors import Refused

MENDING = "name one that speaks HTTP in HTTPS_PROXY, or none for this address with NO_PROXY."
_contexts: dict[tuple[str | None, str | None], ssl.SSLContext] = {}


def certificates() -> ssl.SSLContext:
    """Whom we trust: SSL_CERT_FILE, else SSL_CERT_DIR, else Mozilla, whom a bare container lacks.

    Made once for each, because reading certificates takes 20 ms. Raises `Refused` if they cannot
    be read.
    """
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    named = (file or (None if folder else certifi.where()), None if file else folder or None)
    if named not in _contexts:
        try:
            context = ssl.create_default_context(cafile=named[0], capath=named[1])
        except OSError:  # which a file that holds no certificate raises, too
            raise Refused(
                f"No certificates can be read from {named[0] or named[1]}: "
                "correct SSL_CERT_FILE or SSL_CERT_DIR, or set neither."
            ) from None
        context.set_alpn_protocols(["http/1.1"])
        _contexts[named] = context
    return _contexts[named]


def proxy_for(url: str) -> str | None:
    """The proxy that HTTPS_PROXY and its kin name for this address.

    Raises `Refused` for one that cannot be used, and for an address that is none.
    """
    if not _is_address(url):
        raise Refused(f"{url} is no address: correct TELEGRAM_API_URL.")
    address, proxies = urlsplit(url), getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    # With its port and without: NO_PROXY may name either, and an IPv6 address without brackets.
    names = address.hostname or "", address.netloc.rpartition("@")[2]
    if not proxy or any(proxy_bypass(name) for name in names):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    scheme = proxy.partition("://")[0].lower()
    if scheme not in {"http", "https"}:
        raise Refused(f"Mitra cannot use a {scheme} proxy: {MENDING}")
    if not (_is_address(proxy) and _is_writable(proxy)):
        # Without quoting it: it may hold a password.
        raise Refused(f"The environment names a proxy that is no address: {MENDING}")
    return proxy


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_writable(url: str) -> bool:
    """Whether user and password fit into a header, which aiohttp writes in Latin-1."""
    try:
        unquote(urlsplit(url).netloc.rpartition("@")[0]).encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True

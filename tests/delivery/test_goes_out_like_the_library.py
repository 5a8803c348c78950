"""The library's client and ours leave this machine alike: by the same proxy, or by none.

Where ours differs on purpose, the test says what the library does, what ours does, and why.
"""

import httpx
import pytest
from telegram.request import HTTPXRequest

from bot.delivery.environment import proxy_for
from bot.errors import Refused
from tests.delivery.clients import BOTH, TOKEN, Make, bot_at, each_client, ours, reason, said, sends
from tests.delivery.identity import HIDDEN, Identity
from tests.delivery.proxy import proxying
from tests.delivery.wire import wire

pytestmark = pytest.mark.usefixtures("bare")
USER = "sari%40umk:k%3Ata+%2B"


@each_client
@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("written", ["http://{}", "{}"], ids=["as an address", "without scheme"])
async def test_a_proxy_forwards_what_is_not_encrypted(
    make: Make, name: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with proxying() as proxy, wire() as server:
        monkeypatch.setenv(name, written.format(proxy.address))
        url = server.url.replace("127.0.0.1", HIDDEN)
        async with bot_at(url, make) as bot:
            assert await said(sends, bot) == "Halo"
    assert proxy.asked == [("POST", f"{url}/bot{TOKEN}/sendMessage")]
    assert server.received[0].header("host") == url.removeprefix("http://")
    assert server.received[0].header("proxy-authorization") is None


@each_client
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
async def test_a_proxy_opens_a_tunnel_for_what_is(
    make: Make, name: str, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(identity.file))
    async with proxying() as proxy, wire(secure=identity.context, keeps=True) as server:
        monkeypatch.setenv(name, f"http://{proxy.address}")
        url = server.url.replace("127.0.0.1", HIDDEN)
        async with bot_at(url, make) as bot:
            assert [await said(sends, bot), await said(sends, bot)] == ["Halo", "Halo"]
    # Once: the tunnel is kept. And the proxy learns neither path nor token.
    assert proxy.asked == [("CONNECT", url.removeprefix("https://"))]


@each_client
@pytest.mark.parametrize("secure", [False, True], ids=["forwarded", "tunnelled"])
async def test_a_proxy_hears_user_and_password(
    make: Make, *, secure: bool, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(identity.file))
    context = identity.context if secure else None
    async with proxying(wants="sari@umk:k:ta++") as proxy, wire(secure=context) as server:
        monkeypatch.setenv("ALL_PROXY", f"http://{USER}@{proxy.address}")
        async with bot_at(server.url.replace("127.0.0.1", HIDDEN), make) as bot:
            assert await said(sends, bot) == "Halo"
        monkeypatch.setenv("ALL_PROXY", f"http://sari:other@{proxy.address}")
        async with bot_at(server.url.replace("127.0.0.1", HIDDEN), make) as bot:
            refused = await said(sends, bot)
    # Differs: see 407 in test_hears_like_the_library.
    assert refused == ("unknown" if make is not ours and not secure else "not sent")
    assert len(server.received) == 1


async def test_a_password_beyond_ascii_is_written_in_latin_1(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Differs: the library writes UTF-8. Which of them a proxy reads is open (RFC 7617, 2.1)."""
    async with proxying(wants="sari:é") as proxy, wire() as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://sari:%C3%A9@{proxy.address}")
        results = []
        for make in BOTH.values():
            async with bot_at(server.url, make) as bot:
                results.append(await said(sends, bot))
    assert results == ["Halo", "not sent"]


async def test_why_a_proxy_failed_is_said_without_its_password(
    identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"https://{HIDDEN}:1"
    async with proxying(wants="x") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://sari:secret@{proxy.address}")
        async with bot_at(url) as bot:
            assert await reason(bot) == "no connection: the proxy refuses it (status 407)"
    async with bot_at(url) as bot:
        assert await reason(bot) == "no connection: connection refused, by the proxy"


async def test_a_proxy_that_hangs_up_has_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Differs: the library cannot tell this from a server that hangs up after a request."""
    async with proxying(hangs_up=True) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.address}")
        results = []
        for make in BOTH.values():
            async with bot_at(f"https://{HIDDEN}", make) as bot:
                results.append(await said(sends, bot))
    assert results == ["unknown", "not sent"]


async def test_a_proxy_that_speaks_no_http_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Like the library without its extra, which fails when it is made; ours says what to do."""
    monkeypatch.setenv("HTTPS_PROXY", "socks5://sari:secret@127.0.0.1:1080")
    with pytest.raises(RuntimeError, match="socks"):
        HTTPXRequest()
    with pytest.raises(Refused, match="Mitra cannot use a socks5 proxy") as refused:
        proxy_for(f"https://{HIDDEN}")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://:3128",
        "http://sari:secret@host:port",
        "http://sari:secret%E2%98%95@host:3128",  # which cannot be written into a header
    ],
)
def test_a_proxy_that_is_no_address_is_refused_without_its_password(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    with pytest.raises(Refused, match="no address") as refused:
        proxy_for(f"https://{HIDDEN}")
    assert "secret" not in str(refused.value)


HTTP, HTTPS, ALL = ({name: "http://proxy:1"} for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"))
API, LOCAL = "https://api.telegram.org", "http://127.0.0.1:8081"
#: What the environment says, the address, and whether a proxy is used.
CHOICES: list[tuple[dict[str, str], str, bool]] = [
    ({}, API, False),
    (HTTP, API, False),
    (HTTP, LOCAL, True),
    (HTTPS, API, True),
    (HTTPS, LOCAL, False),
    (ALL, API, True),
    (ALL, LOCAL, True),
    ({"HTTPS_PROXY": ""}, API, False),
    (ALL | {"NO_PROXY": ""}, API, True),
    (ALL | {"NO_PROXY": "*"}, API, False),
    (ALL | {"NO_PROXY": "api.telegram.org"}, API, False),
    (ALL | {"NO_PROXY": "API.Telegram.org"}, API, False),
    (ALL | {"NO_PROXY": "telegram.org"}, API, False),
    (ALL | {"NO_PROXY": ".telegram.org"}, API, False),
    (ALL | {"NO_PROXY": "gram.org"}, API, True),
    (ALL | {"NO_PROXY": "example.org, telegram.org ,x"}, API, False),
    (ALL | {"no_proxy": "telegram.org"}, API, False),
    (ALL | {"NO_PROXY": "127.0.0.1"}, LOCAL, False),
    (ALL | {"NO_PROXY": "127.0.0.1:8081"}, LOCAL, False),
    (ALL | {"NO_PROXY": "127.0.0.1:8082"}, LOCAL, True),
    (ALL | {"NO_PROXY": "localhost"}, LOCAL, True),
    (ALL | {"NO_PROXY": "localhost"}, "http://localhost:8081", False),
    (ALL | {"NO_PROXY": "::1"}, "http://[::1]:8081", False),
    (ALL | {"NO_PROXY": "::2"}, "http://[::1]:8081", True),
    (HTTP | {"REQUEST_METHOD": "GET"}, LOCAL, False),
]


def the_library_uses_a_proxy(url: str) -> bool:
    client = httpx.AsyncClient()
    return client._transport_for_url(httpx.URL(url)) is not client._transport


@pytest.mark.parametrize(("environment", "url", "expected"), CHOICES, ids=str)
def test_the_same_proxy_is_chosen(
    environment: dict[str, str], url: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert the_library_uses_a_proxy(url) == expected
    assert proxy_for(url) == ("http://proxy:1" if expected else None)


def test_a_dot_before_a_name_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Differs: for the library it leaves the name itself out; for curl, and Python, it does not."""
    monkeypatch.setenv("ALL_PROXY", "http://proxy:1")
    monkeypatch.setenv("NO_PROXY", ".telegram.org")
    assert the_library_uses_a_proxy("https://telegram.org")
    assert proxy_for("https://telegram.org") is None

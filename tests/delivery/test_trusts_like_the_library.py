"""The library's client and ours trust the same servers, as the environment says."""

from pathlib import Path

import httpx
import pytest
from telegram.request import HTTPXRequest

from bot.delivery.environment import certificates
from bot.delivery.request import Request
from bot.errors import Refused
from tests.delivery.clients import Make, bot_at, each_client, reason, said, sends
from tests.delivery.identity import Identity
from tests.delivery.wire import wire

pytestmark = pytest.mark.usefixtures("bare")
TRUSTING = {
    "a file": ({"SSL_CERT_FILE": "file"}, True),
    "a folder": ({"SSL_CERT_DIR": "folder"}, True),
    "an empty name, and a folder": ({"SSL_CERT_FILE": "", "SSL_CERT_DIR": "folder"}, True),
    "nobody that is named": ({}, False),
    "another": ({"SSL_CERT_FILE": "another"}, False),
    "another, for a file counts more than a folder": (
        {"SSL_CERT_FILE": "another", "SSL_CERT_DIR": "folder"},
        False,
    ),
}


@each_client
@pytest.mark.parametrize("whom", TRUSTING)
async def test_the_same_are_trusted(
    make: Make, whom: str, identity: Identity, another: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment, trusted = TRUSTING[whom]
    places = {"file": identity.file, "folder": identity.folder, "another": another.file}
    for name, place in environment.items():
        monkeypatch.setenv(name, str(places.get(place, "")))
    # Nobody besides; a folder is read when it is needed.
    assert certificates().cert_store_stats() == httpx.create_ssl_context().cert_store_stats()
    async with wire(secure=identity.context) as server, bot_at(server.url, make) as bot:
        assert await said(sends, bot) == ("Halo" if trusted else "not sent")
        assert len(server.received) == trusted


@each_client
async def test_a_certificate_is_for_a_name(
    make: Make, another: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(another.file))
    async with wire(secure=another.context) as server, bot_at(server.url, make) as bot:
        assert await said(sends, bot) == "not sent"


async def test_why_encryption_failed_is_said(identity: Identity) -> None:
    async with wire(secure=identity.context) as server, bot_at(server.url) as bot:
        assert await reason(bot) == "no connection: the certificate of the server is not trusted"
    async with (
        wire(greeting=b"220 mail\r\n") as server,
        bot_at(server.url.replace("http", "https")) as bot,
    ):
        assert await reason(bot) == "no connection: the server does not speak TLS as we do"


def test_certificates_that_cannot_be_read_stop_the_program_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like the library, which fails when it is made; ours says what to do."""
    nothing = tmp_path / "empty.pem"
    nothing.touch()
    for place in (tmp_path / "nowhere.pem", nothing):
        monkeypatch.setenv("SSL_CERT_FILE", str(place))
        with pytest.raises(OSError, match=r"No such file|certificate"):
            HTTPXRequest()
        with pytest.raises(Refused, match=r"No certificates can be read from .*pem"):
            Request()


def test_certificates_are_read_once() -> None:
    assert certificates() is certificates()

"""The program leaves by the proxy that the environment names, and so does its doctor."""

import asyncio
from pathlib import Path

import pytest
from markupsafe import Markup
from pydantic import SecretStr
from telegram.error import TelegramError

from bot import doctor
from bot.app import make_bot
from bot.delivery.environment import proxy_for
from bot.delivery.outcome import NotSent
from bot.delivery.screen import Screen
from bot.delivery.sender import Sender
from bot.errors import Refused
from bot.playground import play
from bot.settings import Database, Playground, Settings, Telegram
from tests.delivery.answers import SILENCE
from tests.delivery.clients import TOKEN
from tests.delivery.proxy import proxying
from tests.delivery.wire import wire

ME = (
    b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "Mitra", '
    b'"username": "mitra_bot"}}'
)
ANSWER = (
    b"HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026 03:00:00 GMT\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(ME), ME)
)


def settings_for(url: str, folder: Path) -> Settings:
    return Settings(
        telegram=Telegram(token=SecretStr(TOKEN), api_url=url),
        database=Database(url=f"sqlite:///{folder}/mitra.db"),
    )


async def test_the_bot_and_its_poll_go_by_the_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with proxying() as proxy, wire(ANSWER) as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.address}")
        url = server.url.replace("127.0.0.1", "telegram.test")
        async with make_bot(settings_for(url, tmp_path)) as bot:
            await bot._post("getUpdates")
    methods = [target.rpartition("/")[2] for _method, target in proxy.asked]
    assert methods == ["getMe", "getUpdates"]


async def test_so_does_all_that_the_doctor_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with proxying() as proxy, wire(ANSWER) as server:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.address}")
        url = server.url.replace("127.0.0.1", "telegram.test")
        assert await doctor.examine(settings_for(url, tmp_path)) == 0
    printed = capsys.readouterr().out
    assert "ok token: @mitra_bot" in printed
    assert "ok clock: within 0 s" in printed
    assert [method for method, _target in proxy.asked] == ["POST", "POST", "HEAD"]


async def test_what_never_left_is_known_as_such_however_short_a_request_may_be() -> None:
    """A bulletin with an unknown outcome is not sent again: the network may just have been down."""
    seconds = 0.6
    async with wire(SILENCE) as server:  # which does not even answer TLS
        url = server.url.replace("http", "https")
        telegram = Telegram(token=SecretStr(TOKEN), api_url=url, request_seconds=seconds)
        bot = make_bot(Settings(telegram=telegram))
        with pytest.raises(TelegramError):
            await bot.initialize()
        outcome = await Sender(bot, seconds).send(5, Screen(Markup("Halo")))
        await bot.shutdown()
    assert outcome == NotSent("no connection: it took too long")


async def test_a_proxy_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1080")
    settings = settings_for("https://telegram.test", tmp_path)
    with pytest.raises(Refused, match="socks5"):
        make_bot(settings)
    assert await doctor.examine(settings) == 1
    assert "!! token: Mitra cannot use a socks5 proxy" in capsys.readouterr().out


async def test_the_playgrounds_bot_asks_no_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who tries it behind a company's proxy has one in the environment that cannot come back."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "example.org")
    # What is set now is put back afterwards.
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.delenv("no_proxy")
    used: list[str | None] = []

    async def run(settings: Settings, stop: asyncio.Event, *, mount: object = None) -> None:
        used.extend(map(proxy_for, (settings.telegram.api_url, "http://example.org", "http://a.b")))

    monkeypatch.setattr("bot.app.run", run)
    chats, database = f"{tmp_path}/chats.db", f"sqlite:///{tmp_path}/playground.db"
    here = Playground(port=0, database=database, chats=chats)
    await play.run(Settings(playground=here), asyncio.Event())
    assert used == [None, None, "http://127.0.0.1:1"]

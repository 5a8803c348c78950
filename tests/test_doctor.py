"""The doctor tells whether Telegram can reach a bot that waits to be called."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import doctor
from bot.app import make_bot
from bot.errors import Refused
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.settings import Database, Settings, Telegram, Webhook

TOKEN = SecretStr("123456789:" + "D" * 35)
#: Where nobody listens.
ADDRESS = "http://127.0.0.1:9/telegram"


@pytest.fixture
def playground() -> Playground:
    return Playground()


@pytest.fixture
async def settings(playground: Playground) -> AsyncIterator[Settings]:
    async with serving(playground) as server:
        yield Settings(
            telegram=Telegram(token=TOKEN, api_url=server.url, mode="webhook"),
            webhook=Webhook(url=ADDRESS),
        )


async def registered(settings: Settings, url: str) -> None:
    async with make_bot(settings) as bot:
        await bot.set_webhook(url)


async def test_a_webhook_that_nobody_registered_yet(settings: Settings) -> None:
    with pytest.raises(Refused, match="does not call"):
        await doctor._updates(settings)
    await registered(settings, "http://127.0.0.1:9/another")
    with pytest.raises(Refused, match="does not call"):
        await doctor._updates(settings)


async def test_a_webhook_that_is_registered(settings: Settings) -> None:
    await registered(settings, ADDRESS)
    assert await doctor._updates(settings) == f"Telegram calls {ADDRESS}"


async def test_a_webhook_where_nobody_answers(settings: Settings, playground: Playground) -> None:
    await registered(settings, ADDRESS)
    playground.start(1001)
    await playground.until(lambda: playground.outcomes.failed)
    with pytest.raises(Refused, match="1 wait, because Telegram could not deliver: Connection"):
        await doctor._updates(settings)


async def test_polling_needs_no_address() -> None:
    assert "polling" in await doctor._updates(Settings(telegram=Telegram(token=TOKEN)))


async def test_a_database_that_is_not_there_is_named_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mistyped" / "mitra.db"
    await doctor.examine(Settings(database=Database(url=f"sqlite+aiosqlite:///{file}")))
    assert f"there is no {file} yet" in capsys.readouterr().out
    assert not file.parent.exists()

"""The bot is told to stop, may not start, or is not alone: it says so in one line."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram import Bot
from telegram.error import Conflict

from bot.delivery.models import Outgoing, State
from bot.playground import bot_api
from bot.playground.call import Call
from bot.playground.model import Playground
from bot.playground.serve import Serving
from bot.storage import Storage
from tests.delivery.answers import answering, ok, refused
from tests.faults.child import PATIENCE, TOKEN, running
from tests.journeys.town import Person

ME = {"id": 1, "is_bot": True, "first_name": "Mitra", "username": "mitra_bot"}


async def test_told_to_stop_it_sends_what_is_in_hand_and_ends_well(  # noqa: PLR0917  (fixtures)
    storage: Storage,
    playground: Playground,
    server: Serving,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, send = bot_api.METHODS["sendmessage"]
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow(playground: Playground, call: Call) -> object:
        arrived.set()
        await go_on.wait()
        return send(playground, call)

    monkeypatch.setitem(bot_api.METHODS, "sendmessage", (name, slow))
    siti = Person(playground, 1001)
    await siti.says("/start")
    async with running(server.url, database_url, tmp_path / "errors") as child:
        await asyncio.wait_for(arrived.wait(), PATIENCE)
        child.process.terminate()
        go_on.set()
        assert await child.ended() == 0, child.said()
    await siti.sees("Selamat datang di Mitra")
    async with storage.reading() as db:
        assert set(await db.scalars(select(Outgoing.state))) == {State.SENT}
    assert "Traceback" not in child.said()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_told_to_stop_while_it_waits_it_ends_at_once(
    playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    async with running(server.url, database_url, tmp_path / "errors") as child:
        await asyncio.wait_for(
            playground.until(lambda: playground.received.methods["getUpdates"]), PATIENCE
        )
        child.process.terminate()
        assert await child.ended() == 0, child.said()


def refusal(said: str) -> str:
    """The one line for the operator."""
    assert "Traceback" not in said
    (line,) = [line for line in said.splitlines() if line.startswith("mitra: ")]
    return line


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_second_bot_on_the_same_file_is_refused(
    playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    async with running(server.url, database_url, tmp_path / "first"):
        await asyncio.wait_for(
            playground.until(lambda: playground.received.methods["getUpdates"]), PATIENCE
        )
        async with running(server.url, database_url, tmp_path / "second") as second:
            assert await second.ended() == 2
    assert "Another Mitra is running" in refusal(second.said())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "answers",
    [
        [refused(401, "Unauthorized")],
        [ok(ME), ok(True), ok(True), ok(True), ok(True), refused(401, "Unauthorized")],
    ],
    ids=["before it starts", "while it runs"],
)
async def test_a_token_that_telegram_refuses_stops_it_with_one_line(
    answers: list[bytes], database_url: str, tmp_path: Path
) -> None:
    async with (
        answering(*answers) as telegram,
        running(telegram.url, database_url, tmp_path / "errors") as child,
    ):
        assert await child.ended() == 2
    assert "Telegram refused the token" in refusal(child.said())
    assert TOKEN not in child.said()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_poller_is_logged_once_and_outlived(
    playground: Playground, server: Serving, database_url: str, tmp_path: Path
) -> None:
    async with (
        running(server.url, database_url, tmp_path / "errors") as child,
        Bot(TOKEN, base_url=f"{server.url}/bot") as rival,
    ):
        for _ in range(2):
            await asyncio.wait_for(
                playground.until(lambda: playground.updates._poll is not None), PATIENCE
            )
            poll = asyncio.create_task(rival.get_updates(timeout=30))
            with pytest.raises(Conflict):  # it tries again
                await asyncio.wait_for(poll, PATIENCE)
        siti = Person(playground, 1001)
        await siti.says("/start")
        await siti.sees("Selamat datang di Mitra")
        assert child.said().count("] polling.conflict") == 1

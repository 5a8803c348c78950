"""Updates are posted to a webhook in the order, and with the patience, of Telegram."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

from bot import clock
from bot.playground.model import Playground
from bot.playground.pushing import Pushing
from bot.playground.serve import serving
from tests.playground.hook import PATIENCE, Hook, listening

TOKEN = "123456789:" + "A" * 35
SITI, SRI = 1101, 1102


@dataclass
class Here:
    """A Telegram of one's own, the bot's client, and its webhook."""

    play: Playground
    bot: Bot
    hook: Hook
    http: httpx.AsyncClient

    async def state(self) -> dict[str, Any]:
        shown: dict[str, Any] = (await self.http.get("/play/webhook")).json()
        return shown

    async def taken(self) -> None:
        """Until nothing is pending."""
        async with asyncio.timeout(PATIENCE):
            await self.play.until(lambda: not self.play.updates.pending)


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    play = Playground()
    async with (
        listening() as hook,
        serving(play) as server,
        Bot(TOKEN, base_url=f"{server.url}/bot") as bot,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as http,
    ):
        yield Here(play, bot, hook, http)


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses before another try, in seconds; nobody sleeps them."""
    seconds: list[float] = []

    async def rest(_pushing: Pushing, asked: float, _update_id: int) -> None:
        seconds.append(asked)

    monkeypatch.setattr(Pushing, "_rest", rest)
    return seconds


async def test_an_update_is_posted_with_the_secret_and_then_forgotten(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url, secret_token="rahasia_1-a")
    here.play.say(SITI, "halo")
    (got,) = await here.hook.has(1)
    update = Update.de_json(got.update, None)
    assert update.message
    assert update.message.text == "halo"
    assert got.headers["X-Telegram-Bot-Api-Secret-Token"] == "rahasia_1-a"
    assert got.headers["Content-Type"] == "application/json"
    assert await here.state() == {
        "url": here.hook.url, "pending": 1, "in_flight": 1, "delivered": 0, "failed": 0,
        "last_error": None,
    }  # fmt: skip
    got.answered(204)
    await here.taken()
    assert await here.state() == {
        "url": here.hook.url, "pending": 0, "in_flight": 0, "delivered": 1, "failed": 0,
        "last_error": None,
    }  # fmt: skip


async def test_without_a_secret_there_is_no_header(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url)
    here.play.say(SITI, "halo")
    (got,) = await here.hook.has(1)
    assert "X-Telegram-Bot-Api-Secret-Token" not in got.headers


async def test_one_message_of_a_chat_is_in_flight_and_other_chats_go_beside_it(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url)
    for text in ("satu", "dua", "tiga"):
        here.play.say(SITI, text)
    here.play.say(SRI, "lain")
    first, other = await here.hook.has(2)
    assert here.hook.texts() == ["satu", "lain"]
    other.answered()
    first.answered()
    (*_both, second) = await here.hook.has(3)
    assert here.hook.texts()[2:] == ["dua"]
    second.answered()
    await here.hook.has(4)
    assert here.hook.texts()[3:] == ["tiga"]


async def test_taps_and_blocks_do_not_wait_for_messages(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url)
    sent = await here.bot.send_message(SITI, "x")
    here.play.say(SITI, "satu")
    here.play.tap(SITI, sent.message_id, "a")
    here.play.tap(SITI, sent.message_id, "b")
    here.play.block(SITI)
    got = await here.hook.has(3)
    assert [set(one.update) - {"update_id"} for one in got] == [
        {"message"},
        {"callback_query"},
        {"my_chat_member"},
    ]
    assert got[1].update["callback_query"]["data"] == "a"
    got[1].answered()
    await here.hook.has(4)
    assert here.hook.got[3].update["callback_query"]["data"] == "b"


async def test_no_more_connections_than_the_webhook_wants(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url, max_connections=2)
    for number in range(1101, 1106):
        here.play.say(number, str(number))
    got = await here.hook.has(2)
    assert (await here.state())["in_flight"] == 2
    assert len(got) == 2
    got[0].answered()
    await here.hook.has(3)
    assert (await here.state())["in_flight"] == 2
    assert (await here.bot.get_webhook_info()).max_connections == 2


async def test_a_failure_is_tried_again_at_once_and_then_ever_later(
    here: Here, pauses: list[float]
) -> None:
    here.hook.by_itself = lambda number: web.Response(status=503 if number < 10 else 200)
    await here.bot.set_webhook(here.hook.url)
    here.play.say(SITI, "halo")
    await here.taken()
    assert pauses == [0, 2, 4, 8, 16, 32, 60, 60, 60]
    assert here.hook.texts() == ["halo"] * 10
    assert (await here.state())["failed"] == 9
    info = await here.bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    assert info.last_error_date == clock.now().replace(microsecond=0)


async def test_retry_after_is_obeyed_and_does_not_lengthen_the_pauses(
    here: Here, pauses: list[float]
) -> None:
    def answer(number: int) -> web.Response:
        if number == 6:
            return web.Response()
        asked = {"Retry-After": "7"} if number in {1, 3} else {}
        return web.Response(status=500, headers=asked)

    here.hook.by_itself = answer
    await here.bot.set_webhook(here.hook.url)
    here.play.say(SITI, "halo")
    await here.taken()
    assert pauses == [7, 0, 7, 2, 4]


async def test_an_update_that_fails_blocks_its_own_lane_only(here: Here) -> None:
    here.play.webhook_pause = 600
    await here.bot.set_webhook(here.hook.url)
    here.play.say(SITI, "racun")
    here.play.say(SITI, "menunggu")
    for number in (1, 2):
        (await here.hook.has(number))[-1].answered(500)
    here.play.say(SRI, "lain")
    (*_failed, other) = await here.hook.has(3)
    other.answered()
    async with asyncio.timeout(PATIENCE):
        await here.play.until(lambda: here.play.outcomes.delivered)
    assert here.hook.texts() == ["racun", "racun", "lain"]
    assert (await here.state())["pending"] == 2


async def test_nobody_there_is_an_error_like_another(here: Here, pauses: list[float]) -> None:
    await here.bot.set_webhook("http://127.0.0.1:9/hook")
    here.play.say(SITI, "halo")
    async with asyncio.timeout(PATIENCE):
        await here.play.until(lambda: here.play.outcomes.failed > 1)
    assert (await here.bot.get_webhook_info()).last_error_message == "Connection refused"
    assert (await here.state())["pending"] == 1
    assert pauses[0] == 0


async def test_410_removes_the_webhook_only_after_a_day(here: Here, pauses: list[float]) -> None:
    def answer(number: int) -> web.Response:
        if number == 3:
            clock.move(timedelta(hours=23, minutes=1))
        return web.Response(status=410)

    here.hook.by_itself = answer
    await here.bot.set_webhook(here.hook.url)
    here.play.say(SITI, "halo")
    async with asyncio.timeout(PATIENCE):
        await here.play.until(lambda: not here.play.webhook.url)
    assert len(here.hook.got) == 3
    assert [update.message.text for update in await here.bot.get_updates()] == ["halo"]  # type: ignore[union-attr]  # it is one


async def test_an_answer_can_call_a_method(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url)
    for number, method in enumerate(["sendMessage", "deleteWebhook", "getMe", "sendMoon"], 1):
        here.play.say(SITI, "halo")
        got = (await here.hook.has(number))[-1]
        got.answered(data={"method": method, "chat_id": SITI, "text": "Baik."})
        await here.taken()
    async with asyncio.timeout(PATIENCE):
        await here.play.until(lambda: here.play.received.sends(SITI))
    assert [message["text"] for message in here.play.messages(SITI)][1] == "Baik."
    assert here.play.received.methods["deleteWebhook"] == 0
    assert here.play.received.methods["getMe"] == 1  # the client's own, when it began
    assert here.play.webhook.url


async def test_polling_and_a_webhook_exclude_each_other(here: Here) -> None:
    poll = asyncio.create_task(here.bot.get_updates(timeout=40))
    await here.play.until(lambda: here.play.received.methods["getUpdates"])
    await here.bot.set_webhook(here.hook.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await here.bot.get_updates()
    await here.bot.delete_webhook()
    here.play.say(SITI, "halo")
    assert len(await here.bot.get_updates()) == 1
    assert here.hook.got == []
    assert not (await here.bot.get_webhook_info()).url


async def test_what_waited_when_the_webhook_was_set_is_posted_or_dropped(here: Here) -> None:
    here.play.say(SITI, "lama")
    await here.bot.set_webhook(here.hook.url, drop_pending_updates=True)
    await here.bot.delete_webhook()
    here.play.say(SITI, "baru")
    await here.bot.set_webhook(here.hook.url)
    await here.hook.has(1)
    assert here.hook.texts() == ["baru"]


async def test_setting_the_same_again_disturbs_nothing_and_another_secret_does(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url, secret_token="lama")
    here.play.say(SITI, "halo")
    await here.hook.has(1)
    await here.bot.set_webhook(here.hook.url, secret_token="lama")
    assert (await here.state())["in_flight"] == 1
    await here.bot.set_webhook(here.hook.url, secret_token="baru")
    got = await here.hook.has(2)
    assert [one.headers["X-Telegram-Bot-Api-Secret-Token"] for one in got] == ["lama", "baru"]
    got[1].answered()
    await here.taken()


async def test_allowed_updates_are_kept_when_they_are_left_out(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url, allowed_updates=["callback_query"])
    await here.bot.set_webhook(here.hook.url, max_connections=7)
    here.play.say(SITI, "tidak diminta")
    info = await here.bot.get_webhook_info()
    assert info.allowed_updates == ("callback_query",)
    assert (info.url, info.max_connections) == (here.hook.url, 7)
    assert (info.ip_address, info.pending_update_count) == ("127.0.0.1", 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"secret_token": "rähasia"}, "secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "ftp://127.0.0.1/"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1:x/"}, "invalid webhook URL specified"),
        ({"url": "https://example.org/hook"}, "bad webhook: example.org is not this computer"),
    ],
    ids=str,
)
async def test_a_webhook_that_cannot_be(here: Here, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await here.bot.set_webhook(**{"url": here.hook.url} | changes)
    assert not here.play.webhook.url


async def test_connections_are_one_to_a_hundred(here: Here) -> None:
    for asked, given in ((1000, 100), (-3, 1)):
        await here.bot.set_webhook(here.hook.url, max_connections=asked)
        assert (await here.bot.get_webhook_info()).max_connections == given


async def test_the_webhook_and_what_waits_for_it_outlive_a_restart(tmp_path: Path) -> None:
    async with listening() as hook:
        before = Playground(tmp_path / "chats.db")
        async with serving(before) as server, Bot(TOKEN, base_url=f"{server.url}/bot") as bot:
            await bot.set_webhook(hook.url, secret_token="rahasia")
            before.say(SITI, "halo")
            await hook.has(1)
        before.close()
        after = Playground(tmp_path / "chats.db")
        async with serving(after):
            got = (await hook.has(2))[1]
            assert got.update["message"]["text"] == "halo"
            assert got.headers["X-Telegram-Bot-Api-Secret-Token"] == "rahasia"
        after.close()

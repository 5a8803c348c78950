"""A webhook is set, set anew and taken away, as Telegram does it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.playground.model import Playground
from bot.playground.serve import serving
from tests.playground.hook import listening
from tests.playground.hooked import SITI, TOKEN, Here


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

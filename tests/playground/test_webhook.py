"""Updates are posted to a webhook in the order of Telegram."""

import asyncio

from telegram import Update

from tests.playground.hook import PATIENCE
from tests.playground.hooked import SITI, SRI, Here


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


async def test_what_is_dropped_while_it_waits_for_a_connection_is_not_posted(here: Here) -> None:
    await here.bot.set_webhook(here.hook.url, max_connections=1)
    here.play.say(SITI, "dalam perjalanan")
    here.play.say(SRI, "menunggu")
    (first,) = await here.hook.has(1)
    await here.bot.set_webhook(here.hook.url, max_connections=1, drop_pending_updates=True)
    here.play.say(1103, "baru")
    first.answered()
    await here.hook.has(2)
    assert here.hook.texts() == ["dalam perjalanan", "baru"]


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

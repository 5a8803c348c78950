"""A message is kept for 24 hours and a tap for 150 seconds; then the bot never hears of it."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import httpx
from telegram import Bot

from bot import clock
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.serve import serving
from tests.playground.hook import PATIENCE, listening

TOKEN = "123456789:" + "A" * 35


async def test_polling_gets_what_is_young_enough(
    bot: Bot, http: httpx.AsyncClient, playground: Playground, person: Person
) -> None:
    before = Counter((await http.get("/play/received")).json()["expired"])
    sent = await bot.send_message(person.id, "x")
    playground.say(person.id, "lama")
    playground.tap(person.id, sent.message_id, "lama")
    clock.move(timedelta(seconds=149))
    assert len(await bot.get_updates()) == 2
    clock.move(timedelta(seconds=2))
    assert [bool(update.message) for update in await bot.get_updates()] == [True]
    clock.move(timedelta(hours=23))
    playground.say(person.id, "baru")
    clock.move(timedelta(hours=1))
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "baru"
    expired = Counter((await http.get("/play/received")).json()["expired"])
    assert expired - before == {"callback_query": 1, "message": 1}


async def test_what_waits_for_its_next_try_vanishes_when_its_time_is_over() -> None:
    play = Playground()
    play.webhook_pause = play.webhook_longest_pause = 600
    async with (
        listening() as hook,
        serving(play) as server,
        Bot(TOKEN, base_url=f"{server.url}/bot") as bot,
    ):
        await bot.set_webhook(hook.url)
        play.say(1101, "racun")
        play.say(1101, "menunggu")
        for number in (1, 2):
            (await hook.has(number))[-1].answered(500)
        async with asyncio.timeout(PATIENCE):
            await play.until(lambda: play.outcomes.failed == 2)
        clock.move(timedelta(hours=12))
        assert len(play.updates.pending) == 2
        clock.move(timedelta(hours=12, seconds=1))
        assert play.updates.pending == {}
        play.say(1101, "baru")
        (await hook.has(3))[-1].answered()
        assert hook.texts() == ["racun", "racun", "baru"]
        assert play.updates.expired == {"message": 2}


def test_age_is_kept_over_a_restart(tmp_path: Path) -> None:
    before = Playground(tmp_path / "chats.db")
    before.say(1101, "lama")
    before.close()
    clock.move(timedelta(hours=23))
    between = Playground(tmp_path / "chats.db")
    assert len(between.updates.pending) == 1
    between.close()
    clock.move(timedelta(hours=1, seconds=1))
    after = Playground(tmp_path / "chats.db")
    assert after.updates.pending == {}
    after.close()

"""A webhook that fails is tried again with the patience of Telegram."""

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web

from bot import clock
from bot.playground.pushing import Pushing
from tests.playground.hook import PATIENCE
from tests.playground.hooked import SITI, SRI, Here


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses before another try, in seconds; nobody sleeps them."""
    seconds: list[float] = []

    async def rest(_pushing: Pushing, asked: float, _update_id: int) -> None:
        seconds.append(asked)

    monkeypatch.setattr(Pushing, "_rest", rest)
    return seconds


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
    assert pauses == [7, 2, 7, 4, 8]


async def test_an_update_that_fails_blocks_its_own_line_only(here: Here) -> None:
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

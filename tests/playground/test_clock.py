"""The clock can be moved on where the bot follows it, and nowhere else."""

from datetime import timedelta

import httpx
import pytest

from bot import clock
from bot.playground.model import Playground
from bot.playground.refusals import NotPossible
from bot.playground.serve import serving


async def test_moving_the_clock_moves_what_messages_are_dated_by() -> None:
    playground = Playground()
    playground.moves_clock = True
    before = clock.now()
    async with serving(playground) as server, httpx.AsyncClient(base_url=server.url) as page:
        assert (await page.get("/play/people")).json()["moves_clock"]
        assert (await page.post("/play/clock", json={"hours": 24})).status_code == 200
    assert clock.now() - before >= timedelta(hours=24)
    assert playground.now() - before.timestamp() >= timedelta(hours=24).total_seconds() - 1


async def test_a_server_without_the_bot_does_not_move_it() -> None:
    async with serving(Playground()) as server, httpx.AsyncClient(base_url=server.url) as page:
        assert not (await page.get("/play/people")).json()["moves_clock"]
        assert (await page.post("/play/clock", json={"hours": 1})).status_code == 409


@pytest.mark.parametrize("hours", [0, -1, 31 * 24 + 1])
def test_it_does_not_go_back_nor_more_than_a_month_on(hours: float) -> None:
    playground = Playground()
    playground.moves_clock = True
    with pytest.raises(NotPossible):
        playground.later(hours)

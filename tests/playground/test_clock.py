"""The clock can be moved on where the bot follows it, and nowhere else."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

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


@pytest.mark.parametrize("hours", [0, -1, 31 * 24 + 1, 1e300, float("inf"), -1e9])
def test_it_does_not_go_back_nor_more_than_a_month_on(hours: float) -> None:
    playground = Playground()
    playground.moves_clock = True
    with pytest.raises(NotPossible):
        playground.later(hours)


#: Now, in Jakarta, is Monday the 23rd, 10.00.
MOMENTS = [
    ("tomorrow at eight", {"to": "08:00", "days": 1}, "2026-11-24T08:00+07:00"),
    ("the next eight o'clock is tomorrow's", {"to": "08:00", "days": 0}, "2026-11-24T08:00+07:00"),
    ("the next noon is today's", {"to": "12:00", "days": 0}, "2026-11-23T12:00+07:00"),
    ("noon tomorrow", {"to": "12:00", "days": 1}, "2026-11-24T12:00+07:00"),
    ("this very moment is over", {"to": "10:00", "days": 0}, "2026-11-24T10:00+07:00"),
    ("a week", {"to": "09:30", "days": 7}, "2026-11-30T09:30+07:00"),
    ("eight in Jayapura", {"to": "08:00", "days": 1, "zone": "Asia/Jayapura"},
     "2026-11-24T08:00+09:00"),
    ("the day is the zone's own", {"to": "00:30", "days": 1, "zone": "Pacific/Kiritimati"},
     "2026-11-24T00:30+14:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "then"), [row[1:] for row in MOMENTS], ids=[row[0] for row in MOMENTS]
)
async def test_the_clock_moves_to_a_local_time(body: dict[str, Any], then: str) -> None:
    playground = Playground()
    playground.moves_clock = True
    moved = asyncio.Event()
    end = clock.on_move(moved.set)
    clock.move_to(datetime(2026, 11, 23, 3, 0, tzinfo=UTC))
    moved.clear()
    async with serving(playground) as server, httpx.AsyncClient(base_url=server.url) as page:
        assert (await page.post("/play/clock", json=body)).status_code == 200
    end()
    assert abs(clock.now() - datetime.fromisoformat(then)) < timedelta(minutes=1)
    assert moved.is_set()


@pytest.mark.parametrize(
    "body",
    [
        {"to": "8 o'clock", "days": 1},
        {"to": "08:00", "days": -1},
        {"to": "08:00", "days": 1, "zone": "Asia/Atlantis"},
        {"to": "08:00", "days": 1, "zone": "../etc/passwd"},
        {"hours": "many"},
        {"weeks": 1},
    ],
    ids=str,
)
async def test_a_moment_that_is_none_is_refused(body: dict[str, Any]) -> None:
    playground = Playground()
    playground.moves_clock = True
    before = clock.now()
    async with serving(playground) as server, httpx.AsyncClient(base_url=server.url) as page:
        assert (await page.post("/play/clock", json=body)).status_code == 400
        far = {"to": "08:00", "days": 40}
        assert (await page.post("/play/clock", json=far)).status_code == 409
    assert clock.now() - before < timedelta(minutes=1)

"""Shared commits: nobody waits for company, nobody is left behind, and nobody's order changes."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.storage.together import Together


class Desk:
    """Work that goes on when it is told to, and keeps what it was given."""

    def __init__(self) -> None:
        self.runs: list[list[str]] = []
        self.go_on = asyncio.Event()
        self.begun = asyncio.Semaphore(0)
        self.under_way = 0
        self.most_under_way = 0

    async def work(self, items: Sequence[str]) -> None:
        self.runs.append([*items])
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        self.begun.release()
        await self.go_on.wait()
        self.under_way -= 1
        if "bad" in items:
            raise ValueError


def adding(together: Together[str], *items: str) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(together.add(item)) for item in items]


async def test_what_comes_alone_begins_at_once() -> None:
    desk = Desk()
    adding(Together(desk.work, most=16), "a")
    await desk.begun.acquire()
    assert desk.runs == [["a"]]
    desk.go_on.set()


async def test_what_comes_meanwhile_is_done_together() -> None:
    desk = Desk()
    together = Together(desk.work, most=3)
    tasks = adding(together, "a")
    await desk.begun.acquire()
    tasks += adding(together, "b", "c", "d", "e")
    await asyncio.sleep(0)
    desk.go_on.set()
    await asyncio.gather(*tasks)
    assert desk.runs == [["a"], ["b", "c", "d"], ["e"]]


async def test_no_more_runs_side_by_side_than_may() -> None:
    desk = Desk()
    together = Together(desk.work, most=1, at_once=2)
    tasks = adding(together, *"abcde")
    await desk.begun.acquire()
    await desk.begun.acquire()
    desk.go_on.set()
    await asyncio.gather(*tasks)
    assert desk.most_under_way == 2
    assert sorted(desk.runs) == [["a"], ["b"], ["c"], ["d"], ["e"]]


async def test_items_of_one_key_keep_their_order_and_never_meet() -> None:
    desk = Desk()
    together = Together(desk.work, most=16, at_once=2, key=lambda item: item[0])
    tasks = adding(together, "a1", "a2", "b1", "a3")
    await desk.begun.acquire()
    tasks += adding(together, "a4", "c1")
    await desk.begun.acquire()
    assert desk.runs == [["a1", "b1"], ["c1"]]
    desk.go_on.set()
    await asyncio.gather(*tasks)
    assert desk.runs[2:] == [["a2"], ["a3"], ["a4"]]


async def test_everyone_in_a_run_that_failed_hears_of_it_and_the_next_goes_on() -> None:
    desk = Desk()
    desk.go_on.set()
    together = Together(desk.work, most=16)
    results = await asyncio.gather(*adding(together, "good", "bad"), return_exceptions=True)
    assert [type(result) for result in results] == [ValueError, ValueError]
    await together.add("after")
    assert desk.runs[-1] == ["after"]


async def test_what_is_added_as_a_run_ends_is_not_forgotten() -> None:
    """A run that is over in all but name must not count as one that will take it."""
    desk = Desk()
    desk.go_on.set()
    together = Together(desk.work, most=16)
    for item in "abc":
        async with asyncio.timeout(5):
            await together.add(item)
    assert desk.runs == [["a"], ["b"], ["c"]]


async def test_who_stops_waiting_disturbs_nobody() -> None:
    desk = Desk()
    together = Together(desk.work, most=16)
    gone, stays = adding(together, "gone", "stays")
    await desk.begun.acquire()
    gone.cancel()
    desk.go_on.set()
    await stays
    with pytest.raises(asyncio.CancelledError):
        await gone

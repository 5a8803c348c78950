"""A large job of the calendar leaves time to everybody else, and misses no move of the clock."""

import asyncio
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

import scheduler
from bot import clock
from bot.delivery.quiet import Quiet
from bot.storage import Storage
from scheduler import BREATHS, Job, Scheduler


async def test_between_two_pieces_there_is_more_time_than_a_piece_took(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, left, rests = 0.0, [5.0, 2.0, 7.0], []

    async def piece(_db: AsyncSession, _quiet: Quiet) -> int:
        """As many seconds long as it says; the last one finds nothing."""
        nonlocal now
        now += left.pop(0) if left else 0
        return len(left)

    async def pause(seconds: float, _stop: asyncio.Event) -> None:
        nonlocal now
        now += seconds
        rests.append(seconds)

    monkeypatch.setattr(scheduler, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(scheduler, "pause", pause)
    calendar = Scheduler(storage, None, lambda: None)
    await calendar.run(Job("large", timedelta(seconds=2), piece))
    assert rests == [5 * BREATHS, 2 * BREATHS]


async def test_who_is_at_it_when_the_clock_moves_looks_again(storage: Storage) -> None:
    """Else what the move made due would wait for the next turn, which may be an hour away."""
    looked = []

    async def looks(_db: AsyncSession, _quiet: Quiet) -> int:
        looked.append(clock.now())
        if len(looked) == 1:
            clock.move(timedelta(days=1))
        return 0

    calendar = Scheduler(storage, None, lambda: None, [])
    try:
        await calendar.run(Job("hourly", timedelta(hours=1), looks))
    finally:
        clock.reset()
    assert len(looked) == 2
    assert looked[1] - looked[0] >= timedelta(days=1)


async def test_a_stop_lets_a_piece_end_and_begins_no_other(storage: Storage) -> None:
    """What is still under way when the database closes would keep the program from ending."""
    began, pieces = asyncio.Event(), []

    async def piece(db: AsyncSession, _quiet: Quiet) -> int:
        began.set()
        await asyncio.sleep(0.1)
        pieces.append(await db.scalar(text("SELECT 1")))
        return 1

    calendar = Scheduler(storage, None, lambda: None, [Job("large", timedelta(hours=1), piece)])
    calendar.start()
    await began.wait()
    await calendar.stop()
    assert pieces == [1]
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_piece_that_does_not_end_is_broken_off(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "LAST_PIECE_SECONDS", 0.1)
    began, ended = asyncio.Event(), asyncio.Event()

    async def piece(_db: AsyncSession, _quiet: Quiet) -> int:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return 0

    calendar = Scheduler(storage, None, lambda: None, [Job("stuck", timedelta(hours=1), piece)])
    calendar.start()
    await began.wait()
    await calendar.stop()
    assert ended.is_set()

"""Shared commits: what arrives while something is being committed shares the next commit.

A commit waits for the disk, whether it holds one update or sixteen. Nobody waits to fill one up:
alone, a piece of work begins at once.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Together(Generic[Item]):
    """Runs `work` on up to `most` items at a time, and so up to `at_once` times side by side.

    Items of one `key` keep their order: they neither share a run nor overlap.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[None]],
        *,
        most: int,
        at_once: int = 1,
        key: Callable[[Item], Hashable] = id,
    ) -> None:
        self._work, self._most, self._at_once, self._key = work, most, at_once, key
        self._waiting: deque[tuple[Item, asyncio.Future[None]]] = deque()
        self._busy: set[Hashable] = set()
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def add(self, item: Item) -> None:
        """Returns when the run with this item is over, and raises what it raised."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._running < self._at_once:
            self._running += 1
            task = asyncio.create_task(self._run())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        await done

    async def _run(self) -> None:
        # What is added in this turn of the event loop belongs together, too.
        await asyncio.sleep(0)
        while batch := self._next():
            keys = {self._key(item) for item, _done in batch}
            self._busy |= keys
            error: BaseException | None = None
            try:
                await self._work([item for item, _done in batch])
            except BaseException as raised:  # noqa: BLE001  (whoever waits for it hears of it)
                error = raised
            self._busy -= keys
            for _item, done in batch:
                _tell(done, error)
            if isinstance(error, asyncio.CancelledError):
                break  # the program ends; who waits was told
        # At once, not when the task is seen to be done: what is added in between must be run.
        self._running -= 1

    def _next(self) -> list[tuple[Item, asyncio.Future[None]]]:
        batch: list[tuple[Item, asyncio.Future[None]]] = []
        left: deque[tuple[Item, asyncio.Future[None]]] = deque()
        held = set(self._busy)
        while self._waiting and len(batch) < self._most:
            entry = self._waiting.popleft()
            key = self._key(entry[0])
            (left if key in held else batch).append(entry)
            held.add(key)
        self._waiting.extendleft(reversed(left))
        return batch


def _tell(done: asyncio.Future[None], error: BaseException | None) -> None:
    if done.done():  # whoever waited was cancelled
        return
    if error:
        done.set_exception(error)
    else:
        done.set_result(None)

"""A webhook under a test's command: it keeps what it got, and answers when and as it is told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

#: How long a test waits for what comes at once, in seconds.
PATIENCE = 20


@dataclass
class Got:
    update: dict[str, Any]
    headers: dict[str, str]
    answer: asyncio.Future[web.Response]

    def answered(self, status: int = 200, **facts: Any) -> None:
        self.answer.set_result(web.json_response(status=status, **facts))


@dataclass
class Hook:
    """Requests are answered in the test; `by_itself` answers those after it was set."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    by_itself: Callable[[int], web.Response] | None = None
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.Response:
        answer = asyncio.get_running_loop().create_future()
        got = Got(await request.json(), dict(request.headers), answer)
        async with self._news:
            self.got.append(got)
            self._news.notify_all()
        if self.by_itself:
            return self.by_itself(len(self.got))
        return await answer

    async def has(self, number: int) -> list[Got]:
        """Wait until so many requests came; returns all of them."""
        async with self._news, asyncio.timeout(PATIENCE):
            await self._news.wait_for(lambda: len(self.got) >= number)
        return self.got

    def texts(self) -> list[str]:
        return [got.update["message"]["text"] for got in self.got if "message" in got.update]


@asynccontextmanager
async def listening() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        for got in hook.got:
            got.answer.cancel()
        await runner.cleanup()

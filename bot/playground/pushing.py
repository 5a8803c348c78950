"""Posts updates to the bot's webhook in the order, and with the patience, of Telegram.

As its server does it (tdlib/telegram-bot-api, WebhookActor): one update of a lane is in flight
at a time, lanes run side by side up to `max_connections`; a failure is tried again at once, then
after a pause that doubles; an answer may itself call a method.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    TCPConnector,
)

from bot import clock
from bot.playground import bot_api, limits
from bot.playground.call import Call
from bot.playground.changes import Changes
from bot.playground.model import Playground
from bot.playground.refusals import HungUp, Refusal
from bot.playground.updates import Lane, Update, lane_of
from bot.playground.webhook import Webhook

#: Methods that an answer to an update cannot call, besides all that read.
NOT_IN_ANSWERS = {"setwebhook", "deletewebhook", "close", "logout"}


@dataclass(frozen=True)
class Answer:
    status: int
    #: Seconds until the next try that the webhook asked for; 0 if it did not.
    retry_after: int
    content: bytes


@asynccontextmanager
async def pushing(playground: Playground) -> AsyncIterator[None]:
    """Deliver for as long as the block lasts."""
    # As many connections as the webhook allows are counted here, not in the client.
    async with ClientSession(connector=TCPConnector(limit=0), trust_env=False) as session:
        pushing = Pushing(playground, session)
        playground.updates.on_added = pushing.take
        playground.on_webhook = pushing.start
        end = clock.on_move(pushing.look_again)
        pushing.start()
        try:
            yield
        finally:
            end()
            playground.updates.on_added = lambda _update: None
            playground.on_webhook = lambda: None
            await pushing.stop()


class Pushing:
    def __init__(self, playground: Playground, session: ClientSession) -> None:
        self._playground, self._session = playground, session
        self._lanes: dict[Lane, deque[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._moved = Changes()
        self._gone_since: datetime | None = None
        self._places = asyncio.Semaphore()

    def start(self) -> None:
        """Begin anew with the webhook there is now, and with all that is pending."""
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()
        self._gone_since = None
        self._places = asyncio.Semaphore(self._playground.webhook.max_connections)
        for update in self._playground.updates.pending.values():
            self.take(update)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def take(self, update: Update) -> None:
        if not self._playground.webhook.url:
            return
        key = lane_of(update)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = deque()
            self._run(self._work(key, lane))
        lane.append(update["update_id"])

    def look_again(self) -> None:
        """The clock was moved: what waits for its next try may have aged."""
        self._playground.updates.age()
        self._moved.announce()

    def _run(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, key: Lane, lane: deque[int]) -> None:
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        if self._lanes.get(key) is lane:
            del self._lanes[key]

    async def _deliver(self, update_id: int) -> None:
        """Try until the webhook took it, or it is no longer there."""
        playground, pause = self._playground, 0.0
        hook = playground.webhook
        while playground.webhook is hook and (update := self._pending(update_id)):
            async with self._places:
                answer = await self._post(update)
            if isinstance(answer, Answer) and HTTPStatus(200) <= answer.status < HTTPStatus(300):
                self._took(update_id, answer)
                return
            self._failed(answer)
            asked = answer.retry_after if isinstance(answer, Answer) else 0
            await self._rest(asked or pause, update_id)
            if not asked:
                pause = min(pause * 2 or playground.webhook_pause, playground.webhook_longest_pause)

    def _pending(self, update_id: int) -> Update | None:
        self._playground.updates.age()
        return self._playground.updates.pending.get(update_id)

    async def _post(self, update: Update) -> Answer | str:
        """The answer, or why there is none."""
        hook, outcomes = self._playground.webhook, self._playground.outcomes
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        outcomes.in_flight += 1
        try:
            async with self._session.post(
                hook.url if "://" in hook.url else f"https://{hook.url}",
                data=json.dumps(update, ensure_ascii=False).encode(),
                headers=headers,
                allow_redirects=False,
                timeout=ClientTimeout(total=limits.WEBHOOK_SECONDS),
            ) as answer:
                asked = answer.headers.get("Retry-After", "")
                seconds = int(asked) if asked.isdecimal() else 0
                retry_after = min(seconds, limits.WEBHOOK_RETRY_AFTER)
                return Answer(answer.status, retry_after, await answer.read())
        except ClientSSLError:
            return "SSL error {certificate verify failed}"
        except ClientConnectorError:
            return "Connection refused"
        except TimeoutError:
            return "Read timeout expired"
        except ClientError:
            return "Webhook connection closed"
        finally:
            outcomes.in_flight -= 1

    def _took(self, update_id: int, answer: Answer) -> None:
        self._gone_since = None
        self._playground.outcomes.delivered += 1
        self._playground.updates.drop(update_id)
        self._playground.changed_now()
        if call := _method_in(answer.content):
            self._run(self._perform(call))

    async def _perform(self, call: Call) -> None:
        """Whoever answers with a method never learns what became of it."""
        try:
            await bot_api.perform(self._playground, call)
        except (Refusal, HungUp):
            return

    def _failed(self, answer: Answer | str) -> None:
        playground = self._playground
        if isinstance(answer, Answer):
            reason = f"Wrong response from the webhook: {answer.status} {_phrase(answer.status)}"
            gone = answer.status == HTTPStatus.GONE
        else:
            reason, gone = answer, False
        playground.outcomes.failed += 1
        playground.outcomes.last_error = reason
        playground.outcomes.last_error_date = playground.now()
        self._gone_since = (self._gone_since or clock.now()) if gone else None
        if self._gone_since and clock.now() - self._gone_since > limits.WEBHOOK_GONE:
            playground.set_webhook(Webhook())
        playground.changed_now()

    async def _rest(self, seconds: float, update_id: int) -> None:
        """Wait, but no longer than the update is there."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._pending(update_id) and (left := until - loop.time()) > 0:
            await self._moved.after(self._moved.count, left)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _method_in(content: bytes) -> Call | None:
    """The call that an answer makes (core.telegram.org/bots/faq, "in response to the update")."""
    try:
        values = json.loads(content or b"null")
    except ValueError:
        return None
    name = str(values.pop("method", "")) if isinstance(values, dict) else ""
    lowered = name.lower()
    if not name or lowered in NOT_IN_ANSWERS or lowered.startswith("get"):
        return None
    return Call(name, values)

"""The library's own HTTP client and ours, side by side, and what each says of a request."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery.environment import proxy_for
from bot.delivery.meaning import RequestFailed
from bot.delivery.outcome import GroupMoved, NotSent, Rejected
from bot.delivery.request import Request
from tests.delivery.answers import fields_of
from tests.delivery.wire import OK, Received, wire

TOKEN = "123456789:" + "R" * 35
#: What the library's client raises below its own errors when nothing has left.
UNSENT = (httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ConnectError, httpx.ProxyError)

Make = Callable[..., BaseRequest]
#: What one client is asked to do.
Doing = Callable[[Bot], Awaitable[Any]]


def library(_url: str, **limits: Any) -> BaseRequest:
    return HTTPXRequest(**limits)


def ours(url: str, **limits: Any) -> BaseRequest:
    """As the program makes it."""
    return Request(proxy=proxy_for(url), **limits)


BOTH: dict[str, Make] = {"the library's": library, "ours": ours}
each_client = pytest.mark.parametrize("make", BOTH.values(), ids=BOTH)


@asynccontextmanager
async def bot_at(url: str, make: Make = ours, **limits: Any) -> AsyncIterator[Bot]:
    async with make(url, **limits) as request:
        yield Bot(
            TOKEN,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=request,
            get_updates_request=Request(),  # never opened
        )


async def said(doing: Doing, bot: Bot) -> Any:
    """What came of it: the result, or the meaning of the error."""
    try:
        return await doing(bot)
    except TelegramError as error:
        return meaning(error)


def meaning(error: TelegramError) -> str:
    """One word for what either client says: throttled, not sent, unknown, rejected and so on."""
    if isinstance(getattr(error, "outcome", error), GroupMoved | ChatMigrated):
        return "moved"
    match error:
        case RequestFailed(outcome=NotSent(retry_after=float(seconds))):
            return f"throttled {seconds:g}"
        case RetryAfter():
            return f"throttled {error._retry_after.total_seconds():g}"
        case RequestFailed(outcome=Rejected()) | BadRequest() | Forbidden():
            return "rejected"
        case InvalidToken() | Conflict():
            return type(error).__name__
    unsent = isinstance(getattr(error, "outcome", error.__cause__), (NotSent, *UNSENT))
    return "not sent" if unsent else "unknown"


@dataclass(frozen=True)
class Two:
    """What came of the same call by the library's client and by ours."""

    theirs: Any
    ours: Any


async def both(doing: Doing, answer: bytes = OK, **limits: Any) -> tuple[Two, Two]:
    """What each client says, and what each of them sent."""
    results, requests = [], []
    for make in BOTH.values():
        async with wire(answer) as server, bot_at(server.url, make, **limits) as bot:
            results.append(await said(doing, bot))
        requests.append([essence(received) for received in server.received])
    return Two(*results), Two(*requests)


def essence(received: Received) -> dict[str, Any]:
    """All but how a request without files is written, and how the answer may be packed.

    Those are each client's own business.
    """
    facts = {
        "line": received.head.partition("\r\n")[0],
        "user-agent": received.header("user-agent"),
    }
    if (fields := fields_of(received.header("content-type"), received.body)) is not None:
        return facts | {"fields": fields}
    names = ("content-type", "content-length")
    return facts | {"body": received.body, **{name: received.header(name) for name in names}}


async def sends(bot: Bot) -> Any:
    return (await bot.send_message(5, "Halo")).text


async def reason(bot: Bot) -> str:
    """Why a message was not sent, in our client's words."""
    with pytest.raises(RequestFailed) as failed:
        await sends(bot)
    assert isinstance(failed.value.outcome, NotSent)
    return failed.value.outcome.reason

"""The library's own HTTP client and ours, side by side, and what each says of a request."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
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
from bot.delivery.outcome import NotSent, Rejected
from bot.delivery.request import Request

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
    match error:
        case RequestFailed(outcome=NotSent(retry_after=float(seconds))):
            return f"throttled {seconds:g}"
        case RetryAfter():
            return f"throttled {error._retry_after.total_seconds():g}"
        case RequestFailed(outcome=Rejected()) | BadRequest() | Forbidden() | ChatMigrated():
            return "rejected"
        case InvalidToken() | Conflict():
            return type(error).__name__
        case RequestFailed():
            return "not sent" if isinstance(error.outcome, NotSent) else "unknown"
    return "not sent" if isinstance(error.__cause__, UNSENT) else "unknown"

"""The HTTP request, where errors become classes of ours.

The library above raises `TimedOut` both for what never left and for what may have arrived, and
forgets the status of an answer. Here, below it, the two can still be told apart.
"""

import json
from typing import Any

import httpx
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.delivery.outcome import NotSent, Outcome, Rejected, Unknown

#: What never left this machine.
UNSENT = (httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ConnectError)
SERVER_ERROR = 500
TOO_MANY = 429
FORBIDDEN = 403
#: Telegram's words for a chat that is not there (any more).
GONE = ("chat not found", "user is deactivated", "bot was blocked", "can't initiate conversation")


class RequestFailed(TelegramError):  # noqa: N818  (it reads as what happened)
    """A request that did not succeed, with what that means for the message."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(getattr(outcome, "reason", "failed"))
        self.outcome = outcome


class Request(HTTPXRequest):
    """httpx, as the library uses it, with our errors."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kw: Any
    ) -> tuple[int, bytes]:
        try:
            code, payload = await super().do_request(url, method, request_data, *args, **kw)
        except NetworkError as error:
            if isinstance(error.__cause__, UNSENT):
                raise RequestFailed(NotSent("no connection")) from None
            # Without the cause, whose text may hold the URL and with it the token.
            raise RequestFailed(Unknown(type(error.__cause__).__name__)) from None
        if code >= 300:  # noqa: PLR2004  (HTTP's own border of success)
            raise failure(code, payload)
        return code, payload


def failure(code: int, payload: bytes) -> TelegramError:
    """What an answer other than success means."""
    try:
        answer = json.loads(payload)
        reason = str(answer["description"])
        retry_after = answer.get("parameters", {}).get("retry_after")
    except (ValueError, KeyError, TypeError, AttributeError):
        reason, retry_after = f"status {code}", None
    if code == TOO_MANY:
        return RequestFailed(NotSent(reason, float(retry_after or 1)))
    if code in {401, 404}:
        return InvalidToken(reason)
    if code == 409:  # noqa: PLR2004
        return Conflict(reason)
    if code >= SERVER_ERROR:
        return RequestFailed(Unknown(reason))
    gone = code == FORBIDDEN or any(words in reason.casefold() for words in GONE)
    return RequestFailed(Rejected(reason, unreachable=gone))

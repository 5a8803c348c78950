"""What an answer means for a message, or the lack of one, in words that help an operator."""

import json
from typing import Any

from aiohttp import (
    ClientConnectionError,
    ClientConnectionResetError,
    ClientPayloadError,
    ClientResponseError,
    InvalidURL,
    SocketTimeoutError,
)
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.delivery.network import Unreached
from bot.delivery.outcome import GroupMoved, NotSent, Outcome, Rejected, Unknown

BAD_REQUEST = 400
SERVER_ERROR = 500
TOO_MANY = 429
FORBIDDEN = 403
#: A proxy wants a password, or did not get the whole request: Telegram has not seen it.
ON_THE_WAY = {407: "the proxy wants another user or password", 408: "it was sent too slowly"}
#: Telegram's words for a chat that is not there (any more).
GONE = ("chat not found", "user is deactivated", "bot was blocked", "can't initiate conversation")
#: What is known of a request that was begun and not answered; the first that fits.
UNANSWERED: tuple[tuple[type[BaseException], str], ...] = (
    (SocketTimeoutError, "no answer in time"),
    (TimeoutError, "sending it took too long"),
    (ClientPayloadError, "the answer broke off"),
    (ClientResponseError, "the answer is no HTTP"),
    (ClientConnectionError, "the connection broke before an answer came"),
)


class RequestFailed(TelegramError):  # noqa: N818  (it reads as what happened)
    """A request that did not succeed, with what that means for the message."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(getattr(outcome, "reason", "failed"))
        self.outcome = outcome


def unanswered(error: Exception, *, one_write: bool) -> NotSent | Unknown:
    """What became of a request that ended so. No text of the error's: it may hold the address.

    `one_write` says that the request is handed to the connection whole or not at all.
    """
    if isinstance(error, Unreached):
        return NotSent(f"no connection: {error}")
    if isinstance(error, InvalidURL):
        return NotSent("no connection: the address is none")
    if one_write and _was_closed(error):
        return NotSent("the connection was closed before it was used")
    for kind, reason in UNANSWERED:
        if isinstance(error, kind):
            return Unknown(reason)
    return Unknown(type(error).__name__)


def _was_closed(error: Exception) -> bool:
    """The client raises this before a write, and as the cause of what it raises for the body."""
    return any(isinstance(e, ClientConnectionResetError) for e in (error, error.__cause__))


def failure(code: int, payload: bytes) -> TelegramError:
    """What an answer other than success means."""
    answer = read(payload) or {}
    reason = str(answer.get("description") or f"status {code}")
    if code in {401, 404}:
        return InvalidToken(reason)
    if code == 409:  # noqa: PLR2004
        return Conflict(reason)
    if code == TOO_MANY:
        return RequestFailed(NotSent(reason, _retry_after(answer)))
    if code == BAD_REQUEST and (chat_id := _migrated_to(answer)) is not None:
        return RequestFailed(GroupMoved(reason, chat_id))
    return RequestFailed(_refusal(code, reason))


def _refusal(code: int, reason: str) -> NotSent | Rejected | Unknown:
    if code < BAD_REQUEST:
        return NotSent(f"a redirection came for an answer (status {code})")
    if code in ON_THE_WAY:
        return NotSent(ON_THE_WAY[code])
    if code >= SERVER_ERROR:
        return Unknown(reason)
    gone = code == FORBIDDEN or any(words in reason.casefold() for words in GONE)
    return Rejected(reason, unreachable=gone)


def read(payload: bytes) -> dict[str, Any] | None:
    """An answer of Telegram's; None if it is none."""
    try:
        answer = json.loads(payload.decode(errors="replace"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _retry_after(answer: dict[str, Any]) -> float:
    """In seconds; one if it is not said."""
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(seconds) if isinstance(seconds, (int, float)) and seconds > 0 else 1.0


def _migrated_to(answer: dict[str, Any]) -> int | None:
    """The number of a group that is a supergroup now (bots/api#responseparameters)."""
    parameters = answer.get("parameters")
    number = parameters.get("migrate_to_chat_id") if isinstance(parameters, dict) else None
    return number if type(number) is int else None

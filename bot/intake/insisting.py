"""Asking Telegram for what must be so before anything else, however long it takes to agree."""

import asyncio
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, TelegramError

from bot.delivery.meaning import RequestFailed
from bot.delivery.outcome import Rejected
from bot.errors import Refused
from bot.intake.backoff import Backoff

REFUSED = (
    "Telegram refused the token (TELEGRAM_BOT_TOKEN): copy it again from @BotFather, "
    "or check TELEGRAM_API_URL."
)


async def insist(ask: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Ask until Telegram agrees; False if the program is to stop meanwhile.

    Raises `Refused` for what it will never agree to.
    """
    trouble = Backoff(stop)
    while not stop.is_set():
        try:
            await ask()
        except InvalidToken:
            raise Refused(REFUSED) from None
        except TelegramError as error:
            if isinstance(error, RequestFailed) and isinstance(error.outcome, Rejected):
                raise Refused(f"Telegram refuses a setting: {error}") from None
            await trouble.failed("telegram.unavailable", str(error))
        else:
            trouble.worked()
            return True
    return False

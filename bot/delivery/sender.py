"""Turns a screen into one request, and its answer into an outcome."""

import asyncio
import html
import re
from typing import Any

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError

from bot.delivery.api import call
from bot.delivery.meaning import RequestFailed
from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.delivery.screen import Screen

#: A link in a bulletin's terms must not grow a picture nobody asked for.
NO_PREVIEW = {"is_disabled": True}


class Sender:
    def __init__(self, bot: Bot, seconds: float = 10) -> None:
        """One request takes no longer than `seconds`, whatever its phases take."""
        self._bot, self._seconds = bot, seconds

    async def deliver(self, letter: Letter, screen: Screen) -> Outcome:
        """Send a letter. An answer in place of a message that is gone becomes one of its own."""
        outcome = await self.send(letter.chat_id, screen, edits=letter.edits)
        refused = isinstance(outcome, Rejected) and not outcome.unreachable
        if refused and letter.edits and letter.lane is Lane.REPLY:
            return await self.send(letter.chat_id, screen)
        return outcome

    async def send(self, chat_id: int, screen: Screen, *, edits: int | None = None) -> Outcome:
        """Send a message, or change the message `edits`. Never raises for what Telegram says."""
        outcome = await self._try(chat_id, screen, edits, ParseMode.HTML)
        if isinstance(outcome, Rejected) and "parse entities" in outcome.reason.casefold():
            # Our HTML is at fault, not the person: they get the words without the looks.
            outcome = await self._try(chat_id, screen, edits, None)
        return outcome

    async def answer_tap(self, query_id: str) -> None:
        """Stop the button's clock. Best effort: it carries nothing that must be seen."""
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError:
            return

    async def _try(
        self, chat_id: int, screen: Screen, edits: int | None, parse_mode: ParseMode | None
    ) -> Outcome:
        text = str(screen.text) if parse_mode else plain(screen.text)
        try:
            async with asyncio.timeout(self._seconds):
                message_id = await self._request(chat_id, text, screen, edits, parse_mode)
        except TimeoutError:
            return Unknown("no answer in time")
        except RequestFailed as error:
            if edits and "message is not modified" in str(error).casefold():
                return Sent(edits, text)
            return error.outcome
        except InvalidToken:
            return NotSent("Telegram refuses the token")
        except TelegramError as error:
            return Unknown(type(error).__name__)
        return Sent(message_id, text)

    async def _request(
        self,
        chat_id: int,
        text: str,
        screen: Screen,
        edits: int | None,
        parse_mode: ParseMode | None,
    ) -> int:
        """The number of the message."""
        fields = {
            "chat_id": chat_id,
            "text": text,
            "parse_mode": parse_mode,
            "reply_markup": _buttons(screen),
            "link_preview_options": NO_PREVIEW,
        }
        if edits:
            await call(self._bot, "editMessageText", fields | {"message_id": edits})
            return edits
        message = await call(self._bot, "sendMessage", fields)
        number: int = message["message_id"]
        return number


def plain(text: str) -> str:
    """HTML without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _buttons(screen: Screen) -> dict[str, Any] | None:
    """`InlineKeyboardMarkup` (core.telegram.org/bots/api#inlinekeyboardmarkup)."""
    if not screen.buttons:
        return None
    rows = [
        [{"text": button.label, "callback_data": button.data} for button in row]
        for row in screen.buttons
    ]
    return {"inline_keyboard": rows}

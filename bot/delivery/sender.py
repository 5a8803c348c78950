"""Turns a screen into one request, and its answer into an outcome."""

import asyncio
from collections.abc import Callable
from functools import partial

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError

from bot.delivery import posts
from bot.delivery.api import call
from bot.delivery.meaning import RequestFailed
from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.delivery.posts import Post
from bot.delivery.screen import Screen


class Sender:
    def __init__(self, bot: Bot, seconds: float = 10) -> None:
        """One request takes no longer than `seconds`, whatever its phases take."""
        self._bot, self._seconds = bot, seconds

    async def deliver(self, letter: Letter, screen: Screen) -> Outcome:
        """Send a letter. An answer in place of a message that is gone becomes one of its own."""
        paid = letter.paid is not None
        outcome = await self.send(letter.chat_id, screen, edits=letter.edits, paid=paid)
        refused = isinstance(outcome, Rejected) and not outcome.unreachable
        if refused and letter.edits and letter.lane is Lane.REPLY:
            return await self.send(letter.chat_id, screen)
        return outcome

    async def send(
        self, chat_id: int, screen: Screen, *, edits: int | None = None, paid: bool = False
    ) -> Outcome:
        """Send a message, or change the message `edits`. Never raises for what Telegram says."""
        if edits is None or posts.is_new(screen):
            return await self._worded(partial(posts.message, chat_id, screen, paid=paid))
        outcome = await self._worded(partial(posts.change, chat_id, edits, screen))
        if _says(outcome, "no text in the message to edit") and posts.fits_caption(screen):
            outcome = await self._worded(partial(posts.change_caption, chat_id, edits, screen))
        # What already stands there need not be changed.
        as_it_is = _says(outcome, "message is not modified")
        return Sent(edits, str(screen.text)) if as_it_is else outcome

    async def answer_tap(self, query_id: str) -> None:
        """Stop the button's clock. Best effort: it carries nothing that must be seen."""
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError:
            return

    async def _worded(self, make: Callable[[ParseMode | None], Post]) -> Outcome:
        outcome = await self._try(make(ParseMode.HTML))
        if _says(outcome, "parse entities"):
            # Our HTML is at fault, not the person: they get the words without the looks.
            outcome = await self._try(make(None))
        return outcome

    async def _try(self, post: Post) -> Outcome:
        try:
            async with asyncio.timeout(self._seconds):
                result = await call(self._bot, post.method, post.fields, files=post.files)
        except TimeoutError:
            return Unknown("no answer in time")
        except RequestFailed as error:
            return error.outcome
        except InvalidToken:
            return NotSent("Telegram refuses the token")
        except TelegramError as error:
            return Unknown(type(error).__name__)
        # A menu is no message and has no number.
        return Sent(result["message_id"] if isinstance(result, dict) else None, post.text)


def _says(outcome: Outcome, words: str) -> bool:
    return isinstance(outcome, Rejected) and words in outcome.reason.casefold()

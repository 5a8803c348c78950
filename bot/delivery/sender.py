"""Turns a screen into one request, and its answer into an outcome."""

import asyncio
import time
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

#: How long a file that Telegram refused is not tried again, in seconds, and how many of them are
#: remembered.
REFUSED_SECONDS, MOST_REFUSED = 600.0, 64


class Sender:
    def __init__(self, bot: Bot, seconds: float = 10) -> None:
        """One request takes no longer than `seconds`, whatever its phases take."""
        self._bot, self._seconds = bot, seconds
        #: Files that Telegram does not give -> until when that is believed.
        self._refused: dict[str, float] = {}

    async def deliver(self, letter: Letter, screen: Screen) -> Outcome:
        """Send a letter. An answer in place of a message that is gone becomes one of its own."""
        outcome = await self.send(
            letter.chat_id,
            screen,
            edits=letter.edits,
            paid=letter.paid is not None,
            low_data=letter.low_data,
        )
        refused = isinstance(outcome, Rejected) and not outcome.unreachable
        if refused and letter.edits and letter.lane is Lane.REPLY:
            return await self.send(letter.chat_id, screen)
        return outcome

    async def send(
        self,
        chat_id: int,
        screen: Screen,
        *,
        edits: int | None = None,
        paid: bool = False,
        low_data: bool = False,
    ) -> Outcome:
        """Send a message, or change the message `edits`. Never raises for what Telegram says.

        To who saves data, what is enclosed is not sent where a button can bring it.
        """
        if edits is None or posts.is_new(screen):
            if low_data and screen.enclosed and screen.enclosed.button:
                screen = screen.in_words
            return await self._new(chat_id, screen, paid=paid)
        outcome = await self._change(chat_id, edits, screen, low_data=low_data)
        # What already stands there need not be changed.
        as_it_is = _says(outcome, "message is not modified")
        return Sent(edits, str(screen.text)) if as_it_is else outcome

    async def _new(self, chat_id: int, screen: Screen, *, paid: bool) -> Outcome:
        """What is refused was not sent, so that it may go again without what is enclosed."""
        enclosed = screen.enclosed
        if enclosed and self._refused.get(enclosed.file_id, 0) > time.monotonic():
            screen = screen.without_enclosed
        outcome = await self._worded(partial(posts.message, chat_id, screen, paid=paid))
        refused = isinstance(outcome, Rejected) and not outcome.unreachable
        if screen.enclosed and refused:
            if _says(outcome, "file") or _says(outcome, "photo_") or _says(outcome, "image_"):
                self._remember_refused(screen.enclosed.file_id)
            alone = screen.without_enclosed
            outcome = await self._worded(partial(posts.message, chat_id, alone, paid=paid))
        return outcome

    def _remember_refused(self, file_id: str) -> None:
        """So that each of many readers does not cost two requests."""
        if len(self._refused) >= MOST_REFUSED:
            self._refused.pop(next(iter(self._refused)))
        self._refused[file_id] = time.monotonic() + REFUSED_SECONDS

    async def _change(self, chat_id: int, edits: int, screen: Screen, *, low_data: bool) -> Outcome:
        """What a message is, text or caption, is not kept: the likely one is tried first."""
        text = partial(posts.change, chat_id, edits, screen.in_words)
        caption = partial(posts.change_caption, chat_id, edits, screen)
        if screen.enclosed and not low_data and posts.fits_caption(screen):
            outcome = await self._worded(caption)
            missed = _says(outcome, "no caption in the message to edit")
            return await self._worded(text) if missed else outcome
        outcome = await self._worded(text)
        # The text of a bulletin may have outgrown its caption, which then loses its end.
        may = screen.enclosed is not None or posts.fits_caption(screen)
        if _says(outcome, "no text in the message to edit") and may:
            return await self._worded(caption)
        return outcome

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

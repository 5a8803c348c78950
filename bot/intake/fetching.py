"""Files that people send, fetched from Telegram and read before anything is locked for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.conversation.said import Sheet
from bot.delivery.api import call, download
from bot.intake import spreadsheets
from bot.intake.contents import Attachment
from bot.language import _

log = structlog.get_logger()

#: Of a file, in bytes: ten times what 20,000 rows of names and numbers take.
MOST = 5_000_000
#: For fetching and reading together. Whoever sent it waits, and by polling so does the batch.
SECONDS = 20

TOO_BIG = _("This file is larger than 5 MB. Please send a smaller one, with nothing but the rows.")
AGAIN = _("Sorry, the file could not be fetched just now. Please send it again.")


class Fetching:
    """Reads one file at a time, beside the event loop, so that none fills the memory.

    `understand` makes more of the rows, in the same thread.
    """

    def __init__(
        self, bot: Bot, understand: Callable[[Sheet], Sheet], seconds: float = SECONDS
    ) -> None:
        self._bot, self._understand, self._seconds = bot, understand, seconds
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spreadsheet")

    async def sheet(self, name: str, attachment: Attachment) -> Sheet:
        """Raises only for a mistake of ours, whatever is in the file, or Telegram says."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._sheet(name, attachment)
        except (TelegramError, TimeoutError, _NoSenseError) as error:
            # Without its text, which may hold the address and so the token.
            log.warning("file.not_fetched", error=type(error).__name__)
            return self._without_rows(name, AGAIN)

    async def _sheet(self, name: str, attachment: Attachment) -> Sheet:
        if attachment.size is not None and attachment.size > MOST:
            return self._without_rows(name, TOO_BIG)
        content = await self._content(attachment.file_id)
        if len(content) > MOST:
            return self._without_rows(name, TOO_BIG)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, self._read, name, content)

    def _read(self, name: str, content: bytes) -> Sheet:
        return self._understand(spreadsheets.read(name, content))

    def _without_rows(self, name: str, problem: str) -> Sheet:
        return self._understand(Sheet(name, problem=problem))

    async def _content(self, file_id: str) -> bytes:
        file = await call(self._bot, "getFile", {"file_id": file_id})
        try:
            path = file["file_path"]
        except (LookupError, TypeError):
            raise _NoSenseError from None
        return await download(self._bot, path, MOST)


class _NoSenseError(Exception):
    """Telegram's answer holds no file."""

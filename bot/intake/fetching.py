"""Files that people send, fetched from Telegram and read before anything is locked for it."""

import asyncio
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
    """Reads one file at a time, beside the event loop, so that none fills the memory."""

    def __init__(self, bot: Bot, seconds: float = SECONDS) -> None:
        self._bot, self._seconds = bot, seconds
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="spreadsheet")

    async def sheet(self, name: str, attachment: Attachment) -> Sheet:
        """Never raises for what is in the file, or for what Telegram says."""
        if attachment.size is not None and attachment.size > MOST:
            return Sheet(name, problem=TOO_BIG)
        try:
            async with asyncio.timeout(self._seconds):
                content = await self._content(attachment.file_id)
                if len(content) > MOST:
                    return Sheet(name, problem=TOO_BIG)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._reader, spreadsheets.read, name, content)
        except (TelegramError, TimeoutError, LookupError, TypeError) as error:
            # Without its text, which may hold the address and so the token.
            log.warning("file.not_fetched", error=type(error).__name__)
            return Sheet(name, problem=AGAIN)

    async def _content(self, file_id: str) -> bytes:
        """Raises TelegramError, or LookupError or TypeError if the answer makes no sense."""
        file = await call(self._bot, "getFile", {"file_id": file_id})
        return await download(self._bot, file["file_path"], MOST)

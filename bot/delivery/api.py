"""The Bot API's methods as they answer, in plain JSON: the one door past the library's objects.

A sent message comes back whole, and the library makes objects of all of it; we want its number.
Of updates it can read only all or none.
"""

from collections.abc import Mapping
from typing import Any

from telegram import Bot

from bot.delivery.form import File
from bot.delivery.request import DEFAULT, Request


async def call(
    bot: Bot,
    method: str,
    fields: Mapping[str, Any],
    *,
    files: Mapping[str, File] | None = None,
    read_timeout: float | None = None,
) -> Any:
    """The result. Raises `telegram.error.TelegramError`, `RequestFailed` above all.

    `read_timeout` in seconds, if the answer may take longer than is usual. Fields that are None
    are left out: Telegram does not handle them well.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    longer = DEFAULT if read_timeout is None else read_timeout
    return await _request(bot).ask(f"{bot.base_url}/{method}", given, longer, files)


async def download(bot: Bot, path: str, most: int) -> bytes:
    """A file by the path that `getFile` answered. Raises what `call` raises.

    No more than `most` bytes and one are read, so that who gets as many knows of more.
    """
    return await _request(bot).fetch(f"{bot.base_file_url}/{path}", most + 1)


def _request(bot: Bot) -> Request:
    request = bot.request
    if not isinstance(request, Request):
        raise TypeError("The bot was not made with a request of ours.")
    return request

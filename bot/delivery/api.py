"""The Bot API's methods as they answer, in plain JSON: the one door past the library's objects.

A sent message comes back whole, and the library makes objects of all of it; we want its number.
Of updates it can read only all or none. Its public way to call a method by name is for methods
that it does not know yet, and warns about the rest.
"""

from collections.abc import Mapping
from typing import Any

from telegram import Bot


async def call(
    bot: Bot, method: str, fields: Mapping[str, Any], *, read_timeout: float | None = None
) -> Any:
    """The result. Raises `telegram.error.TelegramError`, `RequestFailed` above all.

    `read_timeout` in seconds, if the answer may take longer than is usual.
    """
    given: dict[str, Any] = {} if read_timeout is None else {"read_timeout": read_timeout}
    return await bot._post(method, dict(fields), **given)  # noqa: SLF001  (see above)

"""A screen as the Bot API takes it: a method, its fields, and files beside them."""

import html
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import ParseMode

from bot.delivery import form
from bot.delivery.screen import Button, File, Key, Screen

#: A link in a bulletin's terms must not grow a picture nobody asked for.
NO_PREVIEW = {"is_disabled": True}
#: Longest text beside a file or voice note, in UTF-16 units after entities are parsed
#: (core.telegram.org/bots/api#sendphoto). No screen of ours with a file is as long, which a test
#: sees to; with what is enclosed the text may be, and then goes alone.
CAPTION = 1024


@dataclass(frozen=True)
class Post:
    """One request, ready to go."""

    method: str
    fields: Mapping[str, Any]
    files: Mapping[str, form.File] = field(default_factory=dict)
    #: What is kept of it.
    text: str = ""


def is_new(screen: Screen) -> bool:
    """Whether it can only stand in a message of its own, and no earlier one change into it."""
    foremost = screen.enclosed is not None and screen.enclosed.foremost
    return bool(screen.keys or screen.drops_keys or screen.file or screen.voice or foremost)


def fits_caption(screen: Screen) -> bool:
    return len(plain(screen.text).encode("utf-16-le")) // 2 <= CAPTION


def message(
    chat_id: int, screen: Screen, parse_mode: ParseMode | None, *, paid: bool = False
) -> Post:
    """A message of its own; one that is `paid` for costs Stars and may go faster."""
    to: dict[str, Any] = {"chat_id": chat_id, "reply_markup": _keyboard(screen)}
    if paid:
        to["allow_paid_broadcast"] = True
    if screen.menu:
        return _menu(chat_id, screen)
    if screen.file:
        kind, files = _file(screen.file)
        captioned = _caption(screen, parse_mode)
        return Post(f"send{kind.title()}", to | captioned, files, captioned["caption"])
    if screen.voice:
        captioned = _caption(screen, parse_mode)
        return Post("sendVoice", to | {"voice": screen.voice} | captioned, {}, captioned["caption"])
    if (enclosed := screen.enclosed) and (enclosed.foremost or fits_caption(screen)):
        captioned = _caption(screen, parse_mode)
        it = {enclosed.kind: enclosed.file_id}
        return Post(f"send{enclosed.kind.title()}", to | it | captioned, {}, captioned["caption"])
    if screen.enclosed:
        # One row of the outbox is one message: its text stays whole, and a button brings the rest.
        return message(chat_id, screen.in_words, parse_mode, paid=paid)
    written = _text(screen, parse_mode)
    return Post("sendMessage", to | written, {}, written["text"])


def change(chat_id: int, number: int, screen: Screen, parse_mode: ParseMode | None) -> Post:
    """The message of this number becomes that screen."""
    written = _text(screen, parse_mode)
    return Post("editMessageText", _of(chat_id, number, screen) | written, {}, written["text"])


def change_caption(chat_id: int, number: int, screen: Screen, parse_mode: ParseMode | None) -> Post:
    """The same, for a message that shows a file: the file stays."""
    captioned = _caption(screen, parse_mode)
    fields = _of(chat_id, number, screen) | captioned
    return Post("editMessageCaption", fields, {}, captioned["caption"])


def plain(text: str) -> str:
    """HTML without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def _menu(chat_id: int, screen: Screen) -> Post:
    commands = [{"command": command, "description": does} for command, does in screen.menu]
    scope = {"type": "chat", "chat_id": chat_id}
    return Post("setMyCommands", {"commands": commands, "scope": scope})


def _of(chat_id: int, number: int, screen: Screen) -> dict[str, Any]:
    return {"chat_id": chat_id, "message_id": number, "reply_markup": _keyboard(screen)}


def _text(screen: Screen, parse_mode: ParseMode | None) -> dict[str, Any]:
    text = str(screen.text) if parse_mode else plain(screen.text)
    return {"text": text, "parse_mode": parse_mode, "link_preview_options": NO_PREVIEW}


def _caption(screen: Screen, parse_mode: ParseMode | None) -> dict[str, Any]:
    """The text beside a file; what is too long loses its looks and its end, not the message."""
    text = str(screen.text) if parse_mode else plain(screen.text)
    if not fits_caption(screen):
        units = plain(screen.text).encode("utf-16-le")[: 2 * (CAPTION - 1)]
        # Half of a pair at the cut is no sign.
        text, parse_mode = units.decode("utf-16-le", "ignore") + "…", None
    return {"caption": text, "parse_mode": parse_mode}


def _file(file: File) -> tuple[str, Mapping[str, form.File]]:
    """The kind of a file as Telegram has it, and the file under that name."""
    kind = "photo" if file.is_picture else "document"
    mime = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return kind, {kind: (file.name, file.content, mime)}


def _keyboard(screen: Screen) -> dict[str, Any] | None:
    """`InlineKeyboardMarkup` or one of the keyboards below the chat (bots/api#sendmessage)."""
    if screen.buttons:
        return {"inline_keyboard": [[_button(each) for each in row] for row in screen.buttons]}
    if screen.keys:
        keys = [[_key(each) for each in row] for row in screen.keys]
        return {"keyboard": keys, "one_time_keyboard": True, "resize_keyboard": True}
    return {"remove_keyboard": True} if screen.drops_keys else None


def _button(button: Button) -> dict[str, Any]:
    does = {"url": button.url} if button.url else {"callback_data": button.data}
    return {"text": button.label} | does


def _key(key: Key) -> dict[str, Any]:
    return {"text": key.label} | ({f"request_{key.asks}": True} if key.asks else {})

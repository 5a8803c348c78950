"""Checks the keyboards a bot sends, because Telegram refuses the whole message for one button."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.playground import limits
from bot.playground.refusals import bad_request

Markup = dict[str, Any]

#: A button must do exactly one of these (core.telegram.org/bots/api#inlinekeyboardbutton).
ACTIONS = {
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
}
#: A key shares at most one of these, else it says its text (#keyboardbutton).
SHARES = {
    "request_users",
    "request_chat",
    "request_managed_bot",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
}
#: What a host is on the Internet: names with a point between them.
HOST = re.compile(r"[^\s./@]+(\.[^\s./@]+)+")
NOT_INLINE = ("keyboard", "remove_keyboard", "force_reply")


def checked(markup: Markup) -> Markup:
    """The markup as it will be shown, without its empty rows. Raises the 400 refusal."""
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"])
        return {"inline_keyboard": [[_inline(button) for button in row] for row in rows]}
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"])
        return {**markup, "keyboard": [[_reply(button) for button in row] for row in rows]}
    return markup if any(markup.get(kind) for kind in NOT_INLINE) else {}


def is_inline(markup: Markup) -> bool:
    return "inline_keyboard" in markup


def _rows(rows: Any) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return [row for row in rows if row]


def _inline(button: Any) -> Markup:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    acts = ACTIONS & button.keys()
    if not button.get("text") or len(acts) != 1:
        raise bad_request("BUTTON_DATA_INVALID")
    if "callback_data" in acts and not _fits(button["callback_data"]):
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in acts and not _leads_somewhere(str(button["url"])):
        raise bad_request("BUTTON_URL_INVALID")
    return button


def _leads_somewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if re.search(r"\s", url):
        return False
    return parts.scheme == "tg" or (
        parts.scheme in {"http", "https"} and bool(HOST.fullmatch(host))
    )


def _fits(data: Any) -> bool:
    return 0 < len(str(data).encode()) <= limits.CALLBACK_DATA


def _reply(button: Any) -> Markup:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if sum(bool(button.get(name)) for name in SHARES) > 1:
        raise bad_request("can't parse keyboard button: only one of the fields can be used")
    return button

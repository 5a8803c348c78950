"""The Bot API methods by name, and the one road every call takes."""

import inspect
import re
from collections.abc import Callable
from typing import Any

from bot.playground import editing, profile, sending
from bot.playground.call import Call
from bot.playground.model import Playground
from bot.playground.refusals import Refusal, not_found, unauthorized
from bot.playground.updates import Update

#: Returns the result, or something to await for it.
Method = Callable[[Playground, Call], Any]


async def answer(playground: Playground, token: str, call: Call) -> Any:
    """The method's result; raises `Refusal` as Telegram would. Every call is counted."""
    if not re.fullmatch(r"\d{1,18}:[\w-]{30,}", token, re.ASCII):
        raise unauthorized()
    _introduce(playground, int(token.partition(":")[0]))
    call.method = call.method.lower()
    if call.method not in METHODS:
        raise not_found()
    name, method = METHODS[call.method]
    playground.received.methods[name] += 1
    playground.changes.wake()
    try:
        result = method(playground, call)
        if inspect.isawaitable(result):
            result = await result
    except Refusal as refusal:
        _note(playground, name, call, {"error": refusal.description})
        raise
    message_id = result.get("message_id") if isinstance(result, dict) else None
    _note(playground, name, call, {"message_id": message_id} if message_id else {})
    return result


def _introduce(playground: Playground, bot_id: int) -> None:
    """The playground has one bot: whoever called last."""
    if playground.profile.id != bot_id:
        playground.profile.id = bot_id
        playground.keep_profile()


def _note(playground: Playground, name: str, call: Call, outcome: dict[str, Any]) -> None:
    chat_id = call.text("chat_id")
    if chat_id:
        fact = {"method": name, "text": call.text("text") or call.text("caption")}
        playground.received.calls.setdefault(chat_id, []).append(fact | outcome)


async def get_updates(playground: Playground, call: Call) -> list[Update]:
    allowed = call.array("allowed_updates", "allowed updates")
    return await playground.updates.get(
        offset=call.number("offset") or 0,
        limit=call.number("limit") or 100,
        seconds=call.number("timeout") or 0,
        allowed=allowed,
    )


def delete_webhook(playground: Playground, call: Call) -> bool:
    """There is never a webhook here, which is also an answer."""
    if call.flag("drop_pending_updates"):
        playground.updates.forget()
        playground.changed_now()
    return True


def get_webhook_info(playground: Playground, _call: Call) -> dict[str, Any]:
    waiting = len(playground.updates.pending)
    info = {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}
    allowed = playground.updates.allowed
    return info | ({"allowed_updates": allowed} if allowed else {})


#: Name in lower case, as it is compared -> its spelling and what does it.
METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for name, method in {
        "getMe": profile.get_me,
        "getUpdates": get_updates,
        "deleteWebhook": delete_webhook,
        "getWebhookInfo": get_webhook_info,
        "sendMessage": sending.send_message,
        "sendPhoto": sending.send_photo,
        "sendDocument": sending.send_document,
        "sendLocation": sending.send_location,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": editing.edit_message_text,
        "editMessageReplyMarkup": editing.edit_message_reply_markup,
        "deleteMessage": editing.delete_message,
        "answerCallbackQuery": editing.answer_callback_query,
        "setMyCommands": profile.set_my_commands,
        "getMyCommands": profile.get_my_commands,
        "deleteMyCommands": profile.delete_my_commands,
        "setMyName": profile.set_my_text,
        "setMyDescription": profile.set_my_text,
        "setMyShortDescription": profile.set_my_text,
        "getChat": profile.get_chat,
        "getFile": profile.get_file,
    }.items()
}

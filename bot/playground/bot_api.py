"""The Bot API methods by name, and the one road every call takes."""

import inspect
import re
from collections.abc import Callable
from typing import Any

from bot.playground import editing, profile, sending, webhook_methods
from bot.playground.call import Call
from bot.playground.model import Playground
from bot.playground.refusals import HungUp, Refusal, not_found, unauthorized

#: Returns the result, or something to await for it.
Method = Callable[[Playground, Call], Any]


async def answer(playground: Playground, token: str, call: Call) -> Any:
    """The method's result; raises `Refusal` as Telegram would, or `HungUp`."""
    if not re.fullmatch(r"\d{1,18}:[\w-]{30,}", token, re.ASCII):
        raise unauthorized()
    _introduce(playground, int(token.partition(":")[0]))
    return await perform(playground, call)


async def perform(playground: Playground, call: Call) -> Any:
    """As `answer`, for a caller who is known. Every call is counted, also one that a fault hits."""
    call.method = call.method.lower()
    if call.method not in METHODS:
        raise not_found()
    name, method = METHODS[call.method]
    record = playground.received.note(name, call)
    playground.changes.wake()
    fault = playground.faults.hit(name, _chat_id(playground, call))
    if fault:
        playground.received.hit(record, fault.kind)
    try:
        if fault:
            await fault.before(call)
        paid = call.flag("allow_paid_broadcast")
        playground.traffic.check(name, call.number("chat_id"), paid=paid)
        result = method(playground, call)
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, dict) and "message_id" in result:
            record["message_id"] = result["message_id"]
        if fault:
            await fault.after(call)
    except Refusal as refusal:
        record["error"] = refusal.description
        raise
    except HungUp:
        record["unanswered"] = True
        playground.changes.wake()
        raise
    return result


def _chat_id(playground: Playground, call: Call) -> int | None:
    """Whose chat the call is about; a tap's answer names only the tap."""
    query = playground.queries.get(call.text("callback_query_id"))
    return query.person_id if query else call.number("chat_id")


def _introduce(playground: Playground, bot_id: int) -> None:
    """The playground has one bot: whoever called last."""
    if playground.profile.id != bot_id:
        playground.profile.id = bot_id
        playground.keep_profile()


#: Name in lower case, as it is compared -> its spelling and what does it.
METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for name, method in {
        "getMe": profile.get_me,
        "getUpdates": webhook_methods.get_updates,
        "setWebhook": webhook_methods.set_webhook,
        "deleteWebhook": webhook_methods.delete_webhook,
        "getWebhookInfo": webhook_methods.get_webhook_info,
        "sendMessage": sending.send_message,
        "sendPhoto": sending.send_photo,
        "sendVideo": sending.send_video,
        "sendDocument": sending.send_document,
        "sendVoice": sending.send_voice,
        "sendLocation": sending.send_location,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": editing.edit_message_text,
        "editMessageCaption": editing.edit_message_caption,
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

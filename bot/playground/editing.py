"""The Bot API methods that change or remove what is in a chat, and answer taps."""

import copy
from datetime import datetime

from bot.playground import keyboards, limits
from bot.playground.call import Call
from bot.playground.model import Playground
from bot.playground.refusals import bad_request, chat_not_found, not_modified, query_too_old
from bot.playground.sending import captioned, recipient, written
from bot.playground.state import Chat, Entry, Message

#: What an edit replaces; everything else of a message stays.
EDITED = ("text", "entities", "caption", "caption_entities", "reply_markup")

#: What a caption can stand beside.
FILES = {"photo", "video", "document", "voice"}


def edit_message_text(playground: Playground, call: Call) -> Message:
    text, found = written(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    where = recipient(playground, call)
    if limits.utf16_length(text) > limits.TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    content = {"text": text} | ({"entities": found} if found else {}) | _inline(call)
    entry = _own(playground, call, where)
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    return _change(playground, entry, content)


def edit_message_caption(playground: Playground, call: Call) -> Message:
    where = recipient(playground, call)
    content = captioned(call) | _inline(call)
    entry = _own(playground, call, where)
    if not FILES & entry.message.keys():
        raise bad_request("there is no caption in the message to edit")
    return _change(playground, entry, content)


def edit_message_reply_markup(playground: Playground, call: Call) -> Message:
    where = recipient(playground, call)
    entry = _own(playground, call, where)
    kept = {name: entry.message[name] for name in EDITED if name in entry.message}
    kept.pop("reply_markup", None)
    return _change(playground, entry, kept | _inline(call))


def delete_message(playground: Playground, call: Call) -> bool:
    """In a private chat a bot may delete the person's messages as well (#deletemessage)."""
    number = call.number("chat_id") or 0
    if number not in playground.people and number not in playground.groups:
        raise chat_not_found()
    entry = playground.entries(number).get(_message_id(call))
    if not entry or entry.deleted:
        raise bad_request("message to delete not found")
    if number in playground.groups and not entry.from_bot:
        raise bad_request("message can't be deleted")
    entry.deleted = True
    playground.keep_entry(entry)
    playground.changed_now()
    return True


def answer_callback_query(playground: Playground, call: Call) -> bool:
    query = playground.queries.get(call.text("callback_query_id"))
    if not query or limits.query_expired(datetime.fromisoformat(query.tapped), playground.moment()):
        raise query_too_old()
    text = call.text("text")
    if limits.utf16_length(text) > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": text, "show_alert": call.flag("show_alert")}
    playground.keep_query(query)
    playground.changed_now()
    return True


def _own(playground: Playground, call: Call, where: Chat) -> Entry:
    """The bot's message to edit.

    Only one without a keyboard or with an inline one can be edited; Telegram refuses those
    that brought a reply keyboard.
    """
    entry = playground.entries(where.id).get(_message_id(call))
    if not entry or entry.deleted:
        raise bad_request("message to edit not found")
    if not entry.from_bot or entry.markup:
        raise bad_request("message can't be edited")
    return entry


def _message_id(call: Call) -> int:
    number = call.number("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    return number


def _inline(call: Call) -> Message:
    """The new keyboard; leaving it out removes the old one."""
    markup = keyboards.checked(call.object("reply_markup", "reply keyboard markup"))
    if markup and not keyboards.is_inline(markup):
        raise bad_request("inline keyboard expected")
    return {"reply_markup": markup} if markup.get("inline_keyboard") else {}


def _change(playground: Playground, entry: Entry, content: Message) -> Message:
    before = {name: entry.message[name] for name in EDITED if name in entry.message}
    if before == content:
        raise not_modified()
    for name in before:
        del entry.message[name]
    entry.message |= content | {"edit_date": playground.now()}
    playground.keep_entry(entry)
    playground.changed_now()
    return copy.deepcopy(entry.message)

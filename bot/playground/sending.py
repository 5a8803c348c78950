"""The Bot API methods that put something into a chat."""

import copy
from typing import Any

from bot.playground import entities, html, keyboards, limits
from bot.playground.call import Call
from bot.playground.entities import Entity
from bot.playground.files import File, pixels
from bot.playground.groups import Group, Kind
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.refusals import bad_request, chat_not_found
from bot.playground.state import Chat, Message, chat


def send_message(playground: Playground, call: Call) -> Message:
    text, found = written(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    where = recipient(playground, call)
    if limits.utf16_length(text) > limits.TEXT:
        raise bad_request("message is too long")
    content = {"text": text} | ({"entities": found} if found else {})
    return _post(playground, call, where, content)


def send_photo(playground: Playground, call: Call) -> Message:
    return _send_file(playground, call, "photo")


def send_video(playground: Playground, call: Call) -> Message:
    return _send_file(playground, call, "video")


def send_document(playground: Playground, call: Call) -> Message:
    return _send_file(playground, call, "document")


def send_voice(playground: Playground, call: Call) -> Message:
    return _send_file(playground, call, "voice")


def send_location(playground: Playground, call: Call) -> Message:
    where = recipient(playground, call)
    try:
        latitude, longitude = (float(call.text(name)) for name in ("latitude", "longitude"))
    except ValueError:
        raise bad_request("location is invalid") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004  (degrees)
        raise bad_request("location is invalid")
    location = {"latitude": latitude, "longitude": longitude}
    return _post(playground, call, where, {"location": location})


def send_chat_action(playground: Playground, call: Call) -> bool:
    recipient(playground, call)
    if not call.text("action"):
        raise bad_request("wrong parameter action in request")
    return True


def recipient(playground: Playground, call: Call) -> Chat:
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    number = call.number("chat_id")
    if number is None:
        raise chat_not_found()
    return playground.recipient(number)


def written(call: Call, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """A text or caption after its entities are parsed and blanks around it are gone."""
    source, mode = call.text(name), call.text("parse_mode").lower()
    if mode not in {"", "html"}:
        # MarkdownV2 is Telegram's too, but nothing here writes it.
        raise bad_request("unsupported parse_mode")
    if mode:
        text, marked = html.read(source)
    else:
        text, marked = source, _entities(call, entities_name)
    text, marked = entities.trimmed(text, marked)
    return text, entities.find(text, marked)


def _entities(call: Call, name: str) -> list[Entity]:
    marked = call.objects(name, "message entities") or []
    for entity in marked:
        if not all(isinstance(entity.get(place), int) for place in ("offset", "length")):
            raise bad_request("can't parse message entities JSON object")
    return marked


def captioned(call: Call) -> dict[str, Any]:
    """The part of a message that stands beside a file. Raises the 400 refusal."""
    caption, found = written(call, "caption", "caption_entities")
    if limits.utf16_length(caption) > limits.CAPTION:
        raise bad_request("message caption is too long")
    shown: dict[str, Any] = {"caption": caption} if caption else {}
    return shown | ({"caption_entities": found} if found else {})


def _send_file(playground: Playground, call: Call, kind: str) -> Message:
    where = recipient(playground, call)
    caption = captioned(call)
    content = playground.files.described(_file(playground, call, kind))
    return _post(playground, call, where, content | caption)


def _file(playground: Playground, call: Call, kind: str) -> File:
    """The file of this call: sent along, or one that the server already has, by id."""
    if upload := call.upload(kind):
        if not upload.content:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            _check_photo(upload.content)
        return playground.files.add(kind, upload.name, upload.content)
    if not call.text(kind):
        raise bad_request(f"there is no {kind} in the request")
    known = playground.files.get(call.text(kind))
    if not known:
        # Addresses are refused too: nothing here fetches from the network.
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"type of file mismatch: can't use file of type {known.kind} as {kind}")
    return known


def _check_photo(content: bytes) -> None:
    size = pixels(content)
    if not size:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(content) > limits.PHOTO:
        raise bad_request("file is too big")
    if sum(size) > limits.PHOTO_SIDES or max(size) > limits.PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _post(playground: Playground, call: Call, where: Chat, content: Message) -> Message:
    markup = keyboards.checked(call.object("reply_markup", "reply keyboard markup"))
    inline = markup if keyboards.is_inline(markup) else {}
    if inline.get("inline_keyboard"):
        content |= {"reply_markup": inline}
    if call.flag("protect_content"):
        content |= {"has_protected_content": True}
    content |= _reply(playground, call, where)
    other = {} if inline else markup
    in_channel = isinstance(where, Group) and where.kind == Kind.CHANNEL
    sender = {"sender_chat": chat(where)} if in_channel else {"from": playground.profile.user()}
    entry = playground.add_message(chat(where), content, sender=sender, markup=other)
    if in_channel:
        entry.by_bot = True
        playground.keep_entry(entry)
    if isinstance(where, Group):
        where.other_bot_wrote_last = False
        playground.keep_group(where)
    elif other:
        _show_keyboard(playground, where, other, entry.message["message_id"])
    playground.changed_now()
    return copy.deepcopy(entry.message)


def _show_keyboard(
    playground: Playground, person: Person, markup: Message, message_id: int
) -> None:
    if markup.get("keyboard"):
        person.keyboard = markup
    elif markup.get("remove_keyboard"):
        person.keyboard = None
    person.answering = message_id if markup.get("force_reply") else None
    playground.keep_person(person)


def _reply(playground: Playground, call: Call, where: Chat) -> Message:
    wanted = call.object("reply_parameters", "reply parameters")
    if not wanted:
        return {}
    entry = playground.entries(where.id).get(wanted.get("message_id", 0))
    if entry and not entry.deleted:
        shown = copy.deepcopy(entry.message)
        shown.pop("reply_to_message", None)
        return {"reply_to_message": shown}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")

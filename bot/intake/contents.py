"""What a message holds, as far as Mitra can make something of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.conversation.said import (
    Command,
    Contact,
    Forwarded,
    Location,
    Media,
    Other,
    Said,
    Sheet,
    Text,
    Voice,
)

#: What Telegram sends.
JSONDict = Mapping[str, Any]
#: What a message can hold that nothing is read from, in the order in which it is looked for.
KINDS = (
    "video",
    "video_note",
    "audio",
    "sticker",
    "animation",
    "poll",
)
#: How a file that holds rows is named, and what Telegram may say of it where the name does not.
SHEETS = (".xlsx", ".xlsm", ".csv", ".xls", ".ods")
SHEET_TYPES = {
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv",
}
#: So much of an album's name is remembered.
MOST_ALBUM = 32
#: What Telegram writes into a chat when something happens to it; nobody waits for an answer.
SERVICE = (
    "boost_added",
    "chat_background_set",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "connected_website",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "message_auto_delete_timer_changed",
    "new_chat_title",
    "pinned_message",
    "proximity_alert_triggered",
    "refunded_payment",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "write_access_allowed",
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is to be fetched before the update is handled."""

    file_id: str
    #: In bytes; Telegram need not say it.
    size: int | None


def content_of(message: JSONDict) -> Said | None:
    if "text" in message:
        return _text(storable(message["text"]), forwarded=_is_anothers(message))
    if any(kind in message for kind in SERVICE):
        return None
    for kind, read in CONTENTS.items():
        if kind in message:
            return read(message)
    return Other(next((kind for kind in KINDS if kind in message), "other"))


def _text(text: str, *, forwarded: bool) -> Said:
    if forwarded:
        return Forwarded(text)
    if text.startswith("/"):
        name, argument, *_end = [*text[1:].strip().split(maxsplit=1), "", ""]
        name, _at, bot = name.casefold().partition("@")
        return Command(name, argument, bot)
    return Text(text)


def _is_anothers(message: JSONDict) -> bool:
    """Whether somebody else wrote it; one's own words are one's own when they are passed on."""
    if "forward_origin" not in message:
        return "via_bot" in message
    author, sender = message["forward_origin"].get("sender_user"), message.get("from")
    return author is None or sender is None or id_of(author) != id_of(sender)


def _contact(message: JSONDict) -> Contact:
    """Only a card that the person shared here and now is theirs.

    One that was passed on may be years old, and another bot may put any number on one.
    """
    card = message["contact"]
    here = "forward_origin" not in message and "via_bot" not in message
    sender = message.get("from")
    mine = here and sender is not None and card.get("user_id") == id_of(sender)
    return Contact(storable(str(card["phone_number"])), mine=mine)


def _location(message: JSONDict) -> Location:
    place = message["location"]
    return Location(float(place["latitude"]), float(place["longitude"]))


def _voice(message: JSONDict) -> Voice:
    return Voice(str(message["voice"]["file_id"]), int(message["voice"]["duration"]))


def _photo(message: JSONDict) -> Media:
    # Of one photo Telegram keeps several sizes, the largest last (bots/api#message).
    return _media(message, "photo", message["photo"][-1])


def _document(message: JSONDict) -> Sheet | Media:
    document = message["document"]
    name = storable(str(document.get("file_name", "")))
    known = name.lower().endswith(SHEETS) or document.get("mime_type") in SHEET_TYPES
    return Sheet(name) if known else _media(message, "document", document)


def _media(message: JSONDict, kind: Literal["photo", "document", "video"], file: JSONDict) -> Media:
    own = not _is_anothers(message)
    return Media(
        kind,
        str(file["file_id"]),
        name=storable(str(file.get("file_name", ""))),
        mime=str(file.get("mime_type", "")),
        size=file.get("file_size"),
        caption=storable(str(message.get("caption", ""))) if own else "",
        album="media_group_id" in message,
    )


CONTENTS: Mapping[str, Callable[[JSONDict], Said]] = {
    "contact": _contact,
    "location": _location,
    "voice": _voice,
    "animation": lambda _message: Other("animation"),  # which is sent as a document, too
    "document": _document,
    "photo": _photo,
    "video": lambda message: _media(message, "video", message["video"]),
}


def album_of(content: JSONDict) -> str | None:
    album = content.get("media_group_id")
    return None if album is None else str(album)[-MOST_ALBUM:]


def attachment_of(message: JSONDict) -> Attachment:
    document = message["document"]
    return Attachment(str(document["file_id"]), document.get("file_size"))


def storable(text: str) -> str:
    """Without what no database takes: half a pair of UTF-16 units, and NUL."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def id_of(of: JSONDict) -> int:
    number = of["id"]
    if type(number) is not int:
        raise TypeError("an id is a whole number")
    return number

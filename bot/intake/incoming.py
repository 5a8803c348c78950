"""An update as far as Mitra cares: who, where, and what was said.

Read from Telegram's JSON as it comes. The library would make a hundred objects of each update, at
the price of all that we do with it, and we look at ten fields (core.telegram.org/bots/api#update).
"""

from dataclasses import dataclass

from bot.conversation.said import (
    Command,
    Edited,
    Elsewhere,
    Joined,
    Moved,
    Reached,
    Said,
    Sheet,
    Tap,
)
from bot.intake.contents import (
    Attachment,
    JSONDict,
    album_of,
    attachment_of,
    content_of,
    id_of,
    storable,
)

#: Always said: what is left out keeps its previous value at Telegram.
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
PRIVATE, GROUPS, CHANNEL = "private", {"group", "supergroup"}, "channel"
#: Of the bot in a chat: it cannot write there (core.telegram.org/bots/api#chatmember).
GONE = {"kicked", "left"}


@dataclass(frozen=True, slots=True)
class Incoming:
    update_id: int
    telegram_id: int
    chat_id: int
    #: What the person's Telegram is set to, as in "en-GB"; "" if it does not say.
    client_language: str
    said: Said
    #: When it was sent, in seconds since 1970; None for a tap, which Telegram does not date.
    sent_at: float | None = None
    #: A tap waits for an answer under this id.
    query_id: str | None = None
    #: What several photos have in common that were sent as one.
    album: str | None = None
    #: The rows of a `Sheet` are in here.
    attachment: Attachment | None = None


def incoming(update: JSONDict, username: str = "") -> Incoming | None:
    """None for what concerns no person, or nothing that they want of the bot called `username`.

    Raises KeyError, TypeError or ValueError for what is no update.
    """
    for kind, read in READERS.items():
        if kind in update:
            content = update[kind]
            user, chat, said = read(content, username)
            break
    else:
        return None  # a kind that nobody asked for
    if said is None or user is None or user["is_bot"]:
        return None
    return Incoming(
        update_id=update["update_id"],
        telegram_id=id_of(user),
        chat_id=id_of(chat),
        client_language=str(user.get("language_code", "")),
        said=said,
        sent_at=_moment(content),
        query_id=content["id"] if kind == "callback_query" else None,
        album=album_of(content),
        attachment=attachment_of(content) if isinstance(said, Sheet) else None,
    )


#: Who, where, and what was said; None for what is none of ours.
Found = tuple[JSONDict | None, JSONDict, Said | None]


def _message(message: JSONDict, username: str) -> Found:
    # Without a sender it is a channel's or an anonymous admin's.
    user, chat = message.get("from"), message["chat"]
    said = content_of(message)
    if chat["type"] in GROUPS and (moved := _moved(message)):
        return _itself(chat), {"id": moved.old}, moved
    if chat["type"] != PRIVATE:
        # A group talks of its own affairs; only who calls the bot waits for an answer.
        called = isinstance(said, Command) and said.bot in {"", username.casefold()}
        return user, chat, Elsewhere() if chat["type"] in GROUPS and called else None
    return user, chat, said


def _edited(message: JSONDict, _username: str) -> Found:
    # A live location is "edited" every few seconds; nobody waits for an answer to that.
    ours = message["chat"]["type"] == PRIVATE and "text" in message
    return message.get("from"), message["chat"], Edited() if ours else None


def _tap(query: JSONDict, _username: str) -> Found:
    message = query.get("message")
    if message is None or message["chat"]["type"] != PRIVATE:
        return query["from"], {}, None
    return (
        query["from"],
        message["chat"],
        Tap(storable(query.get("data", "")), message["message_id"]),
    )


def _member(change: JSONDict, _username: str) -> Found:
    """What becomes of the bot in a group is the group's: its changes stay in their order."""
    chat, by = change["chat"], change["from"]
    may = _may_write(chat, change["new_chat_member"])
    if chat["type"] == PRIVATE:
        return by, chat, Reached(reachable=may)
    if not may:
        return _itself(chat), chat, Reached(reachable=False)
    title, new = storable(str(chat.get("title", ""))), _may_write(chat, change["old_chat_member"])
    return _itself(chat), chat, Joined(title, chat["type"] == CHANNEL, id_of(by), not new)


def _may_write(chat: JSONDict, member: JSONDict) -> bool:
    """Whether the bot can write there (core.telegram.org/bots/api#chatmember)."""
    status = member["status"]
    if chat["type"] == CHANNEL:
        return status == "administrator" and bool(member.get("can_post_messages"))
    if status == "restricted":
        return bool(member.get("is_member")) and bool(member.get("can_send_messages"))
    return status not in GONE


def _moved(message: JSONDict) -> Moved | None:
    """Both chats are told of it (core.telegram.org/bots/api#message)."""
    here = id_of(message["chat"])
    if "migrate_to_chat_id" in message:
        return Moved(here, id_of({"id": message["migrate_to_chat_id"]}))
    if "migrate_from_chat_id" in message:
        return Moved(id_of({"id": message["migrate_from_chat_id"]}), here)
    return None


def _itself(chat: JSONDict) -> JSONDict:
    """A chat in the place of a person: nobody in it waits for an answer."""
    return {"id": id_of(chat), "is_bot": False}


READERS = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _tap,
    "my_chat_member": _member,
}


def _moment(content: JSONDict) -> float | None:
    """In seconds since 1970; a tap has none."""
    seconds = content.get("edit_date") or content.get("date")
    if seconds is not None and type(seconds) is not int:
        raise TypeError("a moment is a whole number")
    return seconds

"""An update as far as Mitra cares: who, where, and what was said."""

from dataclasses import dataclass

from telegram import Chat, ChatMemberUpdated, Message, Update

from bot.conversation.said import Command, Edited, Other, Reached, Said, Tap, Text

#: Always said: what is left out keeps its previous value at Telegram.
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
#: What a message can hold besides text, in the order in which it is looked for.
KINDS = (
    "contact",
    "location",
    "photo",
    "voice",
    "video",
    "video_note",
    "audio",
    "document",
    "sticker",
    "animation",
    "poll",
)
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


def incoming(update: Update) -> Incoming | None:
    """None for what is not one person in a chat of their own with the bot."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or user.is_bot or chat is None or chat.type != Chat.PRIVATE:
        return None
    said = _said(update)
    if said is None:
        return None
    return Incoming(
        update_id=update.update_id,
        telegram_id=user.id,
        chat_id=chat.id,
        client_language=user.language_code or "",
        said=said,
        sent_at=_sent_at(update),
        query_id=update.callback_query.id if update.callback_query else None,
    )


def _sent_at(update: Update) -> float | None:
    message = update.message or update.edited_message
    if message is None:
        return None
    return (message.edit_date or message.date).timestamp()


def _said(update: Update) -> Said | None:
    if edited := update.edited_message:
        # A live location is "edited" every few seconds; nobody waits for an answer to that.
        return Edited() if edited.text is not None else None
    if query := update.callback_query:
        message_id = query.message.message_id if query.message else 0
        return Tap(query.data or "", message_id)
    if update.my_chat_member:
        return Reached(reachable=_is_member(update.my_chat_member))
    return _of_message(update.message) if update.message else None


def _of_message(message: Message) -> Said | None:
    text = message.text
    if text is None:
        if any(getattr(message, kind) is not None for kind in SERVICE):
            return None
        return Other(next((kind for kind in KINDS if getattr(message, kind)), "other"))
    if text.startswith("/"):
        name, *argument = text[1:].strip().split(maxsplit=1) or [""]
        return Command(name.partition("@")[0].casefold(), *argument)
    return Text(text.encode("utf-8", "ignore").decode().replace("\0", ""))


def _is_member(change: ChatMemberUpdated) -> bool:
    return change.new_chat_member.status not in {"kicked", "left"}

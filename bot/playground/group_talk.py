"""What can happen in a group: members, an anonymous admin, a channel and another bot write.

By default a bot in a group sees only commands to it and replies to it, and no other bot
(core.telegram.org/bots/features#privacy-mode).
"""

import copy
import re
from typing import Any

from bot.language import _
from bot.playground import entities, limits
from bot.playground.groups import Group, Membership
from bot.playground.model import Playground
from bot.playground.refusals import NotPossible
from bot.playground.state import USERNAME, Entry, Message, chat, user

#: In whose name an admin writes who does not show theirs (core.telegram.org/bots/api#message).
ANONYMOUS: Message = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
OTHER_BOT: Message = {
    "id": 7_000_000_001,
    "is_bot": True,
    "first_name": "Harga Pasar",
    "username": "harga_pasar_bot",
}
COMMAND = re.compile(r"/\w+(?:@(\w+))?", re.ASCII)


def say(
    playground: Playground, group: Group, person_id: int, text: str, reply_to: int | None = None
) -> Message:
    sender = {"from": user(playground.people[_member(group, person_id)])}
    return _post(playground, group, sender, text, reply_to)


def anonymous(playground: Playground, group: Group, text: str) -> Message:
    """An admin who does not show their name writes."""
    return _post(playground, group, {"from": ANONYMOUS, "sender_chat": chat(group)}, text)


def other_bot(playground: Playground, group: Group, text: str) -> Message:
    """Bots do not see each other's messages, so ours gets no update."""
    entry = playground.add_message(chat(group), _written(text), sender={"from": OTHER_BOT})
    group.other_bot_wrote_last = True
    playground.keep_group(group)
    playground.changed_now()
    return copy.deepcopy(entry.message)


def channel(playground: Playground, group: Group, text: str) -> Message:
    """A post in the group's channel, of which the bot is an admin while it is in the group."""
    where = {"id": group.channel_id, "type": "channel", "title": f"Kabar {group.title}"}
    entry = playground.add_message(where, _written(text), sender={"sender_chat": where})
    if group.bot == Membership.MEMBER:
        playground.updates.add("channel_post", copy.deepcopy(entry.message))
    playground.changed_now()
    return copy.deepcopy(entry.message)


def tap(playground: Playground, group: Group, person_id: int, message_id: int, data: str) -> str:
    """A member taps an inline button; returns the query's id."""
    person = playground.people[_member(group, person_id)]
    if group.bot != Membership.MEMBER:
        raise NotPossible(_("The bot is not in this group: add it first."))
    return playground.query(person, _entry(playground, group, message_id), data, str(group.id))


def add_bot(playground: Playground, group: Group, person_id: int | None = None) -> None:
    """Somebody, else the group's admin, adds the bot."""
    _change(playground, group, Membership.MEMBER, person_id)


def remove_bot(playground: Playground, group: Group, person_id: int | None = None) -> None:
    """Somebody, else the group's admin, removes the bot and bans it."""
    if group.bot == Membership.MEMBER:
        _change(playground, group, Membership.KICKED, person_id)


def _change(
    playground: Playground, group: Group, status: Membership, person_id: int | None
) -> None:
    admin = playground.people[_member(group, person_id or group.members[0])]
    if group.bot == status:
        return
    bot, head = playground.profile.user(), {"from": user(admin)}
    update = {
        "chat": chat(group),
        **head,
        "date": playground.now(),
        "old_chat_member": _membership(bot, group.bot),
        "new_chat_member": _membership(bot, status),
    }
    group.bot = status
    playground.keep_group(group)
    playground.updates.add("my_chat_member", update)
    if status == Membership.MEMBER:
        news = {
            "new_chat_participant": bot,
            "new_chat_member": bot,
            "new_chat_members": [bot],
        }
        entry = playground.add_message(chat(group), news, sender=head)
        playground.updates.add("message", copy.deepcopy(entry.message))
    playground.changed_now()


def _membership(bot: Message, status: Membership) -> Message:
    until = {"until_date": 0} if status == Membership.KICKED else {}
    return {"user": bot, "status": status.value, **until}


def _post(
    playground: Playground, group: Group, sender: Message, text: str, reply_to: int | None = None
) -> Message:
    content = _written(text)
    answered = _entry(playground, group, reply_to) if reply_to else None
    if answered:
        shown = copy.deepcopy(answered.message)
        shown.pop("reply_to_message", None)
        content = {"reply_to_message": shown, **content}
    entry = playground.add_message(chat(group), content, sender=sender)
    if group.bot == Membership.MEMBER and _is_for_bot(group, entry.message["text"], answered):
        playground.updates.add("message", copy.deepcopy(entry.message))
    playground.changed_now()
    return copy.deepcopy(entry.message)


def _is_for_bot(group: Group, text: str, answered: Entry | None) -> bool:
    if answered and answered.from_bot:
        return True
    command = COMMAND.match(text)
    if not command:
        return False
    name = command.group(1)
    return name.lower() == USERNAME if name else not group.other_bot_wrote_last


def _written(text: str) -> dict[str, Any]:
    text, _none = entities.trimmed(text, [])
    if not text or limits.utf16_length(text) > limits.TEXT:
        raise NotPossible(_("A message has 1 to 4096 characters."))
    found = entities.find(text)
    return {"text": text} | ({"entities": found} if found else {})


def _member(group: Group, person_id: int) -> int:
    if person_id not in group.members:
        raise NotPossible(_("This person is not in the group."))
    return person_id


def _entry(playground: Playground, group: Group, message_id: int) -> Entry:
    entry = playground.entries(group.id).get(message_id)
    if not entry or entry.deleted:
        raise NotPossible(_("There is no such message in this chat."))
    return entry

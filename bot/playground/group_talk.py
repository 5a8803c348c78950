"""What can happen in a group: members, an anonymous admin, a channel and another bot write.

By default a bot in a group sees only commands to it and replies to it, and no other bot
(core.telegram.org/bots/features#privacy-mode).
"""

import copy
import re
from dataclasses import replace
from typing import Any

from bot.language import _
from bot.playground import entities, limits
from bot.playground.groups import Group, Kind, Membership
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
#: What an admin of a channel may do (core.telegram.org/bots/api#chatmemberadministrator).
RIGHTS = (
    *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
    *("can_post_stories", "can_edit_stories", "can_delete_stories"),
    *("can_post_messages", "can_edit_messages"),
)
#: The numbers of supergroups lie below this one, so that they are no other chat's.
SUPERGROUPS = -1_002_000_000_000
COMMAND = re.compile(r"/\w+(?:@(\w+))?", re.ASCII)


def say(
    playground: Playground, group: Group, person_id: int, text: str, reply_to: int | None = None
) -> Message:
    sender = {"from": user(playground.people[_member(group, person_id)])}
    if group.kind == Kind.CHANNEL:
        if person_id != group.members[0]:
            raise NotPossible(_("Only admins write in a channel."))
        return channel(playground, group, text)
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
    if group.kind == Kind.CHANNEL:
        where = chat(group)
    entry = playground.add_message(where, _written(text), sender={"sender_chat": where})
    if group.inside:
        playground.updates.add("channel_post", copy.deepcopy(entry.message))
    playground.changed_now()
    return copy.deepcopy(entry.message)


def tap(playground: Playground, group: Group, person_id: int, message_id: int, data: str) -> str:
    """A member taps an inline button; returns the query's id."""
    person = playground.people[_member(group, person_id)]
    if not group.inside:
        raise NotPossible(_("The bot is not in this group: add it first."))
    return playground.query(person, _entry(playground, group, message_id), data, str(group.id))


def add_bot(playground: Playground, group: Group, person_id: int | None = None) -> None:
    """Somebody, else the group's admin, adds the bot; to a channel as an admin who may post."""
    channel = group.kind == Kind.CHANNEL
    status = Membership.ADMINISTRATOR if channel else Membership.MEMBER
    _change(playground, group, status, person_id)


def remove_bot(playground: Playground, group: Group, person_id: int | None = None) -> None:
    """Somebody, else the group's admin, removes the bot and bans it."""
    if group.inside:
        _change(playground, group, Membership.KICKED, person_id)


def upgrade(playground: Playground, group: Group) -> Group:
    """The group becomes a supergroup: another chat with the same people and the bot.

    What was written stays in the old one, and both are told (core.telegram.org/bots/api#message).
    """
    if group.kind != Kind.GROUP or group.moved_to:
        raise NotPossible(_("Only a small group can become a supergroup."))
    new = replace(group, id=SUPERGROUPS - abs(group.id), kind=Kind.SUPERGROUP)
    group.moved_to = new.id
    playground.add_group(new)
    playground.keep_group(group)
    head = {"from": user(playground.people[group.members[0]])}
    for where, news in (
        (group, {"migrate_to_chat_id": new.id}),
        (new, {"migrate_from_chat_id": group.id}),
    ):
        entry = playground.add_message(chat(where), news, sender=head)
        if group.inside:
            playground.updates.add("message", copy.deepcopy(entry.message))
    playground.changed_now()
    return new


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
    if status == Membership.MEMBER:  # a channel says nothing of who is its admin
        news = {
            "new_chat_participant": bot,
            "new_chat_member": bot,
            "new_chat_members": [bot],
        }
        entry = playground.add_message(chat(group), news, sender=head)
        playground.updates.add("message", copy.deepcopy(entry.message))
    playground.changed_now()


def _membership(bot: Message, status: Membership) -> Message:
    more: dict[str, Any] = {"until_date": 0} if status == Membership.KICKED else {}
    if status == Membership.ADMINISTRATOR:
        more = {"can_be_edited": False, **dict.fromkeys(RIGHTS, True)}
    return {"user": bot, "status": status.value, **more}


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
    if group.inside and _is_for_bot(group, entry.message["text"], answered):
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

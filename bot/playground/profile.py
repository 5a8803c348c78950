"""The Bot API methods by which a bot describes itself, and reads chats and files."""

import json
import re
from typing import Any

from bot.playground import limits
from bot.playground.call import Call
from bot.playground.groups import Group
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.refusals import bad_request, chat_not_found
from bot.playground.state import chat

Commands = list[dict[str, str]]
#: Method -> what it sets and its greatest length in characters.
TEXTS = {
    "setmyname": ("name", 64),
    "setmydescription": ("description", 512),
    "setmyshortdescription": ("short_description", 120),
}
DESCRIPTION = 256


def get_me(playground: Playground, _call: Call) -> dict[str, Any]:
    rights = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }
    return playground.profile.user() | rights


def set_my_commands(playground: Playground, call: Call) -> bool:
    commands = call.objects("commands", "bot commands") or []
    if len(commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", "")).lstrip("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    place = _place(call)
    _check_scope(playground, call)
    playground.profile.commands[place] = commands
    return _kept(playground)


def get_my_commands(playground: Playground, call: Call) -> Commands:
    return playground.profile.commands.get(_place(call), [])


def delete_my_commands(playground: Playground, call: Call) -> bool:
    playground.profile.commands.pop(_place(call), None)
    return _kept(playground)


def set_my_text(playground: Playground, call: Call) -> bool:
    """`setMyName`, `setMyDescription` and `setMyShortDescription`."""
    name, longest = TEXTS[call.method]
    text = call.text(name)
    if limits.utf16_length(text) > longest:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    playground.profile.texts[f"{name}:{call.text('language_code')}"] = text
    if not text:
        del playground.profile.texts[f"{name}:{call.text('language_code')}"]
    return _kept(playground)


def get_chat(playground: Playground, call: Call) -> dict[str, Any]:
    found = _seen(playground, call.number("chat_id") or 0)
    if not found:
        raise chat_not_found()
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return chat(found) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_file(playground: Playground, call: Call) -> dict[str, Any]:
    file = playground.files.get(call.text("file_id"))
    if not file:
        raise bad_request("invalid file_id")
    if file.size > limits.DOWNLOAD:
        raise bad_request("file is too big")
    facts = {"file_id": file.id, "file_unique_id": file.digest, "file_size": file.size}
    return facts | {"file_path": file.path}


def commands_for(playground: Playground, person: Person) -> Commands:
    """The menu this person sees, from the narrowest scope that has one (#botcommandscope)."""
    scopes: list[dict[str, Any]] = [
        {"type": "chat", "chat_id": person.id},
        {"type": "all_private_chats"},
        {"type": "default"},
    ]
    known = playground.profile.commands
    for scope in scopes:
        for language in (person.language_code, ""):
            if commands := known.get(_key(scope, language)):
                return commands
    return []


def _check_scope(playground: Playground, call: Call) -> None:
    """A menu of one chat needs a chat that the bot has seen."""
    scope = call.object("scope", "bot command scope")
    if "chat_id" in scope and not _seen(playground, int(scope["chat_id"])):
        raise chat_not_found()


def _seen(playground: Playground, number: int) -> Person | Group | None:
    found = playground.groups.get(number) or playground.people.get(number)
    return None if isinstance(found, Person) and not found.started else found


def _place(call: Call) -> str:
    scope = call.object("scope", "bot command scope") or {"type": "default"}
    return _key(scope, call.text("language_code"))


def _key(scope: dict[str, Any], language: str) -> str:
    if "chat_id" in scope:
        scope = {**scope, "chat_id": int(scope["chat_id"])}
    return json.dumps(scope, sort_keys=True) + language


def _kept(playground: Playground) -> bool:
    playground.keep_profile()
    playground.changed_now()
    return True

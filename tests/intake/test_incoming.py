"""What Telegram sends, and what Mitra makes of it."""

from typing import Any

import pytest

from bot.conversation.said import Command, Edited, Elsewhere, Other, Reached, Said, Tap, Text
from bot.intake.incoming import incoming

SRI = {"id": 5, "is_bot": False, "first_name": "Sri", "language_code": "en-GB"}
CHAT = {"id": 5, "type": "private", "first_name": "Sri"}
GROUP = {"id": -7, "type": "supergroup", "title": "Petani"}
CHANNEL = {"id": -8, "type": "channel", "title": "Harga"}
BOT = {"id": 9, "is_bot": True, "first_name": "Mitra"}
SIZE = {"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}
FILE = {"file_id": "a", "file_unique_id": "b"}


def message(**content: Any) -> dict[str, Any]:
    return {"message": {"message_id": 3, "date": 1, "chat": CHAT, "from": SRI} | content}


def member(status: str) -> dict[str, Any]:
    until = {"until_date": 0} if status == "kicked" else {}
    change = {"chat": CHAT, "from": SRI, "date": 1}
    before = {"user": BOT, "status": "member"}
    return {
        "my_chat_member": change
        | {"old_chat_member": before, "new_chat_member": {"user": BOT, "status": status} | until}
    }


def tap(**content: Any) -> dict[str, Any]:
    return {"callback_query": {"id": "42", "from": SRI, "chat_instance": "1"} | content}


UNDER = message(text="Sudah benar?")["message"] | {"from": BOT}
TABLE: list[tuple[str, dict[str, Any], Said | None]] = [
    ("a text is a text", message(text="12,5rb/kg"), Text("12,5rb/kg")),
    ("a command is read in lower case", message(text="/Harga"), Command("harga")),
    ("its argument follows", message(text="/start poster-12 "), Command("start", "poster-12")),
    (
        "a command may name the bot",
        message(text="/harga@mitra_bot x"),
        Command("harga", "x", bot="mitra_bot"),
    ),
    (
        "what fits into no database is left out",
        message(text="a\0b\ud800c"),
        Text("abc"),
    ),
    ("a command alone is no name", message(text="/"), Command("")),
    ("a photo cannot be read", message(photo=[SIZE]), Other("photo")),
    ("nor can a voice note", message(voice=FILE | {"duration": 1}), Other("voice")),
    ("nor can a place", message(location={"latitude": 1, "longitude": 2}), Other("location")),
    (
        "nor can a contact",
        message(contact={"phone_number": "1", "first_name": "A"}),
        Other("contact"),
    ),
    (
        "nor can what nobody has thought of",
        message(dice={"emoji": "x", "value": 1}),
        Other("other"),
    ),
    (
        "what Telegram says about the chat was said by nobody",
        message(write_access_allowed={"from_request": True}),
        None,
    ),
    (
        "nor did anybody say what was pinned",
        message(pinned_message={"message_id": 1, "date": 0, "chat": CHAT}),
        None,
    ),
    (
        "a message that was edited is known as such",
        {"edited_message": message(text="x")["message"]},
        Edited(),
    ),
    ("a tap carries its data and its message", tap(data="q:1", message=UNDER), Tap("q:1", 3)),
    ("a tap on a message too old to be shown has none", tap(data="q:1"), None),
    ("who blocks the bot cannot be reached", member("kicked"), Reached(reachable=False)),
    ("who comes back can", member("member"), Reached(reachable=True)),
    ("a group is not a person", message(text="x", chat=GROUP), None),
    (
        "nor is a channel",
        {"channel_post": {"message_id": 1, "date": 1, "chat": CHANNEL, "text": "x"}},
        None,
    ),
    ("who calls the bot in a group is heard", message(text="/start", chat=GROUP), Elsewhere()),
    ("by name, too", message(text="/start@mitra_BOT", chat=GROUP), Elsewhere()),
    ("who calls another bot is not", message(text="/start@other_bot", chat=GROUP), None),
    (
        "nor is an anonymous admin",
        message(text="/start", chat=GROUP, sender_chat=GROUP, **{"from": BOT}),
        None,
    ),
    ("a tap in a group is not", tap(data="q:1", message=UNDER | {"chat": GROUP}), None),
    ("nor is a bot", message(text="x", **{"from": BOT}), None),
    (
        "what was never asked for is left",
        {"chosen_inline_result": {"result_id": "1", "from": SRI, "query": ""}},
        None,
    ),
]


@pytest.mark.parametrize(("_sentence", "sent", "said"), TABLE, ids=[row[0] for row in TABLE])
def test_what_was_said(_sentence: str, sent: dict[str, Any], said: Said | None) -> None:
    found = incoming({"update_id": 11} | sent, "Mitra_bot")
    assert (found and found.said) == said
    if found:
        chat_id = GROUP["id"] if said == Elsewhere() else 5
        assert (found.update_id, found.telegram_id, found.chat_id) == (11, 5, chat_id)
        assert found.client_language == "en-GB"
        assert found.query_id == ("42" if isinstance(said, Tap) else None)

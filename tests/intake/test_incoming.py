"""What Telegram sends, and what Mitra makes of it."""

from typing import Any

import pytest

from bot.conversation.said import (
    Command,
    Contact,
    Edited,
    Elsewhere,
    Forwarded,
    Joined,
    Location,
    Media,
    Moved,
    Other,
    Reached,
    Said,
    Sheet,
    Tap,
    Text,
    Voice,
)
from bot.intake.contents import Attachment
from bot.intake.incoming import incoming

SRI = {"id": 5, "is_bot": False, "first_name": "Sri", "language_code": "en-GB"}
CHAT = {"id": 5, "type": "private", "first_name": "Sri"}
GROUP = {"id": -7, "type": "supergroup", "title": "Petani"}
CHANNEL = {"id": -8, "type": "channel", "title": "Harga"}
BOT = {"id": 9, "is_bot": True, "first_name": "Mitra"}
SIZE = {"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}
FILE = {"file_id": "a", "file_unique_id": "b"}
OWN = {"phone_number": "62812", "first_name": "Sri", "user_id": 5}
BY_SRI = {"type": "user", "sender_user": SRI, "date": 1}


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


def of_bot(chat: dict[str, Any], status: str, before: str = "left", **may: bool) -> dict[str, Any]:
    """What becomes of the bot in a group or channel, by Sri's hand."""
    change = {"chat": chat, "from": SRI, "date": 1}
    change |= {"old_chat_member": {"user": BOT, "status": before}}
    return {"my_chat_member": change | {"new_chat_member": {"user": BOT, "status": status} | may}}


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
    (
        "a photo can be sent on, in its largest size, with one's own words under it",
        message(photo=[SIZE, SIZE | {"file_id": "large", "file_size": 9}], caption="62rb\0/kg"),
        Media("photo", "large", size=9, caption="62rb/kg"),
    ),
    (
        "what somebody else wrote under one is not one's own",
        message(photo=[SIZE], caption="x", forward_origin={"type": "hidden_user", "date": 1}),
        Media("photo", "a"),
    ),
    (
        "one of several that were sent as one says so",
        message(photo=[SIZE], media_group_id="77"),
        Media("photo", "a", album=True),
    ),
    (
        "a video can be passed on",
        message(video=FILE | {"duration": 9, "file_size": 60_000_000}),
        Media("video", "a", size=60_000_000),
    ),
    ("a voice note can be sent on", message(voice=FILE | {"duration": 9}), Voice("a", 9)),
    (
        "a place has degrees",
        message(location={"latitude": 1, "longitude": 112.5}),
        Location(1.0, 112.5),
    ),
    (
        "a place that has a name is a place",
        message(location={"latitude": -7.5, "longitude": 1}, venue={"title": "Pasar"}),
        Location(-7.5, 1.0),
    ),
    ("one's own contact is known by its account", message(contact=OWN), Contact("62812", True)),
    (
        "a contact without an account is nobody's own",
        message(contact={"phone_number": "+62812", "first_name": "Sri"}),
        Contact("+62812", False),
    ),
    ("another's is not one's own", message(contact=OWN | {"user_id": 6}), Contact("62812", False)),
    (
        "nor is one that was passed on, however old it is",
        message(contact=OWN, forward_origin=BY_SRI),
        Contact("62812", False),
    ),
    (
        "nor is one that another bot made",
        message(contact=OWN, via_bot=BOT),
        Contact("62812", False),
    ),
    (
        "a spreadsheet is known by its name",
        message(document=FILE | {"file_name": "Pemasok.XLSX"}),
        Sheet("Pemasok.XLSX"),
    ),
    (
        "or by its type",
        message(document=FILE | {"file_name": "pemasok", "mime_type": "text/csv"}),
        Sheet("pemasok"),
    ),
    (
        "any other document can be sent on",
        message(
            document=FILE
            | {"file_name": "harga.pdf", "mime_type": "application/pdf", "file_size": 0}
        ),
        Media("document", "a", name="harga.pdf", mime="application/pdf", size=0),
    ),
    (
        "and so can one without a name",
        message(document=FILE),
        Media("document", "a"),
    ),
    (
        "an animation is no document, although it comes as one",
        message(animation=FILE, document=FILE | {"file_name": "a.csv"}),
        Other("animation"),
    ),
    (
        "another's words are not the person's own",
        message(text="/publish", forward_origin={"type": "user", "sender_user": BOT, "date": 1}),
        Forwarded("/publish"),
    ),
    (
        "nor are those of somebody who shows no account",
        message(text="2 kw", forward_origin={"type": "hidden_user", "date": 1}),
        Forwarded("2 kw"),
    ),
    ("nor what another bot wrote", message(text="2 kw", via_bot=BOT), Forwarded("2 kw")),
    ("one's own words stay so", message(text="2 kw", forward_origin=BY_SRI), Text("2 kw")),
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


def test_photos_that_were_sent_as_one_have_their_album_in_common() -> None:
    found = incoming({"update_id": 11} | message(photo=[SIZE], media_group_id="1" * 40))
    assert found
    assert found.album == "1" * 32


def test_the_rows_of_a_spreadsheet_are_still_to_be_fetched() -> None:
    document = FILE | {"file_name": "a.csv", "file_size": 7}
    found = incoming({"update_id": 11} | message(document=document))
    assert found
    assert found.attachment == Attachment("a", 7)


IN_GROUPS: list[tuple[str, dict[str, Any], Said]] = [
    ("who adds the bot to a group", of_bot(GROUP, "member"), Joined("Petani", False, 5, True)),
    (
        "a change of rights is nothing new",
        of_bot(GROUP, "administrator", before="member"),
        Joined("Petani", False, 5, False),
    ),
    ("who removes it", of_bot(GROUP, "kicked", before="member"), Reached(reachable=False)),
    (
        "one who may not write is as good as gone",
        of_bot(GROUP, "restricted", before="member", is_member=True, can_send_messages=False),
        Reached(reachable=False),
    ),
    (
        "in a channel it has to be an admin who may post",
        of_bot(CHANNEL, "administrator", can_post_messages=True),
        Joined("Harga", True, 5, True),
    ),
    (
        "else it cannot write there",
        of_bot(CHANNEL, "administrator", can_post_messages=False),
        Reached(reachable=False),
    ),
    ("nor as a reader", of_bot(CHANNEL, "member"), Reached(reachable=False)),
    (
        "a group that becomes a supergroup says so",
        message(chat=GROUP, migrate_to_chat_id=-100),
        Moved(-7, -100),
    ),
    (
        "and so does the supergroup, whoever wrote it",
        message(chat=GROUP, migrate_from_chat_id=-3, **{"from": BOT}),
        Moved(-3, -7),
    ),
]


@pytest.mark.parametrize(
    ("_sentence", "sent", "said"), IN_GROUPS, ids=[row[0] for row in IN_GROUPS]
)
def test_what_becomes_of_a_group_is_its_own(
    _sentence: str, sent: dict[str, Any], said: Said
) -> None:
    """So that its changes keep their order, whoever makes them."""
    found = incoming({"update_id": 11} | sent, "Mitra_bot")
    assert found
    assert found.said == said
    chat_id = said.old if isinstance(said, Moved) else found.chat_id
    assert found.chat_id == chat_id
    assert found.telegram_id < 0

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Forbidden

from bot import clock
from bot.playground.model import Playground
from bot.playground.people import Person

TOKEN = "123456789:" + "A" * 35
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def keyboard(**button: Any) -> str:
    return json.dumps({"inline_keyboard": [[button]]})


SENDS: list[tuple[str, dict[str, Any], str | None]] = [
    ("no chat", {"chat_id": "", "text": "x"}, "chat_id is empty"),
    ("nobody", {"chat_id": 42, "text": "x"}, "chat not found"),
    ("a name instead of a number", {"chat_id": "@siti", "text": "x"}, "chat not found"),
    ("no text", {}, "message text is empty"),
    ("only blanks", {"text": " \n "}, "message text is empty"),
    ("only tags", {"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ("4096 letters fit", {"text": "x" * 4096}, None),
    ("4097 do not", {"text": "x" * 4097}, "message is too long"),
    ("an emoji counts as two", {"text": "👍" * 2049}, "message is too long"),
    ("tags do not count", {"text": f"<b>{'x' * 4096}</b>", "parse_mode": "html"}, None),
    ("a bad tag", {"text": "<foo>", "parse_mode": "HTML"},
     'can\'t parse entities: Unsupported start tag "foo" at byte offset 0'),
    ("another language of marks", {"text": "x", "parse_mode": "Markdown"},
     "unsupported parse_mode"),
    ("without parse_mode tags are text", {"text": "<foo>"}, None),
    ("64 bytes of data fit",
     {"text": "x", "reply_markup": keyboard(text="a", callback_data="é" * 32)}, None),
    ("65 bytes do not", {"text": "x", "reply_markup": keyboard(text="a", callback_data="x" * 65)},
     "BUTTON_DATA_INVALID"),
    ("empty data", {"text": "x", "reply_markup": keyboard(text="a", callback_data="")},
     "BUTTON_DATA_INVALID"),
    ("a button without a text", {"text": "x", "reply_markup": keyboard(text="", callback_data="a")},
     "BUTTON_DATA_INVALID"),
    ("a button that does nothing", {"text": "x", "reply_markup": keyboard(text="a")},
     "BUTTON_DATA_INVALID"),
    ("a button to nowhere", {"text": "x", "reply_markup": keyboard(text="a", url="nowhere")},
     "BUTTON_URL_INVALID"),
    ("a markup that is no JSON", {"text": "x", "reply_markup": "{"},
     "can't parse reply keyboard markup JSON object"),
    ("a markup that is a list", {"text": "x", "reply_markup": "[1]"},
     "can't parse reply keyboard markup JSON object"),
    ("a keyboard that is a text", {"text": "x", "reply_markup": '{"inline_keyboard": "x"}'},
     "can't parse reply keyboard markup JSON object"),
    ("entities that are none", {"text": "x", "entities": '[{"type": "bold"}]'},
     "can't parse message entities JSON object"),
    ("an answer to nothing", {"text": "x", "reply_parameters": '{"message_id": 999999}'},
     "message to be replied not found"),
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["data", "json"])
@pytest.mark.parametrize(
    ("values", "reason"), [row[1:] for row in SENDS], ids=[row[0] for row in SENDS]
)
async def test_send_message(
    http: httpx.AsyncClient,
    person: Person,
    encoding: str,
    values: dict[str, Any],
    reason: str | None,
) -> None:
    body = {encoding: {"chat_id": person.id} | values}
    response = await http.post(f"/bot{TOKEN}/sendMessage", **body)  # type: ignore[arg-type]
    if reason is None:
        assert response.status_code == 200
        assert response.json()["result"]["chat"]["id"] == person.id
        return
    refused = {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
    assert (response.status_code, response.json()) == (400, refused)


async def test_parameters_may_stand_in_the_address(
    http: httpx.AsyncClient, person: Person, playground: Playground
) -> None:
    await http.get(f"/bot{TOKEN}/SENDmessage", params={"chat_id": person.id, "text": "halo"})
    assert playground.messages(person.id)[-1]["text"] == "halo"


@pytest.mark.parametrize(
    ("address", "code", "description"),
    [
        ("/bot123:short/getMe", 401, "Unauthorized"),
        (f"/bot{TOKEN}/getMoon", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
        (f"/file/bot{TOKEN}/photos/none.png", 404, "Not Found"),
    ],
)
async def test_addresses_that_lead_nowhere(
    http: httpx.AsyncClient, address: str, code: int, description: str
) -> None:
    response = await http.get(address)
    refused = {"ok": False, "error_code": code, "description": description}
    assert (response.status_code, response.json()) == (code, refused)


async def test_who_never_pressed_start_cannot_be_written_to(
    bot: Bot, playground: Playground
) -> None:
    stranger = playground.add_person(first_name="Tuti")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(stranger.id, "x")
    playground.start(stranger.id)
    await bot.send_message(stranger.id, "x")


async def test_what_an_edit_must_not_be(bot: Bot, playground: Playground, person: Person) -> None:
    button = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="a")]])
    sent = await bot.send_message(person.id, "<b>x</b>", parse_mode="HTML", reply_markup=button)
    own = playground.say(person.id, "mine")["message_id"]
    replies = await bot.send_message(person.id, "y", reply_markup=ReplyKeyboardMarkup([["a"]]))
    photo = await bot.send_document(person.id, b"x")
    other = playground.add_person(first_name="Other", started=True)
    cases: list[tuple[int, int, dict[str, Any], str]] = [
        (person.id, sent.message_id, {"text": " "}, "message text is empty"),
        (person.id, sent.message_id, {"text": "x" * 4097}, "message_too_long"),
        (person.id, 999_999, {"text": "y"}, "message to edit not found"),
        (other.id, sent.message_id, {"text": "y"}, "message to edit not found"),
        (person.id, own, {"text": "y"}, "message can't be edited"),
        (person.id, replies.message_id, {"text": "z"}, "message can't be edited"),
        (person.id, photo.message_id, {"text": "z"}, "there is no text in the message to edit"),
        (person.id, sent.message_id,
         {"text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": button}, NOT_MODIFIED),
    ]  # fmt: skip
    for chat_id, message_id, values, reason in cases:
        with pytest.raises(BadRequest) as refusal:
            await bot.edit_message_text(chat_id=chat_id, message_id=message_id, **values)
        assert refusal.value.message.lower() == reason.lower()


async def test_an_edit_without_a_keyboard_removes_it(bot: Bot, person: Person) -> None:
    button = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="a")]])
    sent = await bot.send_message(person.id, "x", reply_markup=button)
    edited = await bot.edit_message_text("x", chat_id=person.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.reply_markup is None
    assert edited.edit_date
    again = await bot.edit_message_reply_markup(person.id, sent.message_id, reply_markup=button)
    assert not isinstance(again, bool)
    assert again.reply_markup == button


async def test_what_is_deleted_is_gone(bot: Bot, playground: Playground, person: Person) -> None:
    sent = await bot.send_message(person.id, "x")
    await bot.delete_message(person.id, sent.message_id)
    assert playground.messages(person.id) == []
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await bot.delete_message(person.id, sent.message_id)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("y", chat_id=person.id, message_id=sent.message_id)


async def test_a_tap_is_answered_in_time_and_may_be_twice(
    bot: Bot, playground: Playground, person: Person
) -> None:
    sent = await bot.send_message(person.id, "x")
    query = playground.tap(person.id, sent.message_id, "forged")
    await bot.answer_callback_query(query, "Baik", show_alert=True)
    assert playground.answer(query) == {"text": "Baik", "show_alert": True}
    clock.move(timedelta(seconds=140))
    await bot.answer_callback_query(query)
    clock.move(timedelta(seconds=11))
    for too_late in (query, "never"):
        with pytest.raises(BadRequest) as refusal:
            await bot.answer_callback_query(too_late)
        assert refusal.value.message.lower() == TOO_OLD.lower()


async def test_captions_and_pictures_have_limits(bot: Bot, person: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
        await bot.send_document(person.id, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(person.id, b"no picture")
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier/HTTP URL specified"):
        await bot.send_photo(person.id, "https://example.org/a.png")


def key(**does: Any) -> str:
    return json.dumps({"keyboard": [[{"text": "a"} | does]]})


KEYBOARDS: list[tuple[str, str, str | None]] = [
    ("a key that shares a number", key(request_contact=True), None),
    ("a key that shares a place", key(request_location=True), None),
    ("a key that only says its text", key(request_contact=False, request_location=False), None),
    ("a key that shares two things", key(request_contact=True, request_location=True),
     "can't parse keyboard button: only one of the fields can be used"),
    ("a key without a text", json.dumps({"keyboard": [[{"request_contact": True}]]}),
     "can't parse keyboard button: Can't find field \"text\""),
    ("no keyboard any more", json.dumps({"remove_keyboard": True}), None),
    ("an address to open", keyboard(text="a", url="https://wa.me/?text=Halo%20Bu%0A"), None),
    ("an address of Telegram's own", keyboard(text="a", url="tg://user?id=5"), None),
    ("an address on this computer", keyboard(text="a", url="http://localhost/x"),
     "BUTTON_URL_INVALID"),
    ("an address with a blank", keyboard(text="a", url="https://wa.me/?text=Halo Bu"),
     "BUTTON_URL_INVALID"),
    ("an address of another kind", keyboard(text="a", url="ftp://a.example/x"),
     "BUTTON_URL_INVALID"),
    ("an address that cannot be read", keyboard(text="a", url="https://[a.example/x"),
     "BUTTON_URL_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "reason"), [row[1:] for row in KEYBOARDS], ids=[row[0] for row in KEYBOARDS]
)
async def test_keyboards_are_as_telegram_takes_them(
    http: httpx.AsyncClient, person: Person, markup: str, reason: str | None
) -> None:
    body = {"chat_id": person.id, "text": "x", "reply_markup": markup}
    response = await http.post(f"/bot{TOKEN}/sendMessage", json=body)
    description = response.json().get("description")
    assert description == (None if reason is None else f"Bad Request: {reason}")


async def test_a_caption_is_edited_and_the_file_stays(bot: Bot, person: Person) -> None:
    sent = await bot.send_document(person.id, b"x", caption="lama", filename="a.pdf")
    edited = await bot.edit_message_caption(
        person.id, sent.message_id, caption="<b>baru</b>", parse_mode="HTML"
    )
    assert not isinstance(edited, bool)
    assert (edited.caption, edited.document) == ("baru", sent.document)
    assert edited.caption_entities[0].type == "bold"
    text = await bot.send_message(person.id, "x")
    cases: list[tuple[dict[str, Any], int, str]] = [
        ({"caption": "x" * 1025}, sent.message_id, "message caption is too long"),
        ({"caption": "x"}, text.message_id, "there is no caption in the message to edit"),
        ({"caption": "<b>baru</b>", "parse_mode": "HTML"}, sent.message_id, NOT_MODIFIED),
    ]
    for values, number, reason in cases:
        with pytest.raises(BadRequest) as refusal:
            await bot.edit_message_caption(person.id, number, **values)
        assert refusal.value.message.lower() == reason.lower()


async def test_a_voice_note_is_sent_on_and_nothing_else_is_one(
    bot: Bot, playground: Playground, person: Person
) -> None:
    said = playground.send(person.id, "voice")["voice"]["file_id"]
    sent = await bot.send_voice(person.id, said, caption="dari Bu Sri")
    assert sent.voice
    assert sent.voice.mime_type == "audio/ogg"
    photo = playground.send(person.id, "photo")["photo"][0]["file_id"]
    with pytest.raises(BadRequest, match=r"(?i)type of file mismatch"):
        await bot.send_voice(person.id, photo)


def picture(width: int, height: int) -> bytes:
    """As much of a PNG as tells its size."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return head + width.to_bytes(4, "big") + height.to_bytes(4, "big")


async def test_a_photo_is_no_strip_and_no_wall(bot: Bot, person: Person) -> None:
    await bot.send_photo(person.id, picture(2000, 100))
    for width, height in ((2001, 100), (5001, 5000)):
        with pytest.raises(BadRequest, match=r"(?i)photo_invalid_dimensions"):
            await bot.send_photo(person.id, picture(width, height))


async def test_a_menu_has_a_hundred_commands_and_a_chat_that_was_seen(
    bot: Bot, playground: Playground, person: Person
) -> None:
    many = [(f"c{number}", "x") for number in range(101)]
    await bot.set_my_commands(many[:100], BotCommandScopeChat(person.id))
    with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
        await bot.set_my_commands(many, BotCommandScopeChat(person.id))
    stranger = playground.add_person(first_name="Tuti")
    for number in (stranger.id, 77):
        with pytest.raises(BadRequest, match=r"(?i)chat not found"):
            await bot.set_my_commands(many[:1], BotCommandScopeChat(number))

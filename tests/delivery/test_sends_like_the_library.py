"""The library's own HTTP client and ours, asked the same: the same leaves.

Where ours differs on purpose, the test says what the library does, what ours does, and why.
"""

import io
import json
from pathlib import Path

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ParseMode

from tests.delivery.answers import MESSAGE, ok
from tests.delivery.clients import Doing, bot_at, both
from tests.delivery.wire import wire

ODD = "Cabai & tomat + 100% = “Rp45.000”; ya?\r\n\tSelamat pagi 👋🏽 \x00 ="
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton(ODD, callback_data="q:1")]])


CALLS: dict[str, Doing] = {
    "nothing but a name": lambda bot: bot.log_out(),
    "a text": lambda bot: bot.send_message(5, ODD),
    "an empty text": lambda bot: bot.send_message(5, ""),
    "a long text": lambda bot: bot.send_message(5, "Ω" * 4096),
    "more than one write takes": lambda bot: bot.send_message(5, "Ω" * 100_000),
    "every kind of value": lambda bot: bot.send_message(
        5,
        ODD,
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        protect_content=False,
        message_thread_id=7,
        reply_markup=BUTTONS,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(3, allow_sending_without_reply=True),
        api_kwargs={"a float": 0.1, "nothing": None, "nested": [{"ä": [1, None, True]}]},
    ),
    "a list of objects": lambda bot: bot.send_message(
        5, ODD, entities=[MessageEntity("bold", 0, 5), MessageEntity("code", 8, 2)]
    ),
    "a keyboard": lambda bot: bot.send_message(
        5, "x", reply_markup=ReplyKeyboardMarkup([[KeyboardButton("Nomor", request_contact=True)]])
    ),
    "numbers with a point": lambda bot: bot.send_location(5, -7.9666, 112.6326),
    "an edit": lambda bot: bot.edit_message_text(ODD, 5, 9, reply_markup=BUTTONS),
    "a file that the server has": lambda bot: bot.send_document(5, "file_1", caption=ODD),
    "commands": lambda bot: bot.set_my_commands(
        [BotCommand("harga", "Kabar harga")], BotCommandScopeChat(5), "id"
    ),
    "names of kinds": lambda bot: bot.set_webhook(
        "https://mitra.example/hook", allowed_updates=["message", "callback_query"]
    ),
    "a download": lambda bot: bot.request.retrieve(f"{bot.base_file_url}/documents/a b%20c.pdf"),
}


@pytest.mark.parametrize("name", CALLS)
async def test_the_same_leaves_for(name: str) -> None:
    results, requests = await both(CALLS[name])
    assert results.ours == results.theirs
    assert len(requests.ours) == 1
    assert requests.ours == requests.theirs


NAMES = [
    "harga.pdf",
    "tanpa akhiran",
    'kata "kutip".pdf',
    "garis\\miring.pdf",
    "baris\r\nbaru: x.pdf",
    "tab\t; filename=lain.pdf",
    "100%25.pdf",
    "ééé cabai 🌶️ 辣椒.jpg",
    "",
    "\x7f\x00.pdf",
]
CONTENTS = {
    "nothing": b"",
    "a little": b"%PDF-1.7 \x00\xff\r\n--\r\n",
    "a megabyte": bytes(range(256)) * 4096,
}


@pytest.mark.parametrize("content", CONTENTS)
async def test_the_same_leaves_for_a_file_of(content: str, tmp_path: Path) -> None:
    """As bytes, from memory, from a disk, at its start and in its middle, read now or later."""
    (tmp_path / "harga.pdf").write_bytes(CONTENTS[content])

    async def doing(bot: Bot) -> None:
        await bot.send_document(5, CONTENTS[content], filename="harga.pdf", caption=ODD)
        await bot.send_photo(5, io.BytesIO(CONTENTS[content]), reply_markup=BUTTONS)
        for start in (0, 7):
            for now in (True, False):
                with (tmp_path / "harga.pdf").open("rb") as handle:
                    handle.seek(start)
                    await bot.send_document(5, InputFile(handle, read_file_handle=now))
                    # Whose handle it is closes it.
                    assert not handle.closed

    results, requests = await both(doing)
    assert (results.theirs, results.ours) == (None, None)
    assert len(requests.ours) == 6
    assert requests.ours == requests.theirs


@pytest.mark.parametrize("name", NAMES)
async def test_the_same_leaves_for_a_file_named(name: str) -> None:
    _results, requests = await both(lambda bot: bot.send_document(5, b"x", filename=name))
    assert requests.ours == requests.theirs
    assert requests.ours[0]["body"].count(b"filename=") == 1 + name.count("filename=")


async def test_the_same_leaves_for_several_files_at_once() -> None:
    files = [InputFile(b"1", "a.pdf", attach=True), InputFile(b"2", "b.pdf", attach=True)]
    media = [InputMediaDocument(file, caption=ODD) for file in files]
    _results, requests = await both(
        lambda bot: bot.send_media_group(5, media), ok([MESSAGE, MESSAGE])
    )
    assert requests.ours == requests.theirs
    assert requests.ours[0]["body"].count(b"filename=") == 2


async def test_a_sign_that_no_name_can_hold_is_written_in_percent() -> None:
    """Differs: the library lets ESC through, which no header may hold (RFC 9110, 5.5)."""
    _results, requests = await both(lambda bot: bot.send_document(5, b"x", filename="\x1b.pdf"))
    assert b'filename="\x1b.pdf"' in requests.theirs[0]["body"]
    assert b'filename="%1B.pdf"' in requests.ours[0]["body"]


async def test_what_has_no_files_goes_as_json() -> None:
    """Differs: the library writes a form, and percent signs for half of it. Telegram reads both."""
    async with wire() as server, bot_at(server.url) as bot:
        await bot.send_message(5, ODD)
    (request,) = server.received
    assert request.header("content-type") == "application/json"
    assert json.loads(request.body) == {"chat_id": "5", "text": ODD}

"""What the library's client and ours send arrives alike at the playground, over real HTTP."""

import io
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, MessageEntity
from telegram.constants import ParseMode

from bot.delivery.request import Request
from bot.playground import limits
from bot.playground.files import SAMPLE
from bot.playground.model import FIRST_NEW_PERSON, Playground
from bot.playground.serve import Serving, serving
from tests.delivery.clients import BOTH, Doing, Make, bot_at, each_client, said

ODD = "Cabai & tomat + 100% = “Rp45.000”; ya?\n\tSelamat pagi 👋🏽"
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton(ODD, callback_data="q:1=&+%")]])
PHOTO, DOCUMENT = SAMPLE["photo"], SAMPLE["document"]
#: What differs between two of the same message.
OWN = {"message_id", "date", "file_id", "file_unique_id"}

SITI, BLOCKED, STRANGER = range(FIRST_NEW_PERSON, FIRST_NEW_PERSON + 3)


@pytest.fixture(scope="module")
async def server() -> AsyncIterator[Serving]:
    playground = Playground()
    people = [playground.add_person(first_name=name, started=True) for name in ("Siti", "Budi")]
    people[1].blocked = True
    people.append(playground.add_person(first_name="Wayan"))
    assert [person.id for person in people] == [SITI, BLOCKED, STRANGER]
    async with serving(playground) as server:
        yield server


def shared(value: Any) -> Any:
    """A message without what is its own alone."""
    if isinstance(value, dict):
        return {name: shared(each) for name, each in value.items() if name not in OWN}
    return [shared(each) for each in value] if isinstance(value, list) else value


async def each(server: Serving, doing: Doing) -> list[Any]:
    """What the playground made of it, by the library's client and by ours."""
    results = []
    for make in BOTH.values():
        async with bot_at(server.url, make) as bot:
            result = await said(doing, bot)
            results.append(shared(result.to_dict()) if hasattr(result, "to_dict") else result)
    return results


async def from_a_disk(bot: Bot) -> Any:
    with DOCUMENT.open("rb") as handle:
        return await bot.send_document(SITI, InputFile(handle, read_file_handle=False))


SENDS: dict[str, Doing] = {
    "a text": lambda bot: bot.send_message(SITI, ODD),
    "marked text with buttons": lambda bot: bot.send_message(
        SITI, "<b>Cabai</b> &amp; <i>tomat</i>", parse_mode=ParseMode.HTML, reply_markup=BUTTONS
    ),
    "text with entities": lambda bot: bot.send_message(
        SITI, ODD, entities=[MessageEntity("bold", 0, 5)], protect_content=True
    ),
    "a place": lambda bot: bot.send_location(SITI, -7.9666, 112.6326),
    "a photo": lambda bot: bot.send_photo(SITI, PHOTO.read_bytes(), caption=ODD),
    "a photo from memory": lambda bot: bot.send_photo(SITI, io.BytesIO(PHOTO.read_bytes())),
    "a document from a path": lambda bot: bot.send_document(SITI, Path(DOCUMENT)),
    "a document from a disk": from_a_disk,
    "a large document": lambda bot: bot.send_document(SITI, bytes(8 << 20), filename="b.bin"),
}


@pytest.mark.parametrize("name", SENDS)
async def test_the_same_arrives_of(server: Serving, name: str) -> None:
    theirs, ours = await each(server, SENDS[name])
    assert isinstance(ours, dict)
    assert ours == theirs


@pytest.mark.parametrize(
    "name",
    ['kata "kutip".pdf', "garis\\miring.pdf", "dua\r\nbaris.pdf", "cabai 🌶️ ééé.pdf", "a;b=c"],
)
async def test_the_same_name_arrives(server: Serving, name: str) -> None:
    content = DOCUMENT.read_bytes()
    theirs, ours = await each(server, lambda bot: bot.send_document(SITI, content, filename=name))
    assert ours["document"]["file_size"] == len(content)
    assert ours == theirs


@each_client
async def test_what_was_sent_can_be_fetched_again(server: Serving, make: Make) -> None:
    content = bytes(range(256)) * 5000
    async with bot_at(server.url, make) as bot:
        message = await bot.send_document(SITI, content, filename="harga.bin")
        assert message.document
        file = await message.document.get_file()
        assert await file.download_as_bytearray() == content


REFUSALS: dict[str, tuple[Doing, str]] = {
    "a text that is too long": (lambda bot: bot.send_message(SITI, "x" * 4097), "rejected"),
    "a mark that is none": (
        lambda bot: bot.send_message(SITI, "<foo>", parse_mode=ParseMode.HTML),
        "rejected",
    ),
    "a chat that is not there": (lambda bot: bot.send_message(42, "x"), "rejected"),
    "a person who blocked the bot": (lambda bot: bot.send_message(BLOCKED, "x"), "rejected"),
    "a person who never came": (lambda bot: bot.send_message(STRANGER, "x"), "rejected"),
    "a photo that is none": (lambda bot: bot.send_photo(SITI, b"no photo"), "rejected"),
    "a file that is not there": (lambda bot: bot.get_file("nothing"), "rejected"),
    "a download that is not there": (
        lambda bot: bot.request.retrieve(f"{bot.base_file_url}/documents/nothing"),
        "InvalidToken",
    ),
    "an edit that changes nothing": (
        lambda bot: bot.edit_message_text("x", SITI, 10**6),
        "rejected",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_the_same_is_refused(server: Serving, name: str) -> None:
    doing, expected = REFUSALS[name]
    assert await each(server, doing) == [expected, expected]


async def test_a_token_that_is_none_is_told_by_both(server: Serving) -> None:
    for make in BOTH.values():
        async with make(server.url) as request:
            bot = Bot(
                "1:short", f"{server.url}/bot", request=request, get_updates_request=Request()
            )
            assert await said(lambda bot: bot.get_me(), bot) == "InvalidToken"


async def test_a_file_that_is_too_large_is_rejected(server: Serving) -> None:
    """Differs: the library knows no 413 and tells nothing from it; ours knows that it is dead."""
    large = bytes(limits.REQUEST + 1)
    assert await each(server, lambda bot: bot.send_document(SITI, large)) == ["unknown", "rejected"]


async def test_a_file_of_unknown_length_arrives(server: Serving) -> None:
    """Differs: the library announces a length of nothing, and fails."""
    content = bytes(50_000)

    async def piped(bot: Bot) -> Any:
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb") as source:
            os.write(writing, content)
            os.close(writing)
            file = InputFile(source, "pipa.bin", read_file_handle=False)
            return await bot.send_document(SITI, file)

    theirs, ours = await each(server, piped)
    assert theirs == "unknown"
    assert ours["document"]["file_size"] == len(content)

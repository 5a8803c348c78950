"""A photo or document that goes with a text: one message, whatever becomes of it (D2, D3)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from markupsafe import Markup

from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import Outcome, Rejected, Sent, Unknown
from bot.delivery.screen import Button, Enclosed, Screen
from bot.delivery.sender import Sender
from tests.delivery.answers import MESSAGE, Answering, answering, ok, refused
from tests.delivery.clients import bot_at

SEE = Button("Lihat foto", "see:12")
NEWS = Screen(Markup("Kopi"), enclosed=Enclosed("photo", "AgAC", SEE))
ENDED = Screen(Markup("Ditarik"), enclosed=Enclosed("photo", "AgAC"))
LONG = Screen(Markup("{}").format("k" * 1025), enclosed=Enclosed("photo", "AgAC", SEE))
ASKED = Screen(Markup("Kopi"), enclosed=Enclosed("photo", "AgAC", missing=Markup("Sudah hilang.")))
NO_FILE = refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
NO_RIGHT = refused(400, "Bad Request: not enough rights to send photos to the chat")
BLOCKED = "Forbidden: bot was blocked by the user"
NO_TEXT = refused(400, "Bad Request: there is no text in the message to edit")
NO_CAPTION = refused(400, "Bad Request: there is no caption in the message to edit")
SAME = refused(400, "Bad Request: message is not modified: …")


@asynccontextmanager
async def sending(*answers: bytes) -> AsyncIterator[tuple[Sender, Answering]]:
    async with answering(*answers) as server, bot_at(server.url) as bot:
        yield Sender(bot), server


def bulletin(*, low_data: bool = False, edits: int | None = None) -> Letter:
    lane = Lane.EDIT if edits else Lane.BULLETIN
    return Letter(
        *(1, lane, "bulletin", {}, 5, "id", "Asia/Jakarta"), low_data=low_data, edits=edits
    )


def methods(server: Answering) -> list[str]:
    return [method for method, _fields in server.calls]


def labels(server: Answering) -> list[str]:
    """Under the last message."""
    markup = server.calls[-1][1].get("reply_markup", {})
    return [each["text"] for row in markup.get("inline_keyboard", []) for each in row]


#: A sentence, what is told, whether data is saved, Telegram's answers; the methods that are called,
#: what stands below the last message, and the outcome.
Row = tuple[str, Screen, bool, list[bytes], list[str], list[str], Outcome]
TABLE: list[Row] = [
    (
        "it is one message with its text below it",
        *(NEWS, False, [ok(MESSAGE)], ["sendPhoto"], [], Sent(7, "Kopi")),
    ),
    (
        "to who saves data the text comes, with a button for the rest",
        *(NEWS, True, [ok(MESSAGE)], ["sendMessage"], ["Lihat foto"], Sent(7, "Kopi")),
    ),
    (
        "what they asked for comes all the same",
        *(ASKED, True, [ok(MESSAGE)], ["sendPhoto"], [], Sent(7, "Kopi")),
    ),
    (
        "a text that is too long goes alone",
        *(LONG, False, [ok(MESSAGE)], ["sendMessage"], ["Lihat foto"], Sent(7, "k" * 1025)),
    ),
    (
        "where Telegram does not know the file any more, the text goes without it",
        *(NEWS, False, [NO_FILE, ok(MESSAGE)], ["sendPhoto", "sendMessage"], [], Sent(7, "Kopi")),
    ),
    (
        "who asked for it is told so",
        *(ASKED, False, [NO_FILE, ok(MESSAGE)], ["sendPhoto", "sendMessage"], []),
        Sent(7, "Sudah hilang."),
    ),
    (
        "where no photos may be sent, the text goes",
        *(NEWS, False, [NO_RIGHT, ok(MESSAGE)], ["sendPhoto", "sendMessage"], [], Sent(7, "Kopi")),
    ),
    (
        "who blocked the bot is not written to again",
        *(NEWS, False, [refused(403, BLOCKED)], ["sendPhoto"], []),
        Rejected(BLOCKED, unreachable=True),
    ),
    (
        "of what may have arrived no text follows",
        *(NEWS, False, [refused(502, "Bad Gateway")], ["sendPhoto"], [], Unknown("Bad Gateway")),
    ),
]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
async def test_how_it_goes_out(row: Row) -> None:
    _sentence, screen, low_data, answers, called, below, outcome = row
    async with sending(*answers) as (sender, server):
        assert await sender.deliver(bulletin(low_data=low_data), screen) == outcome
        assert methods(server) == called
        assert labels(server) == below


Edit = tuple[str, Screen, bool, list[bytes], list[str], list[str]]
EDITS: list[Edit] = [
    ("a caption is changed where it stands", NEWS, False, [ok(MESSAGE)], ["Caption"], []),
    (
        "a text that went alone is found to be one",
        *(NEWS, False, [NO_CAPTION, ok(MESSAGE)], ["Caption", "Text"], ["Lihat foto"]),
    ),
    (
        "of who saves data the text is tried first",
        *(NEWS, True, [ok(MESSAGE)], ["Text"], ["Lihat foto"]),
    ),
    (
        "theirs may be a caption from before, and keeps no button for what it shows",
        *(NEWS, True, [NO_TEXT, ok(MESSAGE)], ["Text", "Caption"], []),
    ),
    ("what has ended brings nothing any more", ENDED, True, [ok(MESSAGE)], ["Text"], []),
    ("what has grown too long for a caption", LONG, False, [ok(MESSAGE)], ["Text"], ["Lihat foto"]),
    (
        "loses its end where it is one",
        *(LONG, False, [NO_TEXT, ok(MESSAGE)], ["Text", "Caption"], []),
    ),
    ("what is so already is no failure", NEWS, False, [SAME], ["Caption"], []),
]


@pytest.mark.parametrize("row", EDITS, ids=[row[0] for row in EDITS])
async def test_how_it_changes(row: Edit) -> None:
    _sentence, screen, low_data, answers, called, below = row
    async with sending(*answers) as (sender, server):
        outcome = await sender.deliver(bulletin(low_data=low_data, edits=9), screen)
        assert isinstance(outcome, Sent)
        assert methods(server) == [f"editMessage{each}" for each in called]
        assert labels(server) == below


async def test_a_file_that_is_gone_costs_one_request_and_not_one_for_each_reader() -> None:
    async with sending(NO_FILE, ok(MESSAGE)) as (sender, server):
        for _reader in range(3):
            assert await sender.deliver(bulletin(), NEWS) == Sent(7, "Kopi")
        assert methods(server) == ["sendPhoto", *["sendMessage"] * 3]


async def test_one_chat_that_takes_no_photos_is_no_fault_of_the_file() -> None:
    async with sending(NO_RIGHT, ok(MESSAGE)) as (sender, server):
        for _reader in range(2):
            await sender.deliver(bulletin(), NEWS)
        assert methods(server) == ["sendPhoto", "sendMessage", "sendPhoto"]

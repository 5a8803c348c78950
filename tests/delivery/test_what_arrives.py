"""Screens of every kind, sent to a Bot API as strict as Telegram's, over HTTP."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup
from PIL import Image

from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unknown
from bot.delivery.screen import Button, File, Key, Screen
from bot.delivery.sender import Sender
from bot.playground.model import Playground
from bot.playground.profile import commands_for
from bot.playground.serve import serving
from tests.delivery.clients import bot_at

SRI, NOBODY = 1101, 77
TEXT = Markup("<b>Siti</b> &amp; Sri")
YES = ((Button("Ya", "q:1"), Button("WhatsApp", url="https://wa.me/?text=Halo%20Bu")),)


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(file, "PNG")
    return file.getvalue()


PAPER, PICTURE = File("pemasok é.xlsx", b"PK\r\n--x" * 50_000), File("qr.png", picture())


class Line:
    """Our sender on one end, and what a person has before them on the other."""

    def __init__(self, playground: Playground, sender: Sender) -> None:
        self.playground, self.sender = playground, sender

    async def shows(self, screen: Screen, **changes: Any) -> dict[str, Any]:
        """The message that came of it."""
        outcome = await self.sender.send(SRI, screen, **changes)
        assert isinstance(outcome, Sent)
        (message,) = [each for each in self.messages() if each["message_id"] == outcome.message_id]
        return message

    def messages(self) -> list[dict[str, Any]]:
        return self.playground.messages(SRI)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    playground = Playground()
    async with serving(playground) as server, bot_at(server.url) as bot:
        yield Line(playground, Sender(bot, 5))


async def test_a_picture_arrives_as_a_photo_with_its_caption_and_buttons(line: Line) -> None:
    message = await line.shows(Screen(TEXT, YES, file=PICTURE))
    assert (message["photo"][0]["width"], message["caption"]) == (60, "Siti & Sri")
    assert message["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    (row,) = message["reply_markup"]["inline_keyboard"]
    assert [key["text"] for key in row] == ["Ya", "WhatsApp"]
    stored = line.playground.files.get(message["photo"][0]["file_id"])
    assert stored
    assert line.playground.files.content(stored) == PICTURE.content


async def test_any_other_file_arrives_whole_and_under_its_name(line: Line) -> None:
    document = (await line.shows(Screen(TEXT, file=PAPER)))["document"]
    assert (document["file_name"], document["file_size"]) == (PAPER.name, len(PAPER.content))
    stored = line.playground.files.get(document["file_id"])
    assert stored
    assert line.playground.files.content(stored) == PAPER.content


async def test_a_voice_note_is_sent_on(line: Line) -> None:
    said = line.playground.send(2001, "voice")["voice"]["file_id"]
    message = await line.shows(Screen(TEXT, YES, voice=said))
    assert (message["voice"]["file_id"], message["caption"]) == (said, "Siti & Sri")


async def test_keys_come_and_go(line: Line) -> None:
    keys = ((Key("Kirim nomor", "contact"), Key("Kirim lokasi", "location")), (Key("Batal"),))
    person = line.playground.people[SRI]
    await line.shows(Screen(TEXT, keys=keys))
    assert line.playground.press(SRI, "Kirim nomor")["contact"]["user_id"] == SRI
    assert person.keyboard is None  # one press, and it is away
    await line.shows(Screen(TEXT, keys=keys))
    assert line.playground.press(SRI, "Batal")["text"] == "Batal"
    await line.shows(Screen(TEXT, keys=keys))
    await line.shows(Screen(TEXT, drops_keys=True))
    assert person.keyboard is None


async def test_a_menu_is_set_and_is_no_message(line: Line) -> None:
    outcome = await line.sender.send(SRI, Screen(Markup(), menu=(("harga", "Harga"),)))
    assert outcome == Sent(None, "")
    assert line.messages() == []
    menu = commands_for(line.playground, line.playground.people[SRI])
    assert menu == [{"command": "harga", "description": "Harga"}]


async def test_html_that_is_wrong_costs_a_caption_its_looks_and_nothing_else(line: Line) -> None:
    broken = Markup("<b>Siti</i> &amp; Sri")
    assert (await line.shows(Screen(broken, file=PAPER)))["caption"] == "Siti & Sri"
    long = Markup("<b>{}</b>").format("x" * 2000)
    assert (await line.shows(Screen(long, file=PAPER)))["caption"] == "x" * 1023 + "…"


async def test_what_shows_a_file_is_edited_by_its_caption(line: Line) -> None:
    sent = await line.shows(Screen(TEXT, YES, file=PICTURE))
    for _time in range(2):  # the second changes nothing, which is no failure
        edited = await line.shows(Screen(Markup("Baik")), edits=sent["message_id"])
        assert (edited["caption"], edited["photo"]) == ("Baik", sent["photo"])
    assert len(line.messages()) == 1


async def test_what_cannot_stand_in_an_earlier_message_gets_one_of_its_own(line: Line) -> None:
    first = await line.shows(Screen(TEXT, YES))
    keys = ((Key("Kirim nomor", "contact"),),)
    for screen in (
        Screen(TEXT, file=PAPER),
        Screen(TEXT, keys=keys),
        Screen(TEXT, drops_keys=True),
    ):
        assert (await line.shows(screen, edits=first["message_id"])) != first
    assert len(line.messages()) == 4


async def test_a_long_answer_in_place_of_a_caption_is_sent_anew(line: Line) -> None:
    """A caption has no room for it, and what follows a tap must be read whole."""
    sent = await line.shows(Screen(TEXT, YES, file=PICTURE))
    letter = Letter(1, Lane.REPLY, "x", {}, SRI, "id", "Asia/Jakarta", edits=sent["message_id"])
    outcome = await line.sender.deliver(letter, Screen(Markup("{}").format("x" * 2000)))
    assert isinstance(outcome, Sent)
    assert line.messages()[-1]["text"] == "x" * 2000


OUTCOMES: list[tuple[dict[str, Any], Outcome]] = [
    ({"kind": "429", "retry_after": 7}, NotSent("Too Many Requests: retry after 7", 7.0)),
    ({"kind": "5xx", "status": 500}, Unknown("Internal Server Error")),
    ({"kind": "drop_after"}, Unknown("the connection broke before an answer came")),
]
SCREENS = [Screen(TEXT, file=PAPER), Screen(TEXT, file=PICTURE)]


@pytest.mark.parametrize("screen", SCREENS, ids=["a document", "a photo"])
@pytest.mark.parametrize(("fault", "outcome"), OUTCOMES, ids=[each[0]["kind"] for each in OUTCOMES])
async def test_what_becomes_of_a_file_is_known_as_for_a_text(
    line: Line, screen: Screen, fault: dict[str, Any], outcome: Outcome
) -> None:
    line.playground.faults.add(times=1, **fault)
    assert await line.sender.send(SRI, screen) == outcome


async def test_who_cannot_be_reached_gets_no_file(line: Line) -> None:
    line.playground.block(SRI)
    refused = Rejected("Forbidden: bot was blocked by the user", unreachable=True)
    assert await line.sender.send(SRI, SCREENS[0]) == refused
    assert isinstance(await line.sender.send(NOBODY, SCREENS[1]), Rejected)


async def test_a_file_that_takes_too_long_is_of_unknown_outcome(line: Line) -> None:
    line.playground.faults.add(kind="hang_before", times=1)
    line.sender._seconds = 0.05
    assert await line.sender.send(SRI, SCREENS[0]) == Unknown("no answer in time")

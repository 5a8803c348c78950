"""How news comes is chosen by a tap or a sentence, and told back."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.said import Command, Tap, Text
from bot.delivery.digests import Digest
from bot.delivery.receiving import Rhythm
from bot.delivery.screen import dump
from bot.language import words_for
from bot.people import businesses
from bot.people.businesses import Make
from bot.people.models import Role
from handlers.market.bulletins import bulletins
from handlers.market.readers.muting import Heard
from handlers.market.readers.receiving import HowNewsComes
from handlers.screens import SCREENS
from tests.handlers.chatting import Chat
from tests.handlers.market_examples import facts_of
from tests.handlers.test_stops import chat_of, data
from tests.people.folk import somebody

AT_FIRST = HowNewsComes(rhythm=Rhythm.AT_ONCE, at=None, a_day=None, friday=False, pictures=True)


@pytest.fixture
async def siti(db: AsyncSession) -> Chat:
    person = await somebody(db, Role.OWNER, name="Siti")
    await businesses.add(db, person, "Kebun", "35.07", [Make("tomat", "tomat")])
    return await chat_of(db, person)


async def test_the_way_there_leads_through_what_is_heard_of(siti: Chat) -> None:
    (heard,) = await siti.does(Command("langganan"))
    assert isinstance(heard, Heard)
    assert "receive:show" in data(heard)
    assert await siti.does(Tap("receive:show", 1)) == [AT_FIRST]


TAPS = [
    ("often:daily", {"rhythm": Rhythm.DAILY}),
    ("often:weekly", {"rhythm": Rhythm.WEEKLY}),
    ("most:5", {"a_day": 5}),
    ("friday:on", {"friday": True}),
    ("pictures:off", {"pictures": False}),
]


@pytest.mark.parametrize(("tap", "changes"), TAPS)
async def test_a_tap_changes_one_thing(siti: Chat, tap: str, changes: dict[str, object]) -> None:
    expected = AT_FIRST.model_copy(update=changes)
    assert await siti.does(Tap(f"receive:{tap}", 1)) == [expected]
    assert await siti.does(Tap("receive:show", 1)) == [expected]


async def test_each_of_it_can_be_taken_back(siti: Chat) -> None:
    for tap, _changes in TAPS:
        await siti.does(Tap(f"receive:{tap}", 1))
    for tap in ("often:at_once", "most:0", "friday:off", "pictures:on"):
        (found,) = await siti.does(Tap(f"receive:{tap}", 1))
    assert found == AT_FIRST


@pytest.mark.parametrize("argument", ["often:hourly", "most:4", "most:-1", "friday:", "x", ""])
async def test_a_forged_button_changes_nothing(siti: Chat, argument: str) -> None:
    assert await siti.does(Tap(f"receive:{argument}", 1)) == [AT_FIRST]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("seminggu sekali saja", {"rhythm": Rhythm.WEEKLY}),
        ("setiap hari saja", {"rhythm": Rhythm.DAILY}),
        ("maksimal 2 sehari", {"a_day": 2}),
        ("hemat data", {"pictures": False}),
    ],
)
async def test_a_sentence_does_the_same(siti: Chat, text: str, changes: dict[str, object]) -> None:
    assert await siti.does(Text(text)) == [AT_FIRST.model_copy(update=changes)]


def test_it_says_what_is_chosen_in_everyday_words() -> None:
    chosen = AT_FIRST.model_copy(update={"rhythm": Rhythm.WEEKLY, "a_day": 5, "pictures": False})
    screen = SCREENS[HowNewsComes](words_for("id"), chosen)
    assert "Seminggu sekali, dikumpulkan: hari Senin, 08.00" in screen.text
    assert "Paling banyak 5 sehari" in screen.text
    labels = [button.label for row in screen.buttons for button in row]
    assert "✓ Seminggu sekali" in labels
    assert "✓ 5 sehari" in labels
    assert "Pakai gambar lagi" in labels


def test_news_that_is_told_together_is_numbered_as_its_buttons_are() -> None:
    tomato = facts_of("PT Sambal").model_copy(update={"commodity": "tomat", "number": 7})
    chili = tomato.model_copy(update={"commodity": "cabai-rawit-merah", "number": 8})
    words = words_for("id")
    stored = tuple(dump(bulletins.bulletin(words, each)) for each in (tomato, chili))
    screen = SCREENS[Digest](words, Digest(screens=stored))
    assert screen.text.index("1. ") < screen.text.index("Tomat") < screen.text.index("2. ")
    labels = {button.data: button.label for row in screen.buttons for button in row}
    assert labels["offer:make:7"] == "1. Bisa setor"
    assert labels["offer:make:8"] == "2. Bisa setor"
    assert labels["mute:stop:cabai-rawit-merah"] == "2. Berhenti kabar ini"
    assert labels["go:prices"] == "Harga hari ini"

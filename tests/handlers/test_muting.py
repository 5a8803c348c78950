"""News of one commodity is stopped and taken up again, by a tap or a sentence."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.said import Command, Tap, Text
from bot.language import words_for
from bot.people import businesses, consent
from bot.people.businesses import Make
from bot.people.models import Person, Purpose, Role
from handlers.market.readers.muting import Heard, Muted
from handlers.privacy.privacy import Stopped
from handlers.screens import SCREENS
from tests.handlers.chatting import Chat
from tests.handlers.test_stops import chat_of, data
from tests.people.folk import somebody

CHILI, ROBUSTA, ARABICA = "cabai-rawit-merah", "kopi-robusta", "kopi-arabika"


@pytest.fixture
async def siti(db: AsyncSession) -> Chat:
    person = await somebody(db, Role.OWNER, name="Siti")
    makes = [Make(slug, slug) for slug in (CHILI, ROBUSTA)]
    await businesses.add(db, person, "Kebun", "35.07", makes)
    return await chat_of(db, person)


async def heard(chat: Chat) -> Heard:
    (found,) = await chat.does(Command("langganan"))
    assert isinstance(found, Heard)
    return found


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("stop kabar cabai", CHILI),
        ("berhenti harga kopi", ROBUSTA),
        ("stop kopi robusta", ROBUSTA),
        ("stop coffee prices", ROBUSTA),
    ],
)
async def test_a_sentence_stops_what_it_names_and_comes(
    siti: Chat, text: str, stopped: str
) -> None:
    (done,) = await siti.does(Text(text))
    assert done == Muted(commodities=(stopped,), coaching=True)
    assert (await heard(siti)).muted == (stopped,)


async def test_what_is_stopped_is_said_with_what_goes_on_and_can_be_taken_back(
    siti: Chat,
) -> None:
    (done,) = await siti.does(Tap(f"mute:stop:{CHILI}", 1))
    screen = SCREENS[Muted](words_for("id"), done)
    assert screen.text == (
        "Baik, kabar cabai rawit merah sudah dihentikan. Pengingat pendampingan tetap dikirim."
    )
    assert data(done) == [f"mute:on:{CHILI}", "privacy:off:news"]
    (again,) = await siti.does(Tap(f"mute:on:{CHILI}", 1))
    assert again == Heard(agreed=True, heard=(CHILI, ROBUSTA), muted=())


async def test_reminders_that_were_stopped_are_not_promised(siti: Chat) -> None:
    await consent.withdraw(siti.db, siti.person.id, Purpose.COACHING)
    (done,) = await siti.does(Text("stop kabar cabai"))
    assert done == Muted(commodities=(CHILI,), coaching=False)


async def test_a_family_of_which_nothing_comes_stops_nothing(siti: Chat) -> None:
    await siti.does(Tap(f"mute:off:{ROBUSTA}", 1))
    await businesses.set_products(
        siti.db,
        (await _firm(siti.person, siti.db)),
        [Make(CHILI, "cabai")],
        by=siti.person,
    )
    await siti.does(Tap(f"mute:on:{ROBUSTA}", 1))
    (found,) = await siti.does(Text("berhenti harga kopi"))
    assert found == Heard(agreed=True, heard=(CHILI,), muted=())


async def _firm(person: Person, db: AsyncSession) -> int:
    firm = await businesses.active(db, person.id)
    assert firm
    return firm.id


async def test_a_bare_stop_stops_all_news_as_before(siti: Chat) -> None:
    (done,) = await siti.does(Text("stop"))
    assert isinstance(done, Stopped)
    assert await heard(siti) == Heard(agreed=False, heard=(CHILI, ROBUSTA), muted=())


@pytest.mark.parametrize("argument", ["off:emas", "stop:", "off", "", "?:tomat"])
async def test_a_forged_button_stops_nothing(siti: Chat, argument: str) -> None:
    (found,) = await siti.does(Tap(f"mute:{argument}", 1))
    assert found == Heard(agreed=True, heard=(CHILI, ROBUSTA), muted=())

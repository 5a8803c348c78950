"""More is heard of by a sentence or a tap, and what is not clear is asked about."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.said import Tap, Text
from bot.market import topics
from bot.market.models import NATIONWIDE
from bot.market.topics import MOST_ADDED, Added, Adding
from bot.people import businesses, consent
from bot.people.businesses import Make
from bot.people.models import Purpose, Role
from handlers.market.readers.following import Followed, OwnersFollow, WhichCrop, WhichPlace
from handlers.market.readers.muting import Heard, Muted
from tests.handlers.chatting import Chat
from tests.handlers.test_stops import chat_of, data
from tests.people.folk import company, somebody

CHILI, MAIZE, ROBUSTA = "cabai-rawit-merah", "jagung-pipilan", "kopi-robusta"
HOME, BLITAR = "35.07", "35.05"


@pytest.fixture
async def siti(db: AsyncSession) -> Chat:
    person = await somebody(db, Role.OWNER, name="Siti")
    await businesses.add(db, person, "Kebun", HOME, [Make(CHILI, "cabe rawit")])
    return await chat_of(db, person)


async def added(chat: Chat) -> list[tuple[str, str]]:
    found = await topics.added_by(chat.db, chat.person.id)
    return [(each.commodity, each.region) for each in found]


@pytest.mark.parametrize(
    ("text", "crop", "region"),
    [
        ("kabari saya harga jagung", MAIZE, HOME),
        ("ikuti harga jagung di kabupaten blitar", MAIZE, BLITAR),
        ("follow robusta prices in East Java", ROBUSTA, "35"),
        ("ikuti jagung di seluruh indonesia", MAIZE, NATIONWIDE),
        ("ikuti harga cabe rawit merah di surabaya", CHILI, "35.78"),
        ("ikuti surabaya", CHILI, "35.78"),
    ],
)
async def test_what_is_named_is_added_where_it_is_named(
    siti: Chat, text: str, crop: str, region: str
) -> None:
    (done,) = await siti.does(Text(text))
    assert done == Followed(became=Adding.DONE, crops=(crop,), region=region)
    assert await added(siti) == [(crop, region)]
    (shown,) = await siti.does(Tap("go:subscriptions", 1))
    assert shown == Heard(agreed=True, heard=(CHILI,), muted=(), added=((crop, region),))
    (gone,) = await siti.does(Tap(f"follow:drop:{crop}:{region}", 1))
    assert gone == Heard(agreed=True, heard=(CHILI,), muted=())


async def test_of_a_family_and_of_two_places_it_is_asked_which(siti: Chat) -> None:
    (which,) = await siti.does(Text("langganan harga kopi di malang"))
    assert isinstance(which, WhichCrop)
    assert f"follow:add:{ROBUSTA}:35.07,35.73" in data(which)
    (where,) = await siti.does(Tap(f"follow:add:{ROBUSTA}:35.07,35.73", 1))
    assert where == WhichPlace(does=f"add:{ROBUSTA}", regions=("35.07", "35.73"))
    (done,) = await siti.does(Tap(str(data(where)[1]), 1))
    assert done == Followed(became=Adding.DONE, crops=(ROBUSTA,), region="35.73")
    (every,) = await siti.does(Tap(str(data(which)[-1]), 1))
    assert every == WhichPlace(does="all:kopi", regions=("35.07", "35.73"))
    (done,) = await siti.does(Tap(str(data(every)[0]), 1))
    assert isinstance(done, Followed)
    assert done.crops == which.crops


async def test_a_place_is_widened_by_a_tap_and_counts_once(siti: Chat) -> None:
    (done,) = await siti.does(Text("kabari saya harga jagung"))
    assert data(done) == [
        *(f"follow:add:{MAIZE}:35", f"follow:add:{MAIZE}:{NATIONWIDE}"),
        *(f"follow:drop:{MAIZE}:{HOME}", "go:subscriptions"),
    ]
    await siti.does(Tap(f"follow:add:{MAIZE}:35", 1))
    assert await added(siti) == [(MAIZE, "35")]
    (again,) = await siti.does(Tap(f"follow:add:{MAIZE}:35", 1))
    assert again == Followed(became=Adding.ALREADY, crops=(MAIZE,), region="35")


async def test_what_comes_from_the_profile_is_said_to_come_already(siti: Chat) -> None:
    (done,) = await siti.does(Text("ikuti harga cabe rawit merah"))
    assert done == Followed(became=Adding.ALREADY, crops=(CHILI,), region=HOME)
    assert f"follow:add:{CHILI}:35" in data(done)


async def test_what_was_stopped_comes_again_if_it_is_asked_for(siti: Chat) -> None:
    await siti.does(Text("stop kabar cabai"))
    (done,) = await siti.does(Text("kabari saya harga cabe rawit merah"))
    assert done == Followed(became=Adding.DONE, crops=(CHILI,), region=HOME)
    (shown,) = await siti.does(Tap("go:subscriptions", 1))
    assert shown == Heard(agreed=True, heard=(CHILI,), muted=())


async def test_too_many_are_refused_and_none_is_lost(siti: Chat) -> None:
    for number in range(1, MOST_ADDED + 1):
        await topics.add(siti.db, siti.person, Added(MAIZE, f"35.{number:02}"))
    (full,) = await siti.does(Text("ikuti harga kopi robusta"))
    assert full == Followed(became=Adding.FULL, crops=(ROBUSTA,), region=HOME)
    assert data(full) == ["go:subscriptions"]
    assert len(await added(siti)) == MOST_ADDED


async def test_the_button_under_a_bulletin_stops_what_only_was_added(siti: Chat) -> None:
    await siti.does(Text("kabari saya harga jagung"))
    (done,) = await siti.does(Tap(f"mute:stop:{MAIZE}", 1))
    assert isinstance(done, Muted)
    assert done.commodities == (MAIZE,)
    (shown,) = await siti.does(Tap("go:subscriptions", 1))
    topic = (MAIZE, HOME)
    assert shown == Heard(agreed=True, heard=(CHILI,), muted=(MAIZE,), added=(topic,))
    (again,) = await siti.does(Tap(f"mute:on:{MAIZE}", 1))
    assert again == Heard(agreed=True, heard=(CHILI,), muted=(), added=(topic,))


async def test_a_sentence_takes_away_what_was_added_and_else_stops_it(siti: Chat) -> None:
    await siti.does(Text("ikuti harga jagung di kabupaten blitar"))
    (other,) = await siti.does(Text("batal ikuti jagung di surabaya"))
    assert isinstance(other, Muted)
    await siti.does(Tap(f"mute:on:{MAIZE}", 1))
    (gone,) = await siti.does(Text("batal ikuti jagung"))
    assert gone == Heard(agreed=True, heard=(CHILI,), muted=())
    (stopped,) = await siti.does(Text("unfollow cabe rawit merah"))
    assert isinstance(stopped, Muted)


async def test_whom_no_news_comes_to_is_told_so(siti: Chat) -> None:
    await consent.withdraw(siti.db, siti.person.id, Purpose.NEWS)
    (done,) = await siti.does(Text("ikuti harga jagung"))
    assert done == Followed(became=Adding.DONE, crops=(MAIZE,), region=HOME, agreed=False)
    assert data(done)[0] == "privacy:on:news"


async def test_an_owner_who_buys_is_told_whose_prices_do_not_come(siti: Chat) -> None:
    await company(siti.db, siti.person)
    (done,) = await siti.does(Text("ikuti harga jagung"))
    assert isinstance(done, Followed)
    assert done.buys


@pytest.mark.parametrize("text", ["ikuti harga jagung", "ikuti surabaya"])
async def test_who_has_no_business_is_shown_where_prices_are(db: AsyncSession, text: str) -> None:
    chat = await chat_of(db, await somebody(db, Role.OFFICER, name="Wayan"))
    assert await chat.does(Text(text)) == [OwnersFollow()]
    assert await chat.does(Tap(f"follow:add:{MAIZE}:35", 1)) == [OwnersFollow()]


@pytest.mark.parametrize(
    "argument", ["add:emas:35", "add:tomat:99", "drop:tomat", "all:35", "", "?:tomat:35", "drop"]
)
async def test_a_forged_button_adds_and_takes_away_nothing(siti: Chat, argument: str) -> None:
    (found,) = await siti.does(Tap(f"follow:{argument}", 1))
    assert found == Heard(agreed=True, heard=(CHILI,), muted=())

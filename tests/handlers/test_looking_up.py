"""A list says whom a bulletin concerns where that is not the reader, and those come last."""

from decimal import Decimal

from bot import clock
from bot.conversation.said import Command, Text
from bot.language import words_for
from bot.market import bulletins
from bot.market.models import NATIONWIDE, BulletinKind
from bot.people.models import Role
from handlers.screens import SCREENS
from tests.handlers.chatting import Chat
from tests.people.folk import company, somebody


async def needed(chat: Chat, amount: int, *regions: str, crop: str = "tomat") -> None:
    budi = await somebody(chat.db, Role.OFFTAKER, name=f"Budi {amount}")
    offtaker = await company(chat.db, budi)
    draft = bulletins.Draft(
        *(BulletinKind.NEED, crop, "kg", regions, clock.now().date()), quantity=Decimal(amount)
    )
    await bulletins.publish(
        chat.db, draft, offtaker_id=offtaker.id, author_id=budi.id, zone=budi.zone
    )


async def test_what_concerns_others_says_whom_and_stands_below(chat: Chat) -> None:
    chat.becomes_registered()  # in Kabupaten Malang
    await needed(chat, 111, "35")
    await needed(chat, 222, "51", "32")
    await needed(chat, 333, NATIONWIDE)
    [listed] = await chat.does(Command("kebutuhan"))
    text = str(SCREENS[type(listed)](words_for("id"), listed).text)
    *first, last = text.split("\n\n")[1:]
    assert ["111" in "".join(first), "333" in "".join(first)] == [True, True]
    assert "Untuk:" not in "".join(first)
    assert "222" in last
    assert "Untuk: Jawa Barat, Bali" in last


async def test_what_was_asked_for_is_named_as_it_was_understood(chat: Chat) -> None:
    chat.becomes_registered()
    await needed(chat, 111, "35.07", crop="cabai-merah-keriting")
    for language, said, head in (
        (
            "id",
            "siapa yg cari cabe di kabupaten malang?",
            "Pembeli mencari cabe di Kabupaten Malang\n",
        ),
        ("en", "who buys cabai keriting?", "Buyers are looking for Curly red chili\n"),
    ):
        [listed] = await chat.does(Text(said))
        text = str(SCREENS[type(listed)](words_for(language), listed).text)
        assert text.startswith(head)
        assert "111" in text


async def test_who_has_no_business_is_not_asked_to_keep_an_amount(chat: Chat) -> None:
    chat.becomes_registered()
    assert await chat.kinds(Text("jual tempe, cabe rawit")) == ["need_list"]

"""How somebody who buys gets to an application, and back to it."""

import pytest

from bot.conversation.said import Command, Contact, Tap, Text
from bot.language import words_for
from bot.people import roles
from bot.people.models import Role
from handlers.screens import SCREENS
from tests.handlers.chatting import Chat

APPLYING = [
    "saya pembeli",
    "saya mau daftar pembeli",
    "mau daftar perusahaan",
    "register my company",
]


@pytest.mark.parametrize("typed", APPLYING)
async def test_who_says_that_they_buy_begins_to_apply(chat: Chat, typed: str) -> None:
    chat.becomes_registered()
    assert await chat.kinds(Text(typed)) == ["question"]
    assert chat.conversation.form == "apply"


async def test_a_buyer_who_cancels_is_told_what_stays_and_finds_the_way_back(chat: Chat) -> None:
    chat.becomes_registered()
    await chat.does(Text("saya pembeli"))
    [cancelled] = await chat.does(Command("batal"))
    assert "name and region stay" in SCREENS[type(cancelled)](words_for("en"), cancelled).text
    [home] = await chat.does(Text("halo"))
    buttons = SCREENS[type(home)](words_for("en"), home).buttons
    assert "go:apply" in [button.data for row in buttons for button in row]
    assert await chat.kinds(Tap("go:apply", 1)) == ["question"]
    await chat.does(Command("batal"))
    await roles.grant(chat.db, chat.person.id, Role.OWNER)
    [home] = await chat.does(Text("halo"))
    assert not home.newcomer


async def test_an_officer_who_registers_somebody_is_asked_whether_it_is_a_company(
    chat: Chat,
) -> None:
    chat.becomes_registered()
    await roles.grant(chat.db, chat.person.id, Role.OFFICER)
    assert await chat.kinds(Command("daftarkan")) == ["no_company"]
    assert chat.conversation.form is None
    assert await chat.kinds(Tap("go:apply", 1)) == ["question"]


async def test_only_a_number_that_is_kept_is_said_to_stand_in_the_profile(chat: Chat) -> None:
    chat.becomes_registered()
    [none] = await chat.does(Contact("+6281234567890", mine=True))
    chat.person.phone = "+6281234567890"
    [kept] = await chat.does(Contact("+6281234567890", mine=True))
    assert ("/profile" in none.note, "/profile" in kept.note) == (False, True)

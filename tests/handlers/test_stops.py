"""Whoever stops something is told what is really on, however they say it; and can take it back."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.conversation.models import Conversation
from bot.conversation.said import Command, Said, Tap, Text, Voice
from bot.language import words_for
from bot.market.models import NATIONWIDE
from bot.people import consent, registration, roles
from bot.people.businesses import Make
from bot.people.models import Person, Purpose, Role, VoiceNote
from handlers.privacy.privacy import Stopped, Stopping
from handlers.screens import SCREENS
from tests.handlers.chatting import Chat
from tests.people.folk import looked_after, somebody

NOTE = Voice("AwAD", 3)


async def chat_of(db: AsyncSession, person: Person) -> Chat:
    talk = Conversation(
        person_id=person.id, chat_id=1001, form=None, state={}, turn=0, updated_at=clock.now()
    )
    await db.flush()
    return Chat(db, person, talk)


@pytest.fixture
async def officer(db: AsyncSession) -> Person:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await care.open_programme(db, wayan, "Naik Kelas", NATIONWIDE)
    return wayan


@pytest.fixture
async def siti(db: AsyncSession, officer: Person) -> Chat:
    """An owner who has agreed to everything that is asked first."""
    person = await somebody(db, Role.OWNER, name="Siti")
    await registration.register_owner(db, person, "Sambal", [Make("tomat", "tomat")])
    return await chat_of(db, person)


def read(notice: Any, language: str = "en") -> str:
    return str(SCREENS[type(notice)](words_for(language), notice).text)


def data(notice: Any) -> list[str | None]:
    screen = SCREENS[type(notice)](words_for("en"), notice)
    return [button.data for row in screen.buttons for button in row]


async def asked_and_stopped(chat: Chat, purpose: Purpose) -> tuple[str, str]:
    """What the question says goes on, and what the answer does."""
    (asked,) = await chat.does(Tap(f"privacy:ask:{purpose}", 1))
    (done,) = await chat.does(Tap(f"privacy:off:{purpose}", 1))
    return read(asked), read(done)


async def test_what_goes_on_is_named(siti: Chat) -> None:
    asked, done = await asked_and_stopped(siti, Purpose.NEWS)
    assert "Coaching reminders go on" in asked
    assert "Coaching reminders are still sent" in done
    await siti.does(Tap("privacy:on:news", 1))
    asked, done = await asked_and_stopped(siti, Purpose.COACHING)
    assert "Price news goes on" in asked
    assert "Price news is still sent" in done


async def test_what_was_stopped_before_does_not_go_on(siti: Chat) -> None:
    await siti.does(Text("stop"))
    for said in await asked_and_stopped(siti, Purpose.COACHING):
        assert "rice news" not in said
    (done,) = await siti.does(Text("stop"))
    assert "oaching" not in read(done)


@pytest.mark.parametrize("role", [Role.OFFTAKER, Role.ADMIN])
async def test_nobody_is_promised_reminders_that_their_role_never_had(
    db: AsyncSession, role: Role
) -> None:
    chat = await chat_of(db, await somebody(db, role, name="Rina"))
    for said in await asked_and_stopped(chat, Purpose.NEWS):
        assert "oaching" not in said


async def test_an_officer_is_promised_reminders_and_no_price_news(
    db: AsyncSession, officer: Person
) -> None:
    chat = await chat_of(db, officer)
    (done,) = await chat.does(Text("stop"))
    assert "Coaching reminders are still sent" in read(done)
    await chat.does(Tap("privacy:on:news", 1))
    (done,) = await chat.does(Tap("privacy:off:coaching", 1))
    assert "rice news" not in read(done)


@pytest.mark.parametrize(
    "text", ["hentikan semua", "Stop all!", "berhenti semua", "stop everything", "stop semuanya ya"]
)
async def test_stopping_everything_is_typed_as_well_as_tapped(siti: Chat, text: str) -> None:
    (typed,) = await siti.does(Text(text))
    (tapped,) = await siti.does(Tap("privacy:ask:service", 1))
    assert typed == tapped == Stopping(purpose=Purpose.SERVICE)
    assert Purpose.NEWS in {each.purpose for each in await consent.given(siti.db, siti.person.id)}


async def test_stopping_everything_is_asked_in_a_form_too_and_no_question_pushes_it_away(
    siti: Chat,
) -> None:
    await siti.does(Command("addbusiness"))
    assert siti.conversation.form
    assert await siti.does(Text("hentikan semua")) == [Stopping(purpose=Purpose.SERVICE)]
    assert siti.conversation.form


@pytest.mark.parametrize("text", ["stop semua kabar harga", "semua", "jangan stop semua"])
async def test_what_only_resembles_it_does_not_stop_everything(siti: Chat, text: str) -> None:
    assert Stopping(purpose=Purpose.SERVICE) not in await siti.does(Text(text))


@pytest.mark.parametrize("registered", [True, False])
@pytest.mark.parametrize(
    ("command", "text"),
    [
        (Command("stop"), "stop"),
        (Command("berhenti"), "berhenti"),
        (Command("stop", "semua"), "stop semua"),
    ],
)
async def test_a_stop_with_a_slash_is_a_stop(
    db: AsyncSession, siti: Chat, command: Said, text: str, registered: bool
) -> None:
    chat = siti
    if not registered:
        newcomer = await db.get_one(Person, await roles.person_id_of(db, 1002))
        chat = await chat_of(db, newcomer)
    assert await chat.does(command) == await chat.does(Text(text))
    assert (await chat.kinds(command))[0] in {Stopped.kind, Stopping.kind, "paused"}


async def test_after_coaching_was_stopped_no_officer_gets_anything_before_it_is_on_again(
    siti: Chat,
) -> None:
    (kept,) = await siti.does(NOTE)
    await siti.does(Tap("privacy:off:coaching", 1))
    (late,) = await siti.does(Tap(f"voice:pass:{kept.note_id}", 1))
    for notice in (late, *await siti.does(NOTE), *await siti.does(Command("officer"))):
        assert notice.kind == "coaching_is_off"
        assert data(notice) == ["privacy:on:coaching"]
    assert await notes(siti) == []
    await siti.does(Tap("privacy:on:coaching", 1))
    assert await siti.kinds(NOTE) == ["voice_kept"]
    assert await siti.kinds(Command("pendamping")) == ["your_officer"]


async def notes(chat: Chat) -> list[VoiceNote]:
    return [*await chat.db.scalars(select(VoiceNote))]


async def test_before_an_erasure_it_is_said_that_the_officer_keeps_a_voice_note(
    siti: Chat,
) -> None:
    (kept,) = await siti.does(NOTE)
    (asked,) = await siti.does(Tap("privacy:erase", 1))
    assert "voice note that was passed on" not in read(asked)
    await siti.does(Tap(f"voice:pass:{kept.note_id}", 1))
    (asked,) = await siti.does(Tap("privacy:erase", 1))
    assert "in the officer's chat: 1 voice note that was passed on" in read(asked)


async def test_for_an_owner_who_has_stopped_only_erasing_is_offered(
    db: AsyncSession, officer: Person
) -> None:
    sri = await looked_after(db, officer)
    chat = await chat_of(db, officer)
    ask, stop, erase = (f"ownerstop:{does}:{sri.id}" for does in ("ask", "stop", "erase"))
    (asked,) = await chat.does(Tap(ask, 1))
    assert data(asked)[:2] == [stop, erase]
    await chat.does(Tap(stop, 1))
    (card,) = await chat.does(Tap(f"owner:card:{sri.id}", 1))
    assert "wants to stop" not in str(SCREENS[type(card)](words_for("en"), card))
    (asked,) = await chat.does(Tap(ask, 1))
    assert data(asked) == ["go:owners", erase]

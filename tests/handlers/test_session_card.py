"""A tap about a session does what its person may do, now, with the session as it stands."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Said
from bot.coaching.sessions import moving
from bot.coaching.sessions.moving import Move
from bot.coaching.sessions.notices import Seen
from bot.conversation.said import Tap, Text
from bot.delivery.models import Outgoing
from bot.people import roles
from bot.people.models import Person, Role
from tests.coaching.meeting import meets, officer, owner
from tests.handlers.chatting import Chat
from tests.handlers.test_stops import chat_of, data


@pytest.fixture
async def wayan(db: AsyncSession) -> Person:
    return await officer(db)


@pytest.fixture
async def seen(db: AsyncSession, wayan: Person) -> Seen:
    _person, business = await owner(db, "Siti")
    [seen] = await meets(db, wayan, business)
    return seen


@pytest.fixture
def siti(seen: Seen) -> Person:
    return seen.guests[0].owner


async def shown(chat: Chat, tap: str) -> Any:
    (notice,) = await chat.does(Tap(tap, 1))
    return notice


@pytest.mark.parametrize("action", ["take", "move", "day"])
async def test_an_owner_does_nothing_of_what_an_officer_does(
    db: AsyncSession, siti: Person, seen: Seen, action: str
) -> None:
    number = seen.guests[0].participant.id
    card = await shown(await chat_of(db, siti), f"sesi:{action}:{seen.session.id}:1:{number}")
    assert (card.kind, card.note) == ("session_card", None)
    assert seen.session.version == 1


@pytest.mark.parametrize("action", ["yes", "no", "other"])
async def test_an_officer_answers_for_nobody(
    db: AsyncSession, wayan: Person, seen: Seen, action: str
) -> None:
    card = await shown(await chat_of(db, wayan), f"sesi:{action}:{seen.session.id}:1")
    assert card.kind == "session_card"
    assert seen.guests[0].participant.answer == Said.NOTHING


@pytest.mark.parametrize("action", ["take", "move", "day"])
async def test_who_is_no_officer_any_more_moves_nothing(
    db: AsyncSession, wayan: Person, seen: Seen, action: str
) -> None:
    await roles.take_away(db, wayan.id, Role.OFFICER)
    notice = await shown(await chat_of(db, wayan), f"sesi:{action}:{seen.session.id}:1")
    assert notice.kind == "no_access"


@pytest.mark.parametrize("action", ["yes", "no", "other"])
async def test_a_tap_on_an_earlier_version_changes_nothing_and_shows_how_it_stands(
    db: AsyncSession, wayan: Person, siti: Person, seen: Seen, action: str
) -> None:
    await moving.carry_out(db, [Move(seen, "2026-11-28T09:00")], None, by=wayan.id)
    card = await shown(await chat_of(db, siti), f"sesi:{action}:{seen.session.id}:1")
    assert (card.kind, card.session.version) == ("session_card", 2)
    assert card.note
    assert seen.guests[0].participant.answer == Said.NOTHING


@pytest.mark.parametrize("argument", ["", "yes", "yes:", "yes:x", "yes:1e3:1", "boo:1:1", "yes:-1"])
async def test_a_forged_button_finds_no_session(
    db: AsyncSession, siti: Person, seen: Seen, argument: str
) -> None:
    assert (await shown(await chat_of(db, siti), f"sesi:{argument}")).kind == "no_such_session"


async def test_a_form_whose_session_moved_meanwhile_ends_with_a_clear_answer(
    db: AsyncSession, wayan: Person, siti: Person, seen: Seen
) -> None:
    chat = await chat_of(db, siti)
    assert await chat.kinds(Tap(f"sesi:other:{seen.session.id}:1", 1)) == ["question"]
    await moving.carry_out(db, [Move(seen, "2026-11-28T09:00")], None, by=wayan.id)
    assert await chat.kinds(Text("Jumat jam 10")) == ["no_such_session"]
    assert seen.guests[0].participant.answer == Said.NOTHING


async def test_the_same_yes_twice_is_told_the_officer_once(
    db: AsyncSession, siti: Person, seen: Seen
) -> None:
    chat = await chat_of(db, siti)
    for _time in range(2):
        card = await shown(chat, f"sesi:yes:{seen.session.id}:1")
        assert card.session.answer == Said.CONFIRMED
        assert f"sesi:yes:{seen.session.id}:1" not in data(card)
    told = await db.scalars(select(Outgoing.person_id).where(Outgoing.kind == "session_answered"))
    assert told.all() == [seen.officer.id]

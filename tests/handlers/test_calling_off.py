"""An owner and an officer can call off what is planned between them, and nobody else can."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Participant, Session
from bot.coaching.reminders import reminders
from bot.coaching.reminders.choosing import ahead_of
from bot.coaching.reminders.models import Outcome, Reminder
from bot.conversation.said import Command, Tap
from bot.delivery.models import Outgoing
from bot.people import registration
from bot.people.businesses import Make
from bot.people.models import Person, Role
from tests.handlers.test_stops import chat_of, data, officer, read
from tests.people.folk import somebody
from tests.privacy.conftest import session_with

__all__ = ["officer"]


@pytest.fixture
async def siti(db: AsyncSession) -> Person:
    return await somebody(db, Role.OWNER, name="Siti")


@pytest.fixture
async def planned(db: AsyncSession, officer: Person, siti: Person) -> Session:
    business = await registration.register_owner(db, siti, "Sambal", [Make("tomat", "tomat")])
    session = await session_with(db, officer, business.id)
    for each in (siti, officer):
        reminders.owe(db, session, each, ahead_of(each), None)
    await db.flush()
    return session


async def told(db: AsyncSession) -> list[tuple[int, dict[str, Any]]]:
    found = await db.scalars(select(Outgoing).where(Outgoing.kind == "session_called_off"))
    return [(row.person_id, row.params) for row in found]


@pytest.mark.parametrize("by_officer", [True, False])
async def test_each_of_the_two_calls_it_off_and_the_other_is_told_once(
    db: AsyncSession, officer: Person, siti: Person, planned: Session, by_officer: bool
) -> None:
    one, other = (officer, siti) if by_officer else (siti, officer)
    chat = await chat_of(db, one)
    (shown,) = await chat.does(Command("coaching"))
    assert "calloff:which" in data(shown)
    (asked,) = await chat.does(Tap("calloff:which", 1))
    assert data(asked) == ["go:coaching", f"calloff:yes:{planned.id}"]
    assert await told(db) == []
    (done,) = await chat.does(Tap(f"calloff:yes:{planned.id}", 1))
    assert f"is called off. We tell {other.name}." in read(done)
    assert await chat.kinds(Tap(f"calloff:yes:{planned.id}", 1)) == ["no_such_session"]
    ((whom, facts),) = await told(db)
    assert (whom, facts["other"], facts["why"]) == (other.id, one.name, "called_off")
    assert {*await db.scalars(select(Reminder.outcome))} == {Outcome.MISSED}
    (shown,) = await chat.does(Command("coaching"))
    assert shown.sessions == ()


async def test_of_several_one_is_chosen(
    db: AsyncSession, officer: Person, planned: Session
) -> None:
    business_id = await db.scalar(select(Participant.business_id))
    assert business_id
    second = await session_with(db, officer, business_id)
    chat = await chat_of(db, officer)
    (which,) = await chat.does(Tap("calloff:which", 1))
    asks = [f"calloff:ask:{each.id}" for each in (planned, second)]
    assert data(which) == [*asks, "go:coaching"]
    assert await chat.kinds(Tap(asks[1], 1)) == ["calling_off"]


async def test_nobody_calls_off_what_is_not_theirs(db: AsyncSession, planned: Session) -> None:
    chat = await chat_of(db, await somebody(db, Role.OWNER, Role.OFFICER, name="Ani"))
    for does in ("ask", "yes"):
        assert await chat.kinds(Tap(f"calloff:{does}:{planned.id}", 1)) == ["no_such_session"]
    assert planned.called_off_at is None

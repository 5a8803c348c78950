"""What ends with a consent that is taken back, and who is told."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Session
from bot.coaching.reminders import reminders
from bot.coaching.reminders.choosing import ahead_of
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import sessions, telling
from bot.coaching.sessions.notices import SessionCalledOff, SessionPlanned
from bot.delivery import outbox
from bot.delivery.models import Outgoing, State
from bot.people import registration
from bot.people.models import Person, Purpose
from bot.privacy.withdrawal import allow, withdraw
from tests.people.folk import looked_after
from tests.privacy.conftest import session_with, somebody


async def planned(db: AsyncSession, officer: Person, owner: Person) -> Session:
    """A session with this owner, who has not read of it yet."""
    business = await registration.register_owner(
        db, owner, "Sambal", [registration.Make("tomat", "tomat")]
    )
    session = await session_with(db, officer, business.id)
    for each in (owner, officer):
        reminders.owe(db, session, each, ahead_of(each), None)
    await db.flush()
    (seen,) = [s for s in await sessions.upcoming(db, owner.id) if s.session.id == session.id]
    news = SessionPlanned(**seen.facts_for(owner.id))
    await outbox.notify(db, owner, news, key=telling.news_key(session, owner))
    return session


async def news_of(db: AsyncSession, person: Person) -> list[tuple[str, State]]:
    query = select(Outgoing.kind, Outgoing.state).where(Outgoing.person_id == person.id)
    return [(row.kind, row.state) for row in await db.execute(query.order_by(Outgoing.id))]


@pytest.mark.parametrize("purpose", [Purpose.COACHING, Purpose.SERVICE])
async def test_who_stops_coaching_has_no_session_any_more_and_the_officer_is_told(
    db: AsyncSession, wayan: Person, purpose: Purpose
) -> None:
    siti, ani = await somebody(db, 71, "Siti"), await somebody(db, 72, "Ani")
    await planned(db, wayan, siti)
    kept = await planned(db, wayan, ani)
    await withdraw(db, siti, purpose, None)
    assert [seen.session.id for seen in await sessions.upcoming(db, wayan.id)] == [kept.id]
    due = await db.scalars(
        select(Reminder.about_id).where(Reminder.outcome == Outcome.PENDING).distinct()
    )
    assert due.all() == [kept.id]
    assert await news_of(db, siti) == [(SessionPlanned.kind, State.SUPPRESSED)]
    assert await news_of(db, ani) == [(SessionPlanned.kind, State.PENDING)]
    assert await news_of(db, wayan) == [(SessionCalledOff.kind, State.PENDING)]
    (told,) = await db.scalars(select(Outgoing).where(Outgoing.kind == SessionCalledOff.kind))
    assert (told.params["other"], told.params["why"]) == ("Siti", "stopped")


async def test_who_agrees_anew_does_not_get_the_old_session_back(
    db: AsyncSession, wayan: Person
) -> None:
    siti = await somebody(db, 71, "Siti")
    await planned(db, wayan, siti)
    await withdraw(db, siti, Purpose.COACHING, None)
    assert await allow(db, siti, Purpose.COACHING)
    assert await sessions.upcoming(db, siti.id) == []


async def test_stopping_price_news_calls_nothing_off(db: AsyncSession, wayan: Person) -> None:
    siti = await somebody(db, 71, "Siti")
    await planned(db, wayan, siti)
    await withdraw(db, siti, Purpose.NEWS, None)
    assert len(await sessions.upcoming(db, siti.id)) == 1
    assert await news_of(db, wayan) == []


async def test_an_owner_without_a_phone_is_not_told_of_a_session_that_is_off(
    db: AsyncSession, wayan: Person
) -> None:
    """It had waited on their officer's list of calls."""
    sri = await looked_after(db, wayan)
    await planned(db, wayan, sri)
    await withdraw(db, sri, Purpose.COACHING, None)
    (row,) = await db.scalars(select(Outgoing).where(Outgoing.person_id == sri.id))
    assert row.reason != outbox.NO_CHAT
    assert await news_of(db, wayan) == [(SessionCalledOff.kind, State.PENDING)]


async def test_an_officer_who_stops_everything_leaves_no_owner_waiting(
    db: AsyncSession, wayan: Person
) -> None:
    siti = await somebody(db, 71, "Siti")
    await planned(db, wayan, siti)
    await withdraw(db, wayan, Purpose.SERVICE, None)
    assert await sessions.upcoming(db, siti.id) == []
    assert await news_of(db, siti) == [
        (SessionPlanned.kind, State.SUPPRESSED),
        (SessionCalledOff.kind, State.PENDING),
    ]

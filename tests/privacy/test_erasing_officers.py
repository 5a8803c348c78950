"""An officer is erased: their sessions pass on where somebody can hold them, and nobody waits."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching import care
from bot.coaching.handover import handing
from bot.coaching.handover.carrying import Part
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import sessions
from bot.delivery.models import Outgoing
from bot.people.models import Person, Role
from bot.privacy.consequences import consequences
from bot.privacy.erasure import erase
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import somebody


async def told(db: AsyncSession, person: Person, *kinds: str) -> list[Outgoing]:
    query = select(Outgoing).where(Outgoing.person_id == person.id, Outgoing.kind.in_(kinds))
    return [*await db.scalars(query.order_by(Outgoing.id))]


async def test_another_officer_of_the_place_holds_the_sessions(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "35")
    siti, business = await owner(db, "Siti")
    dina = await somebody(db, Role.ADMIN, name="Dina")
    await meets(db, wayan, business)
    lost = await consequences(db, wayan)
    assert (lost.sessions, lost.led, lost.alone) == (0, 1, 0)
    await erase(db, wayan, None)
    [seen] = await sessions.upcoming(db, siti.id)
    assert seen.officer == dewi
    [news] = await told(db, siti, "new_officer", "session_off")
    assert (news.kind, news.params["other"], news.params["former"]) == ("new_officer", "Dewi", "")
    [load] = await told(db, dewi, "sessions_passed_on")
    assert load.params["former"] == ""
    owed = select(Reminder.person_id).where(Reminder.outcome == Outcome.PENDING).distinct()
    assert {*await db.scalars(owed)} == {siti.id, dewi.id}
    [left] = await told(db, dina, "left_behind")
    assert (left.params["businesses"], left.params["former_id"]) == (0, wayan.id)


async def test_where_there_is_nobody_all_are_told_and_the_admin_names_somebody(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, business = await owner(db, "Siti")
    _tini, other = await owner(db, "Tini")
    dina = await somebody(db, Role.ADMIN, name="Dina")
    await meets(db, wayan, business, rule="FREQ=DAILY;COUNT=2")
    assert (await consequences(db, wayan)).alone == 2
    assert await handing.left(db) == []
    await erase(db, wayan, None)
    assert await sessions.upcoming(db, siti.id) == []
    [off] = await told(db, siti, "session_off", "new_officer")
    assert (off.kind, off.params["officer_left"], off.params["sessions"]) == (
        "session_off",
        True,
        2,
    )
    [left] = await told(db, dina, "left_behind")
    assert (left.params["businesses"], left.params["former_id"]) == (2, wayan.id)
    assert await handing.left(db) == [wayan]
    row = await handing.ask(db, Part(wayan), dewi, dina, None)
    assert row
    assert await handing.answer(db, dewi, row.id, None, agreed=True)
    cared = {each.business_id for each in await care.businesses_in_care(db, dewi.id)}
    assert cared == {business.id, other.id}
    assert await handing.left(db) == []


async def test_who_is_no_officer_leaves_no_business_alone(db: AsyncSession) -> None:
    siti, _business = await owner(db, "Siti")
    dina = await somebody(db, Role.ADMIN, name="Dina")
    assert (await consequences(db, siti)).alone == 0
    await erase(db, siti, None)
    assert await told(db, dina, "left_behind") == []

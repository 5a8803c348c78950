"""Who stood in for somebody, or was away, is forgotten by all who were told their name."""

import pytest
from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.day.notices import InNeed
from bot.coaching.handover.models import Handover, Standing
from bot.coaching.leave import leaving
from bot.coaching.models import Entrusted
from bot.coaching.sessions import sessions
from bot.delivery import outbox
from bot.delivery.models import Outgoing
from bot.people.leave import Leave, Plan
from bot.people.models import Role
from bot.privacy.erasure import erase
from handlers.coaching.day.caseload import Caseload
from tests.coaching.meeting import meets, officer, owner
from tests.coaching.test_leave import away
from tests.coaching.test_leaving import agreed, asked
from tests.people.folk import somebody


async def told(db: AsyncSession, name: str) -> list[str]:
    await db.flush()
    found = select(Outgoing.kind).where(cast(Outgoing.params, String).contains(name))
    return sorted(await db.scalars(found))


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("gone", ["Wayanto Sukerti", "Dewiana Larasati"])
async def test_no_message_about_a_leave_names_who_was_erased(
    db: AsyncSession, gone: str, *, ended: bool
) -> None:
    wayan = await officer(db, "Wayanto Sukerti", "35.07")
    dewi = await officer(db, "Dewiana Larasati", "51")
    for each in (wayan, dewi):
        [programme] = await care.programmes_of(db, each.id)
        programme.name = "Naik Kelas"
    await somebody(db, Role.ADMIN, name="Dina")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    row = await agreed(db, wayan, dewi, Plan.TAKEN)
    if ended:
        await leaving.end(db, row, None)
        await asked(db, wayan, dewi)
    assert len(await told(db, gone)) > 1
    person = wayan if gone == wayan.name else dewi
    await erase(db, person, None)
    assert await told(db, gone) == []
    assert (await db.scalars(select(Leave))).all() == []
    # What a substitute held goes home; what an officer had lent stays with who holds it.
    left = [seen.officer.id for seen in await sessions.upcoming(db, siti.id)]
    other = dewi if person is wayan else wayan
    assert left == ([] if ended and person is wayan else [other.id])


async def test_an_owner_is_forgotten_by_who_looked_after_her_from_elsewhere(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    putu = await officer(db, "Putu", "52")
    siti, business = await owner(db, "Sitiana Rahayu")
    db.add(Entrusted(business_id=business.id, officer_id=putu.id, since=clock.now()))
    agus = await somebody(db, Role.OFFICER, name="Agus")
    await away(db, wayan, dewi)
    passed = {"standing": Standing.TAKEN, "asked_at": clock.now(), "asked_by": wayan.id}
    db.add(Handover(from_id=agus.id, to_id=wayan.id, **passed))
    named = [InNeed(business_id=business.id, business="", owner=siti.name or "", needs=())]
    for each in (wayan, dewi, putu, agus):
        news = Caseload(cases=tuple(named), page=0, pages=1, total=1, needing=0)
        await outbox.notify(db, each, news)
    assert await told(db, "Sitiana Rahayu") == ["caseload"] * 4
    await erase(db, siti, None)
    assert await told(db, "Sitiana Rahayu") == []

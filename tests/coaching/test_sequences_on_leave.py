"""What of a programme's messages falls to the officer falls to the substitute during a leave."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after import taught
from bot.coaching.day import caseload
from bot.coaching.leave import leaving
from bot.coaching.programmes import lasting
from bot.coaching.programmes.models import Module
from bot.coaching.sequences import foreseen
from bot.coaching.sequences.models import Why
from bot.coaching.sessions import sessions
from bot.delivery import calls
from bot.delivery.models import Outgoing
from bot.people import delegates
from bot.people.models import Business
from tests.coaching.meeting import meets, officer, owner
from tests.coaching.sequencing import begun, draft, goes_on_to, takes_part
from tests.coaching.test_leave import away
from tests.coaching.test_leaving import agreed
from tests.people.folk import looked_after


async def test_messages_for_who_has_no_phone_are_the_substitutes_to_tell(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi", "51")
    programme = await begun(db, wayan, draft(1))
    sri = await looked_after(db, wayan)
    hers = (await db.scalars(select(Business).where(Business.person_id == sri.id))).one()
    await takes_part(db, programme, hers)
    await away(db, wayan, dewi)
    await goes_on_to(db, 1)
    call = await calls.next_call(db, dewi)
    assert call
    assert call.person == sri
    told = [each.id for each in call.items if each.kind == "programme_message"]
    assert len(told) == 1
    assert await calls.told(db, dewi.id, told) == sri.id
    assert [each.id for each in await delegates.owners_of(db, dewi.id)] == [sri.id]


async def test_the_substitute_sees_what_was_missed(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    programme = await begun(db, wayan, draft(1))
    _siti, business = await owner(db, "Siti")
    await takes_part(db, programme, business)
    await away(db, wayan, dewi)
    programme.messages_paused_at = clock.now()
    await goes_on_to(db, 1)
    assert await caseload.case_of(db, dewi.id, business.id)
    [missed] = await foreseen.unreached(db, business.id)
    assert missed.why == Why.PAUSED


async def test_what_a_substitute_has_taught_is_ticked_so_that_its_messages_go(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    programme = await begun(db, wayan)
    siti, business = await owner(db, "Siti")
    await takes_part(db, programme, business)
    await meets(db, wayan, business)
    row = await agreed(db, wayan, dewi)
    [seen] = await sessions.upcoming(db, siti.id)
    assert seen.officer == dewi
    clock.move_to(seen.session.ends_at)
    seen.guests[0].participant.attended = True
    await db.flush()
    names = [each.module.title for each in await taught.offered(db, seen)]
    assert names == ["Panen", "Sortasi"]
    module = (await db.scalars(select(Module).where(Module.title == "Panen"))).one()
    assert await taught.tick(db, seen, module.id)
    # Of her own sessions the programmes of somebody else are no matter.
    await leaving.end(db, row, None)
    [own] = await meets(db, dewi, business, local_start="2026-12-05T09:00")
    own.guests[0].participant.attended = True
    await db.flush()
    assert await taught.offered(db, own) == []


async def test_who_is_on_leave_hears_of_an_end_when_they_are_back(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    programme = await begun(db, wayan)
    programme.ends_on = clock.now().date() + timedelta(days=3)
    row = await away(db, wayan, dewi)
    assert await lasting.bring_up(db, None) == 0
    row.ended_at = clock.now()
    await db.flush()
    assert await lasting.bring_up(db, None) == 1
    told = select(Outgoing.person_id).where(Outgoing.kind == "programme_ends")
    assert [*await db.scalars(told)] == [wayan.id]

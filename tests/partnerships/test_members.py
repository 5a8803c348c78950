"""Several people speak for a company; somebody always leads it."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.partnerships import members
from bot.partnerships.members import Change
from bot.partnerships.models import MemberRole
from bot.people.models import Role
from tests.people.folk import company, held, sits, somebody


async def test_leads_come_first_then_buyers_then_viewers(db: AsyncSession) -> None:
    ani, budi, eko = [await somebody(db, name=name) for name in ("Ani", "Budi", "Eko")]
    offtaker = await company(db, eko)
    await sits(db, offtaker, ani, MemberRole.VIEWER)
    await sits(db, offtaker, budi, MemberRole.BUYER)
    assert [seat.name for seat in await members.seats(db, offtaker.id)] == ["Eko", "Budi", "Ani"]
    assert await members.role_in(db, offtaker.id, ani.id) is MemberRole.VIEWER
    assert await members.role_in(db, offtaker.id + 1, ani.id) is None


@pytest.mark.parametrize("role", [MemberRole.BUYER, MemberRole.VIEWER, None])
async def test_the_last_lead_stays_a_lead(db: AsyncSession, role: MemberRole | None) -> None:
    eko = await somebody(db, name="Eko")
    offtaker = await company(db, eko)
    change = (
        await members.set_role(db, offtaker.id, eko.id, role)
        if role
        else await members.remove(db, offtaker.id, eko.id)
    )
    assert change is Change.LAST_LEAD
    assert await members.role_in(db, offtaker.id, eko.id) is MemberRole.LEAD


async def test_who_is_taken_out_is_no_buyer_any_more(db: AsyncSession) -> None:
    eko, ani = await somebody(db, name="Eko"), await somebody(db, Role.OFFTAKER, name="Ani")
    offtaker = await company(db, eko)
    await sits(db, offtaker, ani, MemberRole.BUYER)
    assert await members.remove(db, offtaker.id, ani.id) is Change.DONE
    assert await held(db, ani) == set()
    assert await members.remove(db, offtaker.id, ani.id) is Change.GONE


async def test_who_buys_for_another_company_too_stays_a_buyer(db: AsyncSession) -> None:
    eko, ani = await somebody(db, name="Eko"), await somebody(db, Role.OFFTAKER, name="Ani")
    offtaker, other = await company(db, eko), await company(db, ani, name="CV Lain")
    await sits(db, offtaker, ani, MemberRole.LEAD)
    assert await members.remove(db, offtaker.id, ani.id) is Change.DONE
    assert await held(db, ani) == {Role.OFFTAKER}
    assert await members.role_in(db, other.id, ani.id) is MemberRole.LEAD


async def test_who_left_the_company_is_not_told_what_comes_of_what_they_wrote(
    db: AsyncSession,
) -> None:
    lead, author = await somebody(db, name="Budi"), await somebody(db, name="Rina")
    offtaker = await company(db, lead)
    await sits(db, offtaker, author, MemberRole.BUYER)
    assert await members.answerable(db, offtaker.id, author.id) == [author]
    await members.set_role(db, offtaker.id, author.id, MemberRole.VIEWER)
    assert await members.answerable(db, offtaker.id, author.id) == [lead]
    await members.remove(db, offtaker.id, author.id)
    assert await members.answerable(db, offtaker.id, author.id) == [lead]

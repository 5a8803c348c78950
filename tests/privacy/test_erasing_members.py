"""Who is erased may have spoken for a company: it goes on with another, or admins hear of it."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Outgoing
from bot.partnerships import vetting
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Supplier, Vetting
from bot.people.models import Person
from bot.privacy.erasure import erase
from bot.privacy.notices import LeftBehind
from tests.privacy.conftest import applied, somebody
from tests.privacy.filling import (
    PHONE,
)


async def member(db: AsyncSession, person: Person, company: Offtaker, role: MemberRole) -> None:
    db.add(OfftakerMember(offtaker_id=company.id, person_id=person.id, role=role))
    await db.flush()


async def test_admins_hear_of_a_company_that_has_lost_its_last_lead(
    db: AsyncSession, wayan: Person
) -> None:
    budi, ani = await somebody(db, 71, "Budi"), await somebody(db, 72, "Ani")
    company = await applied(db, budi, "PT Cabai")
    await vetting.decide(db, company.id, Vetting.APPROVED, by=wayan.id)
    company.contact_name, company.contact_phone = "Budi", "+6281200000001"
    await member(db, ani, company, MemberRole.BUYER)
    await erase(db, budi, None)
    (news,) = await db.scalars(select(Outgoing).where(Outgoing.kind == LeftBehind.kind))
    assert (news.person_id, news.params["companies"]) == (wayan.id, ["PT Cabai"])
    await db.refresh(company)
    assert company.vetting == Vetting.APPROVED
    assert company.contact_name is None
    assert company.contact_phone == "+6281200000001"  # nobody knows whose it is


async def test_a_company_with_another_lead_goes_on_without_a_word(
    db: AsyncSession, wayan: Person
) -> None:
    budi, ani = await somebody(db, 71, "Budi"), await somebody(db, 72, "Ani")
    company = await applied(db, budi, "PT Cabai")
    await member(db, ani, company, MemberRole.LEAD)
    await erase(db, budi, None)
    assert company.vetting == Vetting.PENDING
    assert (await db.scalars(select(func.count()).select_from(Outgoing))).one() == 0


async def test_an_application_for_which_nobody_stands_is_over(
    db: AsyncSession, wayan: Person
) -> None:
    budi = await somebody(db, 71, "Budi")
    company = await applied(db, budi, "PT Cabai")
    company.contact_name = "Ibu Ani"
    await erase(db, budi, None)
    assert company.vetting == Vetting.REJECTED
    assert company.contact_name is None
    assert not await vetting.waiting(db)


async def test_a_number_that_was_only_typed_takes_nobodys_line_along(
    db: AsyncSession, wayan: Person, others: dict[str, int]
) -> None:
    siti = await somebody(db, 71, "Siti")
    siti.phone = PHONE
    line = {"offtaker_id": others["offtaker"], "imported_at": clock.now(), "name": "Toko"}
    db.add(Supplier(phone=PHONE, **line))
    await db.flush()
    await erase(db, siti, None)
    assert (await db.scalars(select(Supplier.phone))).all() == [PHONE]

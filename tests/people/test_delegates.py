"""An officer speaks for an owner: with a recorded yes, for one account a phone, and no further."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market.audience import audience
from bot.people import acting, businesses, consent, delegates
from bot.people.delegates import Details, Yes
from bot.people.joining import ConsentHow
from bot.people.models import CommodityRequest, Honorific, Person, Purpose, Role
from bot.storage import Storage
from tests.people.folk import details, held, looked_after, somebody


async def test_who_agreed_is_an_owner_like_others_with_a_recorded_yes(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    yesterday = clock.now() - timedelta(days=1)
    made = await delegates.register(db, wayan, [(details(), Yes(ConsentHow.WRITTEN, yesterday))])
    [sri] = made.people
    assert (sri.telegram_id, sri.name, sri.honorific) == (None, "Sri Lestari", Honorific.IBU)
    assert await held(db, sri) == {Role.OWNER}
    given = await consent.given(db, sri.id)
    assert {each.purpose for each in given} == {Purpose.SERVICE, Purpose.NEWS, Purpose.COACHING}
    assert {(each.recorded_by, each.how, each.given_at, each.version) for each in given} == {
        (wayan.id, "written", yesterday, consent.READ_ALOUD_VERSION)
    }
    [card] = await businesses.businesses_of(db, sri.id)
    assert [make.slug for make in card.makes] == ["cabai-rawit-merah", None]
    assert list(await db.scalars(audience("cabai-rawit-merah", ["35"]))) == [sri]
    assert await delegates.owners_of(db, wayan.id) == [sri]
    # What is not in the list is asked of an admin by the officer, who can be answered.
    request = (await db.scalars(select(CommodityRequest))).one()
    assert request.person_id == wayan.id


async def test_one_phone_has_one_account_that_is_looked_after(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    rina = await somebody(db, Role.OFFICER, name="Rina")
    sri = await looked_after(db, wayan)
    yes = Yes(ConsentHow.SPOKEN, clock.now())
    twice = await delegates.register(db, rina, [(details("Sri L."), yes)])
    assert (twice.people, [each.name for each in twice.taken]) == ([], ["Sri L."])
    number = sri.phone or ""
    assert await delegates.officers_by_phone(db, [number]) == {number: (sri.id, "Wayan")}
    assert await delegates.owners_of(db, rina.id) == []


async def test_of_two_officers_at_once_one_gets_the_phone(storage: Storage) -> None:
    async with storage.transaction() as db:
        officers = [await somebody(db, Role.OFFICER, name=name) for name in ("Wayan", "Rina")]

    async def registers(officer: Person) -> int:
        async with storage.transaction() as db:
            yes = Yes(ConsentHow.SPOKEN, clock.now())
            return len((await delegates.register(db, officer, [(details(), yes)])).people)

    assert sorted(await asyncio.gather(*map(registers, officers))) == [0, 1]
    async with storage.reading() as db:
        with_it = select(func.count()).where(Person.phone == details().phone)
        assert await db.scalar(with_it) == 1


async def test_an_owner_whose_officer_has_left_is_taken_over_by_the_next(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    rina = await somebody(db, Role.OFFICER, name="Rina")
    sri = await looked_after(db, wayan)
    await delegates.leave(db, wayan.id)
    again = await looked_after(db, rina, details("Sri Lestari Wati"))
    assert (again.id, again.name) == (sri.id, "Sri Lestari Wati")
    assert [each.name for each in await businesses.businesses_of(db, sri.id)] == [
        "Sri Lestari Wati"
    ]
    assert await delegates.owners_of(db, wayan.id) == []
    assert len(await delegates.owners_of(db, rina.id)) == 1
    assert await delegates.in_care(db, wayan.id, sri.id) is None


async def test_owners_without_a_phone_are_as_many_as_there_are(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    yes = Yes(ConsentHow.SPOKEN, clock.now())
    owners = [(details(f"Tanpa HP {number}", None), yes) for number in range(3)]
    assert len((await delegates.register(db, wayan, owners)).people) == 3


async def test_a_correction_moves_the_business_and_never_takes_anothers_phone(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    sri = await looked_after(db, wayan)
    eko = await looked_after(db, wayan, details("Eko", "+6281200000001"))
    moved = Details("Sri Wahyuni", "51.03", details().makes[:1], Honorific.IBU, None)
    assert await delegates.change(db, wayan, sri, moved)
    [card] = await businesses.businesses_of(db, sri.id)
    assert (sri.name, sri.zone, card.regency) == ("Sri Wahyuni", "Asia/Makassar", "51.03")
    assert [make.slug for make in card.makes] == ["cabai-rawit-merah"]
    theirs = details("Sri", eko.phone)
    assert not await delegates.change(db, wayan, sri, theirs)
    assert (sri.name, sri.phone) == ("Sri Wahyuni", None)


async def test_nobody_else_is_in_an_officers_care(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    rina = await somebody(db, Role.OFFICER, name="Rina")
    sri = await looked_after(db, wayan)
    siti = await somebody(db, Role.OWNER, name="Siti")
    assert await delegates.in_care(db, wayan.id, sri.id) is sri
    assert await delegates.in_care(db, rina.id, sri.id) is None
    assert await delegates.in_care(db, wayan.id, siti.id) is None
    assert await acting.may_act_for(db, wayan, sri.id)
    assert not await acting.may_act_for(db, rina, sri.id)


async def test_only_the_owner_confirms_an_offer_and_only_in_a_chat_of_their_own(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, Role.ADMIN, name="Wayan")
    sri = await looked_after(db, wayan)
    siti = await somebody(db, name="Siti")
    hers = await businesses.add(db, siti, "Sambal", "35.07", details().makes)
    [card] = await businesses.businesses_of(db, sri.id)
    assert await acting.may_confirm(db, siti, hers.id)
    assert not await acting.may_confirm(db, wayan, card.id)
    assert not await acting.may_confirm(db, sri, card.id)
    assert not await acting.may_confirm(db, siti, card.id)
    businesses.close(hers)
    assert not await acting.may_confirm(db, siti, hers.id)

"""One person, several businesses; what each makes, and how much of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import audience
from bot.people import businesses, commodity_requests, consent, registration, roles
from bot.people.businesses import Make, Supply
from bot.people.models import (
    CommodityRequest,
    Honorific,
    Person,
    Product,
    Purpose,
    Role,
)

CHILI, SAMBAL = Make("cabai-rawit-merah", "rawit Ori 212"), Make(None, "sambal")
WEEKLY = Supply(Decimal(200), Decimal(300), "kg", "week", "2-3 kw seminggu")


async def newcomer(db: AsyncSession, number: int = 1) -> Person:
    return await db.get_one(Person, await roles.person_id_of(db, number))


async def owner(db: AsyncSession, number: int = 1) -> Person:
    person = await newcomer(db, number)
    await registration.introduce(db, person, "Siti", "35.07")
    await registration.register_owner(db, person, "Usaha Siti", [CHILI, SAMBAL])
    return person


async def names(db: AsyncSession, person: Person) -> list[str]:
    return [card.name for card in await businesses.businesses_of(db, person.id)]


async def test_only_what_was_agreed_to_is_recorded(db: AsyncSession) -> None:
    person = await newcomer(db)
    await registration.introduce(
        db,
        person,
        "Siti",
        "91.71",
        purposes={Purpose.SERVICE, Purpose.NEWS},
        honorific=Honorific.IBU,
    )
    given = await consent.given(db, person.id)
    assert [each.purpose for each in given] == [Purpose.SERVICE, Purpose.NEWS]
    assert {each.version for each in given} == {consent.VERSION}
    assert (person.honorific, person.zone) == ("ibu", "Asia/Jayapura")


async def test_the_business_that_was_added_or_chosen_last_is_the_active_one(
    db: AsyncSession,
) -> None:
    siti = await owner(db)
    first = await businesses.active(db, siti.id)
    assert first
    clock.move(timedelta(minutes=1))
    await businesses.add(db, siti, "Warung", "35.79", [Make("keripik", "keripik")])
    assert await names(db, siti) == ["Warung", "Usaha Siti"]
    clock.move(timedelta(minutes=1))
    businesses.choose(first)
    assert await names(db, siti) == ["Usaha Siti", "Warung"]
    businesses.close(first)
    assert await names(db, siti) == ["Warung"]


async def test_nobody_reaches_the_business_of_somebody_else(db: AsyncSession) -> None:
    siti, budi = await owner(db, 1), await owner(db, 2)
    hers = await businesses.active(db, siti.id)
    assert hers
    assert await businesses.owned(db, siti.id, hers.id) is hers
    assert await businesses.owned(db, budi.id, hers.id) is None
    businesses.close(hers)
    assert await businesses.owned(db, siti.id, hers.id) is None
    assert await businesses.owned(db, siti.id, 10**12) is None


async def test_a_bulletin_is_for_all_open_businesses_and_for_no_closed_one(
    db: AsyncSession,
) -> None:
    siti = await owner(db)
    await businesses.add(db, siti, "Kebun di Batu", "35.79", [Make("kopi-arabika", "kopi")])
    await db.flush()

    async def concerned(commodity: str, region: str) -> int:
        people = audience.audience(commodity, [region]).subquery()
        return (await db.scalars(select(func.count()).select_from(people))).one()

    assert await concerned("cabai-rawit-merah", "35.07") == 1
    assert await concerned("kopi-arabika", "35.79") == 1
    active = await businesses.active(db, siti.id)
    assert active
    businesses.close(active)
    await db.flush()
    assert await concerned("cabai-rawit-merah", "35.07") == 1
    assert await concerned("kopi-arabika", "35.79") == 0


async def test_an_owner_is_who_has_a_business(db: AsyncSession) -> None:
    siti = await owner(db)
    assert (await roles.roles_of(db, [siti.id]))[siti.id] == {Role.OWNER}


async def test_a_product_that_stays_keeps_its_capacity_and_its_note(db: AsyncSession) -> None:
    siti = await owner(db)
    business = await businesses.active(db, siti.id)
    assert business
    await businesses.set_supplies(db, business.id, {CHILI.key: WEEKLY, SAMBAL.key: None})
    tomato = Make("tomat", "tomat")
    await businesses.set_products(db, business.id, [CHILI, tomato], by=siti)
    [card] = await businesses.businesses_of(db, siti.id)
    assert list(card.makes) == [Make(CHILI.slug, CHILI.said, WEEKLY), tomato]
    await businesses.set_supplies(db, business.id, {CHILI.key: None})
    [card] = await businesses.businesses_of(db, siti.id)
    assert list(card.makes) == [CHILI, tomato]


async def test_how_much_a_sack_holds_is_remembered_for_each_product(db: AsyncSession) -> None:
    siti = await owner(db)
    business = await businesses.active(db, siti.id)
    assert business
    for kg in ("50", "42.5"):
        await businesses.remember_pack(db, business.id, CHILI.key, "karung", Decimal(kg))
    await businesses.remember_pack(db, business.id, SAMBAL.key, "keranjang", Decimal(20))
    assert await businesses.packs(db, business.id) == {
        CHILI.key: {"karung": "42.5"},
        SAMBAL.key: {"keranjang": "20"},
    }


async def test_what_the_list_does_not_know_is_asked_for_once(db: AsyncSession) -> None:
    siti, budi = await owner(db, 1), await newcomer(db, 2)
    assert not await commodity_requests.ask(db, budi, "SAMBAL!")
    assert await commodity_requests.ask(db, budi, "sambal bajak")
    asked = (await db.scalars(select(CommodityRequest).order_by(CommodityRequest.id))).all()
    assert [(each.name, each.said, each.person_id) for each in asked] == [
        ("sambal", "sambal", siti.id),
        ("sambal bajak", "sambal bajak", budi.id),
    ]
    said = await db.scalars(select(Product.said).where(Product.commodity.is_(None)))
    assert list(said) == ["sambal"]  # usable at once


@pytest.mark.parametrize("said", ["", "🌶️", "–", "ẞ" * 60, "x" * 200])
async def test_no_name_is_too_odd_to_be_asked_for(db: AsyncSession, said: str) -> None:
    asked = await commodity_requests.ask(db, await newcomer(db), said)
    assert asked == any(map(str.isalnum, said))

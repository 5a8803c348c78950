"""What owners make and the list does not know: an admin decides once, for all who call it so."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import businesses, commodity_requests, commodity_verdicts, registration
from bot.people.commodity_verdicts import Verdict
from bot.people.models import Business, CommodityRequest, Person, Product, Role
from bot.people.registration import Make
from tests.people.folk import somebody

CHILI = "cabai-rawit-merah"


async def owner(db: AsyncSession, *makes: str) -> tuple[Person, Business]:
    """Somebody who makes what no list has."""
    person = await somebody(db, name="Siti")
    business = await registration.register_owner(
        db, person, "Usaha Siti", [Make(None, said) for said in makes]
    )
    for said in makes:
        await commodity_requests.ask(db, person, said)
    await db.flush()
    return person, business


async def slugs(db: AsyncSession, business: Business) -> dict[str, str | None]:
    query = select(Product).where(Product.business_id == business.id)
    return {product.said: product.commodity for product in await db.scalars(query)}


async def named(db: AsyncSession, name: str) -> CommodityRequest:
    query = select(CommodityRequest).where(CommodityRequest.name == name)
    return (await db.scalars(query)).one()


async def test_what_many_ask_for_is_one_request_with_a_count(db: AsyncSession) -> None:
    await owner(db, "Lombok Setan!")
    await owner(db, "lombok  setan", "kerupuk")
    found = await commodity_verdicts.waiting(db, 5)
    assert [(each.request.said, each.makers) for each in found] == [
        ("Lombok Setan!", 2),
        ("kerupuk", 1),
    ]
    assert await commodity_verdicts.count_waiting(db) == 2
    assert len(await commodity_verdicts.waiting(db, 1)) == 1


async def test_what_is_known_now_is_known_to_all_who_called_it_so(db: AsyncSession) -> None:
    admin = await somebody(db, Role.ADMIN)
    first, one = await owner(db, "Lombok Setan!")
    second, two = await owner(db, "LOMBOK setan", "lombok setan jaya")
    _third, other = await owner(db, "kerupuk")
    _closed, gone = await owner(db, "lombok setan")
    businesses.close(gone)
    await db.flush()
    asked = await named(db, "lombok setan")
    decided = await commodity_verdicts.decide(db, asked.id, Verdict.KNOWN, by=admin.id, slug=CHILI)
    assert decided is not None
    told = await commodity_verdicts.make_known(db, decided)
    await db.flush()
    assert [person.id for person in told] == [first.id, second.id]
    assert await slugs(db, one) == {"Lombok Setan!": CHILI}
    assert await slugs(db, two) == {"LOMBOK setan": CHILI, "lombok setan jaya": None}
    assert await slugs(db, other) == {"kerupuk": None}
    assert await slugs(db, gone) == {"lombok setan": None}


async def test_who_makes_it_under_both_names_makes_it_once(db: AsyncSession) -> None:
    """An owner of "cabai rawit merah, lombok setan" has not two products that are the same."""
    admin = await somebody(db, Role.ADMIN)
    person = await somebody(db, name="Siti")
    makes = [Make(CHILI, "rawit"), Make(None, "lombok setan")]
    business = await registration.register_owner(db, person, "Usaha Siti", makes)
    await commodity_requests.ask(db, person, "lombok setan")
    asked = await named(db, "lombok setan")
    decided = await commodity_verdicts.decide(db, asked.id, Verdict.KNOWN, by=admin.id, slug=CHILI)
    assert decided is not None
    await commodity_verdicts.make_known(db, decided)
    await db.flush()
    assert list((await slugs(db, business)).values()).count(CHILI) == 1


async def test_a_request_is_decided_once(db: AsyncSession) -> None:
    admin, other = await somebody(db, Role.ADMIN), await somebody(db, Role.ADMIN)
    await owner(db, "kerupuk")
    asked = await named(db, "kerupuk")
    assert await commodity_verdicts.decide(db, asked.id, Verdict.NEW, by=admin.id)
    assert await commodity_verdicts.decide(db, asked.id, Verdict.REFUSED, by=other.id) is None
    assert await commodity_verdicts.decide(db, 10**12, Verdict.NEW, by=admin.id) is None
    kept = await named(db, "kerupuk")
    assert (kept.verdict, kept.decided_by) == (Verdict.NEW, admin.id)
    assert await commodity_verdicts.count_waiting(db) == 0


async def test_a_name_in_other_letters_is_found_in_any_case(db: AsyncSession) -> None:
    await owner(db, "ČABE É", "100% asli_")
    found = {each.request.name: each.makers for each in await commodity_verdicts.waiting(db, 5)}
    assert found == {"čabe é": 1, "100 asli": 1}

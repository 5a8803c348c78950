"""An offer keeps the price that was shown, and is decided on once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import living, offers
from bot.market.models import Bulletin
from bot.market.offered import Interest, Offer, OfferState
from bot.people import businesses
from bot.people.businesses import Make
from bot.people.models import Business, Person
from bot.storage import Storage
from tests.market.buyers import CHILI, Buyers
from tests.people.folk import somebody


async def maker(db: AsyncSession, name: str = "Sri", regency: str = "35.07") -> Business:
    person = await somebody(db, name=name)
    return await businesses.add(db, person, f"Sambal {name}", regency, [Make(CHILI, "cabai")])


async def offered(db: AsyncSession, bulletin: Bulletin, business: Business, kg: int = 200) -> Offer:
    made = await offers.make(db, bulletin, business, Decimal(kg), shares_phone=True)
    assert made
    return made


async def test_an_offer_keeps_the_price_and_version_it_was_shown(db: AsyncSession) -> None:
    bulletin = await Buyers(db).pays("Pare", 45_000)
    offer = await offered(db, bulletin, await maker(db))
    terms = living.Terms(unit="kg", until=bulletin.valid_until.date(), price=Decimal(40_000))
    living.correct(bulletin, terms, "Asia/Jakarta")
    await db.flush()
    await db.refresh(offer)
    assert (offer.price, offer.version, bulletin.version) == (Decimal(45_000), 1, 2)
    kept = {who: each.price for who, each in (await offers.kept_prices(db, bulletin.id)).items()}
    assert kept == {offer.made_by: 45_000}


async def test_a_business_has_one_open_offer_for_a_bulletin(db: AsyncSession) -> None:
    bulletin, business = await Buyers(db).pays("Pare", 45_000), await maker(db)
    first = await offered(db, bulletin, business)
    again = await offers.make(db, bulletin, business, Decimal(5), shares_phone=False)
    assert again is None
    assert offers.decide(first, OfferState.WITHDRAWN, first.made_by)
    await db.flush()
    assert await offered(db, bulletin, business, 300)


@pytest.mark.parametrize("state", [OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN])
async def test_an_offer_is_decided_on_once(db: AsyncSession, state: OfferState) -> None:
    offer = await offered(db, await Buyers(db).pays("Pare", 45_000), await maker(db))
    assert offers.decide(offer, state, offer.made_by, "penuh")
    for other in OfferState:
        assert not offers.decide(offer, other, offer.made_by)
    assert (offer.state, offer.reason) == (state, "penuh")


async def test_the_fill_counts_what_waits_and_what_was_accepted_by_regency(
    db: AsyncSession,
) -> None:
    bulletin = await Buyers(db).pays("Pare", 45_000)
    here = [await offered(db, bulletin, await maker(db, f"S{kg}"), kg) for kg in (100, 250, 40)]
    there = await offered(db, bulletin, await maker(db, "Made", "51.03"), 500)
    offers.decide(here[1], OfferState.ACCEPTED, bulletin.author_id)
    offers.decide(here[2], OfferState.DECLINED, bulletin.author_id)
    await db.flush()
    filled = [(each.regency, each.quantity) for each in await offers.filled(db, bulletin.id)]
    assert filled == [("51.03", Decimal(500)), ("35.07", Decimal(350))]
    best = [each.offer.id for each in await offers.best(db, bulletin.id, 8)]
    assert best == [there.id, here[0].id, here[1].id]
    answered = await offers.answered_ones(db, bulletin.offtaker_id, 8)
    assert [(each.id, waiting) for each, waiting in answered] == [(bulletin.id, 2)]


async def test_who_tapped_or_offered_is_told_and_nobody_else(db: AsyncSession) -> None:
    buyers = Buyers(db)
    bulletin, other = await buyers.pays("Pare", 45_000), await buyers.pays("Kediri", 44_000)
    tapped, gone = await somebody(db, name="Eko"), await maker(db, "Ani")
    for number in (1, 2):
        await offers.note_interest(db, bulletin.id, tapped.id)
        await offers.note_interest(db, other.id, (await somebody(db, name=f"Lain {number}")).id)
    offer = await offered(db, bulletin, await maker(db))
    taken_back = await offered(db, bulletin, gone)
    offers.decide(taken_back, OfferState.WITHDRAWN, gone.person_id)
    await db.flush()
    told = {each.id for each in await offers.answerers(db, bulletin.id)}
    assert told == {tapped.id, offer.made_by}
    assert await db.scalar(select(func.count()).select_from(Interest)) == 3


async def test_all_of_a_persons_open_offers_are_taken_back(db: AsyncSession) -> None:
    buyers, business = Buyers(db), await maker(db)
    first = await offered(db, await buyers.pays("Pare", 45_000), business)
    second = await offered(db, await buyers.pays("Kediri", 44_000), business)
    offers.decide(first, OfferState.ACCEPTED, first.made_by)
    await db.flush()
    await offers.withdraw_all(db, business.person_id)
    for offer in (first, second):
        await db.refresh(offer)
    assert (first.state, second.state) == (OfferState.ACCEPTED, OfferState.WITHDRAWN)


async def test_only_the_offers_of_a_business_that_closes_are_taken_back(db: AsyncSession) -> None:
    buyers, business = Buyers(db), await maker(db)
    person = await db.get_one(Person, business.person_id)
    other = await businesses.add(db, person, "Kebun", "35.73", [Make(CHILI, "cabai")])
    bulletin = await buyers.pays("Pare", 45_000)
    closed, stays = await offered(db, bulletin, business), await offered(db, bulletin, other)
    await offers.withdraw_all(db, person.id, business.id)
    for offer in (closed, stays):
        await db.refresh(offer)
    assert (closed.state, stays.state) == (OfferState.WITHDRAWN, OfferState.OPEN)


@asynccontextmanager
async def scene(storage: Storage) -> AsyncIterator[tuple[int, int]]:
    """A bulletin and a business, committed."""
    async with storage.transaction() as db:
        bulletin, business = await Buyers(db).pays("Pare", 45_000), await maker(db)
        numbers = bulletin.id, business.id
    yield numbers


async def test_of_two_taps_at_once_one_makes_the_offer(storage: Storage) -> None:
    async def tap(bulletin_id: int, business_id: int) -> bool:
        async with storage.transaction() as db:
            bulletin = await offers.answered(db, bulletin_id)
            business = await db.get_one(Business, business_id)
            assert bulletin
            made = await offers.make(db, bulletin, business, Decimal(200), shares_phone=False)
            await asyncio.sleep(0.01)
            return made is not None

    async with scene(storage) as numbers:
        assert sorted(await asyncio.gather(*(tap(*numbers) for _each in range(5)))) == [
            *[False] * 4,
            True,
        ]


async def test_of_a_yes_and_a_withdrawal_at_once_one_counts(storage: Storage) -> None:
    async with scene(storage) as (bulletin_id, business_id), storage.transaction() as db:
        bulletin = await db.get_one(Bulletin, bulletin_id)
        offer_id = (await offered(db, bulletin, await db.get_one(Business, business_id))).id

    async def decided(state: OfferState) -> bool:
        async with storage.transaction() as db:
            found = await offers.held(db, offer_id)
            assert found
            done = offers.decide(found.offer, state, found.owner.id)
            await asyncio.sleep(0.01)
            return done

    both = (OfferState.ACCEPTED, OfferState.WITHDRAWN)
    assert sorted(await asyncio.gather(*(decided(state) for state in both))) == [False, True]


async def test_a_price_does_not_change_while_it_is_answered(storage: Storage) -> None:
    """Whoever answers is told of the fall, or offers at the lower price: never neither."""

    async def answer(bulletin_id: int, business_id: int) -> Decimal | None:
        async with storage.transaction() as db:
            bulletin = await offers.answered(db, bulletin_id)
            assert bulletin
            business = await db.get_one(Business, business_id)
            await asyncio.sleep(0.01)
            made = await offers.make(db, bulletin, business, Decimal(1), shares_phone=False)
            return made.price if made else None

    async def lower(bulletin_id: int) -> list[Person]:
        async with storage.transaction() as db:
            offtaker_id = (await db.get_one(Bulletin, bulletin_id)).offtaker_id
            bulletin = await living.held(db, offtaker_id, bulletin_id)
            assert bulletin
            terms = living.Terms("kg", bulletin.valid_until.date(), price=Decimal(40_000))
            living.correct(bulletin, terms, "Asia/Jakarta")
            await asyncio.sleep(0.01)
            return list(await offers.answerers(db, bulletin_id))

    async with scene(storage) as (bulletin_id, business_id):
        price, told = await asyncio.gather(answer(bulletin_id, business_id), lower(bulletin_id))
        assert price == (45_000 if told else 40_000)

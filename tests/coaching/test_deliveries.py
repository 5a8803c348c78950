"""What a buyer has accepted: its owner is reminded in time, of the days as they stand (S1)."""

import asyncio
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders import deliveries, reminders
from bot.coaching.reminders.deliveries import DeliverySoon
from bot.coaching.reminders.models import DAY, Outcome, Reminder, Why
from bot.delivery.models import Outgoing
from bot.market import bulletins, living, offers
from bot.market.conditions import Conditions, Delivery
from bot.market.models import Bulletin, BulletinKind
from bot.market.needs import Wanted
from bot.market.offered import Offer, OfferState
from bot.people import businesses
from bot.people.businesses import Make
from bot.people.models import Business
from bot.storage import Storage
from tests.people.folk import company, somebody

CHILI, MAKASSAR = "cabai-rawit-merah", "Asia/Makassar"
NIGHT = (time(20), time(8))
LAST_DAY = date(2026, 12, 1)
#: From and until when; the clock stands on Monday, 23 November.
DAYS = Wanted(first=date(2026, 11, 30), last=date(2026, 12, 4))


def wita(text: str) -> datetime:
    """`27 09:00`: a moment of November 2026 by the clock of Makassar."""
    return datetime.fromisoformat(f"2026-11-{text}+08:00").astimezone(UTC)


async def need(db: AsyncSession, wanted: Wanted = DAYS) -> Bulletin:
    buyer = await somebody(db, name="Budi")
    firm = await company(db, buyer, name="PT Pangan Jaya")
    draft = bulletins.Draft(
        *(BulletinKind.NEED, CHILI, "kg", ("35.07",), LAST_DAY),
        quantity=Decimal(5000),
        wanted=wanted,
        conditions=Conditions(delivery=Delivery.FRANCO, place="gudang Gowa"),
    )
    return await bulletins.publish(
        db, draft, offtaker_id=firm.id, author_id=buyer.id, zone="Asia/Jakarta"
    )


async def offered(db: AsyncSession, bulletin: Bulletin) -> tuple[Offer, Business]:
    owner = await somebody(db, name="Sri")
    owner.zone = MAKASSAR
    business = await businesses.add(db, owner, "Sambal Sri", "73.06", [Make(CHILI, "cabai")])
    made = await offers.make(db, bulletin, business, Decimal(200), shares_phone=True)
    assert made
    return made, business


async def agreed(db: AsyncSession, bulletin: Bulletin) -> tuple[Offer, Business]:
    offer, business = await offered(db, bulletin)
    assert offers.decide(offer, OfferState.ACCEPTED, bulletin.author_id)
    await db.flush()
    return offer, business


async def corrected(db: AsyncSession, bulletin: Bulletin, wanted: Wanted) -> None:
    terms = living.Terms(
        unit="kg",
        until=LAST_DAY,
        quantity=bulletin.quantity,
        wanted=wanted,
        conditions=bulletin.conditions,
    )
    assert living.correct(bulletin, terms, "Asia/Jakarta")
    await db.flush()


async def tick_at(db: AsyncSession, moment: datetime) -> list[str]:
    """What has been enqueued when all that is due then is settled."""
    await deliveries.owe(db, NIGHT)
    clock.move_to(moment)
    while await reminders.tick(db, NIGHT):
        pass
    kinds = await db.scalars(select(Outgoing.kind).order_by(Outgoing.id))
    return [kind for kind in kinds if kind == DeliverySoon.kind]


async def test_it_comes_three_days_and_one_day_before_by_the_owners_clock(db: AsyncSession) -> None:
    await agreed(db, await need(db))
    assert await tick_at(db, wita("27 08:59")) == []
    assert len(await tick_at(db, wita("27 09:00"))) == 1
    assert len(await tick_at(db, wita("29 08:59"))) == 1
    assert len(await tick_at(db, wita("29 09:00"))) == 2
    assert len(await tick_at(db, wita("30 12:00"))) == 2
    said = (await db.scalars(select(Outgoing).order_by(Outgoing.id.desc()))).first()
    assert said
    assert said.params["first"] == "2026-11-30"
    assert said.params["place"] == "gudang Gowa"
    assert Decimal(said.params["quantity"]) == 200


async def test_looking_again_owes_nothing_more(db: AsyncSession) -> None:
    await agreed(db, await need(db))
    assert await deliveries.owe(db, NIGHT) == 1
    await db.flush()
    assert await deliveries.owe(db, NIGHT) == 0
    rows = (await db.scalars(select(Reminder.ahead).order_by(Reminder.ahead))).all()
    assert rows == [DAY, 3 * DAY]


async def test_days_that_are_corrected_count_from_then_on(db: AsyncSession) -> None:
    bulletin = await need(db)
    await agreed(db, bulletin)
    await deliveries.owe(db, NIGHT)
    await corrected(db, bulletin, Wanted(first=date(2026, 12, 2), last=date(2026, 12, 5)))
    assert await tick_at(db, wita("27 09:00")) == []
    assert len(await tick_at(db, wita("29 09:00"))) == 1
    gone = select(Reminder.why).where(Reminder.outcome == Outcome.MISSED)
    assert set(await db.scalars(gone)) == {Why.MOVED}


async def test_days_corrected_to_and_fro_are_reminded_of_once(db: AsyncSession) -> None:
    bulletin = await need(db)
    await agreed(db, bulletin)
    await deliveries.owe(db, NIGHT)
    await corrected(db, bulletin, Wanted(first=date(2026, 12, 2)))
    await deliveries.owe(db, NIGHT)
    await corrected(db, bulletin, DAYS)
    assert len(await tick_at(db, wita("27 09:00"))) == 1
    assert len(await tick_at(db, wita("29 09:00"))) == 2
    assert len(await tick_at(db, wita("30 09:00"))) == 2


async def test_a_last_day_alone_is_the_first_as_well(db: AsyncSession) -> None:
    await agreed(db, await need(db, Wanted(last=date(2026, 11, 28))))
    assert len(await tick_at(db, wita("25 09:00"))) == 1


async def test_who_is_accepted_the_day_before_has_heard_the_days_just_now(db: AsyncSession) -> None:
    bulletin = await need(db)
    clock.move_to(wita("29 18:00"))
    await agreed(db, bulletin)
    assert await tick_at(db, wita("30 09:00")) == []
    assert set(await db.scalars(select(Reminder.outcome))) == {Outcome.FOLDED}


@pytest.mark.parametrize("what", ["undecided", "declined", "withdrawn", "closed", "no days"])
async def test_nobody_is_reminded_of_what_is_not_to_come(db: AsyncSession, what: str) -> None:
    bulletin = await need(db, Wanted() if what == "no days" else DAYS)
    offer, business = await offered(db, bulletin)
    if what != "undecided":
        declined = what == "declined"
        state = OfferState.DECLINED if declined else OfferState.ACCEPTED
        assert offers.decide(offer, state, bulletin.author_id)
    await db.flush()
    await deliveries.owe(db, NIGHT)
    if what == "withdrawn":
        living.withdraw(bulletin)
    if what == "closed":
        business.closed_at = clock.now()
    await db.flush()
    assert await tick_at(db, wita("27 09:00")) == []
    assert await tick_at(db, wita("29 09:00")) == []


async def test_a_need_that_is_found_in_full_still_waits_for_the_goods(db: AsyncSession) -> None:
    bulletin = await need(db)
    await agreed(db, bulletin)
    living.fulfil(bulletin, 100)
    await db.flush()
    assert len(await tick_at(db, wita("27 09:00"))) == 1


async def test_two_schedulers_owe_it_once(storage: Storage, other: Storage) -> None:
    async with storage.transaction() as db:
        bulletin = await need(db)
        for _ in range(8):
            await agreed(db, bulletin)

    async def look(at: Storage) -> int:
        async with at.transaction() as db:
            return await deliveries.owe(db, NIGHT)

    found = await asyncio.gather(*(look(each) for each in (storage, other) * 4))
    assert sum(found) == 8
    async with storage.reading() as db:
        assert len((await db.scalars(select(Reminder.id))).all()) == 16

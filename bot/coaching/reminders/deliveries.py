"""What a buyer has accepted is to be delivered: its owner is reminded before the first day of it.

What is owed is written down when it is accepted and when its days are corrected, and a look every
few minutes misses nothing; what was owed of other days lapses by itself, being of another version.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, Select, extract, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders.models import DAY, About, Reminder
from bot.coaching.reminders.owing import Event, owed
from bot.coaching.reminders.subjects import Subject
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Notice
from bot.market.conditions import Delivery
from bot.market.models import Bulletin, Ending
from bot.market.offered import Offer, OfferState
from bot.partnerships.models import Offtaker
from bot.people.models import Business, Person
from bot.storage import dialects

#: Time to harvest or to make it, and to find somebody who drives.
AHEAD = (3 * DAY, DAY)
#: By the owner's clock, on the first day.
HOUR_OF_DAY = time(9)
#: Offers seen to in one transaction.
BATCH = 500
#: Of a need that says only until when, that day is the first one as well.
FIRST_DAY = func.coalesce(Bulletin.deliver_from, Bulletin.deliver_until, type_=Date)
#: Of what is owed: the first day itself, as in 20261205.
VERSION = (extract("year", FIRST_DAY) * 10_000 + extract("month", FIRST_DAY) * 100) + extract(
    "day", FIRST_DAY
)


class DeliverySoon(Notice):
    """A reminder."""

    kind = "delivery_soon"

    offer_id: int
    offtaker: str
    commodity: str
    grade: str | None
    quantity: Decimal
    unit: str
    #: Rupiah per unit; none if the need left it open.
    price: Decimal | None
    #: The days of delivery; one of them may be open.
    first: date | None
    last: date | None
    #: Who brings the goods where, as far as the need says it.
    delivery: Delivery | None
    place: str | None
    #: Of the buyer.
    contact: str | None
    phone: str | None


async def owe(db: AsyncSession, quiet: Quiet) -> int:
    """Write down what is owed of all deliveries to come, each once; returns how many there were."""
    return await _owe(db, _agreed(), quiet)


async def owe_of(db: AsyncSession, bulletin_id: int, quiet: Quiet) -> None:
    """The same of one need: an offer was accepted, or its days have changed."""
    await db.flush()
    await _owe(db, _agreed().where(Bulletin.id == bulletin_id), quiet)


async def _owe(
    db: AsyncSession, agreed: Select[Offer, Bulletin, Person, Offtaker], quiet: Quiet
) -> int:
    # Offers are many, and needs whose days are to come few: from those to their offers.
    to_come = select(Bulletin.id).where(clock.now().date() < FIRST_DAY)
    query = (
        agreed.where(Offer.bulletin_id.in_(to_come), ~_known())
        .limit(BATCH)
        .with_for_update(of=Offer, skip_locked=True)
    )
    rows = []
    for offer, bulletin, owner, _offtaker in await db.execute(query):
        first = _first_day(bulletin)
        event = Event(About.DELIVERY, offer.id, _version(first), starts_at(first, owner.zone))
        rows += [_row(each) for each in owed(event, owner, AHEAD, quiet)]
    if not rows:
        return 0
    # Another scheduler may have written it down since this one began to look.
    insert = dialects.insert(db, Reminder).values(rows).on_conflict_do_nothing()
    return len({*await db.scalars(insert.returning(Reminder.about_id))})


def _row(reminder: Reminder) -> dict[str, Any]:
    columns = [each.key for each in Reminder.__mapper__.column_attrs if each.key != "id"]
    return {key: getattr(reminder, key) for key in columns}


async def deliveries(db: AsyncSession, numbers: Sequence[int]) -> Mapping[int, Subject]:
    """For `bot.coaching.reminders.ticking`: those that are still agreed, and whose need holds."""
    rows = await db.execute(_agreed().where(Offer.id.in_(numbers)))
    return {row[0].id: _subject(*row) for row in rows}


def starts_at(first: date, zone: str) -> datetime:
    return datetime.combine(first, HOUR_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


def _agreed() -> Select[Offer, Bulletin, Person, Offtaker]:
    """Who withdraws a need after all does not wait for the goods."""
    return (
        select(Offer, Bulletin, Person, Offtaker)
        .join(Bulletin, Bulletin.id == Offer.bulletin_id)
        .join(Business, Business.id == Offer.business_id)
        .join(Person, Person.id == Offer.made_by)
        .join(Offtaker, Offtaker.id == Bulletin.offtaker_id)
        .where(Offer.state == OfferState.ACCEPTED, FIRST_DAY.is_not(None))
        .where(Business.closed_at.is_(None), Person.erased_at.is_(None))
        .where(or_(Bulletin.ending.is_(None), Bulletin.ending != Ending.WITHDRAWN))
    )


def _known() -> ColumnElement[bool]:
    """Whether it is written down for the days that hold now."""
    its = (Reminder.about == About.DELIVERY) & (Reminder.about_id == Offer.id)
    return select(Reminder.id).where(its, Reminder.version == VERSION).exists()


def _first_day(bulletin: Bulletin) -> date:
    """Of a need that says any (`FIRST_DAY`)."""
    (day, *_) = [day for day in (bulletin.deliver_from, bulletin.deliver_until) if day]
    return day


def _version(first: date) -> int:
    return first.year * 10_000 + first.month * 100 + first.day


def _subject(offer: Offer, bulletin: Bulletin, owner: Person, offtaker: Offtaker) -> Subject:
    first, wanted, conditions = _first_day(bulletin), bulletin.wanted, bulletin.conditions
    return Subject(
        starts_at(first, owner.zone),
        _version(first),
        lambda _person_id: DeliverySoon(
            offer_id=offer.id,
            offtaker=offtaker.name,
            commodity=bulletin.commodity,
            grade=offer.grade,
            quantity=offer.quantity,
            unit=offer.unit,
            price=offer.price,
            first=wanted.first,
            last=wanted.last,
            delivery=conditions.delivery,
            place=conditions.place,
            contact=offtaker.contact_name,
            phone=offtaker.contact_phone,
        ),
    )

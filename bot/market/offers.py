"""Answering a bulletin: an offer keeps the price that was shown when it was made.

Each step is taken on condition of the state, under a lock on the offer: a double tap, or a buyer
and an owner at the same moment, find that it has been taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import grades, live_accounts
from bot.market.models import Bulletin
from bot.market.offered import Interest, Offer, OfferState
from bot.people.models import Business, Person
from bot.storage import dialects

#: Those that count for how much has been found.
COUNTED = (OfferState.OPEN, OfferState.ACCEPTED)
#: Those that their owner may take back, or that go with the business.
UNDECIDED = (OfferState.WAITING, OfferState.OPEN)


@dataclass(frozen=True)
class Offered:
    """An offer with whom it is from."""

    offer: Offer
    business: Business
    owner: Person


@dataclass(frozen=True)
class Filled:
    """How much of a bulletin's goods is offered from one regency, in its unit."""

    regency: str
    quantity: Decimal


async def answered(db: AsyncSession, number: int) -> Bulletin | None:
    """A bulletin as it is, and stays until the transaction ends: nobody changes it meanwhile."""
    query = select(Bulletin).where(Bulletin.id == number).with_for_update(read=True)
    return (await db.scalars(query.execution_options(populate_existing=True))).one_or_none()


async def note_interest(db: AsyncSession, bulletin_id: int, person_id: int) -> None:
    row = {"bulletin_id": bulletin_id, "person_id": person_id, "at": clock.now()}
    await db.execute(dialects.insert(db, Interest).values(row).on_conflict_do_nothing())


async def make(
    db: AsyncSession,
    bulletin: Bulletin,
    business: Business,
    quantity: Decimal,
    *,
    shares_phone: bool,
    grade: str | None = None,
    noted_by: int | None = None,
) -> Offer | None:
    """Offer so much at the price of now; None if an offer of this business is open already.

    `grade` is one of the bulletin's, if each has its own price.
    What an officer notes for an owner without a chat waits for that owner.
    """
    values = {
        "bulletin_id": bulletin.id,
        "business_id": business.id,
        "made_by": business.person_id,
        "quantity": quantity,
        "unit": bulletin.unit,
        "price": _shown(bulletin, grade),
        "grade": grade,
        "version": bulletin.version,
        "shares_phone": shares_phone,
        "state": OfferState.OPEN if noted_by is None else OfferState.WAITING,
        "noted_by": noted_by,
        "made_at": clock.now(),
    }
    insert = dialects.insert(db, Offer).values(values).on_conflict_do_nothing()
    number = (await db.scalars(insert.returning(Offer.id))).one_or_none()
    return await db.get_one(Offer, number) if number is not None else None


def _shown(bulletin: Bulletin, grade: str | None) -> Decimal | None:
    """The price that an offer keeps; a need's, if it is one."""
    if bulletin.price is None:
        return bulletin.wanted.price
    return grades.of_grade(bulletin.table, grade) if grade else bulletin.price


async def undecided(db: AsyncSession, bulletin_id: int, business_id: int) -> OfferState | None:
    """Whether an offer of this business waits for the buyer, or for its owner."""
    query = select(Offer.state).where(Offer.bulletin_id == bulletin_id)
    query = query.where(Offer.business_id == business_id, Offer.state.in_(UNDECIDED))
    state = (await db.scalars(query)).first()
    return OfferState(state) if state else None


async def numbered(db: AsyncSession, number: int) -> Offer | None:
    return await db.get(Offer, number)


async def held(db: AsyncSession, number: int) -> Offered | None:
    """An offer as it stays until the transaction ends."""
    query = select(Offer).where(Offer.id == number).with_for_update()
    offer = (await db.scalars(query.execution_options(populate_existing=True))).one_or_none()
    if offer is None:
        return None
    business = await db.get_one(Business, offer.business_id)
    return Offered(offer, business, await db.get_one(Person, offer.made_by))


def decide(offer: Offer, state: OfferState, by: int, reason: str | None = None) -> bool:
    """Accept, decline or withdraw an offer that is held; False if that was decided before.

    One that waits for its owner can only be taken back.
    """
    if offer.state not in (UNDECIDED if state == OfferState.WITHDRAWN else (OfferState.OPEN,)):
        return False
    offer.state, offer.decided_by, offer.reason = state, by, reason
    offer.decided_at = clock.now()
    return True


def confirm(offer: Offer) -> bool:
    """Its owner offers what was noted for them; False if that was decided before."""
    if offer.state != OfferState.WAITING:
        return False
    offer.state, offer.made_at = OfferState.OPEN, clock.now()
    return True


async def hand_over(db: AsyncSession, before: int, heir: int) -> int:
    """The account has its owner's own chat now; returns how many offers wait for their word."""
    moved = update(Offer).where(Offer.made_by == before).values(made_by=heir)
    states = (await db.scalars(moved.returning(Offer.state))).all()
    return sum(state == OfferState.WAITING for state in states)


async def waiting(db: AsyncSession, bulletin_id: int) -> Decimal:
    """How much officers have noted for owners who have not said yes themselves."""
    query = select(func.sum(Offer.quantity)).where(Offer.bulletin_id == bulletin_id)
    total = await db.scalar(query.where(Offer.state == OfferState.WAITING))
    return Decimal(total or 0)


async def withdraw_all(db: AsyncSession, person_id: int, business_id: int | None = None) -> None:
    """Nothing of theirs, or of this business of theirs, is on offer any more."""
    query = update(Offer).where(Offer.made_by == person_id, Offer.state.in_(UNDECIDED))
    if business_id is not None:
        query = query.where(Offer.business_id == business_id)
    taken_back = {"state": OfferState.WITHDRAWN, "decided_at": clock.now(), "decided_by": person_id}
    touched = await db.scalars(query.values(taken_back).returning(Offer.bulletin_id))
    for bulletin_id in sorted({*touched}):
        await live_accounts.look_anew(db, bulletin_id)


async def best(db: AsyncSession, bulletin_id: int, limit: int) -> list[Offered]:
    """What waits for the buyer first, then by how much it is."""
    waits = (Offer.state != OfferState.OPEN, Offer.quantity.desc(), Offer.id)
    query = _with_owner().where(Offer.bulletin_id == bulletin_id)
    query = query.where(Offer.state.in_(COUNTED)).order_by(*waits).limit(limit)
    return [Offered(*row) for row in await db.execute(query)]


async def of_person(db: AsyncSession, person_id: int, limit: int) -> list[tuple[Offered, Bulletin]]:
    """A person's own, the open ones first and then the newest."""
    query = _with_owner().add_columns(Bulletin).join(Bulletin, Bulletin.id == Offer.bulletin_id)
    query = query.where(Offer.made_by == person_id)
    query = query.order_by(Offer.state.not_in(UNDECIDED), Offer.id.desc()).limit(limit)
    return [(Offered(*row[:3]), row[3]) for row in await db.execute(query)]


async def filled(db: AsyncSession, bulletin_id: int) -> list[Filled]:
    """How much is offered or accepted, by regency, the most first."""
    total = func.sum(Offer.quantity)
    query = (
        select(Business.regency, total)
        .join(Offer, Offer.business_id == Business.id)
        .where(Offer.bulletin_id == bulletin_id, Offer.state.in_(COUNTED))
        .group_by(Business.regency)
        .order_by(total.desc(), Business.regency)
    )
    return [Filled(regency, Decimal(quantity)) for regency, quantity in await db.execute(query)]


async def answered_ones(
    db: AsyncSession, offtaker_id: int, limit: int
) -> list[tuple[Bulletin, int]]:
    """A company's bulletins with offers, the newest first, and how many wait for a decision."""
    open_ones = func.count().filter(Offer.state == OfferState.OPEN).label("open_ones")
    counted = select(Offer.bulletin_id, open_ones).where(Offer.state.in_(COUNTED))
    of_each = counted.group_by(Offer.bulletin_id).subquery()
    query = (
        select(Bulletin, of_each.c.open_ones)
        .join(of_each, of_each.c.bulletin_id == Bulletin.id)
        .where(Bulletin.offtaker_id == offtaker_id)
        .order_by(Bulletin.id.desc())
        .limit(limit)
    )
    return [(bulletin, number) for bulletin, number in await db.execute(query)]


async def answerers(db: AsyncSession, bulletin_id: int) -> Sequence[Person]:
    """Everyone who tapped, or whose offer counts: whom it concerns if the bulletin gets worse."""
    tapped = select(Interest.person_id).where(Interest.bulletin_id == bulletin_id)
    offered = select(Offer.made_by).where(
        Offer.bulletin_id == bulletin_id, Offer.state.in_(COUNTED)
    )
    query = select(Person).where(or_(Person.id.in_(tapped), Person.id.in_(offered)))
    return (await db.scalars(query.where(Person.erased_at.is_(None)).order_by(Person.id))).all()


async def who_waits(db: AsyncSession, bulletin_id: int) -> Sequence[Person]:
    """Whose offer the buyer has not decided on."""
    query = select(Person).join(Offer, Offer.made_by == Person.id).order_by(Person.id)
    query = query.where(Offer.bulletin_id == bulletin_id, Offer.state == OfferState.OPEN)
    return (await db.scalars(query.where(Person.erased_at.is_(None)).distinct())).all()


async def is_enough(db: AsyncSession, need: Bulletin) -> bool:
    """Whether what was accepted makes up all that is looked for."""
    query = select(func.sum(Offer.quantity)).where(Offer.bulletin_id == need.id)
    query = query.where(Offer.state == OfferState.ACCEPTED, Offer.unit == need.unit)
    accepted = Decimal(await db.scalar(query) or 0)
    return need.quantity is not None and accepted >= need.quantity


@dataclass(frozen=True)
class Kept:
    """The price that an offer keeps; the grade that it is for, where each has its own."""

    price: Decimal | None
    grade: str | None = None


async def kept_prices(db: AsyncSession, bulletin_id: int) -> dict[int, Kept]:
    """By person, of those whose offer counts."""
    query = select(Offer.made_by, Offer.price, Offer.grade).where(
        Offer.bulletin_id == bulletin_id, Offer.state.in_(COUNTED)
    )
    found = await db.execute(query.order_by(Offer.id))
    return {row.made_by: Kept(row.price, row.grade) for row in found}


def _with_owner() -> Select[Offer, Business, Person]:
    return (
        select(Offer, Business, Person)
        .join(Business, Business.id == Offer.business_id)
        .join(Person, Person.id == Offer.made_by)
    )

"""What somebody hears of: the commodities they make, and what they added; all can be stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import outbox
from bot.market.models import NATIONWIDE, Bulletin
from bot.market.regions import province_of
from bot.people.models import Business, Person, Product
from bot.people.wanted import AddedTopic, Mute

#: As many as are still read through on a phone; who trades in more looks prices up.
MOST_ADDED = 20


@dataclass(frozen=True)
class Topic:
    """A commodity, and whether its news is stopped."""

    commodity: str
    muted: bool


@dataclass(frozen=True)
class Added:
    """A commodity, and the place whose news of it is wanted."""

    commodity: str
    #: A regency, a province, or the whole country.
    region: str


class Adding(StrEnum):
    """What became of a wish to hear of more."""

    DONE = "done"
    ALREADY = "already"  #: it comes anyway
    FULL = "full"  #: there are `MOST_ADDED` of them


async def topics_of(db: AsyncSession, person_id: int) -> Sequence[Topic]:
    """What their open businesses make, and what they stopped before they gave it up."""
    stopped = select(Mute.commodity).where(Mute.person_id == person_id)
    muted = set(await db.scalars(stopped))
    made = {each.commodity for each in await _made(db, person_id)}
    return [Topic(each, each in muted) for each in sorted({*made, *muted})]


async def added_by(db: AsyncSession, person_id: int) -> Sequence[Added]:
    """What they want to hear of besides, in the order in which they said so."""
    query = select(AddedTopic.commodity, AddedTopic.region)
    query = query.where(AddedTopic.person_id == person_id).order_by(AddedTopic.id)
    return [Added(*row) for row in await db.execute(query)]


async def add(db: AsyncSession, person: Person, wanted: Added) -> Adding:
    """News of it from the next bulletin on, also if it was stopped before.

    Of two places of which one lies in the other, the larger stays.
    """
    unmuted = await unmute(db, person, wanted.commodity)
    mine = await added_by(db, person.id)
    if any(_within(wanted, each) for each in (*mine, *await _made(db, person.id))):
        return Adding.DONE if unmuted else Adding.ALREADY
    smaller = [each for each in mine if _within(each, wanted)]
    if len(mine) - len(smaller) >= MOST_ADDED:
        return Adding.FULL
    await _delete(db, person.id, smaller)
    topic, now = (wanted.commodity, wanted.region), clock.now()
    db.add(AddedTopic(person_id=person.id, commodity=topic[0], region=topic[1], at=now))
    await db.flush()
    return Adding.DONE


async def drop(db: AsyncSession, person: Person, wanted: Sequence[Added]) -> Sequence[Added]:
    """No more news of these; what waits of a commodity that nothing else asks for is stopped.

    Returns those that there were.
    """
    gone = [each for each in await added_by(db, person.id) if each in wanted]
    await _delete(db, person.id, gone)
    heard = {each.commodity for each in await added_by(db, person.id)}
    heard |= {each.commodity for each in await _made(db, person.id)}
    for commodity in {each.commodity for each in gone} - heard:
        await outbox.stop_about(db, person.id, _about(commodity))
        # There is nothing left that could be taken up again.
        await unmute(db, person, commodity)
    return gone


async def mute(db: AsyncSession, person: Person, commodity: str) -> None:
    """No news of it from now on, also none that waits already."""
    if not await db.get(Mute, (person.id, commodity)):
        db.add(Mute(person_id=person.id, commodity=commodity, at=clock.now()))
        await db.flush()
    await outbox.stop_about(db, person.id, _about(commodity))


async def unmute(db: AsyncSession, person: Person, commodity: str) -> bool:
    """News of it again, from the next bulletin on; False if it was not stopped."""
    stopped = await db.get(Mute, (person.id, commodity))
    if stopped:
        await db.delete(stopped)
        await db.flush()
    return stopped is not None


def _about(commodity: str) -> Select[int]:
    return select(Bulletin.id).where(Bulletin.commodity == commodity)


async def _made(db: AsyncSession, person_id: int) -> Sequence[Added]:
    """What their open businesses make, and where."""
    query = (
        select(Product.commodity, Business.regency)
        .join(Business, Business.id == Product.business_id)
        .where(Business.person_id == person_id, Business.closed_at.is_(None))
    )
    return [Added(slug, place) for slug, place in await db.execute(query) if slug is not None]


def _within(one: Added, other: Added) -> bool:
    """Whether whoever hears of the other hears of this, too."""
    if one.commodity != other.commodity:
        return False
    country = one.region == NATIONWIDE
    province = NATIONWIDE if country else province_of(one.region).code
    return other.region in {one.region, province, NATIONWIDE}


async def _delete(db: AsyncSession, person_id: int, topics: Sequence[Added]) -> None:
    """Row by row, so that what somebody hears of follows (`bot.people.subscriptions`)."""
    for each in topics:
        row = select(AddedTopic).where(AddedTopic.person_id == person_id)
        row = row.where(AddedTopic.commodity == each.commodity, AddedTopic.region == each.region)
        await db.delete((await db.scalars(row)).one())
    await db.flush()

"""How many bulletins somebody wants on one day: more waits for another day, or goes nowhere."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.delivery.models import DIGEST, Lane, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.quiet import Quiet
from bot.delivery.receiving import Receiving, arrival

#: Why a message waits for another day, or was not sent.
ENOUGH = "more on a day than they want"


async def is_enough(db: AsyncSession, letter: Letter, now: datetime) -> bool:
    """Whether its person has had as many bulletins today as they want on one day."""
    if letter.lane is not Lane.BULLETIN or letter.a_day is None:
        return False
    # What a digest tells was counted when it was gathered.
    if letter.kind == DIGEST or letter.person_id is None:
        return False
    return await had(db, letter.person_id, letter.zone, now, letter.id) >= letter.a_day


async def had(
    db: AsyncSession, person_id: int, zone: str, now: datetime, but: int | None = None
) -> int:
    """Bulletins of today, by the person's clock: what may have arrived, and what goes now.

    `but` for one of them, by its row.
    """
    came = and_(
        Outgoing.state.in_([State.SENT, State.UNKNOWN]),
        Outgoing.settled_at >= midnight(now, zone, days=0),
    )
    going = Outgoing.state == State.SENDING
    if but is not None:
        going &= _goes_before(but)
    query = (
        select(func.count())
        .where(Outgoing.person_id == person_id, Outgoing.lane == Lane.BULLETIN)
        .where(Outgoing.bulletin_id.is_not(None), Outgoing.id.is_distinct_from(but))
        .where(or_(came, going, _in_hand()))
    )
    return (await db.scalars(query)).one()


def _goes_before(number: int) -> ColumnElement[bool]:
    """Of two in hand at once the one goes that was claimed first; what was gathered was counted."""
    its = aliased(Outgoing)
    its_claim = select(its.lapses_at).where(its.id == number).scalar_subquery()
    claimed = tuple_(Outgoing.lapses_at, Outgoing.id) < tuple_(its_claim, number)
    return or_(Outgoing.digest_id > 0, claimed)


def _in_hand() -> ColumnElement[bool]:
    """Gathered, and about to be told."""
    return and_(Outgoing.state == State.PENDING, Outgoing.digest_id > 0)


def next_day(
    wish: Receiving, until: datetime | None, now: datetime, quiet: Quiet
) -> datetime | None:
    """When it comes on a later day; None if it is not true any more by then."""
    tomorrow = midnight(now, wish.zone, days=1)
    at = arrival(tomorrow, wish, quiet, until or tomorrow + timedelta(days=1))
    return None if until and at >= until else at


def midnight(now: datetime, zone: str, *, days: int) -> datetime:
    """So many days from `now`, by the clock of `zone`."""
    place = ZoneInfo(zone)
    day = now.astimezone(place).date() + timedelta(days)
    return datetime.combine(day, time(), place).astimezone(now.tzinfo)

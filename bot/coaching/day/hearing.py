"""When something was last heard of each business: a message, a tap, a session or an offer."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day.signs import Found, Need, Why
from bot.coaching.models import Participant, Session
from bot.coaching.questions.asked import QuestionMessage
from bot.delivery.models import Lane, Outgoing
from bot.market.offered import Interest, Offer
from bot.people.models import Business, Person


async def silent(db: AsyncSession, cared: Select[int], patience: timedelta) -> Found:
    """Nothing was heard of them for so long; of who is new, since they came."""
    found = {}
    for number, day in (await last_heard(db, cared)).items():
        if day + patience <= clock.now():
            found[number] = Need(Why.SILENT, day + patience, day)
    return found


async def last_heard(db: AsyncSession, cared: Select[int]) -> Mapping[int, datetime]:
    """Number of a business -> the last sign of it or its owner, of which the first is its own."""
    last: dict[int, datetime] = {}
    for query in _sources(cared):
        for number, at in await db.execute(query):
            if at is not None:
                last[number] = max(at, last.get(number, at))
    return last


def _sources(cared: Select[int]) -> Iterator[Select[Any, Any]]:
    yield select(Business.id, Business.created_at).where(Business.id.in_(cared))
    own = select(Business.id).where(Business.id.in_(cared)).group_by(Business.id)
    of_owner = own.join(Person, Person.id == Business.person_id)
    yield of_owner.add_columns(func.max(Person.registered_at))
    # Whatever somebody says or taps is answered.
    yield (
        own.add_columns(func.max(Outgoing.created_at))
        .join(Outgoing, Outgoing.person_id == Business.person_id)
        .where(Outgoing.lane == Lane.REPLY)
    )
    yield own.add_columns(func.max(QuestionMessage.said_at)).join(
        QuestionMessage, QuestionMessage.by_id == Business.person_id
    )
    yield own.add_columns(func.max(Offer.made_at)).join(Offer, Offer.business_id == Business.id)
    yield own.add_columns(func.max(Interest.at)).join(
        Interest, Interest.person_id == Business.person_id
    )
    part = own.join(Participant, Participant.business_id == Business.id)
    yield part.add_columns(func.max(Participant.answered_at))
    yield (
        part.add_columns(func.max(Session.starts_at))
        .join(Session, Session.id == Participant.session_id)
        .where(Session.starts_at <= clock.now(), Session.called_off_at.is_(None))
        .where(Participant.left_at.is_(None), Participant.attended.is_not(False))
    )

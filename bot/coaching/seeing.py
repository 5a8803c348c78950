"""Sessions with their people, looked up by key: who a business is may have changed since."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.models import Participant, Session
from bot.coaching.notices import Guest, Seen
from bot.people.models import Business, Person


async def seen(db: AsyncSession, session_ids: Collection[int]) -> Mapping[int, Seen]:
    """Those who left are not among the people."""
    if not session_ids:
        return {}
    guests: dict[int, list[Guest]] = defaultdict(list)
    query = (
        select(Participant, Business.name, Person)
        .join(Business, Business.id == Participant.business_id)
        .join(Person, Person.id == Business.person_id)
        .where(Participant.session_id.in_(session_ids), Participant.left_at.is_(None))
        .order_by(Participant.id)
    )
    for participant, business, owner in await db.execute(query):
        guests[participant.session_id].append(Guest(participant, business, owner))
    found = await db.execute(
        select(Session, Person)
        .join(Person, Person.id == Session.officer_id)
        .where(Session.id.in_(session_ids))
    )
    return {
        session.id: Seen(session, officer, tuple(guests[session.id])) for session, officer in found
    }

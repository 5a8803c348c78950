"""Sessions with their people, looked up by key: who a business is may have changed since.

Each table is asked by numbers alone. Joined, an engine that does not know how few they are may
walk through all people there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Load

from bot.coaching.models import Participant, Session
from bot.coaching.sessions.notices import Guest, Seen
from bot.people.models import Business, Person

T = TypeVar("T", Session, Business, Person)


def only_named(person: type[Person]) -> Load:
    """Of ten thousand people who are reminded in one minute, as much as a reminder needs."""
    needed = (person.name, person.language, person.zone, person.telegram_id)
    return Load(person).load_only(*needed, raiseload=True)


async def seen(
    db: AsyncSession, session_ids: Collection[int], *, named: bool = False
) -> Mapping[int, Seen]:
    """Those who left are not among the people, of whom no more than a name may be wanted."""
    sessions = await _by_id(db, Session, session_ids)
    taking_part = (
        await db.scalars(
            select(Participant)
            .where(Participant.session_id.in_(sessions), Participant.left_at.is_(None))
            .order_by(Participant.id)
        )
    ).all()
    businesses = await _by_id(db, Business, {each.business_id for each in taking_part})
    owners = {business.person_id for business in businesses.values()}
    officers = {session.officer_id for session in sessions.values()}
    people = await _by_id(db, Person, owners | officers, *([only_named(Person)] if named else []))
    guests: dict[int, list[Guest]] = defaultdict(list)
    for each in taking_part:
        business = businesses[each.business_id]
        guests[each.session_id].append(Guest(each, business.name, people[business.person_id]))
    return {
        number: Seen(session, people[session.officer_id], tuple(guests[number]))
        for number, session in sessions.items()
    }


async def _by_id(
    db: AsyncSession, table: type[T], numbers: Iterable[int], *loads: Load
) -> dict[int, T]:
    wanted = set(numbers)
    if not wanted:
        return {}
    query = select(table).where(table.id.in_(wanted)).options(*loads)
    return {each.id: each for each in await db.scalars(query)}

"""Planning a session or a series of them: who, when, where, and the reminders they owe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.care import businesses_in_care, programmes_of
from bot.coaching.models import Kind, Participant, Said, Series, Session, Where
from bot.coaching.reminders import hours, reminders
from bot.coaching.sessions import recurrence
from bot.coaching.sessions.notices import Guest, Seen
from bot.delivery.quiet import Quiet
from bot.people.models import Business, Person

#: How long a session lasts if nobody says, in minutes.
USUAL: Mapping[Kind, int] = {Kind.VISIT: 60, Kind.CLASS: 120, Kind.CALL: 30, Kind.STUDY: 60}
#: Places in all sessions of one series: each is a row with two reminders, kept in one transaction.
MOST_PLACES = 2000


@dataclass(frozen=True)
class Plan:
    business_ids: Sequence[int]
    #: By the officer's clock, `2026-11-24T09:00`.
    local_start: str
    place: str = ""
    topic: str | None = None
    kind: Kind = Kind.VISIT
    #: None: as long as usual.
    minutes: int | None = None
    where: Where = Where.WORDS
    link: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    capacity: int | None = None
    #: How it repeats (RFC 5545).
    rule: str | None = None

    @property
    def length(self) -> int:
        return self.minutes or USUAL[self.kind]

    def starts(self) -> list[str]:
        """Of every session, on the officer's wall. Raises `recurrence.TooMany`."""
        if self.rule is None:
            return [self.local_start]
        found = recurrence.occurrences(self.local_start, self.rule)
        if len(found) * len(self.business_ids) > MOST_PLACES:
            raise recurrence.TooMany
        return found


async def plan(db: AsyncSession, officer: Person, plan: Plan, quiet: Quiet) -> Sequence[Seen]:
    """Store the sessions and their reminders; none if a business is not in the officer's care."""
    cared = {each.business_id for each in await businesses_in_care(db, officer.id)}
    if not plan.business_ids or not cared.issuperset(plan.business_ids):
        return ()
    starts = plan.starts()
    series = await _series(db, officer, plan) if plan.rule else None
    programme_id = (await programmes_of(db, officer.id))[0].id
    made = [_session(plan, officer, programme_id, local, series) for local in starts]
    db.add_all(made)
    await db.flush()
    invited = await _invited(db, plan.business_ids)
    found = [Seen(each, officer, _guests(db, each, plan, invited)) for each in made]
    await db.flush()
    ahead = await hours.of(db, {each.id: each for s in found for each in s.reminded()}.values())
    for seen in found:
        for person in seen.reminded():
            reminders.owe(db, seen.session, person, ahead[person.id], quiet)
    return found


async def _series(db: AsyncSession, officer: Person, plan: Plan) -> Series:
    series = Series(
        officer_id=officer.id,
        rule=plan.rule,
        local_start=plan.local_start,
        zone=officer.zone,
        created_at=clock.now(),
    )
    db.add(series)
    await db.flush()
    return series


def _session(
    plan: Plan, officer: Person, programme_id: int, local: str, series: Series | None
) -> Session:
    return Session(
        programme_id=programme_id,
        officer_id=officer.id,
        kind=plan.kind,
        local_start=local,
        zone=officer.zone,
        starts_at=recurrence.moment(local, officer.zone),
        minutes=plan.length,
        where_kind=plan.where,
        place=plan.place,
        latitude=plan.latitude,
        longitude=plan.longitude,
        link=plan.link,
        topic=plan.topic,
        capacity=plan.capacity,
        series_id=series.id if series else None,
        occurrence=local if series else None,
        version=1,
        created_at=clock.now(),
    )


async def owners(db: AsyncSession, business_ids: Sequence[int]) -> list[Person]:
    """Each once."""
    invited = await _invited(db, business_ids)
    return list({owner.id: owner for _number, _name, owner in invited}.values())


async def _invited(db: AsyncSession, business_ids: Sequence[int]) -> list[tuple[int, str, Person]]:
    """In the order in which they were named."""
    rows = await db.execute(
        select(Business.id, Business.name, Person)
        .join(Person, Person.id == Business.person_id)
        .where(Business.id.in_(business_ids))
    )
    known = {number: (number, name, owner) for number, name, owner in rows}
    return [known[each] for each in dict.fromkeys(business_ids) if each in known]


def _guests(
    db: AsyncSession, session: Session, plan: Plan, invited: Sequence[tuple[int, str, Person]]
) -> list[Guest]:
    """Beyond the places that there are they stand in line."""
    guests = []
    for at, (business_id, business, owner) in enumerate(invited):
        beyond = at + 1 - plan.capacity if plan.capacity else 0
        participant = Participant(
            session_id=session.id,
            business_id=business_id,
            answer=Said.NOTHING,
            waits=beyond if beyond > 0 else None,
        )
        db.add(participant)
        guests.append(Guest(participant, business, owner))
    return guests

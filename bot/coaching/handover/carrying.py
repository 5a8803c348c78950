"""All that an officer has, given to another one in one transaction: nothing of it is left behind.

Feeds, call lists, claims and mornings need no carrying: they follow from what is carried.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    delete,
    func,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.after import due, homework
from bot.coaching.after.models import Homework
from bot.coaching.day.models import PutAside
from bot.coaching.handover.notices import Load, OfficerChanged
from bot.coaching.houses.models import Facility
from bot.coaching.models import Entrusted, Participant, Programme, Series, Session
from bot.coaching.programmes.models import Enrolment
from bot.coaching.questions.asked import Question, Standing
from bot.coaching.sessions import changing_hands, seeing
from bot.coaching.sessions.notices import Seen
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.people.joining import Delegation, Poster
from bot.people.models import Business, Person

#: So far back somebody can still write down who came.
BACK = timedelta(days=90)


@dataclass(frozen=True)
class Part:
    """Whose it is, and which businesses of it; None: all there is."""

    former: Person
    businesses: Collection[int] | None = None
    #: Whether the former officer is one no longer, and so can finish nothing.
    leaves: bool = False

    @property
    def whole(self) -> bool:
        return self.businesses is None

    def of(self, column: SQLColumnExpression[int]) -> ColumnElement[bool]:
        return true() if self.businesses is None else column.in_(self.businesses)

    def owners(self) -> Select[int]:
        return select(Business.person_id).where(self.of(Business.id))


async def load(db: AsyncSession, part: Part) -> Load:
    """How much that is."""
    me = part.former.id
    cared = (await care.own(db, me)).where(part.of(Business.id))

    async def count(query: Select[int]) -> int:
        return len((await db.scalars(query)).all())

    spoken = select(Delegation.id).where(Delegation.officer_id == me, Delegation.ended_at.is_(None))
    return Load(
        businesses=await db.scalar(select(func.count()).select_from(cared.subquery())) or 0,
        programmes=await count(_taught(me)) if part.whole else 0,
        sessions=len(await _sessions(db, part)),
        homework=await count(_homework(part)),
        questions=await count(_questions(part)),
        spoken_for=await count(spoken.where(Delegation.person_id.in_(part.owners()))),
    )


async def carry(db: AsyncSession, part: Part, heir: Person, quiet: Quiet) -> Load:
    """Give it to the heir, and tell who is coached, once each; returns how much it was."""
    carried = await load(db, part)
    told = {*await _enrolled(db, part)} if part.whole else set()
    seen = [e for e in await _sessions(db, part) if heir not in e.owners()]
    asked = {*await db.scalars(_questions(part).with_only_columns(Question.person_id))} - {heir.id}
    await _businesses(db, part, heir)
    held = await _hold(db, part, seen, heir, quiet)
    for each in await homework.numbered(db, [*await db.scalars(_homework(part))]):
        if each.owner.id != heir.id:
            await due.pass_to(db, each, heir, quiet)
            told.add(each.owner.id)
    await db.execute(
        update(Question)
        .where(Question.id.in_(_questions(part)), Question.person_id != heir.id)
        .where(Question.standing == Standing.OPEN)
        .values(officer_id=heir.id)
    )
    told |= {*await _speak(db, part, heir)}
    await db.flush()
    first: dict[int, Seen] = {}
    for session in held:
        for owner in session.owners():
            first.setdefault(owner.id, session)
    for number in sorted((told | asked | first.keys()) - {heir.id, part.former.id}):
        news = _changed(part, heir, first.get(number), asked=number in asked)
        await _tell(db, number, news, quiet)
    return carried


def _taught(officer_id: int) -> Select[int]:
    """Programmes with people in them, and not the standing care of a region."""
    return select(Programme.id).where(
        Programme.officer_id == officer_id,
        Programme.ended_at.is_(None),
        Programme.ends_on.is_not(None),
    )


async def _sessions(db: AsyncSession, part: Part) -> list[Seen]:
    """Those to come, locked; of chosen businesses those in which nobody else takes part."""
    query = (
        select(Session.id)
        .where(Session.officer_id == part.former.id, Session.called_off_at.is_(None))
        .where(Session.starts_at > clock.now(), Session.for_officer_id.is_(None))
        .order_by(Session.starts_at, Session.id)
        .with_for_update()
    )
    numbers = [*await db.scalars(query)]
    found = await seeing.seen(db, numbers)
    wanted = part.businesses
    return [
        found[number]
        for number in numbers
        if wanted is None
        or all(guest.participant.business_id in wanted for guest in found[number].guests)
    ]


def _homework(part: Part) -> Select[int]:
    return select(Homework.id).where(
        Homework.officer_id == part.former.id,
        Homework.done_at.is_(None),
        Homework.cancelled_at.is_(None),
        part.of(Homework.business_id),
    )


def _questions(part: Part) -> Select[int]:
    theirs = select(Question.id).where(
        Question.officer_id == part.former.id, Question.standing == Standing.OPEN
    )
    return theirs if part.whole else theirs.where(Question.person_id.in_(part.owners()))


async def _enrolled(db: AsyncSession, part: Part) -> list[int]:
    query = (
        select(Business.person_id)
        .join(Enrolment, Enrolment.business_id == Business.id)
        .where(Enrolment.programme_id.in_(_taught(part.former.id)), Enrolment.ending.is_(None))
    )
    return [*await db.scalars(query.distinct())]


async def _businesses(db: AsyncSession, part: Part, heir: Person) -> None:
    """By programmes and by name; what was put aside stays so."""
    me, now = part.former.id, clock.now()
    if part.whole:
        running = (Programme.officer_id == me) & Programme.ended_at.is_(None)
        await db.execute(update(Programme).where(running).values(officer_id=heir.id))
        named = update(Entrusted).where(Entrusted.officer_id == me)
        await db.execute(named.values(officer_id=heir.id, since=now))
        open_ones = (Poster.officer_id == me) & Poster.revoked_at.is_(None)
        await db.execute(update(Poster).where(open_ones).values(officer_id=heir.id))
    else:
        cared = (await care.own(db, me)).where(part.of(Business.id), Business.person_id != heir.id)
        numbers = [*await db.scalars(cared)]
        await db.execute(delete(Entrusted).where(Entrusted.business_id.in_(numbers)))
        db.add_all(Entrusted(business_id=each, officer_id=heir.id, since=now) for each in numbers)
        await db.flush()
    if part.leaves:
        await db.execute(
            update(Facility).where(Facility.manager_id == me).values(manager_id=heir.id)
        )
    aside = (PutAside.officer_id == me) & (PutAside.until > now) & part.of(PutAside.business_id)
    await db.execute(update(PutAside).where(aside).values(officer_id=heir.id))


async def _hold(
    db: AsyncSession, part: Part, seen: list[Seen], heir: Person, quiet: Quiet
) -> list[Seen]:
    me = part.former.id
    held = await changing_hands.give(db, seen, heir, quiet)
    series = {each.session.series_id for each in held} - {None}
    await db.execute(update(Series).where(Series.id.in_(series)).values(officer_id=heir.id))
    if part.whole:
        lent = (Session.for_officer_id == me) & (Session.starts_at > clock.now())
        await db.execute(update(Session).where(lent).values(for_officer_id=heir.id))
    if part.leaves:
        unrecorded = select(Participant.session_id).where(Participant.recorded_at.is_(None))
        begun = (Session.officer_id == me) & (Session.starts_at > clock.now() - BACK)
        begun &= Session.called_off_at.is_(None) & Session.id.in_(unrecorded)
        await db.execute(update(Session).where(begun).values(officer_id=heir.id))
    return held


async def _speak(db: AsyncSession, part: Part, heir: Person) -> list[int]:
    """The heir speaks for who has no phone; that it was somebody else before stays known."""
    query = (
        select(Delegation)
        .where(Delegation.officer_id == part.former.id, Delegation.ended_at.is_(None))
        .where(Delegation.person_id.in_(part.owners()), Delegation.person_id != heir.id)
        .with_for_update()
    )
    rows = (await db.scalars(query)).all()
    for row in rows:
        row.ended_at = clock.now()
    await db.flush()
    people = [row.person_id for row in rows]
    now = clock.now()
    db.add_all(Delegation(person_id=each, officer_id=heir.id, began_at=now) for each in people)
    await db.flush()
    return people


def _changed(part: Part, heir: Person, first: Seen | None, *, asked: bool) -> OfficerChanged:
    """Named when it is known to whom it goes."""
    return OfficerChanged(
        name="",
        officer=heir.name or "?",
        honorific=heir.honorific,
        former=part.former.name or "",
        next_at=first.session.starts_at if first else None,
        asked=asked,
    )


async def _tell(db: AsyncSession, number: int, news: OfficerChanged, quiet: Quiet) -> None:
    owner = await db.get_one(Person, number)
    at = first_allowed(clock.now(), owner.zone, quiet)
    named = news.model_copy(update={"name": owner.name or ""})
    await outbox.notify(db, owner, named, not_before=at)

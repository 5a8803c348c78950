"""An officer's month, made from what was recorded: nothing is asked for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from statistics import median

from sqlalchemy import ColumnElement, Function, case, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot import clock
from bot.coaching.houses.models import Booking, BookingState, Equipment, Facility
from bot.coaching.models import Kind, Participant, Programme, Session
from bot.coaching.programmes.models import Done, Enrolment, Module
from bot.coaching.questions.asked import Question

RECORDED = (BookingState.USED, BookingState.UNUSED)


@dataclass(frozen=True)
class Span:
    """A month: from its beginning up to its end."""

    start: datetime
    end: datetime

    def holds(self, moment: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
        return (moment >= self.start) & (moment < self.end)


class Became(Enum):
    """What became of a session, in the order of `Meetings`."""

    HELD = auto()
    UNRECORDED = auto()
    COMING = auto()
    OFF = auto()


@dataclass(frozen=True)
class Meetings:
    """Sessions of one kind: those of which it is written down who was there, those that are over
    without that, those to come (or still on), and those that did not take place.
    """

    kind: Kind
    held: int
    unrecorded: int
    coming: int
    called_off: int


@dataclass(frozen=True)
class Attendance:
    """Of the sessions that began: places taken, left empty, and of which nothing is recorded."""

    attended: int
    missed: int
    unrecorded: int
    #: Different businesses that were there at least once.
    reached: int


@dataclass(frozen=True)
class Progress:
    """A programme: who takes part, and the parts done by all of them together."""

    name: str
    businesses: int
    done: int
    #: Of those, in this month.
    done_now: int
    all: int


@dataclass(frozen=True)
class Answering:
    asked: int
    answered: int
    #: Half of the answers came at least so fast; None without any.
    median: timedelta | None


@dataclass(frozen=True)
class HouseUse:
    name: str
    used: int
    unused: int


async def meetings(db: AsyncSession, officer_id: int, month: Span) -> list[Meetings]:
    """By kind; kinds without any are left out."""
    known = (
        select(
            Participant.session_id,
            _number(Participant.attended.is_not(None)).label("recorded"),
            _number(Participant.attended.is_(None)).label("unknown"),
        )
        .where(Participant.left_at.is_(None), Participant.waits.is_(None))
        .group_by(Participant.session_id)
        .subquery()
    )
    query = (
        select(Session, func.coalesce(known.c.recorded, 0), func.coalesce(known.c.unknown, 0))
        .outerjoin(known, known.c.session_id == Session.id)
        .where(Session.officer_id == officer_id, month.holds(Session.starts_at))
    )
    found = Counter(
        (Kind(session.kind), _became(session, recorded, unknown))
        for session, recorded, unknown in await db.execute(query)
    )
    kinds = [kind for kind in Kind if any(kind is each for each, _ in found)]
    return [Meetings(kind, *(found[kind, became] for became in Became)) for kind in kinds]


def _became(session: Session, recorded: int, unknown: int) -> Became:
    """Of how many guests it is written down whether they were there, and of how many not."""
    if session.called_off_at is not None:
        return Became.OFF
    if recorded:
        return Became.HELD
    if session.ends_at > clock.now():
        return Became.COMING
    return Became.UNRECORDED if unknown else Became.OFF


def _number(which: ColumnElement[bool]) -> Function[int]:
    """Of the rows of which this is true."""
    return func.count(case((which, 1)))


async def attendance(db: AsyncSession, officer_id: int, month: Span) -> Attendance:
    attended = Participant.attended
    was_there = attended.is_(True)
    query = (
        select(
            _number(was_there),
            _number(attended.is_(False)),
            _number(attended.is_(None)),
            func.count(distinct(case((was_there, Participant.business_id)))),
        )
        .select_from(Participant)
        .join(Session, Session.id == Participant.session_id)
        .where(Session.officer_id == officer_id, month.holds(Session.starts_at))
        .where(Session.starts_at <= clock.now(), Session.called_off_at.is_(None))
        .where(Participant.left_at.is_(None), Participant.waits.is_(None))
    )
    there, away, unrecorded, reached = (await db.execute(query)).one()
    return Attendance(there, away, unrecorded, reached)


async def programmes(db: AsyncSession, officer_id: int, month: Span) -> list[Progress]:
    """Those that ran in it, and how far who takes part had come by its end."""
    of_programme = Enrolment.programme_id == Programme.id
    in_it = of_programme & (Enrolment.enrolled_at < month.end)
    in_it &= Enrolment.ended_at.is_(None) | (Enrolment.ended_at >= month.start)
    businesses = select(func.count()).where(in_it).scalar_subquery()
    modules = select(func.count()).where(Module.programme_id == Programme.id).scalar_subquery()
    ticked = (
        select(func.count())
        .select_from(Done)
        .join(Enrolment, Enrolment.id == Done.enrolment_id)
        .where(in_it, Done.done_at < month.end)
    )
    done, done_now = (
        each.correlate(Programme).scalar_subquery()
        for each in (ticked, ticked.where(Done.done_at >= month.start))
    )
    query = (
        select(Programme.name, businesses, done, done_now, modules)
        .where(Programme.officer_id == officer_id, Programme.ends_on.is_not(None))
        .where(Programme.created_at < month.end)
        .where(Programme.ended_at.is_(None) | (Programme.ended_at >= month.start))
        .order_by(Programme.id)
    )
    return [
        Progress(name, number, parts, now, each * number)
        for name, number, parts, now, each in await db.execute(query)
    ]


async def answering(db: AsyncSession, officer_id: int, month: Span) -> Answering:
    """Of the questions asked in it that came to this officer, whoever answered."""
    query = select(Question.asked_at, Question.answered_at).where(
        Question.officer_id == officer_id, month.holds(Question.asked_at)
    )
    rows = (await db.execute(query)).all()
    waits = [(at - asked) for asked, at in rows if at is not None and at >= asked]
    middle = median(each.total_seconds() for each in waits) if waits else None
    return Answering(
        len(rows), len(waits), timedelta(seconds=middle) if middle is not None else None
    )


async def houses(db: AsyncSession, officer_id: int, month: Span) -> Sequence[HouseUse]:
    """Those the officer keeps: slots that were used, and slots to which nobody came."""
    query = (
        select(
            Facility.name,
            _number(Booking.state == BookingState.USED),
            _number(Booking.state == BookingState.UNUSED),
        )
        .join(Equipment, Equipment.facility_id == Facility.id)
        .join(Booking, Booking.equipment_id == Equipment.id)
        .where((Facility.manager_id == officer_id) | (Facility.opened_by == officer_id))
        .where(month.holds(Booking.starts_at), Booking.state.in_(RECORDED))
        .group_by(Facility.id, Facility.name)
        .order_by(Facility.name, Facility.id)
    )
    return [HouseUse(name, used, unused) for name, used, unused in await db.execute(query)]

"""The signs by which a business needs its officer: each one question about all of them at once.

`cared` is always the query of the businesses' numbers (`bot.coaching.care.in_care`), so that a
province costs as many statements as a village.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Participant, Programme, Said, Session
from bot.coaching.programmes.models import Enrolment
from bot.coaching.questions.asked import Question, Standing
from bot.people.models import Business, Person
from bot.people.papers import Paper

#: As many sessions in a row say more than bad luck.
TWICE = 2
#: So long before its last day a paper is brought up, and so long after it.
PAPER_AHEAD, PAPER_AFTER = timedelta(days=30), timedelta(days=90)


class Why(StrEnum):
    """Why a business needs attention, the most urgent first."""

    QUESTION = "question"  #: a question of theirs waits
    MISSED = "missed"  #: they were not there, two sessions in a row
    DECLINED = "declined"  #: they declined two sessions in a row, or did not answer
    PAPER = "paper"  #: a paper expires soon
    UNMET = "unmet"  #: enrolled, and no session for long
    SILENT = "silent"  #: nothing was heard of them for long


@dataclass(frozen=True)
class Need:
    why: Why
    #: Since when this is so; what was put aside later is known.
    since: datetime
    #: The day that tells it: of the last session, the question, the paper's last, the last word.
    day: datetime | date


Found = Mapping[int, Need]


async def question_waits(db: AsyncSession, cared: Select[int]) -> Found:
    query = (
        select(Business.id, func.min(Question.asked_at))
        .join(Question, Question.person_id == Business.person_id)
        .where(Business.id.in_(cared), Question.standing == Standing.OPEN)
        .group_by(Business.id)
    )
    return {number: Need(Why.QUESTION, at, at) for number, at in await db.execute(query)}


async def missed_twice(db: AsyncSession, cared: Select[int]) -> Found:
    """Of the sessions of which it is recorded, they were in neither of the last two."""
    recorded = Participant.attended.is_not(None)
    moment = func.coalesce(Participant.recorded_at, Session.starts_at)
    absent = Participant.attended.is_(False)
    return await _twice(db, cared, _Sign(Why.MISSED, recorded, absent, moment))


async def declined_twice(db: AsyncSession, cared: Select[int]) -> Found:
    """Of their last two sessions they declined each, or let it begin without an answer.

    Who has no chat is asked by phone, and their silence means nothing.
    """
    begun = Session.starts_at <= clock.now()
    declined = Participant.answer == Said.DECLINED
    no_word = and_(Participant.answer == Said.NOTHING, Person.telegram_id.is_not(None))
    moment = func.coalesce(Participant.answered_at, Session.starts_at)
    asked = and_(or_(begun, declined), Participant.waits.is_(None))
    bad = and_(or_(declined, no_word), Participant.attended.is_not(True))
    return await _twice(db, cared, _Sign(Why.DECLINED, asked, bad, moment))


@dataclass(frozen=True)
class _Sign:
    """Of a business's sessions: which count, which are bad, and when each became known."""

    why: Why
    counts: ColumnElement[bool]
    bad: ColumnElement[bool]
    moment: ColumnElement[datetime]


async def _twice(db: AsyncSession, cared: Select[int], sign: _Sign) -> Found:
    """Whose last two sessions that count were both bad."""
    latest = func.row_number().over(
        partition_by=Participant.business_id, order_by=(Session.starts_at.desc(), Session.id.desc())
    )
    ranked = (
        select(
            Participant.business_id.label("business_id"),
            Session.starts_at.label("starts_at"),
            sign.moment.label("moment"),
            case((sign.bad, 1), else_=0).label("bad"),
            latest.label("place"),
        )
        .join(Session, Session.id == Participant.session_id)
        .join(Business, Business.id == Participant.business_id)
        .join(Person, Person.id == Business.person_id)
        .where(Participant.business_id.in_(cared), Participant.left_at.is_(None), sign.counts)
        .where(Session.called_off_at.is_(None))
        .subquery()
    )
    query = (
        select(ranked.c.business_id, func.max(ranked.c.moment), func.max(ranked.c.starts_at))
        .where(ranked.c.place <= TWICE)
        .group_by(ranked.c.business_id)
        .having(func.sum(ranked.c.bad) == TWICE)
    )
    return {number: Need(sign.why, since, day) for number, since, day in await db.execute(query)}


async def paper_expires(db: AsyncSession, cared: Select[int]) -> Found:
    """The first of a business's papers that is about to expire, or did lately."""
    today = clock.now().date()
    query = (
        select(Paper.business_id, func.min(Paper.last_day))
        .where(Paper.business_id.in_(cared))
        .where(Paper.last_day.between(today - PAPER_AFTER, today + PAPER_AHEAD))
        .group_by(Paper.business_id)
    )
    found = {}
    for number, day in await db.execute(query):
        if day:
            begins: date = day - PAPER_AHEAD
            since = datetime.combine(begins, time(), clock.now().tzinfo)
            found[number] = Need(Why.PAPER, since, day)
    return found


async def not_met(db: AsyncSession, cared: Select[int], patience: timedelta) -> Found:
    """Enrolled in a programme that runs, and neither met since so long nor about to be."""
    enrolled = (
        select(Enrolment.business_id, func.max(Enrolment.enrolled_at))
        .join(Programme, Programme.id == Enrolment.programme_id)
        .where(Enrolment.business_id.in_(cared), Enrolment.ended_at.is_(None))
        .where(Programme.ended_at.is_(None))
        .group_by(Enrolment.business_id)
    )
    met = (
        select(Participant.business_id, func.max(Session.starts_at))
        .join(Session, Session.id == Participant.session_id)
        .where(Participant.business_id.in_(cared), Participant.left_at.is_(None))
        .where(Session.called_off_at.is_(None))
        .group_by(Participant.business_id)
    )
    last = {row[0]: row[1] for row in await db.execute(met)}
    found = {}
    for number, since in await db.execute(enrolled):
        day = max(since, last.get(number, since))
        if day + patience <= clock.now():
            found[number] = Need(Why.UNMET, day + patience, day)
    return found

"""The same month of all officers, by province: no number of other people below five (P6)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day.report import Span
from bot.coaching.models import Participant, Session
from bot.coaching.questions.asked import Question
from bot.people.counts import told
from bot.people.models import Business, Person

#: Of a regency's code, what names its province.
PROVINCE = 2


@dataclass(frozen=True)
class Line:
    """One officer in one province. None: some, but too few to tell."""

    officer: str
    #: None for people without a place.
    province: str | None
    sessions: int
    attended: int | None
    reached: int | None
    asked: int | None
    answered: int | None


async def lines(db: AsyncSession, month: Span) -> Sequence[Line]:
    """By officer's name. Nothing is added up, so that no rest can be computed."""
    sessions = await _sessions(db, month)
    questions = await _questions(db, month)
    keys = {*sessions, *questions}
    names = await _names(db, {officer_id for officer_id, _province in keys})
    found = []
    for key in sorted(keys, key=lambda each: (names[each[0]], each[0], each[1] or "")):
        held, attended, reached = sessions[key]
        asked, answered = questions[key]
        found.append(
            Line(
                officer=names[key[0]],
                province=key[1],
                sessions=held,
                attended=None if told(reached) is None else attended,
                reached=told(reached),
                asked=told(asked),
                # Else it could be computed how few have none.
                answered=None if told(asked - answered) is None else told(answered),
            )
        )
    return found


Key = tuple[int, str | None]


async def _sessions(db: AsyncSession, month: Span) -> dict[Key, tuple[int, int, int]]:
    """Sessions held, places taken, and different businesses, where those businesses are."""
    province = func.substr(Business.regency, 1, PROVINCE)
    was_there, recorded = Participant.attended.is_(True), Participant.attended.is_not(None)
    query = (
        select(
            Session.officer_id,
            province,
            func.count(distinct(case((recorded, Session.id)))),
            func.count(case((was_there, 1))),
            func.count(distinct(case((was_there, Participant.business_id)))),
        )
        .join(Participant, Participant.session_id == Session.id)
        .join(Business, Business.id == Participant.business_id)
        .where(month.holds(Session.starts_at), Session.starts_at <= clock.now())
        .where(Session.called_off_at.is_(None), Participant.left_at.is_(None))
        .group_by(Session.officer_id, province)
    )
    found: dict[Key, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for officer_id, where, held, attended, reached in await db.execute(query):
        found[officer_id, where] = (held, attended, reached)
    return found


async def _questions(db: AsyncSession, month: Span) -> dict[Key, tuple[int, int]]:
    """People who asked, and those of them who have an answer, where they are."""
    province = func.substr(Person.regency, 1, PROVINCE)
    answered = Question.answered_at.is_not(None)
    query = (
        select(
            Question.officer_id,
            province,
            func.count(distinct(Question.person_id)),
            func.count(distinct(case((answered, Question.person_id)))),
        )
        .join(Person, Person.id == Question.person_id)
        .where(Question.officer_id.is_not(None), month.holds(Question.asked_at))
        .group_by(Question.officer_id, province)
    )
    found: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for officer_id, where, asked, with_answer in await db.execute(query):
        if officer_id is not None:
            found[officer_id, where] = (asked, with_answer)
    return found


async def _names(db: AsyncSession, numbers: set[int]) -> dict[int, str]:
    query = select(Person.id, Person.name).where(Person.id.in_(numbers))
    return {number: name or "–" for number, name in await db.execute(query)}

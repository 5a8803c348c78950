"""Questions change hands: to an expert and back, and on from an officer who is none any more."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.coaching.care import own_officer_of
from bot.coaching.questions import questions
from bot.coaching.questions.asked import ExpertField, Field, Question, Standing
from bot.people.models import Person, Role, RoleGrant

#: Questions that are handed on in one transaction.
BATCH = 50


async def fields_with_experts(db: AsyncSession, asker_id: int) -> list[Field]:
    """In which somebody can be asked who is not the asker."""
    query = select(ExpertField.field).join(Person, Person.id == ExpertField.person_id)
    query = query.where(_serves(), ExpertField.person_id != asker_id).distinct()
    found = {*await db.scalars(query)}
    return [field for field in Field if field in found]


async def pass_on(
    db: AsyncSession,
    person_id: int,
    held: AbstractSet[Role],
    question_id: int,
    field: Field,
) -> tuple[Question, Person | None] | None:
    """To the expert of a field who has the least before them; without one nothing changes.

    None if the question is not theirs to pass on.
    """
    question = await questions.answerable(db, person_id, held - {Role.EXPERT}, question_id)
    if question is None:
        return None
    expert = await _least_busy(db, field, question.person_id)
    if expert:
        question.expert_id, question.field = expert.id, field
        await db.flush()
    return question, expert


async def pass_back(db: AsyncSession, person_id: int, question_id: int) -> Question | None:
    """An expert who cannot answer it; None if it is not with them any more."""
    question = await questions.answerable(db, person_id, {Role.EXPERT}, question_id)
    if question is not None:
        question.expert_id = None
        await db.flush()
    return question


async def _least_busy(db: AsyncSession, field: Field, asker_id: int) -> Person | None:
    before_them = (
        select(func.count())
        .where(Question.expert_id == ExpertField.person_id, Question.standing == Standing.OPEN)
        .scalar_subquery()
    )
    query = (
        select(Person)
        .join(ExpertField, ExpertField.person_id == Person.id)
        .where(ExpertField.field == field, _serves(), Person.id != asker_id)
        .order_by(before_them, Person.id)
        .limit(1)
    )
    return (await db.scalars(query)).first()


def _serves() -> ColumnElement[bool]:
    """Whether who named a field is an expert still."""
    expert = select(RoleGrant.person_id).where(
        RoleGrant.person_id == ExpertField.person_id, RoleGrant.role == Role.EXPERT
    )
    return expert.exists() & Person.registered_at.is_not(None)


def _in_office(column: InstrumentedAttribute[int | None], role: Role) -> ScalarSelect[int]:
    """Who holds this role and has not stopped everything; looked up for each open question."""
    query = select(Person.id).join(RoleGrant, RoleGrant.person_id == Person.id)
    query = query.where(Person.id == column, Person.registered_at.is_not(None))
    return query.where(RoleGrant.role == role).scalar_subquery()


@dataclass(frozen=True)
class Moved:
    """A question whose officer or expert could not keep it."""

    question: Question
    asker: Person
    #: Who owes the answer now; nobody: the admins.
    officer: Person | None
    #: Whether it came back from an expert only.
    from_expert: bool


async def hand_on(db: AsyncSession) -> Sequence[Moved]:
    """Give up to `BATCH` open questions to whoever looks after their askers now."""
    officer_stays = _in_office(Question.officer_id, Role.OFFICER).is_not(None)
    expert_left = _in_office(Question.expert_id, Role.EXPERT).is_(None)
    query = (
        select(Question, officer_stays)
        .where(Question.standing == Standing.OPEN)
        .where(
            (Question.officer_id.is_not(None) & ~officer_stays)
            | (Question.expert_id.is_not(None) & expert_left)
        )
        .order_by(Question.id)
        .limit(BATCH)
        .with_for_update(of=Question, skip_locked=True)
    )
    moved = []
    for question, stays in (await db.execute(query)).all():
        asker = await db.get_one(Person, question.person_id)
        from_expert = question.officer_id is None or stays
        question.expert_id = None
        if not from_expert:
            officer = await own_officer_of(db, asker)
            question.officer_id = officer.id if officer else None
        heir = await questions.keeper_of(db, question)
        moved.append(Moved(question, asker, heir, from_expert))
    await db.flush()
    return moved

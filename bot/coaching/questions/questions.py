"""A question from when it is asked until its asker needs no more.

It belongs to one officer, who may pass it on to an expert. Where no officer looks after its asker,
it belongs to the admins, each of whom may answer; the first answer of a round counts.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.care import own_officer_of
from bot.coaching.questions.asked import (
    Question,
    QuestionMessage,
    QuestionWait,
    Stage,
    Standing,
    Waited,
)
from bot.delivery.quiet import Quiet, first_allowed
from bot.people import leave, roles
from bot.people.models import Person, Role

#: Questions that are listed at once.
SHOWN = 8


@dataclass(frozen=True)
class Said:
    """One message: `text` or a kind of file, what was written, and by which id Telegram has it."""

    kind: str
    text: str = ""
    file_id: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question that somebody owes an answer to."""

    question: Question
    #: Nobody: the admins.
    officer: Person | None
    #: By when an answer usually comes.
    due_at: datetime
    #: In whose stead that officer answers, who is on leave.
    absent: str | None = None


async def ask(
    db: AsyncSession, person: Person, messages: Sequence[Said], *, hours: int, quiet: Quiet
) -> Asked | None:
    """None if there is neither an officer nor an admin who could answer."""
    officer = await own_officer_of(db, person)
    if officer is None and not await admins_for(db, person.id):
        return None
    question = Question(
        person_id=person.id,
        officer_id=officer.id if officer else None,
        standing=Standing.OPEN,
        round=1,
        asked_at=clock.now(),
    )
    db.add(question)
    await db.flush()
    return await _wait(db, question, person, messages, hours=hours, quiet=quiet)


async def ask_on(
    db: AsyncSession,
    person: Person,
    question_id: int,
    messages: Sequence[Said],
    *,
    hours: int,
    quiet: Quiet,
) -> Asked | None:
    """More about a question of one's own: a new round, or more of the one that is open."""
    question = await locked(db, question_id)
    if question is None or question.person_id != person.id:
        return None
    if question.standing == Standing.OPEN:
        say(db, question, person.id, messages)
        officer = await keeper_of(db, question)
        absent = await _absent(db, question, officer)
        return Asked(question, officer, await _due(db, question), absent)
    officer = await keeper_of(db, question)
    held = (await roles.roles_of(db, [officer.id]))[officer.id] if officer else frozenset()
    if Role.OFFICER not in held:
        officer = await own_officer_of(db, person)
        question.officer_id = officer.id if officer else None
        if officer is None and not await admins_for(db, person.id):
            return None
    question.standing, question.round = Standing.OPEN, question.round + 1
    question.asked_at, question.helped, question.expert_id = clock.now(), None, None
    return await _wait(db, question, person, messages, hours=hours, quiet=quiet)


async def _wait(
    db: AsyncSession,
    question: Question,
    person: Person,
    messages: Sequence[Said],
    *,
    hours: int,
    quiet: Quiet,
) -> Asked:
    """Write down what was said, and who hears when it waits."""
    say(db, question, person.id, messages)
    officer = await keeper_of(db, question)
    zone = officer.zone if officer else person.zone
    moments = {
        stage: first_allowed(question.asked_at + timedelta(hours=hours * times), zone, quiet)
        for times, stage in enumerate((Stage.OFFICER, Stage.ADMIN), 1)
    }
    for stage, due_at in moments.items():
        wait = QuestionWait(
            question_id=question.id,
            round=question.round,
            stage=stage,
            due_at=due_at,
            outcome=Waited.PENDING,
        )
        db.add(wait)
    await db.flush()
    absent = await _absent(db, question, officer)
    return Asked(question, officer, moments[Stage.OFFICER], absent)


def say(db: AsyncSession, question: Question, by: int, messages: Sequence[Said]) -> None:
    now = clock.now()
    for each in messages:
        db.add(
            QuestionMessage(
                question_id=question.id,
                by_id=by,
                round=question.round,
                said_at=now,
                kind=each.kind,
                text=each.text,
                file_id=each.file_id,
            )
        )


async def locked(db: AsyncSession, question_id: int) -> Question | None:
    query = select(Question).where(Question.id == question_id).with_for_update()
    # Somebody else may have changed it since it was read.
    return (await db.scalars(query.execution_options(populate_existing=True))).one_or_none()


async def admins_for(db: AsyncSession, person_id: int) -> list[Person]:
    """The admins who may answer somebody: not they themselves."""
    return [each for each in await roles.holders(db, Role.ADMIN) if each.id != person_id]


async def answerable(
    db: AsyncSession, person_id: int, held: AbstractSet[Role], question_id: int
) -> Question | None:
    """An open question that this person may answer now, locked."""
    query = _owed(person_id, held).where(Question.id == question_id).with_for_update()
    query = query.execution_options(populate_existing=True)
    return (await db.scalars(query)).one_or_none()


async def owed_by(
    db: AsyncSession, person_id: int, held: AbstractSet[Role]
) -> Sequence[tuple[Question, Person]]:
    """The open questions that wait for this person, the oldest first, with their askers."""
    open_ones = _owed(person_id, held).order_by(Question.asked_at, Question.id).limit(SHOWN)
    found = (await db.scalars(open_ones)).all()
    return [(each, await db.get_one(Person, each.person_id)) for each in found]


def _owed(person_id: int, held: AbstractSet[Role]) -> Select[Question]:
    """Roles are read anew: who is no officer any more owes nothing."""
    ways: list[ColumnElement[bool]] = []
    if Role.OFFICER in held:
        ways.append(Question.officer_id.in_(leave.works_for(person_id)))
    if Role.EXPERT in held:
        ways.append(Question.expert_id == person_id)
    if Role.ADMIN in held:
        ways.append(or_(Question.officer_id.is_(None), _told_to_admins()))
    mine = Question.person_id == person_id
    return select(Question).where(
        and_(Question.standing == Standing.OPEN, or_(false(), *ways), ~mine)
    )


def _told_to_admins() -> ColumnElement[bool]:
    """Admins may answer what they were told about."""
    return (
        select(QuestionWait.id)
        .where(QuestionWait.question_id == Question.id, QuestionWait.round == Question.round)
        .where(QuestionWait.stage == Stage.ADMIN, QuestionWait.outcome == Waited.TOLD)
        .exists()
    )


async def answer(
    db: AsyncSession,
    person: Person,
    held: AbstractSet[Role],
    question_id: int,
    messages: Sequence[Said],
    *,
    counted: int,
) -> Question | None:
    """An answer to round `counted`; None if it is not theirs to give, or somebody was faster."""
    question = await answerable(db, person.id, held, question_id)
    if question is None or question.round != counted:
        return None
    say(db, question, person.id, messages)
    question.standing = Standing.ANSWERED
    question.answered_at, question.answered_by = clock.now(), person.id
    await settle_waits(db, question.id)
    await db.flush()
    return question


async def settle_waits(db: AsyncSession, question_id: int) -> None:
    """Nobody waits for it any more."""
    await db.execute(
        update(QuestionWait)
        .where(QuestionWait.question_id == question_id, QuestionWait.outcome == Waited.PENDING)
        .values(outcome=Waited.ANSWERED, settled_at=clock.now())
    )


async def judge(db: AsyncSession, person_id: int, question_id: int, *, helped: bool) -> bool:
    """Whether an answer helped; a yes ends it. False if it is not theirs, or not answered."""
    question = await locked(db, question_id)
    if question is None or question.person_id != person_id or question.answered_at is None:
        return False
    if question.standing != Standing.OPEN:
        question.helped = helped
        question.standing = Standing.CLOSED if helped else Standing.ANSWERED
    return True


async def close(db: AsyncSession, person_id: int, question_id: int) -> bool:
    """Its asker needs no more; False if it is not theirs."""
    question = await locked(db, question_id)
    if question is None or question.person_id != person_id:
        return False
    question.standing = Standing.CLOSED
    await settle_waits(db, question.id)
    return True


async def close_all(db: AsyncSession, person_id: int) -> list[int]:
    """Of who wants no coaching any more; returns the numbers of those that were open."""
    open_ones = Question.standing == Standing.OPEN
    closed = await db.scalars(
        update(Question)
        .where(Question.person_id == person_id, open_ones)
        .values(standing=Standing.CLOSED)
        .returning(Question.id)
    )
    numbers = [*closed]
    for number in numbers:
        await settle_waits(db, number)
    return numbers


async def keeper_of(db: AsyncSession, question: Question) -> Person | None:
    """Who owes its answer now, beside an expert: the officer, or the substitute."""
    officer = await db.get(Person, question.officer_id) if question.officer_id else None
    return officer and await keeper(db, question, officer)


async def _absent(db: AsyncSession, question: Question, keeper: Person | None) -> str | None:
    if keeper is None or question.officer_id in {None, keeper.id}:
        return None
    return (await db.get_one(Person, question.officer_id)).name


async def keeper(db: AsyncSession, question: Question, officer: Person) -> Person:
    """Who answers for its officer; nobody answers a question of their own."""
    now = await leave.on_duty(db, officer)
    return officer if now.id == question.person_id else now


async def _due(db: AsyncSession, question: Question) -> datetime:
    query = select(QuestionWait.due_at).where(
        QuestionWait.question_id == question.id,
        QuestionWait.round == question.round,
        QuestionWait.stage == Stage.OFFICER,
    )
    return (await db.scalars(query)).one()

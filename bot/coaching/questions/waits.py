"""No question waits without somebody being told: its officer, then the admins, and who asked."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.questions import news as question_news
from bot.coaching.questions import passing, questions
from bot.coaching.questions.asked import Question, QuestionWait, Stage, Standing, Waited
from bot.coaching.questions.thread_notices import AnswerDelayed, Came
from bot.delivery.quiet import Quiet
from bot.people.models import Person

#: Rows settled in one transaction, so that a backlog holds no lock for long.
BATCH = 50


async def tick(db: AsyncSession, quiet: Quiet) -> int:
    """Settle up to `BATCH` stages that are due, each once; returns how many were looked at."""
    due = (
        select(QuestionWait)
        .where(QuestionWait.outcome == Waited.PENDING, QuestionWait.due_at <= clock.now())
        .order_by(QuestionWait.due_at, QuestionWait.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    found: Sequence[QuestionWait] = (await db.scalars(due)).all()
    for wait in found:
        wait.outcome = await _settle(db, wait, quiet)
        wait.settled_at = clock.now()
        # Whom the next one is about may depend on it.
        await db.flush()
    return len(found)


async def _settle(db: AsyncSession, wait: QuestionWait, quiet: Quiet) -> Waited:
    question = await db.get_one(Question, wait.question_id)
    if question.standing != Standing.OPEN or question.round != wait.round:
        return Waited.ANSWERED
    if wait.stage == Stage.ADMIN:
        told = await questions.admins_for(db, question.person_id)
        why = Came.WAITS
    else:
        told = await _reminded(db, question)
        why = Came.LATE
    for person in told:
        await question_news.tell_question(db, question, person, why, quiet)
    asker = await db.get_one(Person, question.person_id)
    late = AnswerDelayed(
        question_id=question.id,
        asked_at=question.asked_at,
        admins=bool(told) and (wait.stage == Stage.ADMIN or question.officer_id is None),
    )
    await question_news.tell(db, asker, late, quiet)
    return Waited.TOLD if told else Waited.NOBODY


async def _reminded(db: AsyncSession, question: Question) -> list[Person]:
    """Who owes the answer; and the officer who passed it to an expert."""
    owing = await question_news.who_owes(db, question)
    officer = await questions.keeper_of(db, question)
    if question.expert_id and officer:
        owing.append(officer)
    return owing


async def hand_on(db: AsyncSession, quiet: Quiet) -> int:
    """Questions of who is no officer or expert any more go on; everybody concerned is told."""
    moved = await passing.hand_on(db)
    for each in moved:
        await question_news.tell_owing(db, each.question, Came.HANDED_ON, quiet)
        if not each.from_expert:
            news = question_news.passed(each.question, each.officer, due_at=None, again=True)
            await question_news.tell(db, each.asker, news, quiet)
    return len(moved)

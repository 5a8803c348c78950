"""Bringing questions and answers to people: what is shown or spoken first, then the words."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.questions import questions, threads
from bot.coaching.questions.asked import Field, Question
from bot.coaching.questions.questions import Asked, Said
from bot.coaching.questions.thread_notices import (
    AnswerCame,
    Came,
    ExpertAnswered,
    MediaPassed,
    QuestionCame,
    QuestionPassed,
)
from bot.delivery import outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Notice
from bot.people.models import Person
from bot.people.registration import businesses_of

TEXT = "text"


async def tell_owing(
    db: AsyncSession,
    question: Question,
    why: Came,
    quiet: Quiet,
    messages: Sequence[Said] | None = None,
) -> int:
    """Whoever owes the answer, wherever the question is now; returns how many that are.

    Only `messages` are told, if they are given: what its asker has added.
    """
    owing = await who_owes(db, question)
    for person in owing:
        await tell_question(db, question, person, why, quiet, messages=messages)
    return len(owing)


async def who_owes(db: AsyncSession, question: Question) -> list[Person]:
    if question.expert_id:
        return [await db.get_one(Person, question.expert_id)]
    officer = await questions.keeper_of(db, question)
    return [officer] if officer else await questions.admins_for(db, question.person_id)


async def tell_question(
    db: AsyncSession,
    question: Question,
    to: Person,
    why: Came,
    quiet: Quiet,
    *,
    messages: Sequence[Said] | None = None,
) -> None:
    for notice in await shown(db, question, to, why, messages):
        await tell(db, to, notice, quiet)


async def shown(
    db: AsyncSession,
    question: Question,
    to: Person,
    why: Came,
    messages: Sequence[Said] | None = None,
) -> list[Notice]:
    """A question as who owes the answer sees it. No number of a phone is among the facts."""
    asker = await db.get_one(Person, question.person_id)
    if messages is None:
        messages = await threads.said_in(db, question, asker.id)
    cards = await businesses_of(db, asker.id)
    is_expert = question.expert_id == to.id
    came = QuestionCame(
        question_id=question.id,
        round=question.round,
        why=why,
        name=asker.name or "?",
        honorific=asker.honorific,
        business=cards[0].name if cards else None,
        regency=cards[0].regency if cards else asker.regency,
        texts=_texts(messages),
        files=sum(each.kind != TEXT for each in messages),
        kinds=tuple(each.kind for each in messages if each.kind != TEXT),
        earlier=tuple(await threads.written_before(db, question)),
        passes=not is_expert,
        returns=is_expert,
    )
    return [*_media(question, asker, messages), came]


async def tell_answer(
    db: AsyncSession,
    question: Question,
    by: Person,
    messages: Sequence[Said],
    quiet: Quiet,
) -> None:
    """Its asker; and the officer, if somebody else answered. Who asked waits for it: at once.

    What is shown or spoken goes to the officer of an asker who has no chat: they tell it.
    """
    asker = await db.get_one(Person, question.person_id)
    media = _media(question, by, messages)
    as_expert = question.expert_id == by.id
    answer = AnswerCame(
        question_id=question.id,
        round=question.round,
        name=by.name or "?",
        honorific=by.honorific,
        field=Field(question.field) if as_expert and question.field else None,
        texts=_texts(messages),
        files=sum(each.kind != TEXT for each in messages),
        kinds=tuple(each.kind for each in messages if each.kind != TEXT),
    )
    for notice in (*(media if asker.telegram_id else ()), answer):
        await tell(db, asker, notice, quiet)
    officer = await questions.keeper_of(db, question)
    if officer and officer.id not in {by.id, asker.id}:
        seen = ExpertAnswered(
            question_id=question.id,
            name=asker.name or "?",
            honorific=asker.honorific,
            by=by.name or "?",
            by_honorific=by.honorific,
            texts=_texts(messages),
        )
        for notice in (*(() if asker.telegram_id else media), seen):
            await tell(db, officer, notice, quiet)


def passed(question: Question, officer: Person | None, **more: object) -> QuestionPassed:
    facts = {
        "question_id": question.id,
        "officer": officer.name or "?" if officer else None,
        "honorific": officer.honorific if officer else None,
    }
    return QuestionPassed.model_validate(facts | more)


def of_asked(asked: Asked, *, of_officer: bool = False) -> QuestionPassed:
    """What its asker hears at once."""
    more = {"due_at": asked.due_at, "absent": asked.absent, "of_officer": of_officer}
    return passed(asked.question, asked.officer, **more)


async def tell(db: AsyncSession, to: Person, notice: Notice, quiet: Quiet) -> None:
    """At a decent hour of theirs."""
    allowed = first_allowed(clock.now(), to.zone, quiet)
    await outbox.notify(db, to, notice, not_before=allowed)


def _texts(messages: Sequence[Said]) -> tuple[str, ...]:
    """What is written below a photo comes with the photo."""
    return tuple(each.text for each in messages if each.kind == TEXT)


def _media(question: Question, by: Person, messages: Sequence[Said]) -> list[MediaPassed]:
    return [
        MediaPassed(
            question_id=question.id,
            what=each.kind,
            file_id=each.file_id,
            text=each.text,
            name=by.name or "?",
            honorific=by.honorific,
        )
        for each in messages
        if each.file_id
    ]

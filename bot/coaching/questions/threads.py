"""What was said in a question: its newest round, how it begins, and what came before."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.questions.asked import Question, QuestionMessage
from bot.coaching.questions.questions import SHOWN, Said

#: Messages of earlier rounds that are shown again, how much of each, and of a line in a list.
EARLIER, BEGINNING, LINE = 4, 300, 60


async def said_in(db: AsyncSession, question: Question, by: int) -> list[Said]:
    """What one of them said in its newest round, in order."""
    query = (
        select(QuestionMessage)
        .where(QuestionMessage.question_id == question.id, QuestionMessage.by_id == by)
        .where(QuestionMessage.round == question.round)
        .order_by(QuestionMessage.id)
    )
    return [Said(each.kind, each.text, each.file_id) for each in await db.scalars(query)]


async def written_before(db: AsyncSession, question: Question) -> list[tuple[bool, str]]:
    """The last words of earlier rounds, in order: whether its asker wrote them, and their start."""
    query = (
        select(QuestionMessage.by_id, QuestionMessage.text)
        .where(QuestionMessage.question_id == question.id, QuestionMessage.text != "")
        .where(QuestionMessage.round < question.round)
        .order_by(QuestionMessage.id.desc())
        .limit(EARLIER)
    )
    found = [*(await db.execute(query)).all()]
    return [(by == question.person_id, _begun(text)) for by, text in reversed(found)]


def _begun(text: str) -> str:
    return text if len(text) <= BEGINNING else text[: BEGINNING - 1].rstrip() + "…"


async def own(db: AsyncSession, person_id: int) -> list[tuple[Question, str]]:
    """What somebody asked, the newest first, each with how it begins."""
    query = select(Question).where(Question.person_id == person_id).order_by(Question.id.desc())
    return [
        (each, await beginning(db, each)) for each in (await db.scalars(query.limit(SHOWN))).all()
    ]


async def beginning(db: AsyncSession, question: Question) -> str:
    """How its newest round begins; "" where nothing is written."""
    said = await said_in(db, question, question.person_id)
    return next((each.text.replace("\n", " ")[:LINE] for each in said if each.text), "")

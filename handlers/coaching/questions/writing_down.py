"""What an owner without a phone asks, written down by the officer who speaks for them."""

from bot.coaching.questions import news as question_news
from bot.coaching.questions import questions
from bot.coaching.questions.questions import Said
from bot.coaching.questions.thread_notices import Came
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.people.models import Person


class NobodyToAsk(Notice):
    """No officer looks after their region, and there is no admin."""

    kind = "nobody_to_ask"


class OwnerIsOff(Notice):
    """An owner who is spoken for wants no coaching."""

    kind = "owner_is_off"


class WrittenDown(Notice):
    """To the officer who has written down what an owner without a phone asks."""

    kind = "question_written_down"

    question_id: int
    round: int
    name: str
    honorific: str | None
    #: Whether the answer is theirs to give.
    answers: bool


async def write_down(turn: Turn, owner: Person, messages: list[Said]) -> None:
    """It is the owner's question, and waits for an answer as any other, with whoever owes it."""
    asked = await questions.ask(
        turn.db, owner, messages, hours=turn.policy.answer_hours, quiet=turn.quiet
    )
    if asked is None:
        turn.reply(NobodyToAsk())
        return
    if asked.officer is None or asked.officer.id != turn.person.id:
        await question_news.tell_owing(turn.db, asked.question, Came.NEW, turn.quiet)
    turn.reply(
        WrittenDown(
            question_id=asked.question.id,
            round=asked.question.round,
            name=owner.name or "?",
            honorific=owner.honorific,
            answers=bool(asked.officer and asked.officer.id == turn.person.id),
        )
    )

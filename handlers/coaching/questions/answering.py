"""Who owes an answer: sees the questions that wait, answers, passes one on, or gives it back."""

from pydantic import BaseModel

from bot import clock
from bot.coaching.questions import (
    news as question_news,
)
from bot.coaching.questions import (
    passing,
    questions,
    threads,
)
from bot.coaching.questions.asked import Field, Question, Standing
from bot.coaching.questions.thread_notices import Came
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Messages
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people.models import Person, Role
from bot.people.roles import person as person_by_number
from handlers.coaching.questions import asking
from handlers.home import row_number

#: Start the data of the buttons under a question: those that act at once, and the one that answers.
PREFIX, ANSWER_PREFIX = "owed", "answerq"
ANSWERING = {Role.OFFICER, Role.EXPERT, Role.ADMIN}


class Waiting(BaseModel, frozen=True):
    question_id: int
    name: str
    honorific: str | None
    begins: str
    #: In hours.
    since: int


class QuestionList(Notice):
    """What waits for an answer of theirs."""

    kind = "question_list"

    questions: tuple[Waiting, ...]


class NotToAnswer(Notice):
    """Somebody was faster, or it was never theirs."""

    kind = "not_to_answer"

    by: str | None = None
    honorific: str | None = None


class AnswerPassed(Notice):
    """To who answered."""

    kind = "answer_passed"

    question_id: int
    name: str
    honorific: str | None
    #: Whether there are words in it that could help others, too.
    publishes: bool = False


class WhichField(Notice):
    kind = "which_field"

    question_id: int
    fields: tuple[Field, ...]


class QuestionHandedOver(Notice):
    """To who passed it on or gave it back; `to` None: the admins have it."""

    kind = "question_handed_over"

    to: str | None
    honorific: str | None = None
    field: Field | None = None


async def show_questions(turn: Turn) -> None:
    """Those that wait for them; and of who answers none, their own."""
    if not ANSWERING & turn.roles:
        await asking.show_own(turn)
        return
    found = await questions.owed_by(turn.db, turn.person.id, turn.roles)
    turn.reply(QuestionList(questions=tuple([await _line(turn, *each) for each in found])))


async def _line(turn: Turn, question: Question, asker: Person) -> Waiting:
    since = clock.now() - question.asked_at
    return Waiting(
        question_id=question.id,
        name=asker.name or "?",
        honorific=asker.honorific,
        begins=await threads.beginning(turn.db, question),
        since=int(since.total_seconds() // 3600),
    )


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`open:12`, `pass:12`, `to-halal:12` or `back:12`; whose it is, is looked up."""
    does, _colon, number = argument.partition(":")
    question_id = row_number(number)
    question = None
    if question_id is not None:
        question = await questions.answerable(turn.db, turn.person.id, turn.roles, question_id)
    if question is None:
        turn.reply(await _not_to_answer(turn, question_id))
    elif does == "pass":
        fields = await passing.fields_with_experts(turn.db, question.person_id)
        turn.reply(WhichField(question_id=question.id, fields=tuple(fields)))
    elif does == "back":
        await _give_back(turn, question)
    elif (field := does.removeprefix("to-")) in {*Field}:
        await _pass_to(turn, tap, question, Field(field))
    else:
        for notice in await question_news.shown(turn.db, question, turn.person, Came.SHOWN):
            turn.reply(notice)


async def _pass_to(turn: Turn, tap: Tap, question: Question, field: Field) -> None:
    passed = await passing.pass_on(turn.db, turn.person.id, turn.roles, question.id, field)
    if passed is None:
        turn.reply(await _not_to_answer(turn, question.id))
        return
    _question, expert = passed
    if expert is None:  # the last one has stopped meanwhile
        fields = await passing.fields_with_experts(turn.db, question.person_id)
        turn.reply(WhichField(question_id=question.id, fields=tuple(fields)), edits=tap.message_id)
        return
    await question_news.tell_question(turn.db, question, expert, Came.PASSED, turn.quiet)
    turn.reply(
        QuestionHandedOver(to=expert.name or "?", honorific=expert.honorific, field=field),
        edits=tap.message_id,
    )


async def _give_back(turn: Turn, question: Question) -> None:
    returned = await passing.pass_back(turn.db, turn.person.id, question.id)
    if returned is None:
        turn.reply(await _not_to_answer(turn, question.id))
        return
    await question_news.tell_owing(turn.db, returned, Came.RETURNED, turn.quiet)
    officer = await questions.keeper_of(turn.db, returned)
    turn.reply(
        QuestionHandedOver(
            to=officer.name or "?" if officer else None,
            honorific=officer.honorific if officer else None,
        )
    )


async def begin_answer(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12:3`: round 3 of question 12."""
    number, _colon, counted = argument.partition(":")
    question_id, counted_round = row_number(number), row_number(counted)
    question = None
    if question_id is not None:
        question = await questions.answerable(turn.db, turn.person.id, turn.roles, question_id)
    if question is None or question.round != counted_round:
        turn.reply(await _not_to_answer(turn, question_id))
        return
    await begin(turn, ANSWER, {"question": str(question.id), "round": str(question.round)})


async def finish(turn: Turn, answers: Answers) -> None:
    number, messages = int(answers["question"]), asking.messages_of(answers)
    question = await questions.answer(
        turn.db, turn.person, turn.roles, number, messages, counted=int(answers["round"])
    )
    if question is None:
        turn.reply(await _not_to_answer(turn, number))
        return
    await question_news.tell_answer(turn.db, question, turn.person, messages, turn.quiet)
    asker = await person_by_number(turn.db, question.person_id)
    turn.reply(
        AnswerPassed(
            question_id=question.id,
            name=(asker and asker.name) or "?",
            honorific=asker.honorific if asker else None,
            publishes=any(each.text for each in messages),
        )
    )


async def _not_to_answer(turn: Turn, question_id: int | None) -> NotToAnswer:
    """Who was faster is told to those alone whom the question had reached."""
    question = await questions.locked(turn.db, question_id) if question_id is not None else None
    if question is None or question.standing == Standing.OPEN:
        return NotToAnswer()
    keeper = await questions.keeper_of(turn.db, question)
    keepers = {question.officer_id, question.expert_id, keeper.id if keeper else None}
    reached = turn.person.id in keepers
    by = question.answered_by
    if by is None or by == turn.person.id or not (reached or Role.ADMIN in turn.roles):
        return NotToAnswer()
    who = await person_by_number(turn.db, by)
    return NotToAnswer(by=who.name if who else None, honorific=who.honorific if who else None)


ANSWER = Form(
    name="answer_question",
    title="",
    steps=(
        Known("question", needed=True),
        Known("round", needed=True),
        Messages(
            "messages",
            _("What is your answer? Type it, or add a photo, a document or a voice note."),
            _("Answer"),
        ),
    ),
    finish=finish,
    review=never,
)

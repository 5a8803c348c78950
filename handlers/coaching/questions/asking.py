"""An owner asks their officer: typed, spoken or by photo; judges the answer, and asks on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from bot.coaching.care import officer_of
from bot.coaching.questions import news as question_news
from bot.coaching.questions import questions, threads
from bot.coaching.questions.asked import Standing
from bot.coaching.questions.questions import Asked, Said
from bot.coaching.questions.thread_notices import Came
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Command, Tap, Text
from bot.conversation.steps import Known, Messages
from bot.conversation.steps.messages import parts
from bot.conversation.talk import begin, carry_on
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people.models import Role
from handlers.coaching.coaching_off import CoachingIsOff, is_off
from handlers.coaching.questions.writing_down import NobodyToAsk, OwnerIsOff, write_down
from handlers.home import row_number
from handlers.people import acting
from handlers.people.acting import FOR, SPEAKS, for_whom, owner_of, speaks_for_some, whom
from handlers.people.owner_cards import NotYours, cared_for

#: Start the data of the buttons under an answer: those that judge it, and the one that asks on.
PREFIX, ASK_ON_PREFIX = "thread", "askon"


class ThreadGone(Notice):
    """The question is not theirs, or not there any more."""

    kind = "thread_gone"


class Judged(Notice):
    """Whether the answer helped, as they said."""

    kind = "answer_judged"

    question_id: int
    helped: bool


class ThreadClosed(Notice):
    kind = "thread_closed"


class OwnQuestion(BaseModel, frozen=True):
    question_id: int
    begins: str
    asked_at: datetime
    standing: Standing


class OwnQuestions(Notice):
    kind = "own_questions"

    questions: tuple[OwnQuestion, ...]


async def start_asking(turn: Turn) -> None:
    """What stands behind the command is the first message of the question."""
    await start_with(turn, turn.said.argument if isinstance(turn.said, Command) else "")


async def start_with(turn: Turn, text: str) -> None:
    """Ask for a question, or for more of one that begins with `text`."""
    if not text and await speaks_for_some(turn):
        await begin(turn, ASK, SPEAKS)
    elif await is_off(turn):
        turn.reply(CoachingIsOff())
    elif not await _somebody(turn):
        turn.reply(NobodyToAsk())
    else:
        await begin(turn, ASK)
        if text:
            turn.replies.clear()
            turn.said = Text(text)
            await carry_on(turn, ASK)


async def start_asking_for(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: an owner without a phone asks, and their officer writes it down."""
    owner = await cared_for(turn, row_number(argument))
    if owner is None:
        return
    if await is_off(turn, owner):
        turn.reply(OwnerIsOff())
    else:
        await begin(turn, ASK, {**SPEAKS, FOR: str(owner.id)})


async def _somebody(turn: Turn) -> bool:
    if await officer_of(turn.db, turn.person):
        return True
    return bool(await questions.admins_for(turn.db, turn.person.id))


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    return await acting.look_up(turn, answers, myself=True)


async def finish(turn: Turn, answers: Answers) -> None:
    owner = await owner_of(turn, answers)
    if owner is None:
        turn.reply(NotYours())
    elif owner is turn.person:
        await pass_on(turn, messages_of(answers))
    elif await is_off(turn, owner):
        turn.reply(OwnerIsOff())
    else:
        await write_down(turn, owner, messages_of(answers))


async def pass_on(turn: Turn, messages: list[Said]) -> None:
    """A new question goes to whoever answers it, and its asker hears where it is."""
    if await is_off(turn):  # it was stopped while they were asking
        turn.reply(CoachingIsOff())
        return
    asked = await put(turn, messages)
    if asked is None:
        turn.reply(NobodyToAsk())
    else:
        turn.reply(question_news.of_asked(asked, of_officer=Role.OFFICER in turn.roles))


async def put(turn: Turn, messages: list[Said]) -> Asked | None:
    """A new question, and whoever owes the answer is told; None if there is nobody."""
    asked = await questions.ask(
        turn.db, turn.person, messages, hours=turn.policy.answer_hours, quiet=turn.quiet
    )
    if asked is not None:
        await question_news.tell_owing(turn.db, asked.question, Came.NEW, turn.quiet)
    return asked


async def start_asking_on(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: whether question 12 is theirs is looked up."""
    if await is_off(turn):
        turn.reply(CoachingIsOff())
        return
    number = row_number(argument)
    question = await questions.locked(turn.db, number) if number is not None else None
    if question is None or question.person_id != turn.person.id:
        turn.reply(ThreadGone())
    else:
        await begin(turn, ASK_ON, {"question": str(question.id)})


async def finish_asking_on(turn: Turn, answers: Answers) -> None:
    if await is_off(turn):
        turn.reply(CoachingIsOff())
        return
    messages = messages_of(answers)
    asked = await questions.ask_on(
        turn.db,
        turn.person,
        int(answers["question"]),
        messages,
        hours=turn.policy.answer_hours,
        quiet=turn.quiet,
    )
    if asked is None:
        turn.reply(ThreadGone())
        return
    await question_news.tell_owing(turn.db, asked.question, Came.MORE, turn.quiet, messages)
    turn.reply(question_news.of_asked(asked))


async def press(turn: Turn, _tap: Tap, argument: str) -> None:
    """`yes:12`, `no:12` or `close:12`, under an answer, which stays to be read again."""
    does, _colon, number = argument.partition(":")
    question_id = row_number(number)
    notice: Notice = ThreadGone()
    if question_id is not None and does in {"yes", "no"}:
        helped = does == "yes"
        if await questions.judge(turn.db, turn.person.id, question_id, helped=helped):
            notice = Judged(question_id=question_id, helped=helped)
    elif (
        question_id is not None
        and does == "close"
        and await questions.close(turn.db, turn.person.id, question_id)
    ):
        notice = ThreadClosed()
    turn.reply(notice)


async def show_own(turn: Turn) -> None:
    found = await threads.own(turn.db, turn.person.id)
    turn.reply(
        OwnQuestions(
            questions=tuple(
                OwnQuestion(
                    question_id=each.id,
                    begins=begins,
                    asked_at=each.asked_at,
                    standing=Standing(each.standing),
                )
                for each, begins in found
            )
        )
    )


def messages_of(answers: Answers) -> list[Said]:
    return [Said(*each) for each in parts(answers["messages"])]


ASK = Form(
    name="ask",
    title="",
    steps=(
        *whom(_("Whose question is it?")),
        Messages(
            "messages",
            _("What would you like to ask? Type it, or add a photo or a voice note."),
            _("Question"),
        ),
    ),
    finish=finish,
    prepare=look_up,
    review=never,
    banner=for_whom,
)
ASK_ON = Form(
    name="ask_on",
    title="",
    steps=(
        Known("question", needed=True),
        Messages(
            "messages",
            _("What else would you like to know? Type it, or add a photo or a voice note."),
            _("Question"),
        ),
    ),
    finish=finish_asking_on,
    review=never,
)

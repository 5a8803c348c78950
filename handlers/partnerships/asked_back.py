"""A company answers what an admin asked about its application."""

from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Known, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.partnerships import applications, vetting
from handlers.home import FinishFirst, row_number, show_home
from handlers.partnerships.vetting import tell_admins
from handlers.privacy.consenting import NO, SAY_NO, SAY_YES, YES

#: Starts the data of the button under an admin's question.
PREFIX = "vetanswer"


class AnswerPassedOn(Notice):
    """What a lead wrote is with the admins; or nobody asks any more."""

    kind = "answer_passed_on"

    company: str
    waits: bool


async def begin_answer(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: a lead of company 12 says what an admin asked."""
    if turn.conversation.form:
        turn.reply(FinishFirst())
    elif (offtaker_id := row_number(argument)) is not None:
        await begin(turn, ANSWER, {"about": str(offtaker_id)})


async def pass_on_answer(turn: Turn, answers: Answers) -> None:
    offtaker = await applications.answer(
        turn.db, turn.person, int(answers["about"]), answers["answer"]
    )
    company = offtaker or await vetting.offtaker_of(turn.db, turn.person.id)
    if offtaker:
        await tell_admins(turn.db, offtaker)
    turn.reply(AnswerPassedOn(company=company.name if company else "", waits=offtaker is not None))


async def offer_to_answer(turn: Turn, text: str) -> bool:
    """What a lead types after an admin asked back may be the answer. False if nobody asks."""
    offtaker = await applications.asked_of(turn.db, turn.person.id)
    if offtaker is None:
        return False
    await begin(turn, TYPED_ANSWER, {"about": str(offtaker.id), "answer": text})
    return True


async def settle_typed(turn: Turn, answers: Answers) -> None:
    if answers["meant"] == YES:
        await pass_on_answer(turn, answers)
    else:
        await show_home(turn)


ANSWER = Form(
    name="vetting_answer",
    title="",
    steps=(
        Known("about", needed=True),
        Text(
            "answer",
            _("What may we tell the admin? Please write it in one message."),
            _("Answer"),
            longest=500,
        ),
    ),
    finish=pass_on_answer,
    review=never,
)
TYPED_ANSWER = Form(
    name="typed_answer",
    title="",
    steps=(
        Known("about", needed=True),
        Known("answer", needed=True),
        Choice(
            "meant",
            _("Is this your answer to the admin's question?"),
            _("Answer"),
            choices={YES: _("Yes, send it"), NO: _("No, it is not")},
            also=SAY_YES | SAY_NO,
        ),
    ),
    finish=settle_typed,
    review=never,
)

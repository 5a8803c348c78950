"""What there is to say and to tap about questions and the library, for `handlers.commands`."""

from collections.abc import Awaitable, Callable, Mapping

from bot.conversation.form import Form
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from handlers.coaching.questions import answering, asking, fields, learning, writing
from handlers.people import acting

FORMS: tuple[Form, ...] = (
    asking.ASK,
    asking.ASK_ON,
    answering.ANSWER,
    fields.CHOOSE,
    writing.WRITE,
)
STARTS: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    "ask": asking.start_asking,
    "fields": fields.start_own,
}
COMMANDS: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    "questions": answering.show_questions,
    "experts": fields.show_experts,
    "learn": learning.show_library,
}
INDONESIAN: Mapping[str, str] = {
    "tanya": "ask",
    "bidang": "fields",
    "pertanyaan": "questions",
    "ahli": "experts",
    "belajar": "learn",
}
#: Those that start a form, and all of them.
STARTING: Mapping[str, Callable[[Turn, Tap, str], Awaitable[None]]] = {
    asking.ASK_ON_PREFIX: asking.start_asking_on,
    acting.ASKS: asking.start_asking_for,
    answering.ANSWER_PREFIX: answering.begin_answer,
    fields.PREFIX: fields.start_for,
    writing.PREFIX: writing.start_writing,
}
BUTTONS: Mapping[str, Callable[[Turn, Tap, str], Awaitable[None]]] = {
    asking.PREFIX: asking.press,
    answering.PREFIX: answering.press,
    learning.PREFIX: learning.press,
    **STARTING,
}

"""What is stored between two messages: the state, and a turn that never goes back."""

from typing import Any, cast

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation import talk
from bot.conversation.form import Answers, Form
from bot.conversation.models import Conversation
from bot.conversation.said import Edited, Other, Said, Tap, Text
from bot.conversation.turn import Turn
from bot.people.models import Person
from tests.conversation.forms import STEPS

FINISHED: list[Answers] = []
NAMES: list[str] = []


async def remember(_turn: Turn, answers: Answers) -> None:
    FINISHED.append(answers)


FORM = Form(
    name="small",
    title="Right?",
    steps=STEPS,
    finish=remember,
    at_once={"name": lambda _turn, name: NAMES.append(name)},
)


@pytest.fixture
def conversation() -> Conversation:
    FINISHED.clear()
    NAMES.clear()
    return Conversation(person_id=1, chat_id=1, form=None, state={}, turn=0, updated_at=clock.now())


def turn(conversation: Conversation, said: Said) -> Turn:
    """A turn of a form that looks nothing up: no database is asked."""
    person = Person(id=1, telegram_id=1, language="id", zone="Asia/Jakarta")
    db = cast("AsyncSession", None)
    return Turn(db, person, frozenset(), 1, said, conversation, quiet=None)


async def does(conversation: Conversation, said: Said) -> Any:
    now = turn(conversation, said)
    await talk.carry_on(now, FORM)
    return now.replies[-1].notice if now.replies else None


async def begun(conversation: Conversation) -> None:
    await talk.begin(turn(conversation, Text("/start")), FORM)


async def test_the_turn_grows_with_what_is_accepted_and_only_then(
    conversation: Conversation,
) -> None:
    await begun(conversation)
    turns = [conversation.turn]
    for said in (Text("***"), Other("photo"), Edited(), Text("Siti"), Text("nothing of it")):
        await does(conversation, said)
        turns.append(conversation.turn)
    assert turns == [1, 1, 1, 1, 2, 2]


async def test_a_whole_form_ends_with_its_answers_once(conversation: Conversation) -> None:
    await begun(conversation)
    for text in ("Siti", "i sell", "Los 5", "skip"):
        await does(conversation, Text(text))
    await does(conversation, Tap(f"q:small:review:{conversation.turn}:!", 1))
    assert FINISHED == [{"name": "Siti", "kind": "sell", "stall": "Los 5", "remark": None}]
    assert (conversation.form, conversation.state) == (None, {})


async def test_what_counts_at_once_is_done_with_its_answer(conversation: Conversation) -> None:
    await begun(conversation)
    await does(conversation, Text("Siti"))
    assert NAMES == ["Siti"]


async def test_cancelling_keeps_nothing_and_makes_old_buttons_stale(
    conversation: Conversation,
) -> None:
    await begun(conversation)
    await does(conversation, Text("Siti"))
    before = conversation.turn
    assert isinstance(await does(conversation, Text("batal")), talk.Cancelled)
    assert (conversation.form, conversation.state) == (None, {})
    assert conversation.turn > before


FORGED = [
    *("", "q", "q:small", "q:small:name", "q:small:name:1", "q:small:name:1:", "q:small:name:1:?"),
    *("q:small:name:2:=x", "q:small:kind:1:=sell", "q:other:name:1:=x", "x:small:name:1:=x"),
    *("q:small:name:01:<", "q:small:review:1:!", ":::::::", "q:small:name:1\n:<"),
]


@pytest.mark.parametrize("data", FORGED, ids=repr)
async def test_a_button_of_no_open_question_is_told_so(
    conversation: Conversation, data: str
) -> None:
    await begun(conversation)
    before = (conversation.turn, dict(conversation.state))
    answer = await does(conversation, Tap(data, 1))
    assert answer.note == talk.STALE
    assert (conversation.turn, conversation.state) == before

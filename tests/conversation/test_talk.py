"""What is stored between two messages: the state, and a turn that never goes back."""

from dataclasses import replace
from typing import Any, cast

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation import talk
from bot.conversation.form import Answers, Form
from bot.conversation.models import Conversation
from bot.conversation.said import Contact, Edited, Location, Other, Said, Tap, Text
from bot.conversation.steps import Phone
from bot.conversation.turn import Reply, Turn
from bot.people.models import Person
from tests.conversation.forms import STEPS, changed
from tests.conversation.kinds import EVERY, WAYS

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


async def does(conversation: Conversation, said: Said, form: Form = FORM) -> Any:
    replies = await replies_to(conversation, said, form)
    return replies[-1].notice if replies else None


async def replies_to(conversation: Conversation, said: Said, form: Form = FORM) -> list[Reply]:
    now = turn(conversation, said)
    await talk.carry_on(now, form)
    return now.replies


async def begun(conversation: Conversation, form: Form = FORM, **known: Any) -> None:
    await talk.begin(turn(conversation, Text("/start")), form, known)


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


async def kinds(conversation: Conversation, said: Said) -> list[str]:
    return [reply.notice.kind for reply in await replies_to(conversation, said, EVERY)]


KEYED: list[tuple[str, Said, list[str]]] = [
    ("a number shared", Contact("6281234567890", mine=True), ["taken", "question"]),
    ("skipped", Text("Lewati"), ["taken", "question"]),
    ("back", Text("‹ Kembali"), ["taken", "question"]),
    ("cancelled, which takes the keys away itself", Text("Batal"), ["cancelled"]),
    ("somebody else's number", Contact("6281234567890", mine=False), ["question"]),
    ("a place", Location(0, 0), ["question"]),
    ("what does not read", Text("nanti saja dulu"), ["question"]),
    ("a photo", Other("photo"), ["question"]),
]


@pytest.mark.parametrize(("said", "replies"), [k[1:] for k in KEYED], ids=[k[0] for k in KEYED])
async def test_keys_go_away_with_the_question_they_belong_to(
    conversation: Conversation, said: Said, replies: list[str]
) -> None:
    await begun(conversation, EVERY, role="sell", name="Siti", regency="35.07")
    assert conversation.state["at"] == "phone"
    assert await kinds(conversation, said) == replies


async def test_keys_stay_while_the_next_question_has_its_own(conversation: Conversation) -> None:
    await begun(conversation, EVERY, role="sell", name="Siti")
    assert await kinds(conversation, Text("lewati")) == ["question"]
    assert conversation.state["at"] == "regency"
    assert await kinds(conversation, Text("malang")) == ["taken", "question"]


async def test_keys_go_away_before_what_a_finished_form_says(conversation: Conversation) -> None:
    form = changed(Phone("phone", "?", "Phone"))
    form = replace(form, review=lambda _answers: False, finish=remember)
    await begun(conversation, form)
    replies = await replies_to(conversation, Contact("6281234567890", mine=True), form)
    assert [reply.notice.kind for reply in replies] == ["taken"]
    assert FINISHED == [{"phone": {"number": "+6281234567890", "verified": True}}]


async def test_a_tick_changes_the_message_it_stands_under(conversation: Conversation) -> None:
    form = changed(WAYS)
    await begun(conversation, form)
    before = conversation.turn
    [reply] = await replies_to(conversation, Tap(f"q:small:w:{before}:=+van", 44), form)
    assert (reply.edits, conversation.turn) == (44, before)
    [second] = await replies_to(conversation, Tap(f"q:small:w:{before}:=+read", 44), form)
    assert conversation.state["draft"] == ["van", "read"]
    [typed] = await replies_to(conversation, Text("Baca dulu"), form)
    assert (second.edits, typed.edits) == (44, None)


async def test_a_button_of_the_question_that_ended_it_is_known_as_that(
    conversation: Conversation,
) -> None:
    await begun(conversation)
    for text in ("Siti", "i sell", "Los 5", "skip"):
        await does(conversation, Text(text))
    last = conversation.turn
    await does(conversation, Tap(f"q:small:review:{last}:!", 1))
    for data, ended in (
        (f"q:small:review:{last}:!", True),
        (f"q:small:review:{last}:~name", True),
        (f"q:small:remark:{last - 1}:>", False),
        ("go:prices", False),
        ("q", False),
        ("", False),
    ):
        assert talk.just_ended(turn(conversation, Tap(data, 1))) is ended
    assert not talk.just_ended(turn(conversation, Text("ya")))

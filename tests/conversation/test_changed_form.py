"""A form that is another one now than when the person began: what still reads is kept."""

import json
from typing import Any

import pytest

from bot.conversation import engine
from bot.conversation.engine import Op
from bot.conversation.form import Answers, Step
from bot.conversation.state import REVIEW, State
from bot.conversation.steps import BirthYear, Choice, Place, Text
from handlers.coaching.sessions.planning import PLAN
from handlers.market.bulletins.publishing import PUBLISH
from handlers.partnerships.asked_back import TYPED_ANSWER
from handlers.people.onboarding import REGISTER
from tests.conversation.forms import STEPS, Talker, changed, situation
from tests.conversation.kinds import EVERY

SELLS = {"name": "Siti", "kind": "sell", "stall": "Los 5", "remark": None}

CHANGED: list[tuple[str, tuple[Step, ...], dict[str, Any], str, Answers]] = [
    (
        "the open step is gone",
        (STEPS[0], STEPS[4]),
        {"at": "kind", "answers": {"name": "Siti"}},
        "remark",
        {"name": "Siti"},
    ),
    (
        "a step came in before the open one",
        (STEPS[0], Text("age", "Age?", "Age"), STEPS[1], STEPS[4]),
        {"at": "kind", "answers": {"name": "Siti"}},
        "age",
        {"name": "Siti"},
    ),
    (
        "a step came in while the summary was open",
        (*STEPS, Text("age", "Age?", "Age")),
        {"at": REVIEW, "answers": SELLS},
        "age",
        SELLS,
    ),
    (
        "an answer that no longer reads is asked again",
        (STEPS[0], Choice("kind", "Kind?", "Kind", choices={"rent": "I rent"}), STEPS[4]),
        {"at": "remark", "answers": {"name": "Siti", "kind": "sell"}},
        "kind",
        {"name": "Siti"},
    ),
    (
        "an answer of another shape is asked again",
        (Place("name", "Where?", "Where"), STEPS[4]),
        {"at": "remark", "answers": {"name": [{"slug": None}]}},
        "name",
        {},
    ),
    (
        "what a later version stored besides is left alone",
        STEPS,
        {"at": "kind", "answers": {"name": "Siti", "shoe": "44"}, "mood": "fine"},
        "kind",
        {"name": "Siti"},
    ),
]


@pytest.mark.parametrize(
    ("steps", "stored", "at", "answers"), [c[1:] for c in CHANGED], ids=[c[0] for c in CHANGED]
)
def test_a_form_that_changed_keeps_what_still_reads(
    steps: tuple[Step, ...], stored: dict[str, Any], at: str, answers: Answers
) -> None:
    form = changed(*steps)
    state = engine.resume(form, State.load(stored, form))
    assert (state.at, state.answers) == (at, answers)


@pytest.mark.parametrize("form", [REGISTER, PUBLISH, PLAN, EVERY], ids=lambda form: form.name)
@pytest.mark.parametrize(
    "junk",
    [[], {}, 7, True, "", "9", ["x"], [{}], [{"slug": []}], [[]], {"unit": [], "amount": "x"}],
)
def test_an_answer_of_any_shape_reads_or_is_asked_again(form: Any, junk: Any) -> None:
    stored = {"at": REVIEW, "answers": {step.key: junk for step in form.steps}}
    state = engine.resume(form, State.load(stored, form))
    words = Talker(form)._situation().words
    for step in form.steps:
        if state.answers.get(step.key) is not None:
            assert step.show(state.answers[step.key], words, {}) is not None
    assert json.loads(json.dumps(state.dump()))["at"] == state.at


JUNK: list[Any] = [
    *(None, [], {}, 7, True, "", "malang", ["x"], {"found": [], "rest": ""}, {"browse": "99"}),
    *({"found": [{}], "about": "x", "rest": ""}, {"near": 3}, {"done": [{}], "now": None}),
    {"done": [None] * 9, "now": {"amount": "1"}, "asks": "per"},
]


@pytest.mark.parametrize("form", [REGISTER, PUBLISH, PLAN, EVERY], ids=lambda form: form.name)
@pytest.mark.parametrize("draft", JUNK, ids=repr)
def test_a_draft_of_any_shape_reads_or_is_dropped(form: Any, draft: Any) -> None:
    products = [{"slug": None, "said": "sambal"}]
    answers = {"products": products, "commodity": "cabai-rawit-merah"}
    for step in form.steps:
        stored = {"at": step.key, "answers": answers, "draft": draft, "offered": ["35.07", "*"]}
        state = State.load(stored, form)
        here = situation(answers)
        step.question(here.words, answers, state.draft, {})
        for op in Op:
            engine.tap(form, state, op, "35.07", here)
        for text in ("malang", "ya", "bukan", "yang kedua", "dua-duanya", "2", "seminggu"):
            engine.say(form, state, text, here)


def test_an_option_that_an_earlier_version_offered_answers_nothing() -> None:
    rents = Choice("kind", "Kind?", "Kind", choices={"rent": "I rent"})
    for step, option in ((rents, "sell"), (BirthYear("kind", "Born?", "Born"), "12")):
        form = changed(step)
        state = State.load({"at": "kind", "answers": {}, "offered": [option]}, form)
        move = engine.tap(form, state, Op.PICK, option, situation())
        assert (move.state.answers, move.note) == ({}, engine.GONE)


@pytest.mark.parametrize(
    ("what", "answers", "kept"),
    [
        ("all that it is about", {"about": "1", "answer": "Ada NIB"}, True),
        ("not what it is about", {"answer": "Ada NIB"}, False),
        ("nothing at all", {}, False),
    ],
)
def test_a_form_that_lacks_what_it_is_about_is_nobodys_conversation(
    what: str, answers: Answers, kept: bool
) -> None:
    """Else its end would look for what is not there, and fail each time."""
    assert TYPED_ANSWER.holds(answers) is kept

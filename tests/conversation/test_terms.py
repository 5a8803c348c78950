"""The question about terms: what is echoed, in both languages, and what it does not take."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.form import Answer, Situation, Unclear
from bot.conversation.steps import Terms
from bot.language import words_for
from tests.handlers.test_screens import HOSTILE

STEP = Terms("terms", "", "", optional=True)
SITUATION = Situation(
    words_for("id"), datetime(2026, 11, 24, 3, tzinfo=UTC), {"commodity": "kopi-robusta"}
)
SAID = (
    "grade A, kadar air 12%, franco gudang Pare, bayar 3 hari, min 1 kuintal, wajib halal, karung"
)


def answer(text: str, situation: Situation = SITUATION) -> object:
    reply = STEP.read(text, None, situation)
    assert isinstance(reply, Answer)
    return reply.value


ECHOED = {
    "id": (
        "grade A, kadar air 12%, terima di gudang Pare, dibayar 3 hari, minimal 100 kg, "
        "bersertifikat halal, karung"
    ),
    "en": (
        "grade A, kadar air 12%, received at gudang Pare, paid within 3 days, at least 100 kg, "
        "certified: halal, karung"
    ),
}


@pytest.mark.parametrize("language", ECHOED)
def test_facts_are_said_back(language: str) -> None:
    assert STEP.show(answer(SAID), words_for(language), {}) == ECHOED[language]


@pytest.mark.parametrize("text", ["&<>\"'" * 800, "franco " * 600, "…", "   "])
def test_what_is_too_long_or_says_nothing_is_asked_again(text: str) -> None:
    assert isinstance(STEP.read(text, None, SITUATION), Unclear)


def test_other_goods_are_counted_otherwise() -> None:
    eggs = Situation(SITUATION.words, SITUATION.now, {"commodity": "kelapa"})
    assert STEP.problem(answer(SAID), SITUATION) is None
    assert STEP.problem(answer("bayar 3 hari"), eggs) is None
    assert STEP.problem(answer(SAID), eggs) is not None


@given(st.one_of(st.text(max_size=140), st.sampled_from([text for _name, text in HOSTILE])))
def test_whatever_is_taken_can_be_stored_and_shown(text: str) -> None:
    reply = STEP.read(text, None, SITUATION)
    if isinstance(reply, Answer):
        assert STEP.keeps(reply.value)
        assert STEP.show(reply.value, SITUATION.words, {})


def test_an_answer_of_the_form_before_is_asked_again() -> None:
    assert not STEP.keeps("bayar 3 hari")
    assert not STEP.keeps({"unit": "kg", "said": {"payment_days": "soon"}})
    assert not STEP.keeps({"unit": "kg", "said": {}})

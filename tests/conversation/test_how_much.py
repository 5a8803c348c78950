"""An amount by the sack: weighed once, never nothing, and a weight stays a weight."""

from typing import Any

import pytest

from bot.conversation.form import Answer, Unclear
from bot.conversation.steps import HowMuch
from tests.conversation.forms import situation

STEP = HowMuch("q", "?", "Q")


def said(text: str, draft: Any = None, **packs: str) -> Any:
    where = situation({"commodity": "cabai-rawit-merah"}, facts={"packs": packs})
    reply = STEP.read(text, draft, where)
    return reply.value if isinstance(reply, Answer) else reply


def test_what_a_sack_holds_is_asked_and_then_known() -> None:
    asked = said("5 karung")
    assert isinstance(asked, Unclear)
    assert asked.draft == "5 karung"
    weighed = {"amount": "200", "unit": "kg", "pack": {"unit": "karung", "kg": "40"}}
    assert said("40", asked.draft) == said("40 kg", asked.draft) == weighed
    assert said("5 karung", karung="40") == weighed


@pytest.mark.parametrize("text", ["banyak", "0", "-3", "3-4 kg", "0,0001 kg", "9" * 30])
def test_what_is_no_weight_is_asked_again(text: str) -> None:
    assert isinstance(said(text, "0,01 karung"), Unclear)


@pytest.mark.parametrize("text", ["2 kuintal", "200 kg", "5 karung @40kg"])
def test_a_weight_is_a_weight(text: str) -> None:
    assert said(text) == {"amount": "200", "unit": "kg"}

"""A price far from the usual one is asked about again, and can be kept."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.form import Answer, Ask, Situation
from bot.conversation.steps import Price
from bot.language import words_for

STEP = Price("price", "", "")
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def said(usual: str | None) -> Situation:
    answers = {"commodity": "cabai-rawit-merah"}
    return Situation(words_for("id"), NOW, answers, {"usual": usual} if usual else {})


def test_ten_times_the_usual_is_asked_about_with_both_prices() -> None:
    reply = STEP.read("450rb/kg", None, said("45000"))
    assert isinstance(reply, Ask)
    assert reply.options == ("450000/kg", "45000/kg")
    assert STEP.pick("450000/kg", reply.draft, said("45000")) == Answer(
        {"amount": "450000", "unit": "kg"}
    )


def test_a_tenth_of_the_usual_is_asked_about() -> None:
    reply = STEP.read("4.500/kg", None, said("45000.00"))
    assert isinstance(reply, Ask)
    assert reply.options == ("4500/kg", "45000/kg")


@given(st.integers(1000, 10**6), st.integers(1000, 10**6))
def test_only_what_is_far_away_is_asked_about(price: int, usual: int) -> None:
    reply = STEP.read(f"Rp{price}/kg", None, said(str(usual)))
    near = Decimal(usual) / 10 < price < usual * 10
    assert isinstance(reply, Answer) is near
    assert isinstance(STEP.read(f"Rp{price}/kg", None, said(None)), Answer)

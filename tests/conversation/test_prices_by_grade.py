"""A price for each grade in one answer; a slip in one row is told by its name."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.conversation.form import Answer, Ask, Note, Situation, Unclear
from bot.conversation.steps import Price, PriceByGrade, by_grade
from bot.language import words_for
from bot.market.grades import MOST

STEP = PriceByGrade("price", "", "")
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def said(usual: str | None = None, commodity: str = "kopi-robusta") -> Situation:
    facts = {"usual": usual} if usual else {}
    return Situation(words_for("id"), NOW, {"commodity": commodity}, facts)


def table(**prices: int) -> dict[str, Any]:
    rows = [{"grade": grade, "price": f"{price:.0f}"} for grade, price in prices.items()]
    highest = max(prices.values())
    return {"amount": str(highest), "unit": "kg", "grades": rows}


def test_a_table_is_one_answer_with_its_highest_price_first_of_all() -> None:
    assert STEP.read("B 58rb, A 62rb", None, said()) == Answer(table(B=58_000, A=62_000))
    assert STEP.keeps(table(B=58_000, A=62_000))


def test_a_price_of_a_kuintal_is_told_by_the_kilogram() -> None:
    reply = STEP.read("A 6,2jt, B 5,8jt per kuintal", None, said())
    assert reply == Answer(table(A=62_000, B=58_000))


def test_one_price_is_as_easy_as_ever() -> None:
    for text in ("62rb/kg", "62", "60-62rb", "kuda", "sekilo 62rb", "harga 62rb", "a 62rb"):
        assert STEP.read(text, None, said()) == Price("price", "", "").read(text, None, said())


def test_the_answer_reads_as_its_rows() -> None:
    shown = STEP.show(table(A=62_000, B=58_000), words_for("id"), {})
    assert shown == "A Rp62.000 dan B Rp58.000 per kg"


@pytest.mark.parametrize(
    ("text", "note", "grade"),
    [
        ("A 62rb, B 0", by_grade.IMPLAUSIBLE_OF, "B"),
        ("A -5rb, B 58rb", by_grade.IMPLAUSIBLE_OF, "A"),
        ("A 62rb, B 99999999999999rb", by_grade.IMPLAUSIBLE_OF, "B"),
        ("A 62-64rb, B 58rb", by_grade.RANGE_OF, "A"),
        ("A 62rb, B 8", by_grade.UNREAD_OF, "B"),
        ("grade A 62rb", by_grade.ONLY, "grade A"),
        ("asalan: 50rb/kg", by_grade.ONLY, "asalan"),
        ("A 62rb, a 58rb", by_grade.TWICE, "a"),
        ("A 62rb, grade yang sangat panjang sekali B 58rb", by_grade.LONG, None),
        (", ".join(f"mutu {n} 62rb" for n in range(1, 31)), by_grade.TOO_MANY, None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_wrong_with_a_row_is_said_of_that_row(
    text: str, note: str, grade: str | None
) -> None:
    reply = STEP.read(text, None, said())
    assert isinstance(reply, Unclear)
    assert reply.note.text == note
    assert grade is None or reply.note.values["grade"] == grade


def test_as_many_grades_as_fit_a_phone_are_taken() -> None:
    text = ", ".join(f"mutu {n} 62rb" for n in range(1, MOST + 1))
    assert isinstance(STEP.read(text, None, said()), Answer)


def test_another_unit_is_told_which_one_counts() -> None:
    reply = STEP.read("A 62rb/ikat, B 58rb/ikat", None, said())
    assert isinstance(reply, Unclear)
    assert reply.note.values == {"unit": "kg"}


def test_a_nought_too_many_in_one_row_is_asked_about_by_its_grade() -> None:
    reply = STEP.read("A 62rb, B 580rb", None, said("55000"))
    assert isinstance(reply, Ask)
    assert reply.note is not None
    assert reply.note.values["grade"] == "B"
    assert reply.options == ("580000/kg", "58000/kg")
    for option, price in (("580000/kg", 580_000), ("58000/kg", 58_000)):
        assert STEP.pick(option, reply.draft, said("55000")) == Answer(table(A=62_000, B=price))
    assert STEP.keeps_draft(reply.draft)
    assert STEP.refine("58rb", reply.draft, said("55000")) == Answer(table(A=62_000, B=58_000))
    typed_anew = STEP.refine("A 62rb, B 57rb", reply.draft, said("55000"))
    assert typed_anew is None  # and is read as any other answer
    assert STEP.pick("1/kg", reply.draft, said("55000")) == Unclear(
        Note(by_grade.UNREAD), reply.draft
    )


def test_a_nought_too_few_in_all_rows_is_put_right_at_once() -> None:
    reply = STEP.read("A 6.200, B 5.800", None, said("62000"))
    assert isinstance(reply, Ask)
    assert STEP.pick("62000/kg", reply.draft, said()) == Answer(table(A=62_000, B=58_000))


@pytest.mark.parametrize(
    "value",
    [
        {"amount": "62000", "unit": "kg", "grades": "A"},
        {"amount": "62000", "unit": "kg", "grades": [{"grade": "A"}]},
        {"amount": "62000", "unit": "kg", "grades": [{"grade": "A", "price": "x"}]},
        {"amount": "62000", "unit": "kg", "grades": [{"grade": 1, "price": "62000"}]},
    ],
)
def test_an_answer_that_no_version_of_the_form_made_is_asked_anew(value: Any) -> None:
    assert not STEP.keeps(value)


def test_the_usual_price_may_have_cents() -> None:
    reply = STEP.read("A 62rb, B 58rb", None, said(str(Decimal("60000.50"))))
    assert isinstance(reply, Answer)

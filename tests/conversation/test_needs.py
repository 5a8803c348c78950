"""What a need would pay, and when it is delivered: both may be skipped."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.conversation.form import Answer, Ask, Note, Situation, Unclear
from bot.conversation.steps import Pays, Window, figures, times
from bot.conversation.steps.window import UNREAD
from bot.language import words_for

PAYS, WINDOW = Pays("pays", "", ""), Window("window", "", "")
NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)


def said(usual: str | None = None) -> Situation:
    facts = {"usual": usual} if usual else {}
    return Situation(words_for("id"), NOW, {"commodity": "kopi-robusta"}, facts)


def pays(low: int, high: int) -> dict[str, str]:
    return {"low": str(low), "high": str(high), "unit": "kg"}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("60-62rb/kg", 60_000, 62_000),
        ("62-60rb", 60_000, 62_000),
        ("60 sampai 62 ribu", 60_000, 62_000),
        ("62rb", 62_000, 62_000),
        ("6jt-6,2jt/kuintal", 60_000, 62_000),
    ],
)
def test_it_is_one_price_or_from_to(text: str, low: int, high: int) -> None:
    reply = PAYS.read(text, None, said())
    assert reply == Answer(pays(low, high))
    assert PAYS.keeps(reply.value)


@pytest.mark.parametrize("text", ["-5rb", "-60-62rb", "1rb-900rb", "9999999999rb"])
def test_what_cannot_be_paid_is_said_so(text: str) -> None:
    reply = PAYS.read(text, None, said())
    assert isinstance(reply, Unclear)
    assert reply.note == figures.IMPLAUSIBLE


def test_bare_small_figures_are_asked_about() -> None:
    reply = PAYS.read("60-62", None, said())
    assert reply == Ask(("60000-62000/kg",), Note(figures.SURE), "60-62")
    assert PAYS.pick("60000-62000/kg", "60-62", said()) == Answer(pays(60_000, 62_000))
    assert PAYS.label("60000-62000/kg", words_for("id"), {}) == "Rp60.000 sampai Rp62.000 per kg"


def test_a_nought_too_many_is_asked_about() -> None:
    reply = PAYS.read("600-620rb", None, said("61000"))
    assert isinstance(reply, Ask)
    assert reply.options == ("600000-620000/kg", "60000-62000/kg")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("10-15 des", "2026-12-10", "2026-12-15"),
        ("paling lambat 15 des", None, "2026-12-15"),
        ("kemarin sampai 3 des", "2026-11-28", "2026-12-03"),
    ],
)
def test_days_are_kept_as_dates(text: str, first: str | None, last: str | None) -> None:
    reply = WINDOW.read(text, None, said())
    assert reply == Answer({"first": first, "last": last})
    assert WINDOW.keeps(reply.value)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("10-15 nov", times.PAST),
        ("10-15 november 2026", times.PAST),
        ("10-15 des 2040", times.TOO_FAR),
        ("kapan saja", UNREAD),
    ],
)
def test_days_that_cannot_be_are_refused_kindly(text: str, note: str) -> None:
    reply = WINDOW.read(text, None, said())
    assert isinstance(reply, Unclear)
    assert reply.note.text == note


def test_a_window_that_passed_while_the_summary_was_open_is_asked_again() -> None:
    old = {"first": "2026-11-20", "last": "2026-11-28"}
    problem = WINDOW.problem(old, said())
    assert problem is not None
    assert problem.text == times.PAST
    assert WINDOW.problem({"first": "2026-11-20", "last": None}, said()) is None


@pytest.mark.parametrize(
    "value",
    [None, "x", {}, {"first": None, "last": None}, {"first": "x", "last": None}, {"first": 1}],
)
def test_what_no_version_of_the_form_stored_is_not_kept(value: Any) -> None:
    assert not WINDOW.keeps(value)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-12-10", "2026-12-15", "10 Des sampai 15 Des"),
        ("2026-12-10", "2026-12-10", "10 Des"),
        (None, "2026-12-15", "paling lambat 15 Des"),
        ("2026-12-10", None, "mulai 10 Des"),
    ],
)
def test_days_read_as_one_would_say_them(first: str | None, last: str | None, shown: str) -> None:
    assert WINDOW.show({"first": first, "last": last}, words_for("id"), {}) == shown

"""One area, and how many: the two answers that only a poster asks for."""

import pytest

from bot.conversation.path import progress
from bot.conversation.state import REVIEW
from bot.conversation.steps import Area, Count, Known
from bot.conversation.steps.area import ONE
from bot.market.models import NATIONWIDE
from tests.conversation.forms import Talker, changed

AREA = changed(Area("a", "?", "A"))
COUNT = changed(Count("n", "?", "N", most=5000))


@pytest.mark.parametrize(
    ("said", "code"),
    [("jawa timur", "35"), ("kota batu", "35.79"), ("bali", "51"), ("semua", NATIONWIDE)],
)
def test_an_area_is_a_province_or_a_regency(said: str, code: str) -> None:
    talker = Talker(AREA).does(said)
    assert (talker.at, talker.known) == (REVIEW, {"a": [code]})


def test_an_area_is_one() -> None:
    talker = Talker(AREA).does("jawa timur, bali")
    assert talker.known == {}
    assert talker.note == ONE


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("200", 200), (" 1 ", 1), ("1.000", 1000), ("1,000", 1000), ("25 orang", 25)),
        *(("4 ribu", 4000), ("4rb", 4000), ("4 ribu orang", 4000), ("1,5 ribu", 1500)),
        *(("4k", 4000), ("dua ratus", 200), ("٣", 3)),
    ],
)
def test_a_count_is_read(said: str, number: int) -> None:
    assert Talker(COUNT).does(said).known == {"n": number}


@pytest.mark.parametrize(
    "said",
    ["0", "-3", "5001", "banyak", "2,5", "9" * 400, "6 ribu", "2 juta", "4-5", "1.0.0", "", "🌶"],
)
def test_what_is_no_count_is_asked_again(said: str) -> None:
    talker = Talker(COUNT).does(said or " ")
    assert talker.known == {}
    assert talker.note.startswith("Please type a number from 1 to")


def test_what_a_form_is_about_is_no_question_that_counts() -> None:
    form = changed(Known("about"), Count("n", "?", "N"), Count("m", "?", "M"))
    assert progress(form, Talker(form).move.state) == (1, 2)

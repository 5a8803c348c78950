"""Who says that they ask a person is heard, and what they ask is kept."""

import pytest

from bot.language.reading.questions import asks_how, read_question

SAID = [
    ("only that something is asked", "mau tanya", ""),
    ("the officer is named", "Mau tanya pendamping", ""),
    ("politely", "Pak, saya mau bertanya dulu ya", ""),
    ("in English", "I want to ask my officer", ""),
    ("what is asked comes behind a comma", "tanya pendamping, kenapa basi?", "kenapa basi?"),
    ("or a colon, without anybody named", "mau nanya: sambal cepat basi", "sambal cepat basi"),
    ("or nothing", "ask my officer why it spoils", "why it spoils"),
    ("a price is looked up", "mau tanya harga cabai", None),
    ("who the officer is, too", "tanya pendamping saya siapa", None),
    ("something else", "pendamping saya siapa?", None),
    ("nothing", "", None),
    ("a word that begins alike", "tanyaku", None),
]


@pytest.mark.parametrize(("said", "asked"), [row[1:] for row in SAID], ids=[r[0] for r in SAID])
def test_a_question_to_a_person_is_heard(said: str, asked: str | None) -> None:
    assert read_question(said) == asked


@pytest.mark.parametrize(
    "said", ["cara mengurus P-IRT", "bu, gimana bikin label?", "how do I dry it"]
)
def test_who_asks_how_something_is_done_is_heard(said: str) -> None:
    assert asks_how(said)


@pytest.mark.parametrize(
    "said", ["harga kopi", "how much is coffee", "cara jual cabai", "how to sell coffee", "caraka"]
)
def test_prices_and_sales_are_not_for_the_library(said: str) -> None:
    assert not asks_how(said)

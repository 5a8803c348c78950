"""Who says that they ask a person is heard, and what they ask is kept."""

import pytest

from bot.language.reading.questions import read_question

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

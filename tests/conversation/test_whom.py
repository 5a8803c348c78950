"""Somebody else is looked for by a number or by a part of their name."""

from typing import Any

import pytest

from bot.conversation.said import Contact
from bot.conversation.steps import Whom
from bot.conversation.steps.number import NO_NIK
from bot.conversation.steps.phone import A_LANDLINE, UNREAD
from bot.conversation.steps.whom import MORE
from bot.language import words_for
from tests.conversation.forms import situation
from tests.conversation.kinds import outcome, read

WHOM = Whom("w", "?", "W")
SAID: list[tuple[str, str, Any]] = [
    ("a name", "siti aminah", {"name": "Siti Aminah"}),
    ("a title is no part of it", "Bu Tari", {"name": "Tari"}),
    ("a number", "0812-3456-7890", {"phone": "+6281234567890"}),
    ("a number beside a name", "Bu Tari 081234567890", {"phone": "+6281234567890"}),
    ("two numbers", "081234567890, 081299998888", ("+6281234567890", "+6281299998888")),
    ("a number that is too short", "0812345", UNREAD),
    ("a landline", "0341 555123", A_LANDLINE),
    ("a NIK", "3507123412340001", NO_NIK),
    ("too few letters", "Pak A", MORE),
    ("a figure", "12", MORE),
    ("what Telegram calls them", "id 1101", {"telegram_id": "1101"}),
    ("the same in other words", "Telegram ID: 6281234567890", {"telegram_id": "6281234567890"}),
    ("a name that begins so", "Idris", {"name": "Idris"}),
]


@pytest.mark.parametrize(("text", "expected"), [s[1:] for s in SAID], ids=[s[0] for s in SAID])
def test_who_is_meant(text: str, expected: Any) -> None:
    assert read(WHOM, text) == expected


def test_a_card_from_the_address_book_is_its_number() -> None:
    card = Contact("6281234567890", mine=False)
    assert outcome(WHOM.hear(card, None, situation())) == {"phone": "+6281234567890"}


def test_what_was_understood_is_shown_and_kept() -> None:
    words = words_for("id")
    assert WHOM.show({"phone": "+6281234567890"}, words, {}) == "0812-3456-7890"
    assert WHOM.show({"name": "Tari"}, words, {}) == "Tari"
    assert WHOM.keeps({"phone": "+6281234567890"})
    assert WHOM.show({"telegram_id": "1101"}, words, {}) == "id 1101"
    assert WHOM.keeps({"name": "Tari"})
    assert WHOM.keeps({"telegram_id": "1101"})
    for value in (None, "Tari", {}, {"name": None}, {"name": "x", "phone": "y"}):
        assert not WHOM.keeps(value)

"""A business without a name of its own is called in the reader's language."""

import pytest

from bot.language import words_for
from handlers.people.trade_names import default_name, trade_name


@pytest.mark.parametrize("stored", ["id", "en"])
def test_the_readers_language_counts_and_not_the_owners(stored: str) -> None:
    business = default_name("Joko Widodo", stored)
    assert trade_name(words_for("id"), business, "Joko Widodo") == "Usaha Joko Widodo"
    assert trade_name(words_for("en"), business, "Joko Widodo") == "Joko Widodo's business"


def test_a_name_of_its_own_stays() -> None:
    assert trade_name(words_for("id"), "Sambal Joko's business", "Joko") == "Sambal Joko's business"

"""People are addressed with the title they chose, in either language."""

from bot.language import words_for
from bot.people.models import Honorific
from handlers.address import called


def test_a_person_is_called_by_title_and_given_name() -> None:
    assert called(words_for("id"), "Siti Aminah", Honorific.IBU) == "Ibu Siti"
    assert called(words_for("id"), "Budi Santoso", "bapak") == "Bapak Budi"
    assert called(words_for("en"), "Siti Aminah", "ibu") == "Ibu Siti"


def test_without_a_title_the_name_stands_alone() -> None:
    assert called(words_for("id"), "Siti Aminah", None) == "Siti Aminah"

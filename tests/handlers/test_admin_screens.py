"""How long onboarding takes is told as people say it."""

import pytest

from bot.language import words_for
from handlers.admin_screens import _time


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (0, "0 detik", "0 seconds"),
        (59.4, "59 detik", "59 seconds"),
        (60, "1 menit", "1 minute"),
        (94, "1 menit 34 detik", "1 minute 34 seconds"),
        (3599, "59 menit 59 detik", "59 minutes 59 seconds"),
        (5400, "90 menit", "90 minutes"),
        (5 * 3600, "5 jam", "5 hours"),
        (3 * 86400, "3 hari", "3 days"),
    ],
)
def test_a_time_is_told_in_the_units_that_matter(
    seconds: float, indonesian: str, english: str
) -> None:
    assert _time(words_for("id"), seconds) == indonesian
    assert _time(words_for("en"), seconds) == english

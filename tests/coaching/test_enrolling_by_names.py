"""A list of names that an officer types, and who of those in their care is meant."""

import pytest

from bot.coaching.care import Cared
from bot.coaching.programmes.enrolling import named

CARE = [
    Cared(1, "Kebun Bu Sri", "Sri Wahyuni", "35.07"),
    Cared(2, "Kopi Made", "Ni Made Ayu", "51.06"),
    Cared(3, "Rumput Laut Daeng", "Daeng Rahmat", "73.09"),
    Cared(4, "Tani Makmur", "Slamet Riyadi", "35.07"),
    Cared(5, "Tani Jaya", "Agus Slamet", "35.07"),
]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("sri", 1),
        ("Bu Sri", 1),
        ("kebun bu sri", 1),
        ("bu made ayu", 2),
        ("pak Daeng Rahmat", 3),
        ("mama made", 2),
        ("slamet riyadi", 4),
        ("Pak Agus", 5),
        ("Daeng Rahmad", 3),
    ],
)
def test_titles_are_read_away_and_a_part_of_a_name_is_enough(typed: str, who: int) -> None:
    found, unknown = named(CARE, [typed])
    assert ([each.business_id for each in found], unknown) == ([who], [])


@pytest.mark.parametrize("typed", ["slamet", "pak slamet", "tani", "xyzzy", "bu", "***"])
def test_who_is_not_clear_is_said_to_be_so(typed: str) -> None:
    assert named(CARE, [typed, "sri"]) == ([CARE[0]], [typed])

"""What an offtaker is told of a number of people gives nobody away (promise P6)."""

import pytest

from bot.people import counts


@pytest.mark.parametrize(
    ("number", "told", "roughly"),
    [(0, 0, None), (1, None, None), (4, None, None), (5, 5, 5), (9, 9, 5), (10, 10, 10)],
)
def test_below_five_nothing_is_told(number: int, told: int | None, roughly: int | None) -> None:
    assert counts.told(number) == told
    assert counts.roughly(number) == roughly

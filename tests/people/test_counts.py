"""What an offtaker is told of a number of people gives nobody away (promise P6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people import counts


@pytest.mark.parametrize(
    ("number", "told", "roughly"),
    [(0, 0, None), (1, None, None), (4, None, None), (5, 5, 5), (9, 9, 5), (10, 10, 10)],
)
def test_below_five_nothing_is_told(number: int, told: int | None, roughly: int | None) -> None:
    assert counts.told(number) == told
    assert counts.roughly(number) == roughly


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=9))
def test_what_is_folded_cannot_be_computed_from_the_whole(parts: dict[str, int]) -> None:
    shown, rest = counts.folded(parts)
    whole = sum(parts.values())
    assert sum(shown.values()) + rest == whole
    assert all(number == parts[part] >= counts.FEWEST for part, number in shown.items())
    assert rest == 0 or rest >= counts.FEWEST or whole < counts.FEWEST

"""The table of an account: it sums, and no part of it is too small to tell."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.models import State
from handlers.account_sheet import Part, _rows

CELLS = st.tuples(st.sampled_from(["35.07", "35.78", "51.03", None]), st.sampled_from(State))


@given(st.dictionaries(CELLS, st.integers(1, 12)))
def test_the_table_sums_and_tells_of_no_few(cells: dict[tuple[str | None, State], int]) -> None:
    rows = _rows([(place, state, number) for (place, state), number in cells.items()])
    if rows is None:
        return  # the whole of a part is too small
    assert sum(number for _part, _place, number in rows) == sum(cells.values())
    sent = sum(number for (_place, state), number in cells.items() if state is State.SENT)
    assert sum(number for part, _place, number in rows if part is Part.SENT) == sent
    assert all(number >= 5 for _part, _place, number in rows)


def test_few_are_counted_with_others() -> None:
    sent, gone = State.SENT, State.SUPPRESSED
    assert _rows([("35.07", sent, 9), ("35.78", sent, 6), ("51.03", sent, 2)]) == [
        (Part.SENT, "35.07", 9),
        (Part.SENT, None, 8),
    ]
    assert _rows([("35.07", sent, 9), ("35.78", gone, 2)]) is None

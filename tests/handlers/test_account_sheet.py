"""The table of an account: it sums, and no part of it is too small to tell."""

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.daily import ENOUGH
from bot.delivery.models import State
from bot.delivery.outbox import BLOCKED
from handlers.market.bulletins.account_sheet import Part, _reasons, _rows

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


REASONED = st.tuples(st.sampled_from(State), st.sampled_from([BLOCKED, ENOUGH, "other", None]))


@given(st.dictionaries(REASONED, st.integers(1, 12)))
def test_the_reasons_sum_and_none_is_of_few_beside_others(
    cells: dict[tuple[State, str | None], int],
) -> None:
    found = _reasons([(*key, number) for key, number in cells.items()])
    there = (State.SENT, State.PENDING, State.SENDING)
    gone = sum(number for (state, _reason), number in cells.items() if state not in there)
    assert sum(number for _why, number in found) == gone
    assert len(found) <= 1 or all(number >= 5 for _why, number in found)


def test_few_are_counted_with_others() -> None:
    sent, gone = State.SENT, State.SUPPRESSED
    assert _rows([("35.07", sent, 9), ("35.78", sent, 6), ("51.03", sent, 2)]) == [
        (Part.SENT, "35.07", 9),
        (Part.SENT, None, 8),
    ]
    assert _rows([("35.07", sent, 9), ("35.78", gone, 2)]) is None

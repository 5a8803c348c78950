"""What is left of a price: nothing is taken off that was not said, and nothing is hidden."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market.conditions import Conditions, Delivery
from bot.market.net import net

FRANCO, LOCO = Delivery.FRANCO, Delivery.LOCO
LEFT = [
    ("fetched, in cash", Conditions(delivery=LOCO, payment_days=0), 500, 45_000),
    ("brought", Conditions(delivery=FRANCO, payment_days=0), 500, 44_500),
    ("brought, and paid after a month", Conditions(delivery=FRANCO, payment_days=30), 500, 44_050),
    ("nothing said", Conditions(), 500, 45_000),
    ("brought for nothing", Conditions(delivery=FRANCO), 0, 45_000),
    ("brought at an unknown cost", Conditions(delivery=FRANCO), None, None),
    ("fetched, so that the cost does not matter", Conditions(delivery=LOCO), None, 45_000),
]


@pytest.mark.parametrize(
    ("conditions", "carriage", "left"), [row[1:] for row in LEFT], ids=[row[0] for row in LEFT]
)
def test_what_is_left(conditions: Conditions, carriage: int | None, left: int | None) -> None:
    cost = None if carriage is None else Decimal(carriage)
    assert net(Decimal(45_000), "kg", conditions, cost).left == left


def test_carriage_by_the_kilogram_says_nothing_of_eggs() -> None:
    assert net(Decimal(2_000), "butir", Conditions(delivery=FRANCO), Decimal(500)).left is None


@given(
    st.decimals(1, 10**9, places=0),
    st.sampled_from([None, FRANCO, LOCO]),
    st.none() | st.integers(0, 365),
    st.none() | st.decimals(0, 10**6, places=0),
)
def test_what_is_left_and_what_is_taken_off_make_the_price(
    price: Decimal, delivery: Delivery | None, days: int | None, carriage: Decimal | None
) -> None:
    one = net(price, "kg", Conditions(delivery=delivery, payment_days=days), carriage)
    if one.left is not None:
        off = (one.carriage or 0) + one.waiting
        assert one.left == max(Decimal(0), price - off)
        assert 0 <= one.left <= price
    assert one.payment_unsaid is (days is None)

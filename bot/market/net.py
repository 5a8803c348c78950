"""What is left of a price for one producer, with all that is assumed (promise P7).

A price at the buyer's door, paid in two weeks, is less than the same price at the farm in cash.
"""

from dataclasses import dataclass
from decimal import Decimal

from bot.market.conditions import Conditions, Delivery

#: What money that comes a month later is worth less, as a part of it: about the interest of a
#: subsidised small loan (KUR, 6 % a year) and its trouble together. Said wherever it is used.
A_MONTH = Decimal("0.01")
DAYS_OF_A_MONTH = 30
#: What carriage is told by; other units are not turned into it.
UNIT = "kg"


@dataclass(frozen=True)
class Net:
    """Rupiah per unit."""

    #: None if it depends on a carriage that is not known, or is told per another unit.
    left: Decimal | None
    #: Taken off because the producer brings the goods; None if they do not, or nobody said so.
    carriage: Decimal | None = None
    #: Taken off because the money comes later.
    waiting: Decimal = Decimal(0)
    #: Whether it was not said who carries, so that nothing is taken off for it.
    carrier_unsaid: bool = False
    #: Whether it was not said when it is paid, so that it counts as cash.
    payment_unsaid: bool = False


def net(price: Decimal, unit: str, conditions: Conditions, carriage: Decimal | None) -> Net:
    """`carriage` is what it costs this producer to bring one kilogram to a buyer."""
    days = conditions.payment_days
    waiting = (price * A_MONTH * (days or 0) / DAYS_OF_A_MONTH).quantize(Decimal(1))
    brings = conditions.delivery is Delivery.FRANCO
    known = carriage if unit == UNIT else None
    if brings and known is None:
        return Net(None, waiting=waiting, payment_unsaid=days is None)
    taken = known if brings else None
    return Net(
        left=max(Decimal(0), price - (taken or 0) - waiting),
        carriage=taken,
        waiting=waiting,
        carrier_unsaid=conditions.delivery is None,
        payment_unsaid=days is None,
    )

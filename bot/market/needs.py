"""What a need says besides how much: what its buyer would pay, and when the goods should come."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel


class Wanted(BaseModel, frozen=True):
    """All of it may be missing. A need holds until its last day, whenever the goods come."""

    #: Rupiah per unit, from and to; the same twice where it is one price.
    low: Decimal | None = None
    high: Decimal | None = None
    #: The days of delivery, both included.
    first: date | None = None
    last: date | None = None

    @property
    def price(self) -> Decimal | None:
        """The one price, which an offer keeps; None for a range, which leaves it open."""
        return self.high if self.low == self.high else None


NOTHING = Wanted()


def pays_less(before: Wanted, now: Wanted) -> bool:
    """Whether either end of what is paid fell; what is not told any more is open, and no less."""
    pairs = ((before.low, now.low), (before.high, now.high))
    return any(new is not None and old is not None and new < old for old, new in pairs)

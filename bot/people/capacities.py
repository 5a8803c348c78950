"""How much can be supplied a month, as one number: what was said in several ways is compared."""

from decimal import Decimal
from fractions import Fraction

from bot.market.commodities import COMMODITIES

#: Period -> how often a month it comes round. When a harvest comes round, nobody has said.
_MONTHS = {
    "day": Fraction(365, 12),
    "week": Fraction(365, 84),
    "month": Fraction(1),
    "year": Fraction(1, 12),
}
#: Of what a commodity is counted in: whole numbers are equal on every engine.
THOUSANDTHS = 1000


def counted_in(slug: str) -> str:
    """The base unit of a commodity: a weight is read to kilograms."""
    unit = COMMODITIES[slug].unit
    return "kg" if unit == "kuintal" else unit


def monthly(amount: Decimal, unit: str, per: str | None, *, of: str | None) -> int | None:
    """In thousandths of the unit in which `of` (a slug) is counted.

    None where that cannot be said: another unit, no period, a harvest, or what is not in the list.
    """
    if of is None or of not in COMMODITIES or unit != counted_in(of) or per not in _MONTHS:
        return None
    return round(Fraction(amount) * THOUSANDTHS * _MONTHS[per])

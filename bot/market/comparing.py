"""Which public price a buyer's price is compared with, and why not with another (promise P7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.language.reading.units import UNITS
from bot.market.conditions import same_grade
from bot.market.models import NATIONWIDE, MarketLevel, ReferencePrice

#: A bulletin says what is paid to producers, wherever the goods are handed over.
BULLETIN_LEVEL = MarketLevel.PRODUCER
#: The one base unit whose multiples (kuintal, ton) are converted.
WEIGHT = "kg"


class Unlike(StrEnum):
    """Why two prices are not compared; the first that holds."""

    LEVEL = "level"
    UNIT = "unit"
    GRADE = "grade"


@dataclass(frozen=True)
class Found:
    price: ReferencePrice
    #: Rupiah in the unit asked for; None where that is not known exactly.
    converted: Decimal | None
    #: None: comparable.
    unlike: Unlike | None


def in_unit(price: Decimal, unit: str, other: str) -> Decimal | None:
    """A price per `unit` as one per `other`: the same unit, or both exact weights."""
    if unit == other:
        return price
    mine, theirs = UNITS.get(unit), UNITS.get(other)
    if mine is None or theirs is None or not mine.base == theirs.base == WEIGHT:
        return None
    if mine.factor is None or theirs.factor is None:
        return None
    return price * theirs.factor / mine.factor


def best(
    references: Iterable[ReferencePrice], places: Sequence[str], unit: str, grade: str = ""
) -> Found | None:
    """The newest comparable price of the smallest region; without one, what there is instead.

    `references` are of one commodity. `places` are codes, those asked about and what they lie in.
    """
    found = [_found(each, unit, grade) for each in references if each.region in places]
    found.sort(key=lambda each: (each.unlike is not None, _size(each.price.region), *_age(each)))
    return found[0] if found else None


def _found(reference: ReferencePrice, unit: str, grade: str) -> Found:
    converted = in_unit(reference.price, reference.unit, unit)
    unlike = None
    if reference.level != BULLETIN_LEVEL:
        unlike = Unlike.LEVEL
    elif converted is None:
        unlike = Unlike.UNIT
    elif not same_grade(reference.grade, grade):
        unlike = Unlike.GRADE
    return Found(reference, converted, unlike)


def _size(region: str) -> int:
    if region == NATIONWIDE:
        return 2
    return 0 if "." in region else 1


def _age(found: Found) -> tuple[int, str, str, str]:
    """Newest first, and then in an order that does not change by itself."""
    price = found.price
    return -price.day.toordinal(), price.source, price.level, price.grade

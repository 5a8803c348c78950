"""How much of a profile is known, and what would help its owner most to say next."""

from dataclasses import dataclass
from enum import StrEnum


class Detail(StrEnum):
    """What onboarding leaves for later, the most useful first."""

    CAPACITY = "capacity"  #: what offers to buyers will begin with
    PHONE = "phone"  #: an account is found again, and claimed, by it
    PRICES_AT = "prices_at"
    READINESS = "readiness"
    SIZE = "size"


#: What everybody has who is registered: name, region, business, products.
REGISTERED = 60
#: Percent. NIB, gender and birth year add nothing: nobody shall feel pressed to tell them.
WEIGHTS = {
    Detail.CAPACITY: 15,
    Detail.PHONE: 10,
    Detail.PRICES_AT: 5,
    Detail.READINESS: 5,
    Detail.SIZE: 5,
}


@dataclass(frozen=True)
class Completeness:
    percent: int
    missing: tuple[Detail, ...]

    @property
    def next(self) -> Detail | None:
        return next(iter(self.missing), None)


def completeness(known: set[Detail]) -> Completeness:
    """Of an owner's profile in which this is known beside what everybody has."""
    percent = REGISTERED + sum(WEIGHTS[detail] for detail in known)
    return Completeness(percent, tuple(detail for detail in Detail if detail not in known))

"""On what conditions goods are bought: how good, where, paid when, how much at least."""

from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel


class Delivery(StrEnum):
    """Who carries the goods; the words are those of the Indonesian trade in crops."""

    LOCO = "loco"  #: the buyer fetches them
    FRANCO = "franco"  #: they are brought to the place named


class Conditions(BaseModel, frozen=True):
    """What a bulletin says besides price or quantity, place and time. All of it may be missing."""

    #: Form, grade, moisture, defects, in the buyer's words.
    grade: str | None = None
    delivery: Delivery | None = None
    #: Where the goods are handed over.
    place: str | None = None
    #: After so many days; 0 is cash.
    payment_days: int | None = None
    #: The least that is taken at once, in the unit of the bulletin.
    minimum: Decimal | None = None
    #: What the producer has to have: codes of `bot.people.readiness.Item`.
    certificates: tuple[str, ...] = ()
    #: What was said besides, in the buyer's words.
    note: str | None = None


NONE = Conditions()


def same_grade(one: str | None, other: str | None) -> bool:
    """Whether two prices are for the same goods; what names no grade is one of its own."""
    return " ".join((one or "").casefold().split()) == " ".join((other or "").casefold().split())

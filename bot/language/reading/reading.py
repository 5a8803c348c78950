"""The answer of every reader: a value, or candidates to ask about, or why neither."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Reason(StrEnum):
    """Why there is no value."""

    EMPTY = "empty"  #: there was nothing to read
    UNKNOWN = "unknown"  #: nothing in it is of the kind asked for
    AMBIGUOUS = "ambiguous"  #: it can mean more than one thing: ask which
    CLOSE = "close"  #: it resembles the candidates but is none of them
    UNIT = "unit"  #: the unit has no fixed size (karung, peti): ask how much it holds
    PROVINCE = "province"  #: a whole province where a regency or city was asked for
    LANDLINE = "landline"  #: a telephone that no message reaches
    VAGUE = "vague"  #: it names no date, amount or place in particular
    INVALID = "invalid"  #: it has the right shape but does not exist (31 November, 25.00)
    TOO_LONG = "too_long"  #: longer than anybody's answer


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """`value` is set when the text is clear; otherwise `candidates` (best first) or a `reason`."""

    value: T | None = None
    candidates: tuple[T, ...] = ()
    reason: Reason | None = None
    approximate: bool = False
    #: What was said beside it and is worth keeping: "Ori 212" of "rawit Ori 212".
    note: str = ""

    @property
    def meant(self) -> tuple[T, ...]:
        """All that may be meant: a family for "kopi", both places for "Malang"."""
        return self.candidates if self.value is None else (self.value,)

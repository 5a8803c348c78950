"""What stands in a house, as its manager writes it down: "2 oven, meja kemas, spinner 3"."""

import re
from dataclasses import dataclass

from bot.language.reading.names import split

#: More than a house has, or than a list of buttons shows.
MOST = 12
MOST_UNITS = 50
LONGEST = 60
_COUNTED = re.compile(
    r"(?:(?P<before>\d{1,3})\s*(?:x|×|unit|buah|pcs)?\s+)?"
    r"(?P<name>.*?[^\W\d_].*?)"
    r"(?:\s*[(x×:]?\s*(?P<after>\d{1,3})\s*(?:x|×|unit|buah|pcs)?\)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Piece:
    name: str
    #: How many alike there are.
    units: int = 1


def read_pieces(text: str) -> tuple[Piece, ...] | None:
    """Each piece once, in the order in which they were named; None where one cannot be read."""
    found: dict[str, Piece] = {}
    for part in split(text, lambda _part: False):
        piece = _piece(part)
        if piece is None:
            return None
        found.setdefault(piece.name.casefold(), piece)
    return tuple(found.values()) or None


def _piece(said: str) -> Piece | None:
    match = _COUNTED.fullmatch(said.strip(" .-•\t"))
    if match is None:
        return None
    units = int(match["before"] or match["after"] or 1)
    name = match["name"].strip()
    if not 1 <= units <= MOST_UNITS or len(name) > LONGEST:
        return None
    return Piece(name[0].upper() + name[1:], units)

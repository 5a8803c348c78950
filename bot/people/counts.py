"""How many people an offtaker may be told of: no number below five (promise P6)."""

from collections.abc import Mapping

#: No offtaker is told a number of people below this.
FEWEST = 5


def told(number: int) -> int | None:
    """Of people whom the offtaker cannot name: none is told as none, one to four as None."""
    return number if number == 0 or number >= FEWEST else None


def roughly(number: int) -> int | None:
    """Of people whom the offtaker can name: so many or more, in steps of five; None below five.

    Neither none nor the exact number: a list of one phone, or of one more, would tell of whom
    the phone is.
    """
    return number - number % FEWEST or None


def folded(parts: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """The parts that may be told, the largest first, and how many people are in all the others.

    Whoever knows the whole could compute a rest below five, so the smallest parts join it until it
    is none or five; a whole below five is all rest.
    """
    largest = sorted(parts, key=lambda part: -parts[part])
    shown = {part: parts[part] for part in largest if parts[part] >= FEWEST}
    rest = sum(parts.values()) - sum(shown.values())
    while shown and 0 < rest < FEWEST:
        rest += shown.popitem()[1]
    return shown, rest

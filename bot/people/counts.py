"""How many people an offtaker may be told of: no number below five (promise P6)."""

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

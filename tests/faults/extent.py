"""How much: a taste of each fault in the ordinary suite, all of it in `make faults`."""

import os

#: Not one of Mitra's own variables, which a bot would refuse to know.
FULL = os.environ.get("FAULTS") == "full"
#: For a test that takes its time in `make faults`, in seconds.
LONGEST = 3 * 3600 if FULL else 120


def extent(taste: int, full: int) -> int:
    return full if FULL else taste

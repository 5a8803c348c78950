"""Texts for fonts that know fewer letters than people's names have."""

import unicodedata
from collections.abc import Callable

#: Signs with a plainer one that says the same.
PLAINER = str.maketrans({"–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "’": "'"})


def within(text: str, known: Callable[[str], bool]) -> str:
    """`text` in letters that are `known`: without the marks that are not, else left out."""
    kept = []
    for sign in " ".join(text.split()).translate(PLAINER):
        parts = sign if known(sign) else unicodedata.normalize("NFKD", sign)
        kept += [part for part in parts if known(part)]
    return " ".join("".join(kept).split())


def latin(text: str) -> str:
    """In Western European letters, the only ones of the fonts that every PDF reader has."""
    return within(text, lambda sign: sign.isprintable() and _fits(sign))


def _fits(sign: str) -> bool:
    try:
        sign.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True

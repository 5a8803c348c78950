"""One spelling put for several, each rule tried only on a text that can hold what it looks for.

Most texts hold nothing of most rules, and looking for a piece of a text costs a twentieth of
looking for a pattern.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Respelling(NamedTuple):
    """`pattern` matches no text in which none of `needs` stands."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    to: str


def respellings(rules: Iterable[tuple[str, str, str]]) -> tuple[Respelling, ...]:
    """Rules as (what has to stand in the text, divided by bars; the pattern; what to put)."""
    return tuple(
        Respelling(tuple(needs.split("|")), re.compile(pattern), to) for needs, pattern, to in rules
    )


def respelt(text: str, rules: Iterable[Respelling]) -> str:
    for needs, pattern, to in rules:
        for need in needs:
            if need in text:
                text = pattern.sub(to, text)
                break
    return text

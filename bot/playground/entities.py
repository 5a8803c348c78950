"""Finds in plain text what Telegram marks by itself: commands, links, names, tags."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.playground.limits import utf16_length

Entity = dict[str, Any]

#: In order of precedence: what begins first wins, and of those the one named first.
FOUND = (
    ("url", re.compile(r"\bhttps?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]", re.IGNORECASE)),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w`])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


def find(text: str, marked: Iterable[Entity] = ()) -> list[Entity]:
    """`marked` and what Telegram finds outside of it, by offset in UTF-16 units."""
    found = list(marked)
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in found]
    for entity in _matches(text):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if all(end <= other or start >= until for other, until in taken):
            found.append(entity)
            taken.append((start, end))
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def _matches(text: str) -> Iterator[Entity]:
    hits = [
        (match.start(), order, kind, match.group())
        for order, (kind, pattern) in enumerate(FOUND)
        for match in pattern.finditer(text)
    ]
    for start, _order, kind, value in sorted(hits):
        yield {
            "type": kind,
            "offset": utf16_length(text[:start]),
            "length": utf16_length(value),
        }


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without blanks around it, as Telegram stores it; entities move along.

    Blanks before the first entity go, those inside of it stay.
    """
    text = text.replace("\r", "").rstrip()
    lead = utf16_length(text) - utf16_length(text.lstrip())
    cut = min([lead, *(entity["offset"] for entity in entities)])
    end = utf16_length(text)
    kept = [
        {
            **entity,
            "offset": entity["offset"] - cut,
            "length": min(entity["length"], end - entity["offset"]),
        }
        for entity in entities
        if entity["offset"] < end
    ]
    # Blanks are one UTF-16 unit each, so the cut counts characters too.
    return text[cut:], kept

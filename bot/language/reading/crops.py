"""Commodities as people call them: "cabe rawit", "brambang", "kopi gayo", "arabica coffee"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.language.reading.crop_names import (
    DRESS,
    ORIGINS,
    SAID_AROUND,
    SPELT,
    UNOFFERED,
    family_words,
    spellings,
)
from bot.language.reading.names import Names, split, squash
from bot.language.reading.other_goods import MADE_OF_IT, OTHER_GOODS, SNACKS
from bot.language.reading.place_names import LANDS
from bot.language.reading.place_names import spellings as place_spellings
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.typed import plain, words
from bot.market.commodities import Commodity, commodity

#: Members of a family are offered in full up to here.
_MANY = 8
#: "ori 212", "ir64", "bisi 18", "nk 7328": what breeders call a variety.
_VARIETY = re.compile(r"(?:[a-z]+ ){0,2}?[a-z]{0,4}\d{1,4}[a-z]{0,2}")
_WRITTEN = re.compile(r"\w+")


def read_commodity(text: str) -> Reading[Commodity]:
    """One commodity; a family's word ("cabai") and a slip of the finger give candidates.

    `note` is what was said beside the name and tells of variety or origin: "Ori 212", "Gayo".
    """
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    typed = words(said)
    if (unoffered := _unoffered(typed)) is not None:
        return Reading(commodity(unoffered))
    name = [SPELT.get(word, word) for word in typed]
    start = next((at for at, word in enumerate(typed) if word not in SAID_AROUND), 0)
    typed, name = typed[start:], name[start:]
    return _exact(name) or _dressed(text, typed, name) or _guessed(text, typed, name)


def read_commodities(text: str) -> list[tuple[str, Reading[Commodity]]]:
    """Each part of a list with its own reading; a part is as it was typed."""
    return [(part, read_commodity(part)) for part in split(text, is_name)]


def names_commodity(said: Sequence[str]) -> bool:
    """Whether these plain words are exactly a name of a commodity or of a family."""
    return bool(_index().exact("".join(SPELT.get(word, word) for word in said)))


def is_name(text: str) -> bool:
    """Whether it is a commodity's name and nothing else, such as a variety."""
    return bool(_index().exact(plain(text) or ""))


def _nothing() -> Reading[Commodity]:
    return Reading(reason=Reason.UNKNOWN)


def _unoffered(typed: Sequence[str]) -> str | None:
    said = " ".join(typed)
    return next((slug for slug, names in UNOFFERED.items() if said in names), None)


@cache
def _index() -> Names:
    return Names(spellings())


@cache
def _families() -> frozenset[str]:
    return frozenset(map(squash, family_words()))


@cache
def _places() -> frozenset[str]:
    return frozenset(LANDS) | {squash(name) for name, _ in place_spellings()}


def _candidates(slugs: Sequence[str], reason: Reason) -> Reading[Commodity] | None:
    found = tuple(commodity(slug) for slug in slugs[:_MANY])
    return Reading(candidates=found, reason=reason) if found else None


def _exact(name: Sequence[str]) -> Reading[Commodity] | None:
    typed = "".join(name)
    slugs = _index().exact(typed)
    if len(slugs) == 1 and typed not in _families():
        return Reading(commodity(slugs[0]))
    return _candidates(slugs, Reason.AMBIGUOUS)


def _dressed(text: str, typed: Sequence[str], name: Sequence[str]) -> Reading[Commodity] | None:
    """`kopi gayo`, `bawang merah Brebes`, `rawit Ori 212`: the name without what dresses it."""
    start = next((at for at, word in enumerate(name) if word not in DRESS), len(name))
    for end in range(len(name), start, -1):
        found = _exact(name[start:end])
        if found is not None and _only_dress(typed[end:]):
            return replace(found, note=_as_typed(text, [*typed[:start], *typed[end:]]))
    return None


def _only_dress(rest: Sequence[str]) -> bool:
    """Whether it is states and origins, a place, or the name and number of a variety."""
    rest = [word for word in rest if not (word in DRESS or word in ORIGINS or word in SAID_AROUND)]
    return not rest or "".join(rest) in _places() or _VARIETY.fullmatch(" ".join(rest)) is not None


def _as_typed(text: str, kept: Sequence[str]) -> str:
    """These words the way the person wrote them, without those that say nothing."""
    wanted = [word for word in kept if word not in SAID_AROUND]
    found: list[str] = []
    for word in _WRITTEN.findall(text):
        if wanted and squash(word) == wanted[0]:
            found.append(word)
            wanted = wanted[1:]
    return " ".join(found)


def _guessed(text: str, typed: Sequence[str], name: Sequence[str]) -> Reading[Commodity]:
    """What it may be a slip of; goods that are known not to be in the list are none."""
    head = next((word for word in typed if word not in DRESS), "")
    last = typed[-1] if len(typed) > 1 else ""
    if head in OTHER_GOODS or last in MADE_OF_IT:
        return _nothing()
    if last in SNACKS and (found := _candidates(_index().exact(last), Reason.CLOSE)):
        return replace(found, note=_as_typed(text, typed[:-1]))
    return _close(name) or _inside(text, typed, name) or _nothing()


def _close(name: Sequence[str]) -> Reading[Commodity] | None:
    kept = [word for word in name if word not in DRESS and word not in ORIGINS]
    for typed in dict.fromkeys(("".join(name), "".join(kept))):
        close = _index().close(typed, bool)
        if close.clear and len(close.keys) == 1 and typed not in _families():
            return Reading(commodity(close.keys[0]))
        if close.keys:
            return _candidates(close.keys, Reason.CLOSE)
    return None


def _inside(text: str, typed: Sequence[str], name: Sequence[str]) -> Reading[Commodity] | None:
    """A name among other words ("keripik singkong pedas"), to ask whether that is meant.

    The rest of the words stays the caller's to keep: they may change what it is ("kopi bubuk").
    """
    for length in range(min(len(name) - 1, 4), 0, -1):
        for at in range(len(name) - length + 1):
            slugs = _index().exact("".join(name[at : at + length]))
            found = _candidates(slugs, Reason.CLOSE)
            if found:
                return replace(found, note=_as_typed(text, [*typed[:at], *typed[at + length :]]))
    return None

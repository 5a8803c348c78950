"""Commodities as people call them: "cabe rawit", "brambang", "kopi gayo", "arabica coffee"."""

from collections.abc import Sequence
from functools import cache

from bot.language.reading.crop_names import (
    DRESS,
    ORIGINS,
    SPELT,
    UNOFFERED,
    family_words,
    spellings,
)
from bot.language.reading.names import Names, split, squash
from bot.language.reading.place_names import LANDS
from bot.language.reading.place_names import spellings as place_spellings
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.typed import plain, words
from bot.market.commodities import Commodity, commodity

#: Members of a family are offered in full up to here.
_MANY = 8


def read_commodity(text: str) -> Reading[Commodity]:
    """One commodity; a family's word ("cabai") and a slip of the finger give candidates."""
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    typed = words(said)
    if (unoffered := _unoffered(typed)) is not None:
        return Reading(commodity(unoffered))
    name = [SPELT.get(word, word) for word in typed]
    return _exact(name) or _dressed(typed, name) or _close(name) or _inside(name) or _nothing()


def read_commodities(text: str) -> list[tuple[str, Reading[Commodity]]]:
    """Each part of a list with its own reading."""
    return [(part, read_commodity(part)) for part in split(text, is_name)]


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


def _dressed(typed: Sequence[str], name: Sequence[str]) -> Reading[Commodity] | None:
    """`kopi gayo`, `bawang merah Brebes`, `jual tomat segar`: the name without what dresses it."""
    start = next((at for at, word in enumerate(name) if word not in DRESS), len(name))
    for end in range(len(name), start, -1):
        found = _exact(name[start:end])
        if found is not None and _only_dress(typed[end:]):
            return found
    return None


def _only_dress(rest: Sequence[str]) -> bool:
    while rest and (rest[0] in DRESS or rest[0] in ORIGINS):
        rest = rest[1:]
    return not rest or "".join(rest) in _places()


def _close(name: Sequence[str]) -> Reading[Commodity] | None:
    kept = [word for word in name if word not in DRESS and word not in ORIGINS]
    for typed in dict.fromkeys(("".join(name), "".join(kept))):
        close = _index().close(typed, bool)
        if close.clear and len(close.keys) == 1:
            return Reading(commodity(close.keys[0]))
        if close.keys:
            return _candidates(close.keys, Reason.CLOSE)
    return None


def _inside(name: Sequence[str]) -> Reading[Commodity] | None:
    """A name among other words ("keripik singkong pedas"), to ask whether that is meant."""
    for length in range(min(len(name) - 1, 4), 0, -1):
        for at in range(len(name) - length + 1):
            found = _index().exact("".join(name[at : at + length]))
            if found:
                return _candidates(found, Reason.CLOSE)
    return None

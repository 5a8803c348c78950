"""A commodity and a place somewhere in a sentence: "berapa harga kopi di malang sekarang?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from bot.language.reading.crop_names import DRESS, ORIGINS, SAID_AROUND
from bot.language.reading.crops import names_commodity, read_commodity
from bot.language.reading.places import names_place, read_place
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.wish_words import is_exact
from bot.market.commodities import Commodity
from bot.market.regions import Region

T = TypeVar("T")

#: The longest names of the lists have so many words.
_LONGEST = 5
_PREPOSITIONS = {
    *("di", "daerah", "wilayah", "dari", "in", "from", "near", "around", "sekitar", "asal", "se"),
    *("kab", "kabupaten", "kota", "prov", "provinsi", "ke", "area"),
}
#: Titles belong to the name; the other words before it do not.
_TITLES = {"kab", "kabupaten", "kota", "prov", "provinsi"}
#: Names of places that are everyday words as well: read only where a place has to stand.
_EVERYDAY = {
    "batu",
    "batang",
    "pati",
    "negara",
    "serang",
    "metro",
    "bone",
    "pare",
    "lawang",
    "buru",
}
#: "Tidak tahu" knows not, and "mau tahu" wants to know; neither speaks of tofu.
_KNOWING = {"tidak", "tdk", "gak", "ga", "nggak", "ngga", "ndak", "mau", "ingin", "pengen", "belum"}
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """What was named, and the words (first, and behind the last) that named it."""

    reading: Reading[T]
    start: int
    end: int


def commodity_in(said: Sequence[str]) -> Mention[Commodity] | None:
    """The longest exact name; without one, a single word that is clearly a slip of one."""
    for length in range(min(len(said), _LONGEST), 0, -1):
        for at in range(len(said) - length + 1):
            if _of_knowing(said, at) or _is_place(said, at):
                continue
            run = said[at : at + length]
            if names_commodity(run):
                return Mention(_with_origin(said, at, at + length), at, at + length)
    return _slip_in(said)


#: “Kenapa” is no slip of “kelapa”.
_ASKING = {"kenapa", "mengapa", "kapan", "why", "when"}


def _slip_in(said: Sequence[str]) -> Mention[Commodity] | None:
    """`bwang merah`, `tomta`: an ordinary word resembles many names, so that it has to be close."""
    for at, word in enumerate(said):
        ordinary = word in SAID_AROUND or word in DRESS or word in _ASKING or is_exact(word)
        if len(word) < _SHORTEST or ordinary or _is_place(said, at):
            continue
        for end in range(min(len(said), at + 2), at, -1):
            reading = read_commodity(" ".join(said[at:end]))
            if reading.value or (end == at + 1 and _resembles(word, reading)):
                return Mention(reading, at, end)
    return None


def _resembles(word: str, reading: Reading[Commodity]) -> bool:
    if reading.reason is not Reason.CLOSE or len(word) <= _SHORTEST:
        return False
    names = " ".join(f"{each.name_id} {each.name_en}" for each in reading.candidates).lower()
    return any(
        name[0] == word[0] and OSA.distance(word, name, score_cutoff=1) <= 1
        for name in names.split()
    )


def _of_knowing(said: Sequence[str], at: int) -> bool:
    return said[at] == "tahu" and at > 0 and said[at - 1] in _KNOWING


def _is_place(said: Sequence[str], at: int) -> bool:
    """`di lombok` is the island and no chili."""
    return at > 0 and said[at - 1] in _PREPOSITIONS and names_place([said[at]])


def _with_origin(said: Sequence[str], start: int, end: int) -> Reading[Commodity]:
    """`kopi gayo` keeps its origin as a note."""
    tail = end + (end < len(said) and said[end] in ORIGINS)
    return read_commodity(" ".join(said[start:tail]))


def region_in(said: Sequence[str], taken: range = range(0)) -> Mention[Region] | None:
    """The place behind a preposition, or else a name that is no everyday word."""
    for at, word in enumerate(said[:-1]):
        if word in _PREPOSITIONS:
            start = at if word in _TITLES else at + 1
            found = _from(said, start, taken)
            if found is not None:
                return found
    for at, word in enumerate(said):
        plain = len(word) < _SHORTEST or word in _EVERYDAY or word in ORIGINS or is_exact(word)
        found = None if plain or at in taken else _from(said, at, taken)
        if found is not None:
            return found
    return None


def _from(said: Sequence[str], start: int, taken: range) -> Mention[Region] | None:
    """The longest run of words from `start` on that is a place."""
    for end in range(min(len(said), start + _LONGEST), start, -1):
        if any(at in taken for at in range(start, end)):
            continue
        reading = read_place(" ".join(said[start:end])) if names_place(said[start:end]) else None
        if reading is not None and (reading.value or reading.reason is Reason.AMBIGUOUS):
            return Mention(reading, start, end)
    return None

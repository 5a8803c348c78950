"""Places as people write them: "Kab. Malang", "jatim", "Solo", "East Java", "kabupten mlang"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from bot.language.reading.names import Names, parted, split, squash
from bot.language.reading.place_names import LANDS, bare, spellings, title
from bot.language.reading.place_words import DIRECTIONS, ENGLISH, FILLERS, SHORT, TITLES
from bot.language.reading.reading import Reading, Reason
from bot.language.reading.typed import plain, words
from bot.market.regions import REGIONS, Region, region

Level = Literal["regency", "province"]

#: Shorter pieces of a text are found in too many names to tell anything.
_TELLING = 4
#: Families and equal names are offered in full up to here.
_MANY = 8


@dataclass(frozen=True, slots=True)
class _Asked:
    """The name with its title ("kota") and the province it was said to lie in, where given."""

    name: tuple[str, ...]
    title: str | None
    level: Level | None
    parent: str | None = None
    #: The words as typed, title and all, for a slip in the title itself.
    whole: str = ""

    def fits(self, code: str) -> bool:
        place = REGIONS[code]
        return (
            (self.level is None or place.level == self.level)
            and (self.title is None or title(place) == self.title)
            and (self.parent is None or self.parent in {place.parent, code})
        )


def read_place(text: str, *, level: Level | None = None) -> Reading[Region]:
    """One province, regency or city; equal names come back as candidates."""
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    asked = _asked(words(said), level)
    if not asked.name:
        return Reading(reason=Reason.UNKNOWN)
    for look in (_named, _in_province, _of_a_land, _close, _inside):
        reading = look(asked)
        if reading is not None:
            return reading
    return Reading(reason=Reason.UNKNOWN)


def read_places(text: str) -> list[tuple[str, Reading[Region]]]:
    """Each part of a list with its own reading; "Kabupaten Malang, Jawa Timur" is one part."""
    return [(part, read_place(part)) for part in split(text, _is_one_name)]


def names_place(said: Sequence[str]) -> bool:
    """Whether these plain words are exactly the name of a place, with or without its title."""
    name = said[1:] if len(said) > 1 and said[0] in TITLES else said
    full = tuple(SHORT.get(word, word) for word in name)
    found = any(_index().exact(squashed) for squashed in ("".join(said), *_orders(full)))
    return found or "".join(full) in LANDS


def _is_one_name(text: str) -> bool:
    """Whether what a comma or an "and" has parted is one name, or a regency with its province."""
    said = words(plain(text) or "")
    name = said[1:] if said and said[0] in TITLES else said
    if _index().exact("".join(name)):
        return True
    inner, comma, province = text.rpartition(",")
    alone = bool(comma) and not parted(inner)
    outer = read_place(province, level="province").value if alone else None
    found = read_place(inner, level="regency") if outer else None
    return found is not None and any(
        outer is not None and place.parent == outer.code
        for place in (found.value, *found.candidates)
        if place and found.reason in {None, Reason.AMBIGUOUS}
    )


@cache
def _index() -> Names:
    return Names(spellings())


@cache
def _titled() -> Names:
    """Names with their titles, for a slip in the title itself."""
    titled = ((f"{title(place)} {bare(place)}", code) for code, place in REGIONS.items())
    return Names([*titled, *spellings()])


def _asked(said: list[str], level: Level | None) -> _Asked:
    name = [SHORT.get(word, word) for word in _initials(_parted_title(said))]
    if _index().exact("".join(said)):
        name = said  # "jak sel" before its parts
    wanted = None
    if len(name) > 1 and not _ends_a_name(name):
        name, wanted = _untitled(name)
    if not _index().exact("".join(name)):
        name = [word for word in name if word not in FILLERS] or name
    return _Asked(tuple(name), wanted, level, whole="".join(said))


def _ends_a_name(said: list[str]) -> bool:
    """Whether a title is part of the name itself: “Lima Puluh Kota”, “50 Kota, Sumbar”."""
    ends = [at for at in range(2, len(said)) if said[at - 1] in TITLES] + [len(said)]
    return any(_index().exact("".join(said[:end])) for end in ends)


def _parted_title(said: list[str]) -> list[str]:
    """`kabmalang` is Kab. Malang."""
    if len(said) != 1 or _index().exact(said[0]):
        return said
    for title_ in TITLES:
        rest = said[0].removeprefix(title_)
        if rest != said[0] and _index().exact(rest):
            return [title_, rest]
    return said


def _initials(said: list[str]) -> list[str]:
    """`D.K.I.` comes as three words of one letter each and is one."""
    parts: list[str] = []
    for word, before in zip(said, ["", *said], strict=False):
        if len(word) == len(before) == 1:
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _untitled(name: list[str]) -> tuple[list[str], str | None]:
    """Without the title, which stands first ("Kota Malang"), last ("Malang city"), or within."""
    for at in (0, len(name) - 1, *range(1, len(name) - 1)):
        wanted = TITLES.get(name[at])
        if wanted is None:
            continue
        if name[at] in ENGLISH:  # "Bandung regency, West Java"
            return name[:at] + [word for word in name[at + 1 :] if word != "of"], wanted
        rest = name[at + 1 :]
        if at and rest and _is_province(rest):  # "Malang kota, Jawa Timur"
            return name[:at] + rest, wanted
        return (rest or name[:at]), wanted
    return name, None


def _is_province(name: list[str]) -> bool:
    return any(REGIONS[code].level == "province" for code in _index().exact("".join(name)))


def _reading(codes: Iterable[str], reason: Reason) -> Reading[Region] | None:
    places = tuple(region(code) for code in dict.fromkeys(codes))[:_MANY]
    return Reading(candidates=places, reason=reason) if places else None


def _one_or_ask(codes: tuple[str, ...]) -> Reading[Region] | None:
    if len(codes) == 1:
        return Reading(region(codes[0]))
    return _reading(codes, Reason.AMBIGUOUS)


def _fitting(codes: Iterable[str], asked: _Asked) -> tuple[str, ...]:
    return tuple(code for code in codes if asked.fits(code))


def _named(asked: _Asked) -> Reading[Region] | None:
    """An exact name; one that exists only with another title or level is asked about."""
    found: tuple[str, ...] = ()
    for name in _orders(asked.name):
        found = found or _index().exact(name)
    fitting = _fitting(found, asked)
    if fitting or not found:
        return _one_or_ask(fitting)
    if asked.level == "regency" and all(REGIONS[code].level == "province" for code in found):
        land = LANDS.get(squash("".join(asked.name)), ())
        return _reading(land, Reason.AMBIGUOUS) or Reading(reason=Reason.PROVINCE)
    return _reading(_fitting(found, replace(asked, title=None)), Reason.CLOSE)


def _orders(name: tuple[str, ...]) -> list[str]:
    """`east java` and `java east` beside the name as it stands."""
    turns = [
        [*rest, turn]
        for first, rest in ((name[0], name[1:]), (name[-1], name[:-1]))
        for turn in DIRECTIONS.get(first, ())
    ]
    if name[-1] == "kepulauan":
        turns.append(["kepulauan", *name[:-1]])
    return ["".join(name), *("".join(turn) for turn in turns)]


def _in_province(asked: _Asked) -> Reading[Region] | None:
    """`Banjar Jabar`, `Malang, Jawa Timur`: the province tells equal names apart."""
    for cut in range(len(asked.name) - 1, 0, -1):
        last = [word for word in asked.name[cut:] if word not in TITLES]
        within = [
            code
            for name in (_orders(tuple(last)) if last else ())
            for code in _index().exact(name)
            if REGIONS[code].level == "province"
        ]
        if within:
            name = asked.name[:cut]
            if not _index().exact("".join(name)):
                name = tuple(word for word in name if word not in TITLES)
            inner = replace(asked, name=name or asked.name[:cut], parent=within[0], level="regency")
            found = _named(inner) if asked.level != "province" else None
            if found is not None:
                return found
    return None


def _of_a_land(asked: _Asked) -> Reading[Region] | None:
    """`lombok`, `hulu sungai`: what holds several regencies without being one."""
    typed = squash("".join(asked.name))
    if typed in LANDS and asked.level != "province":
        return _reading(LANDS[typed], Reason.AMBIGUOUS)
    if len(typed) < _TELLING:
        return None
    family = _fitting(_families().get(asked.name, ()), asked)
    return _reading(family, Reason.AMBIGUOUS) if len(family) <= _MANY else None


@cache
def _families() -> dict[tuple[str, ...], tuple[str, ...]]:
    """What names begin with, in whole words -> the codes of those that do."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for code, place in REGIONS.items():
        name = tuple(bare(place).lower().split())
        for length in range(1, len(name) + 1):
            found[name[:length]] = (*found.get(name[:length], ()), code)
    return found


def _inside(asked: _Asked) -> Reading[Region] | None:
    """A name among other words: the longest run of words that is one."""
    size = len(asked.name)
    for length in range(min(size - 1, 4), 0, -1):
        for at in range(size - length + 1):
            run = "".join(asked.name[at : at + length])
            found = _fitting(_index().exact(run), asked) if len(run) >= _TELLING else ()
            if found:
                return _reading(found, Reason.CLOSE)
    return None


def _close(asked: _Asked) -> Reading[Region] | None:
    index, name = _index() if asked.title else _titled(), "".join(asked.name)
    close = index.close(name, asked.fits)
    if not close.keys and (asked.title or name != asked.whole):
        close = _titled().close(asked.whole, replace(asked, title=None).fits)
    if close.clear and len(close.keys) == 1:
        return Reading(region(close.keys[0]))
    return _reading(close.keys, Reason.CLOSE)

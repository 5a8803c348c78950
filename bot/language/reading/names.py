"""Finding a name in a list as people type it: joined or apart, with a slip of the finger."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Parts of a list: what separates them, wherever it is not inside a name.
_SEPARATORS = re.compile(
    r"(?:^|[\n\s,;])\s*(?:[-*–—•·●▪]|\d{1,2}[.)])\s+(?=\S)|[,;\n/+&•·●▪|]"
    r"|\s(?:dll|dsb|dst|etc|dkk|dan sekitarnya)\b\.?"
    r"|\s(?:(?:dan|and|n|serta|plus|sama|ama|sm|dgn|dng|dengan|atau|or|also|juga|terus|trus"
    r"|as well as)(?:\s+(?:juga|also))?\s+)+(?=\S)",
    re.IGNORECASE,
)
#: A message is no longer (Telegram's limit); what follows did not come from a person.
LONGEST_LIST = 4096
#: Slips allowed by the length of what was typed; below four letters anything resembles anything.
_SLIPS = ((4, 0), (9, 1), (14, 2), (10**9, 3))
#: Of three letters, only a fourth that was left out behind the first is looked for.
_SHORT = 3
_VOWELS = re.compile("[aeiou]|n(?=g)")
#: Fewer consonants are found in too many names.
_SKELETON = 3
#: Spellings looked at before those that do not fit are left out.
_LOOKED_AT = 24
#: At most this many are offered for a slip; more would be a quiz.
_OFFERED = 3
#: From this length on, one slip and no other name near leave no doubt.
_UNMISTAKABLE = 7


@dataclass(frozen=True)
class Close:
    """Names that resemble what was typed, nearest first; `clear` when only one can be meant."""

    keys: tuple[str, ...]
    clear: bool


class Names:
    """Spellings, each standing for the keys it may mean."""

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        self._keys: dict[str, tuple[str, ...]] = {}
        for spelling, key in spellings:
            squashed = squash(spelling)
            known = self._keys.get(squashed, ())
            if key not in known:
                self._keys[squashed] = (*known, key)
        self._spellings = list(self._keys)
        self._short = [each for each in self._spellings if len(each) == _SHORT + 1]
        self._longest = max(map(len, self._spellings), default=0)
        self._by_length: dict[int, list[str]] = {}
        self._skeletons: dict[str, list[str]] = {}
        for spelling in self._spellings:
            self._skeletons.setdefault(_skeleton(spelling), []).append(spelling)

    def exact(self, typed: str) -> tuple[str, ...]:
        return self._keys.get(squash(typed), ())

    def close(self, typed: str, fits: Callable[[str], bool]) -> Close:
        """What is within a few slips (insert, leave out, replace, swap) of `typed`.

        Where it has no vowels, it is what is left of a name without them ("kntng", "bwng mrh").
        """
        squashed = squash(typed)
        distances: dict[str, float] = {}
        for spelling, distance in self._near(squashed):
            for key in filter(fits, self._keys[spelling]):
                distances.setdefault(key, distance)
        keys = tuple(distances)[:_OFFERED]
        return Close(keys, clear=_is_clear(squashed, list(distances.values())))

    def _near(self, squashed: str) -> list[tuple[str, float]]:
        """Spellings with their slips, fewest first, and of those the same first letter first."""
        slips = next(allowed for length, allowed in _SLIPS if len(squashed) < length)
        if slips:
            hits = process.extract(
                squashed,
                self._as_long_as(len(squashed), slips),
                scorer=OSA.distance,
                score_cutoff=slips,
                limit=_LOOKED_AT,
            )
        else:
            short = self._short if len(squashed) == _SHORT else ()
            hits = [(each, 1, 0) for each in short if _left_out(squashed, each)]
        hits.sort(key=lambda hit: (hit[1], hit[0][:1] != squashed[:1]))
        near = [(spelling, float(distance)) for spelling, distance, _ in hits]
        if len(squashed) >= _SKELETON and not _VOWELS.search(squashed.replace("ng", "g")):
            # Vowels left out on purpose are no slips, so that these come first.
            whole = self._skeletons.get(_skeleton(squashed), ())
            near = [*((spelling, 1.0) for spelling in whole), *near]
        return near

    def _as_long_as(self, length: int, slips: int) -> Sequence[str]:
        """Those that so many slips can lead to, in their order: a slip is a letter at most."""
        if length > self._longest + slips:
            return ()
        if length not in self._by_length:
            within = range(length - slips, length + slips + 1)
            self._by_length[length] = [each for each in self._spellings if len(each) in within]
        return self._by_length[length]


def _is_clear(typed: str, distances: list[float]) -> bool:
    if not distances or len(typed) < _UNMISTAKABLE or distances[0] > 1:
        return False
    return len(distances) == 1 or distances[1] > distances[0] + 1


def _skeleton(squashed: str) -> str:
    return _VOWELS.sub("", squashed)


def _left_out(typed: str, spelling: str) -> bool:
    return typed[0] == spelling[0] and any(
        typed == spelling[:at] + spelling[at + 1 :] for at in range(1, len(spelling))
    )


def squash(text: str) -> str:
    """Letters and figures only: `Padang Sidempuan` and `padangsidempuan` are one spelling."""
    lowered = text.lower()
    if lowered.isalnum():
        return lowered  # most words, at a tenth of what looking at each sign takes
    return "".join(sign for sign in lowered if sign.isalnum())


def split(text: str, is_name: Callable[[str], bool]) -> list[str]:
    """The parts of a list, leaving whole what is a name with a comma or an "and" in it."""
    spans = _spans(text[:LONGEST_LIST])
    whole: list[str] = []
    at = 0
    while at < len(spans):
        ends = range(min(len(spans), at + 3) - 1, at, -1)
        end = next((end for end in ends if is_name(text[spans[at][0] : spans[end][1]])), at)
        whole.append(text[spans[at][0] : spans[end][1]].strip())
        at = end + 1
    return whole


def parted(text: str) -> bool:
    """Whether there is anything in it that separates the parts of a list."""
    return len(_spans(text)) > 1


def _spans(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(edge for cut in _SEPARATORS.finditer(text) for edge in cut.span()), len(text)]
    spans = zip(cuts[::2], cuts[1::2], strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]

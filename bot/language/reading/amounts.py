"""A phrase about an amount as a row of kinds ("N per U"), so that its pattern can be looked up.

Kinds: N number, U unit, S one of a unit (sekilo), P per, R range, X of each, Z total,
T period, M slang for money, F foreign money, W ton or trillion, L metre or milliard, and ? for
any other word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from bot.language.reading.numerals import Number, number_at, starts_number, tokens
from bot.language.reading.units import METER, ONE_OF, TON, UNITS, Unit

_KINDS = {
    "P": "/ per tiap setiap every sekali",
    "R": "- sampai sampe hingga sd to until atau or ..",
    "X": "@ isi berisi masing x * each setiap2 berat",
    "F": "$ usd dollar dolar euro eur ringgit rm sgd yen yuan",
    "Z": "total totalnya semuanya keseluruhan jumlahnya =",
    "C": "rp idr rupiah perak rph",
    "D": "bukan tidak tdk gak ga nggak ngga jangan no not min minimal minimum maks maksimal max "
    "maximum bawah dibawah atas diatas lebih kurang paling setidaknya least most under over "
    "than below above up belum < > mungkin maybe",
    "V": "seperti kayak kaya biasanya2 secukupnya seadanya banyak sedikit beberapa tergantung "
    "several some many few belasan puluhan ratusan ribuan jutaan usual same",
    "A": "~ sekitar sekitaran kira kurleb sekira hampir nyaris about around roughly approx "
    "approximately circa almost perkiraan rata",
    "": "harga harganya price cost costs at nya aja saja ya pak bu mas mbak kak bang cuma hanya "
    "only just is are itu ini lah dong nih , . : ( ) ! ; ' \" _ & + a the for untuk antara "
    "between dan and dapat dapet up of sama kak2 jadi",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_PERIODS = {
    **dict.fromkeys(("hari", "day", "daily", "harian"), "day"),
    **dict.fromkeys(("minggu", "mgg", "mg", "pekan", "week", "weekly", "mingguan"), "week"),
    **dict.fromkeys(("bulan", "bln", "month", "monthly", "bulanan"), "month"),
    **dict.fromkeys(("tahun", "thn", "year", "yearly", "tahunan"), "year"),
    **dict.fromkeys(("panen", "harvest"), "harvest"),
}
_PERIODS |= {"se" + word: period for word, period in _PERIODS.items()}
_SLANG = {
    "seceng": (1000,),
    "goceng": (5000,),
    "ceban": (10_000,),
    "noban": (20_000,),
    "goban": (50_000,),
    "gocap": (50_000, 50),
    "cepek": (100_000, 100),
    "gopek": (500_000, 500),
    "jigo": (25_000, 25),
}
_APPROXIMATELY = {"ribuan", "jutaan", "miliaran", "puluhan", "ratusan"}
_RESPELLED = {"until": " sampai ", "about": " ~ ", "truck": " pikap ", "done": " "}
_RESPELL = re.compile(
    r"(?P<until>\bs ?[/.] ?d\b\.?)"
    r"|(?P<about>\+ ?/? ?-|\bkurang lebih\b|\blebih kurang\b|\bmore or less\b|\bkira ?-?2\b)"
    r"|(?P<truck>\bpick[ -]up\b)|(?P<done>,-+)"
)
_BETWEEN = re.compile(r"\b(?:antara|between)\b")
_NEGATIVE = re.compile(r"(?:rp\.? ?)?-\d")


@dataclass(slots=True)
class Phrase:
    """The kinds in order, and the numbers, units and periods among them in theirs."""

    typed: str
    kinds: str = ""
    numbers: list[Number] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    rupiah: bool = False
    approximate: bool = False
    doubtful: bool = False
    vague: bool = False
    strange: int = 0


def phrase(plain_text: str) -> Phrase:
    """Look at a plain text token by token; words that only dress an amount leave no trace."""
    said = Phrase(plain_text)
    if _BETWEEN.search(plain_text):
        plain_text = plain_text.replace(" dan ", " sampai ").replace(" and ", " to ")
    said.doubtful = _NEGATIVE.match(plain_text) is not None
    found = tokens(_RESPELL.sub(lambda match: _RESPELLED[str(match.lastgroup)], plain_text))
    at, kinds = 0, []
    while at < len(found):
        number = number_at(found, at) if starts_number(found[at]) else None
        if number is None:
            kinds.append(_note(said, found, at))
            at += 1
            continue
        said.numbers.append(number)
        said.approximate |= not _APPROXIMATELY.isdisjoint(found[at : number.end])
        kinds.append("N")
        at = number.end
    said.kinds = _tidy("".join(kinds))
    return said


#: Words that turn the reading of the whole and leave no kind: letter -> flag.
_FLAGS = {"A": "approximate", "D": "doubtful", "V": "vague", "C": "rupiah"}


def _note(said: Phrase, found: Sequence[str], at: int) -> str:
    """The kind of one word, whose unit, flag or slang value is put down in `said`."""
    word = found[at]
    if word in {"a", "an"} and len(found) > at + 1:
        return _article(said, found, at)
    kind, value = _word(word)
    if kind in _FLAGS:
        setattr(said, _FLAGS[kind], True)
        return ""
    if isinstance(value, Unit):
        said.units.append(value)
        said.approximate |= kind == "U" and word.endswith("an") and word not in UNITS
    elif isinstance(value, Number):
        said.numbers.append(value)
    elif value is not None:
        said.periods.append(value)
    said.strange += kind == "?"
    return kind


def _article(said: Phrase, found: Sequence[str], at: int) -> str:
    """`a ton` is one, `12k a kilo` is per, `half a ton` is neither."""
    following = _word(found[at + 1])[0]
    if at == 0 and following == "U":
        said.numbers.append(_ONE)
        return "N"
    return "P" if at and found[at - 1] not in _HALVES and following in {"U", "T"} else ""


_ONE = Number((Decimal(1),), Decimal(1), sure=True, end=0)
_HALVES = {"half", "and", "quarter"}
_DASH = re.compile("(?<![NUS])R+|R+(?![NS])")


def _tidy(kinds: str) -> str:
    """A dash that stands between no two numbers is only a dash."""
    return _DASH.sub("", kinds) if "R" in kinds else kinds


def _known() -> dict[str, tuple[str, Unit | Number | str | None]]:
    """Every word of meaning with its kind; of words in two tables the later one counts."""
    slang = {
        word: Number(tuple(map(Decimal, said)), Decimal(said[0]), sure=len(said) == 1, end=0)
        for word, said in _SLANG.items()
    }
    return {
        **{word: ("M", number) for word, number in slang.items()},
        **{word: ("T", period) for word, period in _PERIODS.items()},
        **{word: ("S", unit) for word, unit in ONE_OF.items()},
        **{word: (kind, None) for word, kind in _KIND.items()},
        **{word: ("U", unit) for word, unit in UNITS.items()},
        "t": ("W", TON),
        "m": ("L", METER),
    }


_KNOWN = _known()


@lru_cache(maxsize=8192)
def _word(word: str) -> tuple[str, Unit | Number | str | None]:
    if word in _KNOWN:
        return _KNOWN[word]
    if word == "an":  # "15rb-an"
        return "A", None
    for ending in ("nya", "an"):
        if word.endswith(ending) and (known := _word(word.removesuffix(ending)))[0] in "USTZ":
            return known
    return "?", None

"""A phrase about an amount as a row of kinds ("N per U"), so that its pattern can be looked up.

Kinds: N number, U unit, S one of a unit (sekilo), P per, R range, X of each, Z total, O in return
for, T period, M slang for money, F foreign money, W ton or trillion, L metre or milliard,
B another amount that it may be, and ? for any other word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.language.reading.numerals import (
    NUMBER_WORDS,
    Number,
    number_at,
    number_parts,
    starts_number,
    tokens,
)
from bot.language.reading.respelling import respellings, respelt
from bot.language.reading.units import METER, ONE_OF, TON, UNITS, Unit

_KINDS = {
    "P": "/ per tiap setiap every sekali",
    "R": "- sampai sampe hingga sd to until atau or ..",
    "X": "@ isi berisi masing x * each setiap2 berat",
    "F": "$ usd dollar dolar euro eur ringgit rm sgd yen yuan",
    "Z": "total totalnya semuanya keseluruhan jumlahnya =",
    "O": "for untuk buat dapat dapet dpt gets get",
    "C": "rp idr rupiah perak rph",
    "D": "bukan tidak tdk gak ga nggak ngga jangan no not min minimal minimum maks maksimal max "
    "maximum bawah dibawah atas diatas lebih kurang paling setidaknya least most under over "
    "than below above up belum minus < >",
    "B": "mungkin maybe perhaps barangkali",
    "V": "seperti kayak kaya biasanya2 secukupnya seadanya banyak sedikit beberapa tergantung "
    "several some many few couple belasan puluhan ratusan ribuan jutaan usual same",
    "A": "~ sekitar sekitaran kira kurleb sekira hampir nyaris about around roughly approx "
    "approximately circa almost perkiraan rata",
    "": "harga harganya price cost costs at nya aja saja ya pak bu mas mbak kak bang cuma hanya "
    "only just is are itu ini lah dong nih , . : ( ) ! ; ' \" _ & + a the antara "
    "between dan and up of sama kak2 jadi",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_PERIODS = {
    **dict.fromkeys(("hari", "day", "daily", "harian"), "day"),
    **dict.fromkeys(("minggu", "mgg", "mg", "pekan", "week", "weekly", "mingguan"), "week"),
    **dict.fromkeys(("bulan", "bln", "month", "monthly", "bulanan"), "month"),
    **dict.fromkeys(("tahun", "thn", "year", "yearly", "tahunan"), "year"),
    **dict.fromkeys(("panen", "harvest", "musim", "season"), "harvest"),
}
_PERIODS |= {"se" + word: period for word, period in _PERIODS.items()}
_SLANG = {
    "seceng": (1000,),
    "ceceng": (1000,),
    "noceng": (2000,),
    "nopek": (200_000, 200),
    "pekgo": (150_000, 150),
    "goceng": (5000,),
    "ceban": (10_000,),
    "noban": (20_000,),
    "goban": (50_000,),
    "gocap": (50_000, 50),
    "cepek": (100_000, 100),
    "gopek": (500_000, 500),
    "jigo": (25_000, 25),
}
_APPROXIMATELY = {
    *("ribuan", "jutaan", "miliaran", "puluhan", "ratusan", "rban", "jtan", "rebuan", "rbuan"),
    *("jtaan", "milyaran", "seribuan", "sejutaan"),
}
#: What has to stand in the text, the pattern, and the one spelling for it.
_RESPELLINGS = respellings(
    [
        ("/d|.d|/ d|. d|~", r"\bs ?[/.] ?d\b\.?|(?<=\d) ?~ ?(?=\d)", " sampai "),
        (
            "+|lebih|more|kira|k.l|lk|l.k",
            (
                r"\+ ?/? ?-|\bkurang lebih\b|\blebih kurang\b|\bmore or less\b"
                r"|\bkira(?:2| ?- ?2(?= ))|\bk\.l\.|\bl\.?k\.?(?= ?\d)"
            ),
            " ~ ",
        ),
        ("pick|300", r"\bpick[ -]up\b|\bl ?300\b", " pikap "),
        (",-", r",-+", " "),
        ("musim", r"\bmusim panen\b", "panen"),
        ("masing", r"\bmasing ?- ?masing\b", "masing"),
        ("half a", r"\bhalf an? (?=[mtb])", "half "),
        ("se ", r"\bse (?=kilo|ton\b|k[uw]+intal|liter|ekor|ikat)", "se"),
    ]
)
#: "50an kg", "20-an ribu": about so many.
_AROUND = re.compile(r"(?<=\d)[ -]?an\b|(?<=[a-z])-an\b")
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


def phrase(plain_text: str, language: str = "id") -> Phrase:
    """Look at a plain text token by token; words that only dress an amount leave no trace."""
    said = Phrase(plain_text)
    if ("antara" in plain_text or "between" in plain_text) and _BETWEEN.search(plain_text):
        plain_text = plain_text.replace(" dan ", " sampai ").replace(" and ", " to ")
    said.doubtful = "-" in plain_text and _NEGATIVE.match(plain_text) is not None
    if "an" in plain_text:
        plain_text, around = _AROUND.subn(" ", plain_text)
        said.approximate = around > 0
    respelled = respelt(plain_text, _RESPELLINGS)
    found = [part for token in tokens(respelled) for part in _parts(token)]
    at, kinds = 0, []
    while at < len(found):
        number = number_at(found, at) if starts_number(found[at]) else None
        if number is None:
            kinds.append(_note(said, found, at))
            at += 1
            continue
        if language == "en" and "," in found[at]:
            number = number._replace(readings=number.readings[:1])
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
        loose = word.endswith("an") and word not in UNITS and bool(said.numbers)
        said.approximate |= kind == "U" and loose
    elif isinstance(value, Number):
        said.numbers.append(value)
    elif value is not None:
        said.periods.append(value)
    said.strange += kind == "?"
    said.doubtful |= kind == "B"
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
_DASH = re.compile("(?<![NUSRB])[RB]+|[RB]+(?![NSRB])")
#: "Or maybe" is as unsure as "maybe".
_OR_MAYBE = re.compile("R*B[RB]*")


def _tidy(kinds: str) -> str:
    """A dash that stands between no two numbers is only a dash; so it is with a "maybe"."""
    if "R" not in kinds and "B" not in kinds:
        return kinds
    return _DASH.sub("", _OR_MAYBE.sub("B", kinds))


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


#: Words that are mistyped often and resemble nothing else that stands in an amount.
_LONG_UNITS = ("kuintal", "kwintal", "kilogram", "quintal", "karung", "keranjang", "jerigen")
_PER = "per"
_TWICE = re.compile(r"([a-z])\1+")
_ONCE = {_TWICE.sub(r"\1", word): word for word in (*_KNOWN, *NUMBER_WORDS) if len(word) > 1}


@lru_cache(maxsize=8192)
def _parts(token: str) -> tuple[str, ...]:
    """A token as the words it is made of: "perkilo", "duabelas", "ribuu", "kuintla"."""
    if token in _KNOWN or token in NUMBER_WORDS or not token.isalpha():
        return (token,)
    if (parts := number_parts(token)) != (token,):
        return parts
    rest = token.removeprefix(_PER)
    if rest != token and rest and _word(rest)[0] in "UT":
        return _PER, rest
    if _word(token)[0] != "?":
        return (token,)
    once = _ONCE.get(_TWICE.sub(r"\1", token))
    if once is not None:
        return (once,)
    near = [unit for unit in _LONG_UNITS if OSA.distance(token, unit, score_cutoff=1) <= 1]
    return (near[0] if near else token,)

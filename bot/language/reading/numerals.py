"""Numbers as people write them: figures with points and commas, and words in two languages."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.language.reading.figures import THOUSANDS, figure, misgrouped

#: Words, figures, signs; a letter O among digits is kept with them, for it is a mistyped zero.
TOKENS = re.compile(r"\d[\d.,]*o[\do.,]*(?![a-z])|\d(?:[\d.,]*\d)?|[a-z]+(?:'[a-z]+)*|[^\sa-z\d]")

_ONES = {
    "nol": 0,
    "kosong": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
    "sebelas": 11,
    "seratus": 100,
    "lapan": 8,
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
_PLACES = {"belas": 0, "puluh": 10, "puluhan": 10, "ratus": 100, "ratusan": 100, "hundred": 100}
_PARTS = {
    **dict.fromkeys(("setengah", "stengah", "separuh", "separo", "half"), Decimal("0.5")),
    **dict.fromkeys(("seperempat", "quarter"), Decimal("0.25")),
    "sepertiga": Decimal(1) / 3,
}
_DIVISORS = {"perempat": 4, "pertiga": 3, "perlima": 5, "quarters": 4, "thirds": 3}
_SCALES = {
    **dict.fromkeys(("ribu", "rb", "rbu", "rib", "k", "thousand", "ribuan"), Decimal(1000)),
    **dict.fromkeys(("juta", "jt", "jta", "million", "mio", "jutaan"), Decimal(10**6)),
    **dict.fromkeys(("miliar", "milyar", "milliar", "billion", "miliaran"), Decimal(10**9)),
    **dict.fromkeys(("triliun", "trilyun", "trillion"), Decimal(10**12)),
}
_ONE_SCALES = {
    f"se{word}": _SCALES[word] for word in ("ribu", "juta", "miliar", "milyar", "triliun")
} | {
    "sewu": Decimal(1000),
    "thousand": Decimal(1000),
    "million": Decimal(10**6),
}
#: Fractions that can be nothing else; "2/3 ton" may be two or three tons.
_FRACTIONS = {
    ("1", "2"): Decimal("0.5"),
    ("1", "3"): Decimal(1) / 3,
    ("1", "4"): Decimal("0.25"),
    ("3", "4"): Decimal("0.75"),
    ("1", "5"): Decimal("0.2"),
    ("1", "8"): Decimal("0.125"),
}
_NUMBER_WORDS = {*_ONES, *_PARTS, *_ONE_SCALES}
_JOINED = re.compile(
    "(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|se)"
    "(belas|puluh|ratus|ribu|juta)+"
)
#: `duabelas` is the shortest.
_JOINED_FROM = 7
_TEN, _TWENTY, _HUNDRED, _THOUSAND, _MILLION = 10, 20, 100, 1000, 10**6
_JOINED_PARTS = re.compile("belas|puluh|ratus|ribu|juta")


class Number(NamedTuple):
    """What stands at a place in the text: its possible readings, most likely first.

    `grouped` tells of a point before three digits and no multiplier, as in "1.500".
    """

    readings: tuple[Decimal, ...]
    scale: Decimal
    sure: bool
    end: int
    grouped: bool = False


def tokens(text: str) -> list[str]:
    found = TOKENS.findall(text)
    return found if text.isdigit() else _split_joined(found)


def _split_joined(found: list[str]) -> list[str]:
    """`duabelas` and `limaratus` are two words written as one."""
    parts: list[str] = []
    for token in found:
        parts.extend(_parts(token) if len(token) >= _JOINED_FROM else (token,))
    return parts


@lru_cache(maxsize=4096)
def _parts(token: str) -> tuple[str, ...]:
    match = _JOINED.fullmatch(token)
    if match is None or match[1] == "se" or token in _NUMBER_WORDS:
        return (token,)
    return (match[1], *_JOINED_PARTS.findall(token, match.end(1)))


def starts_number(token: str) -> bool:
    return token[0].isdigit() or token in _NUMBER_WORDS


def number_at(found: Sequence[str], at: int) -> Number | None:
    """The number that starts at token `at`, as long as it goes ("1 juta 200 ribu")."""
    term = _term(found, at)
    if term is None:
        return None
    while term.scale > 1 and len(term.readings) == 1:
        following = _term(found, term.end)
        if following is None or not _continues(term, following, found[term.end]):
            break
        rests = _rests(term, following, found[term.end])
        sure = term.sure and following.sure
        readings = tuple(term.readings[0] + rest for rest in rests)
        term = Number(
            readings, following.scale if following.scale > 1 else term.scale, sure, following.end
        )
        if following.scale == 1:
            break
    return term


def _rests(term: Number, following: Number, first: str) -> tuple[Decimal, ...]:
    """What the rest adds; "sejuta dua ratus" is said for 1.200.000 and written for 1.000.200."""
    rest = following.readings[0]
    if first in _PARTS:
        return (rest * term.scale,)
    if term.scale == _MILLION and following.scale == 1 and _HUNDRED <= rest < _THOUSAND:
        return (rest * _THOUSAND, rest)
    return (rest,)


def _continues(term: Number, following: Number, first: str) -> bool:
    """Whether "12 ribu" goes on with "500": smaller, and not a figure too small to be a rest."""
    if len(following.readings) != 1 or following.scale >= term.scale:
        return False
    rest = following.readings[0]
    if first in _PARTS:
        return following.scale == 1
    whole = not first[0].isdigit() or following.scale > 1
    least = _HUNDRED if term.scale <= _MILLION else term.scale / 10
    return rest < term.scale and (whole or rest >= least)


def _term(found: Sequence[str], at: int) -> Number | None:
    """One value with its scale: `12,5 rb`, `dua puluh lima`, `sejuta`, `1 1/2`."""
    if at >= len(found):
        return None
    first = found[at]
    if first in _ONE_SCALES:
        return Number((_ONE_SCALES[first],), _ONE_SCALES[first], sure=True, end=at + 1)
    if first[0].isdigit():
        readings, sure, end = _figures(found, at)
    else:
        readings, end = _worded(found, at)
        sure = True
    if end == at:
        return None
    return _scaled(readings, sure, found, end, first)


def _scaled(
    readings: tuple[Decimal, ...], sure: bool, found: Sequence[str], end: int, first: str
) -> Number:
    scale = Decimal(1)
    while end < len(found) and found[end] in _SCALES and scale < 10**9:
        scale *= _SCALES[found[end]]
        end += 1
    grouped = first.count(".") == 1 and THOUSANDS.fullmatch(first) is not None
    if scale >= 10**6 and grouped:
        # "1.500 juta" is 1,5 miliar by the rule, and more often a slip for 1,5 juta.
        readings = (*readings, readings[0] / 1000)
    multiplied = tuple(each * scale for each in readings)
    return Number(multiplied, scale, sure, end, grouped and scale == 1)


def _figures(found: Sequence[str], at: int) -> tuple[tuple[Decimal, ...], bool, int]:
    text, sure = found[at], True
    if "o" in text:
        text, sure = text.replace("o", "0"), False
    readings, end = figure(text), at + 1
    if not readings:
        return misgrouped(text), False, end
    if found[end : end + 1] == ["/"] and end + 1 < len(found):
        part = _FRACTIONS.get((text, found[end + 1]))
        return ((part,), sure, end + 2) if part else (readings, sure, end)
    if end + 2 < len(found) and found[end + 1] == "/":
        part = _FRACTIONS.get((found[end], found[end + 2]))
        return ((readings[0] + part,), sure, end + 3) if part else (readings, sure, end)
    if end < len(found) and found[end] in _PARTS:
        return (readings[0] + _PARTS[found[end]],), sure, end + 1
    if end < len(found) and found[end] in _PLACES and len(readings) == 1:
        return (_placed(readings[0], found[end]),), sure, end + 1
    return readings, sure, end


def _placed(value: Decimal, place: str) -> Decimal:
    last = value % 10
    return value - last + (10 + last if place == "belas" else last * _PLACES[place])


def _worded(found: Sequence[str], at: int) -> tuple[tuple[Decimal, ...], int]:
    """A number in words below a thousand, with its halves and quarters."""
    value: Decimal | None = None
    end = at
    while end < len(found):
        token = found[end]
        if token in _ONES and _fits(value, _ONES[token]):
            value = (value or 0) + Decimal(_ONES[token])
        elif token in _PLACES and value is not None and value % 10:
            value = _placed(value, token)
        elif not _joins(found, end, value):
            break
        end += 1
    if end < len(found) and found[end] in _DIVISORS and value is not None:
        return (value / _DIVISORS[found[end]],), end + 1
    return _with_part(found, value, end)


def _joins(found: Sequence[str], at: int, value: Decimal | None) -> bool:
    """The "and" of "one hundred and five" and the hyphen of "twenty-five"."""
    if value is None or not value or at + 1 >= len(found):
        return False
    step = found[at + 1]
    if found[at] == "-":
        return value % 100 >= _TWENTY and value % 10 == 0 and 0 < _ONES.get(step, _TEN) < _TEN
    return found[at] == "and" and value % 100 == 0 and step in _ONES


def _fits(value: Decimal | None, step: int) -> bool:
    if value is None:
        return True
    return bool(value) and (
        (value % 100 == 0 and step < _HUNDRED)
        or (value % 100 >= _TWENTY and value % 10 == 0 and step < _TEN)
    )


def _with_part(
    found: Sequence[str], value: Decimal | None, end: int
) -> tuple[tuple[Decimal, ...], int]:
    if found[end : end + 1] in (["koma"], ["point"]) and value is not None:
        return _after_comma(found, value, end + 1)
    skip = end
    while value is not None and skip < len(found) and found[skip] in {"and", "a"}:
        skip += 1
    if skip < len(found) and found[skip] in _PARTS:
        value, end = (value or Decimal(0)) + _PARTS[found[skip]], skip + 1
    return ((value,) if value is not None else ()), end


def _after_comma(found: Sequence[str], value: Decimal, end: int) -> tuple[tuple[Decimal, ...], int]:
    digits = ""
    while end < len(found) and found[end] in _ONES and _ONES[found[end]] < _TEN:
        digits += str(_ONES[found[end]])
        end += 1
    return (Decimal(f"{value}.{digits}") if digits else value,), end

"""Numbers as people write them: figures with points and commas, and words in two languages."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.language.reading.figures import THOUSANDS, figure, misgrouped
from bot.language.reading.number_words import (
    DIVISORS,
    FRACTIONS,
    ONE_SCALES,
    ONES,
    PARTS,
    PLACES,
    SCALES,
)
from bot.language.reading.units import UNITS

#: Words, figures, signs; a letter O among digits is kept with them, for it is a mistyped zero.
TOKENS = re.compile(r"\d[\d.,]*o[\do.,]*(?![a-z])|\d(?:[\d.,]*\d)?|[a-z]+(?:'[a-z]+)*|[^\sa-z\d]")

_NUMBER_WORDS = {*ONES, *PARTS, *ONE_SCALES}
_UNITS = [[unit] for unit in UNITS]
#: Every word that numbers are made of.
NUMBER_WORDS = _NUMBER_WORDS | {*PLACES, *SCALES, *DIVISORS, "koma", "point", "and", "an"}
#: A decimal without its zero: ",5 juta", ".5 ton".
_BARE_POINT = re.compile(r"(?<!\S)([.,])(?=\d{1,2}(?![\d.,]))")
_JOINED = re.compile(
    "(satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|se|rong|telung|limang)"
    "(belas|puluh|ratus|ribu|juta|ewu)+"
)
#: `rongewu` and `duabelas` are the shortest.
_JOINED_FROM = 7
_TEN, _TWENTY, _HUNDRED, _THOUSAND, _MILLION = 10, 20, 100, 1000, 10**6
_JOINED_PARTS = re.compile("belas|puluh|ratus|ribu|juta|ewu")
#: "2/3 ton": with a larger divisor it is a date or a score.
_LARGEST_DIVISOR = 10


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
    if text[:1] in ".," or " ." in text or " ," in text:
        text = _BARE_POINT.sub(r"0\1", text)
    return TOKENS.findall(text)


def number_parts(token: str) -> tuple[str, ...]:
    """`duabelas` and `limaratus` are two words written as one."""
    match = _JOINED.fullmatch(token) if len(token) >= _JOINED_FROM else None
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
        if following is None or not _continues(term, following, found, at):
            return _shortened(term, following, found)
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
    if first in PARTS:
        return (rest * term.scale,)
    if term.scale == _MILLION and following.scale == 1 and _HUNDRED <= rest < _THOUSAND:
        return (rest * _THOUSAND, rest)
    return (rest,)


def _shortened(term: Number, following: Number | None, found: Sequence[str]) -> Number:
    """`1jt2` is written for 1,2 juta, which has to be asked, for it may be a slip."""
    tail = found[term.end] if following is not None else ""
    if following is None or not tail.isdigit() or len(tail) >= len("100"):
        return term
    after = found[following.end] if following.end < len(found) else "per"
    if after[0].isalnum() and after != "per":
        return term
    rest = Decimal(tail) * term.scale / 10 ** len(tail)
    return Number((term.readings[0] + rest,), term.scale, sure=False, end=following.end)


def _continues(term: Number, following: Number, found: Sequence[str], at: int) -> bool:
    """Whether "12 ribu" goes on with "500": smaller, and not a figure too small to be a rest."""
    if len(following.readings) != 1 or following.scale >= term.scale:
        return False
    rest, first = following.readings[0], found[term.end]
    if first in PARTS:
        # "20 ribu setengah kilo" is a price for half a kilo
        return following.scale == 1 and found[following.end : following.end + 1] not in _UNITS
    spoken = not (first[0].isdigit() or found[at][0].isdigit())  # "5rb tiga ikat" is two numbers
    whole = (spoken and rest >= _TEN) or following.scale > 1
    least = _HUNDRED if term.scale <= _MILLION or not first[0].isdigit() else term.scale / 10
    return rest < term.scale and (whole or rest >= least)


def _term(found: Sequence[str], at: int) -> Number | None:
    """One value with its scale: `12,5 rb`, `dua puluh lima`, `sejuta`, `1 1/2`."""
    if at >= len(found):
        return None
    first = found[at]
    if first in ONE_SCALES:
        return Number((ONE_SCALES[first],), ONE_SCALES[first], sure=True, end=at + 1)
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
    while end < len(found) and found[end] in SCALES and scale < 10**9:
        scale *= SCALES[found[end]]
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
        part, certain = _fraction(text, found[end + 1])
        return ((part,), sure and certain, end + 2) if part else (readings, sure, end)
    if end + 2 < len(found) and found[end + 1] == "/":
        part = FRACTIONS.get((found[end], found[end + 2]))
        return ((readings[0] + part,), sure, end + 3) if part else (readings, sure, end)
    if end < len(found) and found[end] in PARTS:
        return (readings[0] + PARTS[found[end]],), sure, end + 1
    if end < len(found) and found[end] in PLACES and len(readings) == 1:
        return (_placed(readings[0], found[end]),), sure, end + 1
    return readings, sure, end


def _fraction(text: str, divisor: str) -> tuple[Decimal | None, bool]:
    """`2/3` as a part of one, and whether it is sure: "2/3 ton" may be said of two or three."""
    if (part := FRACTIONS.get((text, divisor))) is not None:
        return part, True
    if not (text.isdigit() and divisor.isdigit() and len(divisor) <= len("10")):
        return None, False
    by = int(divisor)
    return (Decimal(text) / by if 0 < int(text) < by <= _LARGEST_DIVISOR else None), False


def _placed(value: Decimal, place: str) -> Decimal:
    last = value % 10
    return value - last + (10 + last if place == "belas" else last * PLACES[place])


def _worded(found: Sequence[str], at: int) -> tuple[tuple[Decimal, ...], int]:
    """A number in words below a thousand, with its halves and quarters."""
    value: Decimal | None = None
    end = at
    while end < len(found):
        token = found[end]
        if token in ONES and _fits(value, ONES[token]):
            value = (value or 0) + Decimal(ONES[token])
        elif token in PLACES and value is not None and value % 10:
            value = _placed(value, token)
        elif not _joins(found, end, value):
            break
        end += 1
    if end < len(found) and found[end] in DIVISORS and value is not None:
        return (value / DIVISORS[found[end]],), end + 1
    if found[end : end + 1] == ["per"] and value is not None and end + 1 < len(found):
        by = ONES.get(found[end + 1], 0)
        if 0 < value < by <= _LARGEST_DIVISOR:
            return (value / by,), end + 2
    return _with_part(found, value, end)


def _joins(found: Sequence[str], at: int, value: Decimal | None) -> bool:
    """The "and" of "one hundred and five" and the hyphen of "twenty-five"."""
    if value is None or not value or at + 1 >= len(found):
        return False
    step = found[at + 1]
    if found[at] == "-":
        return value % 100 >= _TWENTY and value % 10 == 0 and 0 < ONES.get(step, _TEN) < _TEN
    return found[at] == "and" and value % 100 == 0 and step in ONES


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
    if skip < len(found) and found[skip] in PARTS:
        value, end = (value or Decimal(0)) + PARTS[found[skip]], skip + 1
    return ((value,) if value is not None else ()), end


def _after_comma(found: Sequence[str], value: Decimal, end: int) -> tuple[tuple[Decimal, ...], int]:
    digits = ""
    while end < len(found) and found[end] in ONES and ONES[found[end]] < _TEN:
        digits += str(ONES[found[end]])
        end += 1
    return (Decimal(f"{value}.{digits}") if digits else value,), end

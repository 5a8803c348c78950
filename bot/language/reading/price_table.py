"""Prices by grade as people type them: "grade A 62rb, B 58rb", "KA 12% 62.000; KA 14% 58.000".

The text is only cut into grades and figures here; each figure is read by whoever asks for a price.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.reading.amounts import phrase
from bot.language.reading.typed import plain

#: A price is so many words at most: "rp 62.000 per kg".
_LONGEST_FIGURE = 4
#: The kinds (`amounts.phrase`) of a figure with or without its unit, and of a range of them.
_FIGURE = re.compile(r"X?N(?:P?[US])?|NRN(?:P?[US])?")
#: What can begin a figure: a digit, "rp", or the sign of what is below nothing.
_BEGINS = re.compile(r"@?(?:rp\.?)?-?\d|@?rp\.?$")
_BARE = re.compile(r"[\d.,]+")
#: Below, a bare number is a grade's own ("grade 1") unless its row ends behind it.
_LEAST_PRICE = 1000
#: A comma within "12,5" ends nothing.
_SEPARATORS = re.compile(r"[;\n]|,(?!\d)")
#: Signs between a grade and its price; a point of a list, or its number.
_BETWEEN = re.compile(r"[:=@]+(?=\s|$|\d|rp)|=", re.IGNORECASE)
_SIGN = re.compile(r"[-*:=@.>\N{BULLET}]+|\d{1,2}[.)]")
#: What may stand between a price and its grade: "62rb untuk grade A".
_FOR = {"untuk", "utk", "buat", "for", "per", "dan", "and", "harga"}
#: One unit that is said once is that of all.
_UNIT = re.compile(r"(?:/|\bper\b|\bse(?=kilo)).*$", re.IGNORECASE)
#: What a table begins with in the middle of a line, where other words stand around it.
_GRADE = re.compile(
    r"grade|mutu|kualitas|quality|kelas|ka|kadar|moisture|defects?|cacat|super|premium|asalan"
    r"|campuran?|[a-e]"
)


@dataclass(frozen=True, slots=True)
class GradeText:
    """One row: what the goods are called, and what is paid for them, as typed."""

    grade: str
    price: str


def read_price_table(text: str) -> Sequence[GradeText] | None:
    """All of the text as rows, at least two; None if it is not that."""
    found: list[GradeText] = []
    for clause in _SEPARATORS.split(text):
        words = _words(clause)
        if not words:
            continue
        rows = _rows(words)
        if rows is None:
            return None
        found += rows
    return _of_one_unit(found) if len(found) > 1 else None


def grade_named(text: str) -> str:
    """The grade beside one price, such as “grade A” of "grade A 62rb"; empty if none is named."""
    words = _words(text)
    rows = _rows(words) if words else None
    if rows is None or len(rows) != 1:
        return ""
    first = rows[0].grade.split()[0].lower()
    return rows[0].grade if len(first) > 1 and _GRADE.fullmatch(first) else ""


def cut_price_table(text: str) -> tuple[str, Sequence[GradeText]]:
    """A line without the rows in it, and those; none if there are fewer than two.

    Each row begins with a word for quality: what else has a price is no grade.
    """
    rows: list[GradeText] = []
    left: list[str] = []
    for clause in _SEPARATORS.split(text):
        words, at = clause.split(), 0
        for start, end in _figures(words):
            begins = _first_grade(words, at, start)
            if begins is None:
                continue
            left += words[at:begins]
            rows.append(GradeText(_named(words[begins:start]), " ".join(words[start:end])))
            at = end
        left += [*words[at:], ","]
    if len(rows) < 2:  # noqa: PLR2004  (one is a price)
        return text, ()
    return re.sub(r"(?: ,)+", ",", " ".join(left)).strip(" ,"), _of_one_unit(rows)


def _first_grade(words: Sequence[str], at: int, until: int) -> int | None:
    return next((i for i in range(at, until) if _GRADE.fullmatch(words[i].lower())), None)


def _words(clause: str) -> list[str]:
    words = _BETWEEN.sub(" ", clause).split()
    while words and (_SIGN.fullmatch(words[0]) or not plain(words[0])):
        del words[0]
    return words


def _rows(words: Sequence[str]) -> list[GradeText] | None:
    """The rows of one clause; None if something of it is no row."""
    figures = [*_figures(words)]
    if not figures:
        return None
    if figures[0][0] == 0:  # the price stands first
        ends = [start for start, _end in figures[1:]]
        rest = [
            (words[end:until], words[start:end])
            for (start, end), until in zip(figures, [*ends, len(words)], strict=True)
        ]
    else:
        if figures[-1][1] != len(words):
            return None
        spans = pairwise([(0, 0), *figures])
        rest = [(words[before:start], words[start:end]) for (_, before), (start, end) in spans]
    rows = [GradeText(_named(grade), " ".join(price)) for grade, price in rest]
    return rows if all(row.grade for row in rows) else None


def _named(words: Sequence[str]) -> str:
    """What stands between, or ends with a sign, names nothing."""
    kept = [word for word in words if not _SIGN.fullmatch(word)]
    while kept and kept[0].lower() in _FOR:
        del kept[0]
    while kept and kept[-1].lower() in _FOR:
        del kept[-1]
    return " ".join(kept).strip(" :=@-")


def _figures(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the prices stand, from word to word."""
    at = 0
    while at < len(words):
        end = _figure_end(words, at)
        if end:
            yield at, end
        at = end or at + 1


def _figure_end(words: Sequence[str], at: int) -> int | None:
    """Behind the longest price that begins here."""
    if not _BEGINS.match(words[at].lower()):
        return None
    for end in range(min(len(words), at + _LONGEST_FIGURE), at, -1):
        said = phrase(plain(" ".join(words[at:end])) or "")
        kinds = said.kinds.replace("M", "N").replace("?", "") if said.rupiah else said.kinds
        if not _FIGURE.fullmatch(kinds.replace("M", "N")) or _dangles(words[end - 1]):
            continue
        marked = said.rupiah or "P" in kinds or any(each.scale > 1 for each in said.numbers)
        large = any(each.readings[0] >= _LEAST_PRICE for each in said.numbers)
        bare = end == len(words) and _BARE.fullmatch(words[at])
        if marked or (large and "U" not in kinds) or bare:
            return end
    return None


def _dangles(word: str) -> bool:
    """Words that dress an amount end none: "62rb super" ends with 62rb, as "62rb c" does."""
    said = phrase(plain(word) or "")
    scales = any(each.scale > 1 for each in phrase(f"1 {plain(word)}").numbers)
    return not scales and ((len(word) == 1 and word.isalpha()) or not said.kinds.strip("?"))


def _of_one_unit(rows: Sequence[GradeText]) -> Sequence[GradeText]:
    units = {match[0].strip().lower() for row in rows if (match := _UNIT.search(row.price))}
    if len(units) != 1:
        return rows
    unit = units.pop()
    return [
        row if _UNIT.search(row.price) else GradeText(row.grade, f"{row.price} {unit}")
        for row in rows
    ]

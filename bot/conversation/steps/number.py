"""Figures that are a name and no amount: an NIB, a year of birth. Never a NIK."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _

#: More than a number and its name is a story.
LONGEST = 200
#: The number on an identity card has as many (never asked, UU 27/2022).
NIK_DIGITS = 16
NO_NIK = _(
    "Please do not send a NIK (the number on an identity card). It was not kept. You can delete "
    "your message, too."
)
OLDEST, YOUNGEST = 1900, 10
FOUR_DIGITS = _("Please type a year of four digits. Example: 1980.")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{2}(?!\d)")
#: A year is named before its figures (“tahun 78”), the years of an age behind them (“48 tahun”).
_AGE = re.compile(
    r"\b(?:umur|usia|age|aged|berumur|berusia)\b|\d\s*(?:tahun|thn|th|years?|yrs?|yo)\b"
)
_BORN = re.compile(
    r"\b(?:lahir|kelahiran|born|tahun|thn|th|year|angkatan)\W*(?:\w+\W+){0,2}\d|['’]\d"
)
#: From here on a bare figure is rather a year than an age.
_NO_AGE = 70
#: The first year of this century.
_NOW = 2000


def is_nik(text: str) -> bool:
    return len(_figures(text)) == NIK_DIGITS


def _figures(text: str) -> str:
    """The digits of a text that has room for no more than a number and its name."""
    return "".join(re.findall(r"\d", text[:LONGEST]))


@dataclass(frozen=True)
class Number(Step):
    """So many digits, kept as text: `digits=(13,)` for an NIB."""

    #: How many digits it may have.
    digits: tuple[int, ...] = field(default=(), kw_only=True)

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        figures = _figures(text)
        if len(figures) in self.digits:
            return Answer(figures)
        if is_nik(text):
            return Unclear(Note(NO_NIK))
        lengths = " / ".join(str(each) for each in self.digits)
        note = _("That number has {lengths} digits, this one has {count}. Please check it.")
        if figures:
            return Unclear(Note(note, {"lengths": lengths, "count": str(len(figures))}))
        return Unclear(Note(_("Please type the number: {lengths} digits."), {"lengths": lengths}))

    def keeps(self, value: Any) -> bool:
        return isinstance(value, str) and value.isascii() and value.isdigit()


@dataclass(frozen=True)
class BirthYear(Step):
    """A year from 1900 to ten years ago, as a whole number; an age is asked about."""

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if is_nik(text):
            return Unclear(Note(NO_NIK))
        said, this_year = text[:LONGEST].casefold(), situation.now.year
        latest = this_year - YOUNGEST
        years = [int(each) for each in _YEAR.findall(said)]
        if len(years) == 1 and OLDEST <= years[0] <= latest:
            return Answer(years[0])
        short = _SHORT_YEAR.findall(said)
        if not years and len(short) == 1:
            return self._of_two_digits(short[0], said, this_year)
        return Unclear(Note(FOUR_DIGITS))

    def _of_two_digits(self, figures: str, said: str, this_year: int) -> Reply:
        """“Lahir 78” and a bare “78” are years; “umur 48”, “48 th” and a bare “48” are ages."""
        number, latest = int(figures), this_year - YOUNGEST
        is_age = _AGE.search(said) or (not _BORN.search(said) and number < _NO_AGE)
        if not is_age:
            return Answer(number + (_NOW if _NOW + number <= latest else OLDEST))
        if number < YOUNGEST:
            return Unclear(Note(FOUR_DIGITS))
        return Ask((str(this_year - number),), Note(_("Which year?")))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer(int(option))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return str(int(option))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return str(value)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= OLDEST

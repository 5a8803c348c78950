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
        figures = re.findall(r"\d+", text[:LONGEST])
        if is_nik(text):
            return Unclear(Note(NO_NIK))
        this_year = situation.now.year
        latest = this_year - YOUNGEST
        years = [int(each) for each in figures if len(each) == 4]  # noqa: PLR2004  (a year's)
        if len(years) == 1 and OLDEST <= years[0] <= latest:
            return Answer(years[0])
        ages = [int(each) for each in figures if len(each) == 2]  # noqa: PLR2004  (an age's)
        if not years and len(ages) == 1 and ages[0] >= YOUNGEST:
            return Ask((str(this_year - ages[0]),), Note(_("Which year?")))
        return Unclear(Note(_("Please type a year of four digits. Example: 1980.")))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer(int(option))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return str(int(option))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return str(value)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= OLDEST

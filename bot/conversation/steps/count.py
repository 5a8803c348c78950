"""How many: people, and whatever else comes whole."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _
from bot.language.reading.numerals import number_at, tokens
from bot.language.reading.typed import plain


@dataclass(frozen=True)
class Count(Step):
    """A whole number from 1 to `most`."""

    most: int = field(default=1_000_000, kw_only=True)

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        number = _counted(text)
        if 1 <= number <= self.most:
            return Answer(number)
        shown = situation.words.number(self.most)
        return Unclear(Note(_("Please type a number from 1 to {most}."), {"most": shown}))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.number(value)

    def keeps(self, value: Any) -> bool:
        return type(value) is int and 1 <= value <= self.most


def _counted(text: str) -> int:
    """`4000` of “4 ribu orang”: a whole number and perhaps a word behind it; 0 of anything else."""
    said = tokens(plain(text) or "")
    number = number_at(said, 0)
    if number is None or not number.sure:
        return 0
    behind, amount = said[number.end :], number.readings[0]
    alone = not behind or (len(behind) == 1 and behind[0].isalpha())
    return int(amount) if alone and amount == amount.to_integral_value() else 0

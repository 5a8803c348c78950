"""How many: people, and whatever else comes whole."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _

#: A figure with its thousands set off as either language does, and perhaps a word behind it.
_FIGURE = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)(?:\s+[^\W\d]+)?", re.ASCII)


@dataclass(frozen=True)
class Count(Step):
    """A whole number from 1 to `most`."""

    most: int = field(default=1_000_000, kw_only=True)

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        found = _FIGURE.fullmatch(text.strip()[:60])
        number = int(re.sub(r"\D", "", found[1])) if found else 0
        if 1 <= number <= self.most:
            return Answer(number)
        shown = situation.words.number(self.most)
        return Unclear(Note(_("Please type a number from 1 to {most}."), {"most": shown}))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.number(value)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, int) and 1 <= value <= self.most

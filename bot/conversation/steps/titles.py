"""A list in the person's own words, one a line or with commas between: modules, names."""

from dataclasses import dataclass, field
from typing import Any

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.text import LONGEST, tidy
from bot.language import Words, _

NONE_READ = _("Please type at least one, each on a line of its own.")
TOO_MANY = _("That is a lot. At most {most} fit here.")
TOO_LONG = _("“{said}” is a little long. At most {longest} letters each.")


@dataclass(frozen=True)
class Titles(Step):
    """The answer is a list of texts. Of several lines, a comma is part of its line."""

    most: int = field(default=20, kw_only=True)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        lines = text.splitlines() if "\n" in text.strip() else text.replace(";", ",").split(",")
        said = [tidy(line).lstrip("-•* ").strip() for line in lines]
        found = list(dict.fromkeys(each for each in said if any(map(str.isalnum, each))))
        if not found:
            return Unclear(Note(NONE_READ))
        if len(found) > self.most:
            return Unclear(Note(TOO_MANY, {"most": str(self.most)}))
        if long := next((each for each in found if len(each) > LONGEST), None):
            return Unclear(Note(TOO_LONG, {"said": long[:30] + "…", "longest": str(LONGEST)}))
        return Answer(found)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.list(value)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)

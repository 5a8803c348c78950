"""A longer text of several lines; one that is there already can be taken as it stands."""

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from markupsafe import Markup

from bot.conversation.form import Answer, Answers, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.text import tidy
from bot.language import Words, _

#: The option that takes the text that is shown.
AS_IT_IS = "."
#: So much of it stands in a summary.
SHOWN = 500
TOO_SHORT = _("That is very short for others to learn from. Please write a few sentences.")
SHORTEST = 20


def tidy_lines(text: str) -> str:
    """Each line without invisible signs, and not more than one empty line between two."""
    lines = "\n".join(tidy(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


@dataclass(frozen=True)
class Prose(Step):
    #: In UTF-16 units; with the question it has to fit a message.
    longest: int = field(default=2500, kw_only=True)
    #: Which fact is offered as the text.
    source: str | None = field(default=None, kw_only=True)

    apart: ClassVar = (AS_IT_IS,)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return (AS_IT_IS,) if self._offered(facts) else ()

    def _offered(self, facts: Facts) -> str | None:
        return facts.get(self.source) if self.source else None

    def question(self, words: Words, answers: Answers, draft: Any, facts: Facts) -> Markup:
        offered = self._offered(facts)
        if not offered:
            return words(self.ask)
        return words.paragraphs([words(self.ask), words("{text}", text=offered)])

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return self._taken(self._offered(situation.facts) or "")

    def meant(self, options: tuple[str, ...]) -> str | None:
        return None

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        return self._taken(text)

    def _taken(self, text: str) -> Reply:
        said = tidy_lines(text)
        if len(said) < SHORTEST or not any(char.isalnum() for char in said):
            return Unclear(Note(TOO_SHORT))
        if len(said.encode("utf-16-le", "surrogatepass")) > 2 * self.longest:
            return Unclear(
                Note(
                    _("That is a little long. At most {longest} letters."),
                    {"longest": str(self.longest)},
                )
            )
        return Answer(said)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return words.plain(_("Use it as it is"))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        text = str(value)
        return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"

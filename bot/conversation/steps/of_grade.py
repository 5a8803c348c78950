"""Which of a buyer's grades somebody has, where each has its own price."""

from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps.choice import Pick
from bot.language import Words, _
from bot.market.conditions import same_grade


@dataclass(frozen=True)
class OfGrade(Pick):
    """The answer is a grade as its buyer wrote it; `facts[source]` are pairs of that and a label.

    An option is the place of a grade in the table: its words may be too long for a button's data.
    """

    def _grades(self, facts: Facts) -> list[tuple[str, str]]:
        return [(grade, label) for grade, label in facts.get(self.source, ())]

    def options(self, facts: Facts) -> tuple[str, ...]:
        return tuple(map(str, range(len(self._grades(facts)))))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return self._grades(facts)[int(option)][1]

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return next((label for grade, label in self._grades(facts) if grade == value), value)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        found = self._grades(situation.facts)
        return Answer(found[int(option)][0]) if int(option) < len(found) else _unread()

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        """By its words, or by those that end it: “B” of “grade B”."""
        found = [grade for grade, _label in self._grades(situation.facts)]
        said = text.strip(" .!")
        exact = [grade for grade in found if same_grade(grade, said)]
        ends = [grade for grade in found if same_grade(grade.split()[-1], said)]
        meant = exact or ends
        return Answer(meant[0]) if len(meant) == 1 else _unread()


def _unread() -> Unclear:
    return Unclear(Note(_("Please tap one of the buttons.")))

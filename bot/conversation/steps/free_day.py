"""One of the days that the form looked up, tapped or typed as people say days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps.choice import MOST_BUTTONS
from bot.conversation.steps.times import Day
from bot.language import _

NOT_FREE = _("On {day} nothing is free. These days are:")


@dataclass(frozen=True)
class FreeDay(Day):
    """`facts[source]` lists the days as ISO dates, the first one first."""

    source: str = field(default="", kw_only=True)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return tuple(_days(facts, self.source))[:MOST_BUTTONS]

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reading = super().read(text, draft, situation)
        free = _days(situation.facts, self.source)
        if isinstance(reading, Unclear):
            return reading
        meant = reading.options if isinstance(reading, Ask) else (str(_value(reading)),)
        found = tuple(day for day in meant if day in free)
        if not found:
            day = situation.words.day(date.fromisoformat(meant[0]))
            return Ask(self.options(situation.facts), Note(NOT_FREE, {"day": day}))
        return Answer(found[0]) if len(found) == 1 else Ask(found, Note(_("Which day?")))


def _value(reading: Reply) -> Any:
    return reading.value if isinstance(reading, Answer) else None


def _days(facts: Mapping[str, Any], source: str) -> Sequence[str]:
    days: Sequence[str] = facts.get(source, ())
    return days

"""One of the times that are free on a day, tapped or typed as people say hours."""

import re
from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Ask, Note, Reply, Situation
from bot.conversation.steps.choice import Pick
from bot.language import _
from bot.language.reading.dates import read_when

_FIGURE = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class FreeTime(Pick):
    """`facts[source]` lists moments (`2026-11-24T09:00`) and labels; “jam 10” begins at ten."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        said = f"jam {text.strip()}" if _FIGURE.fullmatch(text.strip()) else text
        midnight = situation.now.replace(hour=0, minute=0, second=0, microsecond=0)
        reading = read_when(said, midnight)
        meant = {f"{each.time:%H:%M}" for each in reading.meant if each.time}
        found = tuple(slot for slot in self._known(situation.facts) if slot[11:] in meant)
        if not found:
            return super().read(text, draft, situation)
        return Answer(found[0]) if len(found) == 1 else Ask(found, Note(_("Which one?")))

"""How long: "2 jam", "90 menit", "1,5 jam"."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _, n_

#: A working day with its breaks, in minutes; a longer session is planned as two.
MOST = 12 * 60
FEWEST = 5
HOUR = 60
COMMON = ("30", "60", "90", "120", "180")
_SAID = re.compile(
    r"(?:(?P<half>setengah|half an)|(?P<number>\d+(?:[.,]\d+)?))? ?"
    r"(?P<unit>jam|hours?|hrs?|h|menit|minutes?|mins?|m)\b(?P<more> setengah)?"
    r"(?: (?P<minutes>\d{1,2})(?: ?(?:menit|minutes?|min|m))?)?"
)


@dataclass(frozen=True)
class Length(Step):
    """Minutes; 0 is as long as usual, which the form knows (`facts["usual"]`)."""

    numeric: ClassVar = True

    def options(self, facts: Facts) -> tuple[str, ...]:
        return COMMON

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer(int(option))

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        minutes = read_length(text)
        if minutes is None:
            return Unclear(Note(_("We could not read how long. Example: 90 minutes, 2 hours.")))
        if not FEWEST <= minutes <= MOST:
            return Unclear(Note(_("A session lasts from 5 minutes to 12 hours.")))
        return Answer(minutes)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return shown(words, int(option))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return shown(words, value or facts.get("usual", HOUR))

    def keeps(self, value: Any) -> bool:
        return type(value) is int and 0 <= value <= MOST


def read_length(text: str) -> int | None:
    found = _SAID.fullmatch(" ".join(text.casefold().split()))
    if found is None or not (found["half"] or found["number"] or found["minutes"]):
        return None
    number = 0.5 if found["half"] else float((found["number"] or "0").replace(",", "."))
    hours = found["unit"][0] in "jh"
    number += 0.5 if found["more"] else 0
    return round(number * (HOUR if hours else 1)) + int(found["minutes"] or 0)


def shown(words: Words, minutes: int) -> str:
    if minutes % HOUR == 0:
        return str(words.plural(n_("{number} hour", "{number} hours"), minutes // HOUR))
    return str(words.plural(n_("{number} minute", "{number} minutes"), minutes))

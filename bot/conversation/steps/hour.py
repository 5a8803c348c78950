"""At what time of the day: "jam 6 pagi", "6.30"."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _
from bot.language.reading.dates import read_when

#: Of what was typed, so much is kept to be read together with what follows.
LONGEST = 40
#: How an hour is stored.
PATTERN = "%H:%M"
_FIGURE = re.compile(r"\d{1,2}")
UNREAD = _("We could not read an hour from that. Example: 6 in the morning, 17.30.")

EARLIER = _("That is before the other hour. Please give a later one.")


@dataclass(frozen=True)
class Hour(Step):
    """A time of day on the person's clock; the answer is `06:30`. The draft is what was typed."""

    #: The hours that have a button.
    common: tuple[str, ...] = field(default=(), kw_only=True)
    #: The step whose hour it has to be later than.
    after: str | None = field(default=None, kw_only=True)

    #: Whether it is the person's own clock, and not that of each of many.
    own: bool = field(default=True, kw_only=True)

    numeric: ClassVar = True

    def options(self, facts: Facts) -> tuple[str, ...]:
        return self.common

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        said = f"jam {text.strip()}" if _FIGURE.fullmatch(text.strip()) else text
        midnight = situation.now.replace(hour=0, minute=0, second=0, microsecond=0)
        reading = read_when(said, midnight)
        found = [reading.value] if reading.value else list(reading.candidates)
        hours = tuple(dict.fromkeys(f"{each.time:{PATTERN}}" for each in found if each.time))
        if not hours:
            return Unclear(Note(UNREAD))
        later = tuple(hour for hour in hours if self._late_enough(hour, situation))
        if not later:
            return Unclear(Note(EARLIER))
        if reading.value or len(later) < len(hours):
            return Answer(later[0])
        return Ask(later, Note(_("Which hour is it?")), said[:LONGEST])

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        late = self._late_enough(option, situation)
        return Answer(option) if late else Unclear(Note(EARLIER))

    def problem(self, value: Any, situation: Situation) -> Note | None:
        return None if self._late_enough(value, situation) else Note(EARLIER)

    def _late_enough(self, hour: str, situation: Situation) -> bool:
        return self.after is None or hour > str(situation.answers.get(self.after, ""))

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        """“6”, and then “pagi”."""
        joined = self.read(f"{draft} {text}", None, situation) if draft else None
        return joined if isinstance(joined, Answer) else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        hour = time.fromisoformat(option)
        if not self.own:
            return words.hour(hour)
        # Any day will do: only its hour is shown.
        return words.time(datetime.combine(date(2026, 1, 1), hour, words.zone))

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is not None
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)

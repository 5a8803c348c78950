"""Something to be done, perhaps with its last day: “foto label baru sampai Jumat”."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.conversation.form import Answer, Facts, Reply, Situation
from bot.conversation.steps.text import Text
from bot.conversation.steps.times import FURTHEST, reads
from bot.language import Words, _
from bot.language.reading.dates import read_when

#: What stands before the last day.
BEFORE_DAY = re.compile(
    r"^(?P<task>.+?)[,.]? (?:sampai|hingga|paling lambat|sebelum|until|by|before|due)(?: hari)? "
    r"(?P<day>.+)$",
    re.IGNORECASE,
)


def split(text: str, now: datetime) -> tuple[str, date | None]:
    """The task, and its day where one is surely read behind it; else all of it is the task."""
    found = BEFORE_DAY.match(text)
    when = read_when(found["day"], now).value if found else None
    if found is None or when is None or not now.date() <= when.day <= now.date() + FURTHEST:
        return text, None
    return found["task"].strip(), when.day


@dataclass(frozen=True)
class ToDo(Text):
    """The answer is `[task, ISO date]`; None in place of the date where it is still to be asked."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reply = super().read(text, draft, situation)
        if not isinstance(reply, Answer) or reply.value is None:
            return reply
        task, day = split(reply.value, situation.now)
        return Answer([task, day.isoformat() if day else None])

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        task, day = value
        if day is None:
            return str(task)
        return words.plain(
            _("{task}, until {day}"), task=task, day=words.day(date.fromisoformat(day))
        )

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == 2  # noqa: PLR2004
            and isinstance(value[0], str)
            and (value[1] is None or reads(value[1], "%Y-%m-%d"))
        )

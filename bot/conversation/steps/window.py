"""On which days goods are to come: from – to, or one of the two."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.times import FURTHEST, PAST, TOO_FAR
from bot.language import Words, _
from bot.language.reading.windows import Window as Days
from bot.language.reading.windows import read_window

UNREAD = _("We could not read days from that. Example: 10-15 Dec, or by 20 Dec.")
#: A day without a year that passed so lately is not meant of the next year.
LATELY = timedelta(days=60)
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Window(Step):
    """`{"first": "2026-12-10", "last": "2026-12-15"}`, one of which may be None."""

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        days = read_window(text, situation.now)
        if days is None:
            return Unclear(Note(UNREAD))
        value = {"first": _iso(days.first), "last": _iso(days.last)}
        if not _YEAR.search(text) and _just_passed(days, situation.now.date()):
            return Unclear(Note(PAST))
        if problem := self.problem(value, situation):
            return Unclear(problem)
        return Answer(value)

    def problem(self, value: Any, situation: Situation) -> Note | None:
        today = situation.now.date()
        first, last = _day(value["first"]), _day(value["last"])
        if last is not None and last < today:
            return Note(PAST)
        if (last or first or today) > today + FURTHEST:
            return Note(TOO_FAR)
        return None

    def keeps(self, value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        try:
            days = [_day(value[key]) for key in ("first", "last")]
        except (LookupError, TypeError, ValueError):
            return False
        return any(days)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return in_words(words, _day(value["first"]), _day(value["last"]))


def in_words(words: Words, first: date | None, last: date | None) -> str:
    """Not HTML; empty if neither is known."""
    days = {
        "first": words.short_day(first) if first else "",
        "last": words.short_day(last) if last else "",
    }
    if first and last and first != last:
        return words.plain(_("{first} to {last}"), **days)
    if first and last:
        return words.plain(_("on {last}"), **days)
    if last:
        return words.plain(_("by {last}"), **days)
    return words.plain(_("from {first} on"), **days) if first else ""


def _just_passed(days: Days, today: date) -> bool:
    """“10 Nov” said on the 29th was read as that of the next year."""
    last = days.last or days.first
    if last is None:
        return False
    try:
        before = last.replace(year=last.year - 1)
    except ValueError:  # 29 February
        return False
    return today - LATELY <= before < today


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None

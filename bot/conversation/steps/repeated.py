"""When, once or again and again, and until when."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.steps.times import FURTHEST, LONGEST, MINUTE, NO_DAY, PAST, TOO_FAR, reads
from bot.language import Words, _, n_
from bot.language.reading.dates import read_when
from bot.language.reading.reading import Reason
from bot.language.reading.recurring import read_count, read_end, read_repeat
from bot.language.reading.repeating import Repeat

UNREAD = _(
    "We could not read a day and hour from that. Example: tomorrow at 9, every Monday at 9 until "
    "March."
)
ENDED_BEFORE = _("That ends before it begins. Please give a later end.")
_END = re.compile(r"COUNT=\d{1,6}|UNTIL=20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])T235959")
_FIGURE = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Repeated(Step):
    """The answer is `{"start": "2026-11-24T09:00", "rule": "FREQ=…" or None}`, on the wall.

    A rule that has no end yet is asked for one by `Until`. The draft is what was typed.
    """

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        said = f"jam {text.strip()}" if draft and _FIGURE.fullmatch(text.strip()) else text
        reply = self._read(f"{said} {draft}", situation) if draft else None
        return reply if isinstance(reply, Answer) else self._read(text, situation)

    def _read(self, text: str, situation: Situation) -> Reply:
        reading = read_repeat(text, situation.now)
        known = [reading.value] if reading.value else list(reading.candidates)
        if not known:
            return Unclear(Note(NO_DAY if reading.reason is Reason.INVALID else UNREAD))
        if note := _unfit(known, situation.now):
            return Unclear(note)
        if all(each.first.time is None for each in known):
            return Ask((), Note(_("At what time? Example: 9.00")), text[:LONGEST])
        if reading.value and (answer := _answer(reading.value, situation.now)):
            return self._checked(answer, situation)
        return self._which(known, text, situation)

    def _which(self, known: list[Repeat], text: str, situation: Situation) -> Reply:
        found = [answer for each in known if (answer := _answer(each, situation.now))]
        coming = [each for each in found if self.problem(each, situation) is None]
        options = tuple(dict.fromkeys(str(each["start"]) for each in coming))
        if options:
            return Ask(options, Note(_("Which one?")), text[:LONGEST])
        return Unclear(Note(PAST if found else UNREAD))

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        joined = self._read(f"{draft} {text}", situation) if draft else None
        return joined if isinstance(joined, Answer) else None

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        """What was typed is read again: a rule has no room in a button."""
        reading = read_repeat(draft or "", situation.now)
        for each in (reading.value, *reading.candidates):
            answer = _answer(each, situation.now) if each else None
            if answer and answer["start"] == option:
                return self._checked(answer, situation)
        return Unclear(Note(UNREAD))

    def _checked(self, answer: dict[str, str | None], situation: Situation) -> Reply:
        problem = self.problem(answer, situation)
        return Unclear(problem) if problem else Answer(answer)

    def problem(self, value: Any, situation: Situation) -> Note | None:
        return Note(PAST) if value["start"] <= f"{situation.now:{MINUTE}}" else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return self.show({"start": option, "rule": None}, words, facts)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        moment = datetime.fromisoformat(value["start"]).replace(tzinfo=words.zone)
        day, time = words.day(moment), words.time(moment)
        if value["rule"]:
            return words.plain(_("from {day} at {time}, again and again"), day=day, time=time)
        return words.plain(_("{day} at {time}"), day=day, time=time)

    def keeps(self, value: Any) -> bool:
        if not isinstance(value, dict) or value.keys() != {"start", "rule"}:
            return False
        rule = value["rule"]
        return reads(value["start"], MINUTE) and (rule is None or isinstance(rule, str))


def _unfit(known: list[Repeat], now: datetime) -> Note | None:
    if any(each.bad_end is Reason.INVALID for each in known):
        return Note(ENDED_BEFORE)
    if all(each.first.day < now.date() for each in known):
        return Note(PAST)
    if any(each.first.day > now.date() + FURTHEST for each in known):
        return Note(TOO_FAR)
    return None


def _answer(repeat: Repeat, now: datetime) -> dict[str, str | None] | None:
    """On the person's wall; None where another clock's day is not theirs, or without an hour."""
    moment = repeat.first.moment
    if moment is None:
        return None
    local = moment.astimezone(now.tzinfo)
    if repeat.rule and local.date() != repeat.first.day:
        return None
    return {"start": f"{local:{MINUTE}}", "rule": whole(repeat) if repeat.rule else None}


def whole(repeat: Repeat) -> str:
    """The rule with its end, if it has one, which lies on the wall of where it takes place."""
    if repeat.count is not None:
        return f"{repeat.rule};COUNT={repeat.count}"
    if repeat.until is not None:
        return f"{repeat.rule};{until(repeat.until)}"
    return repeat.rule or ""


def until(day: date) -> str:
    return f"UNTIL={day:%Y%m%d}T235959"


def endless(rule: str | None) -> bool:
    return rule is not None and "COUNT=" not in rule and "UNTIL=" not in rule


@dataclass(frozen=True)
class Until(Step):
    """The end of a rule, as RFC 5545 writes it: `COUNT=12` or `UNTIL=20270331T235959`."""

    #: The key of the step that says when it begins.
    starts: str = ""

    numeric: ClassVar = True

    def options(self, facts: Facts) -> tuple[str, ...]:
        return ("1", "3", "6", "12")

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        return option in offered

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        begins = self._begins(situation)
        month = begins.month - 1 + int(option)
        first = date(begins.year + month // 12, month % 12 + 1, 1)
        return self._until(min(first + timedelta(days=begins.day - 1), _last(first)), situation)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        count = read_count(text) or read_count(f"{text} kali")
        if count:
            return self._checked(f"COUNT={count}", situation)
        said = re.sub(r"^\s*(?:sampai|hingga|until|till)\b", "", text)
        day = read_end(said, situation.now)
        if day is not None:
            return self._until(day, situation)
        missing = read_when(said, situation.now).reason is Reason.INVALID
        unread = _("We could not read an end from that. Example: March, 12 times.")
        return Unclear(Note(NO_DAY if missing else unread))

    def _until(self, day: date, situation: Situation) -> Reply:
        if day < self._begins(situation):
            return Unclear(Note(ENDED_BEFORE))
        return self._checked(until(day), situation)

    def _checked(self, answer: str, situation: Situation) -> Reply:
        problem = self.problem(answer, situation)
        return Unclear(problem) if problem else Answer(answer)

    def _begins(self, situation: Situation) -> date:
        return datetime.fromisoformat(situation.answers[self.starts]["start"]).date()

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if not option.isdigit():
            return self.show(option, words, facts)
        return str(words.plural(n_("{number} month", "{number} months"), int(option)))

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        key, _equals, end = value.partition("=")
        if key == "COUNT":
            return str(words.plural(n_("{number} time", "{number} times"), int(end)))
        return words.day(datetime.strptime(end[:8], "%Y%m%d").date())  # noqa: DTZ007  (a day)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, str) and _END.fullmatch(value) is not None


def _last(first: date) -> date:
    """Of the month that begins so."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

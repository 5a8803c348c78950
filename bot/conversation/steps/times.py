"""When: a day, or a moment, still to come."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Step, Unclear
from bot.language import Words, _
from bot.language.reading.dates import When, read_when
from bot.language.reading.reading import Reason

PAST = _("That has passed already. Please give a later one.")
#: How a moment is stored: local time to the minute. Later ones sort behind earlier ones.
MINUTE = "%Y-%m-%dT%H:%M"
_SPAN = re.compile(
    r"(?:selama )?(?:(?:\d{1,2}|satu|dua|tiga|enam|one|two|three|six|a) ?|se)"
    r"(?:hari|minggu|bulan|tahun|th|thn|days?|weeks?|months?|years?)"
)
_BARE_HOUR = re.compile(r"[0-9]{1,2}(?:[.:][0-9]{2})?")
#: Of what was typed, so much is kept to be read together with what follows.
LONGEST = 60
#: A programme lasts three years at most; further away is a slip of the keyboard.
FURTHEST = timedelta(days=3 * 366)
NO_DAY = _("There is no such day in the calendar. Please check it.")
TOO_FAR = _("That is more than three years away. Please check the date.")


@dataclass(frozen=True)
class Day(Step):
    """A day from today on; the answer is its ISO date. The draft is what was typed."""

    numeric: ClassVar = True
    #: How far away it may be, and what is said of one that is further.
    furthest: ClassVar = FURTHEST
    too_far: ClassVar = TOO_FAR

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reading = read_when(text, situation.now)
        if not reading.meant and _SPAN.fullmatch(text.strip().casefold()):  # "setahun": from now on
            reading = read_when(f"{text} lagi", situation.now)
        days = [when.day for when in _each(reading.value, reading.candidates)]
        if not days and reading.reason is Reason.INVALID:
            return Unclear(Note(NO_DAY))
        if not days:
            return Unclear(
                Note(_("We could not read a day from that. Example: Friday, 5 June, in 3 days."))
            )
        if problem := _out_of_reach(days, situation.now.date(), self.furthest, self.too_far):
            return Unclear(problem)
        options = tuple(dict.fromkeys(day.isoformat() for day in days))
        return (
            Answer(options[0])
            if reading.value
            else Ask(options, Note(_("Which day?")), text[:LONGEST])
        )

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        return _joined(self, text, draft, situation)

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        problem = self.problem(option, situation)
        return Unclear(problem) if problem else Answer(option)

    def problem(self, value: Any, situation: Situation) -> Note | None:
        return Note(PAST) if value < f"{situation.now:%Y-%m-%d}" else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return words.day(date.fromisoformat(option))

    def keeps(self, value: Any) -> bool:
        return reads(value, "%Y-%m-%d")


@dataclass(frozen=True)
class LastDay(Day):
    """Until when a paper holds: permits are given for five years, some for longer."""

    furthest: ClassVar = timedelta(days=10 * 366)
    too_far: ClassVar = _("That is more than ten years away. Please check the date.")


@dataclass(frozen=True)
class Moment(Step):
    """A day and an hour from now on; the answer is local time, `2026-11-24T09:00`.

    Said in two parts ("besok", then "jam 9"), they are read together. The draft is what was typed.
    """

    numeric: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        for said in [*_readings(text, draft, situation.now), text]:
            reading = read_when(said, situation.now)
            if reading.value or reading.candidates:
                break
        known = _each(reading.value, reading.candidates)
        if not known:
            return Unclear(
                Note(_("We could not read a day and hour from that. Example: tomorrow at 9.")),
                draft,
            )
        if problem := _out_of_reach([when.day for when in known], situation.now.date()):
            return Unclear(problem)
        moments = [moment for when in known if (moment := _moment(when, situation.now))]
        if not moments:
            return Ask((), Note(_("At what time? Example: 9.00")), text[:LONGEST])
        coming = [moment for moment in moments if moment > situation.now]
        if not coming:
            return Unclear(Note(PAST))
        options = tuple(dict.fromkeys(f"{moment:{MINUTE}}" for moment in coming))
        return (
            Answer(options[0])
            if reading.value
            else Ask(options, Note(_("Which one?")), said[:LONGEST])
        )

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        return _joined(self, text, draft, situation)

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        problem = self.problem(option, situation)
        return Unclear(problem) if problem else Answer(option)

    def problem(self, value: Any, situation: Situation) -> Note | None:
        return Note(PAST) if value <= f"{situation.now:{MINUTE}}" else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        moment = datetime.fromisoformat(option).replace(tzinfo=words.zone)
        return words.plain(_("{day} at {time}"), day=words.day(moment), time=words.time(moment))

    def keeps(self, value: Any) -> bool:
        return reads(value, MINUTE)


def _joined(step: Step, text: str, draft: Any, situation: Situation) -> Reply | None:
    """“besok jam 2”, and then “siang”: read together, if that leaves no doubt."""
    joined = step.read(f"{draft} {text}", None, situation) if draft else None
    return joined if isinstance(joined, Answer) else None


def reads(value: Any, pattern: str) -> bool:
    try:
        return bool(datetime.strptime(value, pattern).strftime(pattern) == value)  # noqa: DTZ007  (local)
    except (TypeError, ValueError):
        return False


def _each(value: When | None, candidates: tuple[When, ...]) -> list[When]:
    return [value] if value else list(candidates)


def _readings(text: str, draft: Any, now: datetime) -> list[str]:
    """With the day that was said before; a bare figure answers “at what time?”."""
    if not draft or _names_a_day(text, now):
        return []
    hour = [f"{draft} jam {text.strip()}"] if _BARE_HOUR.fullmatch(text.strip()) else []
    return [*hour, f"{draft} {text}"]


def _names_a_day(text: str, now: datetime) -> bool:
    """Whether it is more than an hour: at the start of a day, a mere hour is still that day's."""
    when = read_when(text, now.replace(hour=0, minute=0)).value
    return when is not None and when.day != now.date()


def _moment(when: When, now: datetime) -> datetime | None:
    """The moment in the person's zone, whichever zone the text named; None without an hour."""
    if when.time is None:
        return None
    zone = when.zone or now.tzinfo
    return datetime.combine(when.day, when.time, zone).astimezone(now.tzinfo)


def _out_of_reach(
    days: list[date], today: date, furthest: timedelta = FURTHEST, too_far: str = TOO_FAR
) -> Note | None:
    if all(day < today for day in days):
        return Note(PAST)
    return Note(too_far) if any(day > today + furthest for day in days) else None

"""When a programme's messages go, and what becomes of them: the rule, without rows (S1, D6)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences.models import Busy, Since, Why
from bot.coaching.sequences.moments import (
    Course,
    Look,
    Rule,
    Step,
    goes_at,
    look,
    wanted,
)
from bot.people.readiness import Item

JAKARTA, NIGHT = "Asia/Jakarta", (time(20), time(8))
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def wib(text: str) -> datetime:
    """`24 14:00`: a moment of November 2026 by the clock of Jakarta."""
    return datetime.fromisoformat(f"2026-11-{text}+07:00").astimezone(UTC)


def after(days: int, hour: str = "09:00", number: int = 1, **more: object) -> Step:
    known = {"since": Since.ENROLLED, "written_at": LONG_AGO} | more
    return Step(number, days=days, hour=time.fromisoformat(hour), **known)  # type: ignore[arg-type]


def enrolled(at: str = "02 14:00", **more: object) -> Course:
    return Course(JAKARTA, wib(at), ends_on=date(2026, 11, 28), **more)  # type: ignore[arg-type]


#: What it shows; the step, the course; when it goes.
GOES: list[tuple[str, Step, Course, datetime | None]] = [
    ("the day after", after(1), enrolled(), wib("03 09:00")),
    (
        "late in the evening it is the day after all the same",
        after(1),
        enrolled("02 23:30"),
        wib("03 09:00"),
    ),
    (
        "one for the evening goes just before it is quiet",
        after(1, "21:00"),
        enrolled(),
        wib("03 19:59"),
    ),
    (
        "one for the early morning goes the evening before",
        after(2, "06:00"),
        enrolled(),
        wib("03 19:59"),
    ),
    (
        "if that was before they took part, it goes in the morning",
        after(1, "06:00"),
        enrolled("02 21:00"),
        wib("03 08:00"),
    ),
    (
        "after a module is done it is counted from that day",
        after(2, since=Since.MODULE, module_id=7),
        enrolled(done={7: wib("10 11:00")}),
        wib("12 09:00"),
    ),
    (
        "one after a module that is not done is not owed",
        after(2, since=Since.MODULE, module_id=7),
        enrolled(done={8: wib("10 11:00")}),
        None,
    ),
    (
        "nor one after a module that was done when they took part before",
        after(2, since=Since.MODULE, module_id=7),
        enrolled("20 14:00", done={7: wib("10 11:00")}),
        None,
    ),
    ("before the end", after(7, since=Since.BEFORE_END), enrolled(), wib("21 09:00")),
    (
        "who is enrolled too late for it is not owed it",
        after(7, since=Since.BEFORE_END),
        enrolled("21 09:00"),
        None,
    ),
    ("after the end", after(1, since=Since.AFTER_END), enrolled(), wib("29 09:00")),
    (
        "after an end that came before its day",
        after(1, since=Since.AFTER_END),
        enrolled(ended_at=wib("20 10:00")),
        wib("21 09:00"),
    ),
    (
        "what was written after its moment is not owed",
        after(1, written_at=wib("05 10:00")),
        enrolled(),
        None,
    ),
]


@pytest.mark.parametrize(("_says", "step", "course", "at"), GOES, ids=[row[0] for row in GOES])
def test_when_a_message_goes(_says: str, step: Step, course: Course, at: datetime | None) -> None:
    assert goes_at(step, course, NIGHT) == at


def became(found: Look) -> dict[int, Outcome | Why]:
    return {each.step_id: each.why or each.outcome for each in found.verdicts}


SENT = Outcome.ENQUEUED
MODULES = frozenset({7, 8})
DAYS = [after(1, number=1), after(3, number=3), after(7, number=7)]
LEADS = after(1, until_module=7, until_paper=Item.NIB)

#: What it shows; steps, course, rule, now, whether they talk; what became, when to look again.
LOOKS: list[
    tuple[
        str,
        tuple[list[Step], Course, Rule, str, bool],
        tuple[dict[int, Outcome | Why], datetime | None],
    ]
] = [
    (
        "nothing is due yet",
        (DAYS, enrolled(), Rule(), "02 15:00", False),
        ({}, wib("03 09:00")),
    ),
    (
        "one is due, and the next one waits",
        (DAYS, enrolled(), Rule(), "03 09:00", False),
        ({1: SENT}, wib("05 09:00")),
    ),
    (
        "after downtime only the newest goes, the others are missed",
        (DAYS, enrolled(), Rule(), "09 12:00", False),
        ({1: Why.LATE, 3: Why.LATE, 7: SENT}, None),
    ),
    (
        "what is settled is not looked at again",
        (DAYS, enrolled(settled=frozenset({1, 3})), Rule(), "09 12:00", False),
        ({7: SENT}, None),
    ),
    (
        "counted from two dates, both go, though it is the same moment",
        (
            [after(3), after(1, number=2, since=Since.MODULE, module_id=7)],
            enrolled(done={7: wib("04 10:00")}),
            Rule(),
            "05 09:00",
            False,
        ),
        ({1: SENT, 2: SENT}, None),
    ),
    (
        "a week late it says nothing any more",
        ([after(1)], enrolled(), Rule(), "10 09:00", False),
        ({1: Why.LATE}, None),
    ),
    (
        "at night it waits for the morning",
        ([after(1)], enrolled(), Rule(), "03 22:00", False),
        ({}, wib("04 08:00")),
    ),
    (
        "before the end nothing waits beyond it",
        ([after(0, "19:30", since=Since.BEFORE_END)], enrolled(), Rule(), "28 21:00", False),
        ({1: Why.QUIET}, None),
    ),
    (
        "who talks is waited for, and looked at again soon",
        (DAYS, enrolled(), Rule(), "03 09:00", True),
        ({}, wib("03 09:01")),
    ),
    (
        "not longer than so long",
        ([after(1)], enrolled(), Rule(most=timedelta(hours=1)), "03 10:00", True),
        ({1: SENT}, None),
    ),
    (
        "just before that it is looked at when that is over",
        (
            [after(1)],
            enrolled(),
            Rule(most=timedelta(minutes=30)),
            "03 09:29:30",
            True,
        ),
        ({}, wib("03 09:30")),
    ),
    (
        "who talks is skipped if the programme says so",
        (DAYS, enrolled(), Rule(Busy.SKIP), "03 09:00", True),
        ({1: Why.BUSY}, wib("05 09:00")),
    ),
    (
        "or interrupted",
        (DAYS, enrolled(), Rule(Busy.INTERRUPT), "03 09:00", True),
        ({1: SENT}, wib("05 09:00")),
    ),
    (
        "while it is paused what is due is missed",
        (DAYS, enrolled(paused=True), Rule(), "03 09:00", False),
        ({1: Why.PAUSED}, wib("05 09:00")),
    ),
    (
        "a module that it leads to is done",
        ([LEADS], enrolled(done={7: wib("02 15:00")}), Rule(), "03 09:00", False),
        ({1: Why.REACHED}, None),
    ),
    (
        "a paper that it leads to is there",
        ([LEADS], enrolled(papers=frozenset({Item.NIB})), Rule(), "03 09:00", False),
        ({1: Why.REACHED}, None),
    ),
    (
        "all that the programme teaches is done",
        (
            [after(1)],
            enrolled(modules=MODULES, done=dict.fromkeys(MODULES, wib("02 15:00"))),
            Rule(),
            "03 09:00",
            False,
        ),
        ({1: Why.REACHED}, None),
    ),
    (
        "who has left gets nothing, nor is anything owed to them",
        (DAYS, enrolled(left=True, ended_at=wib("04 10:00")), Rule(), "14 10:00", False),
        ({1: Why.OFF}, None),
    ),
    (
        "who does not want to be coached, too",
        (DAYS, enrolled(coached=False), Rule(), "03 09:00", False),
        ({1: Why.OFF}, None),
    ),
    (
        "after the end of the programme comes what is meant for then",
        (
            [after(7), after(1, number=2, since=Since.AFTER_END)],
            enrolled(ended_at=wib("05 10:00")),
            Rule(),
            "06 09:00",
            False,
        ),
        ({2: SENT}, None),
    ),
]


@pytest.mark.parametrize(("_says", "asked", "expected"), LOOKS, ids=[row[0] for row in LOOKS])
def test_what_becomes_of_what_is_due(
    _says: str,
    asked: tuple[list[Step], Course, Rule, str, bool],
    expected: tuple[dict[int, Outcome | Why], datetime | None],
) -> None:
    steps, course, rule, now, talking = asked
    found = look(steps, course, rule, NIGHT, wib(now), talking=talking)
    assert (became(found), found.next_at) == expected


#: Where clocks change: what it shows; zone, when enrolled, days, hour; when it goes.
CHANGES = [
    (
        "over a night of 25 hours it is the same hour",
        ("America/New_York", "2026-10-31T10:00-04:00", 1, "09:00"),
        "2026-11-01T09:00-05:00",
    ),
    (
        "an hour that does not exist is as much later as the clock jumps",
        ("America/New_York", "2026-03-07T10:00-05:00", 1, "02:30"),
        "2026-03-08T03:30-04:00",
    ),
    (
        "of an hour that is there twice it is the first",
        ("America/New_York", "2026-10-31T10:00-04:00", 1, "01:30"),
        "2026-11-01T01:30-04:00",
    ),
    (
        "a day that was left out is the next one",
        ("Pacific/Apia", "2011-12-29T10:00-10:00", 1, "09:00"),
        "2011-12-31T09:00+14:00",
    ),
]


@pytest.mark.parametrize(("_says", "asked", "at"), CHANGES, ids=[row[0] for row in CHANGES])
def test_where_clocks_change(_says: str, asked: tuple[str, str, int, str], at: str) -> None:
    zone, since, days, hour = asked
    course = Course(zone, datetime.fromisoformat(since).astimezone(UTC))
    assert wanted(after(days, hour), course) == datetime.fromisoformat(at)

"""When a programme's messages go, and what becomes of them: the rule, without rows (S1, D6)."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences.models import Busy, Since, Why
from bot.coaching.sequences.moments import (
    PATIENCE,
    Course,
    Look,
    Rule,
    Step,
    goes_at,
    is_off,
    last_moment,
    look,
    wanted,
)
from bot.delivery.quiet import Quiet, is_quiet
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


zones = st.sampled_from(sorted(available_timezones()))
minutes = st.integers(0, 24 * 60 - 1).map(lambda number: time(number // 60, number % 60))
quiets = st.one_of(st.none(), st.just(NIGHT), st.tuples(minutes, minutes))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2036, 12, 31)).map(  # noqa: DTZ001 (made UTC)
    lambda moment: moment.replace(tzinfo=UTC)
)
DAY = 24 * 60
#: How late the next tick is, in minutes: never, a little, or after a restart or a day's downtime.
delays = st.sampled_from([0, 0, 0, 1, 15, 59, 700, DAY, DAY + 31, 9 * DAY])


@st.composite
def programmes(draw: st.DrawFn) -> tuple[list[Step], Course]:
    begins = draw(moments)
    course = Course(
        draw(zones),
        begins,
        ends_on=(begins + timedelta(days=draw(st.integers(0, 1100)))).date(),
        modules=frozenset(range(1, 8)),
        done={
            number: begins + timedelta(minutes=draw(st.integers(0, 900 * DAY)))
            for number in draw(st.sets(st.integers(1, 6), max_size=3))
        },
    )
    steps = []
    for number in range(draw(st.integers(1, 8))):
        since = draw(st.sampled_from(list(Since)))
        steps.append(
            Step(
                number,
                since,
                draw(st.integers(1, 900)),
                draw(minutes),
                LONG_AGO,
                module_id=draw(st.integers(1, 7)) if since is Since.MODULE else None,
            )
        )
    return steps, course


@dataclass
class Played:
    """A course to its end, ticked so late each time; nothing is kept but what became."""

    steps: list[Step]
    course: Course
    rule: Rule
    quiet: Quiet
    outcomes: Counter[int] = field(default_factory=Counter)
    sent: dict[int, datetime] = field(default_factory=dict)
    whys: dict[int, Why] = field(default_factory=dict)

    def tick(self, now: datetime, *, talking: bool) -> datetime | None:
        # What is not settled at that moment may have a date that comes later: only what was done
        # by then is known.
        done = {number: at for number, at in self.course.done.items() if at <= now}
        known = replace(self.course, done=done, settled=frozenset(self.outcomes))
        found = look(self.steps, known, self.rule, self.quiet, now, talking=talking)
        sequences = Counter[tuple[Since, int | None]]()
        for each in found.verdicts:
            self.outcomes[each.step_id] += 1
            step = next(step for step in self.steps if step.id == each.step_id)
            if each.outcome is Outcome.ENQUEUED:
                self.sent[each.step_id] = now
                sequences[step.since, step.module_id] += 1
                assert not is_quiet(now, known.zone, self.quiet)
                assert each.at is not None
                assert each.at <= now < last_moment(step, known, each.at)
            else:
                assert each.why
                self.whys[each.step_id] = each.why
        assert all(number == 1 for number in sequences.values())
        assert found.next_at is None or found.next_at > now
        coming = [at for at in self.course.done.values() if at > now]
        nexts = [at for at in (found.next_at, *coming) if at is not None]
        return min(nexts, default=None)

    def owed(self) -> dict[int, datetime]:
        moments = {step.id: goes_at(step, self.course, self.quiet) for step in self.steps}
        off = {step.id for step in self.steps if is_off(step, self.course)}
        return {number: at for number, at in moments.items() if at and number not in off}


@settings(max_examples=300, deadline=None)
@given(
    programmes(),
    quiets,
    st.lists(delays, min_size=1, max_size=9),
    st.sampled_from(list(Busy)),
    st.lists(st.booleans(), min_size=1, max_size=7),
)
def test_each_message_has_exactly_one_outcome_and_none_goes_at_night(
    planned: tuple[list[Step], Course],
    quiet: Quiet,
    late: list[int],
    busy: Busy,
    talks: list[bool],
) -> None:
    """However late they tick, whoever talks, over all clocks that change."""
    played = Played(*planned, Rule(busy, timedelta(hours=2)), quiet)
    lateness, talking = cycle(late), cycle(talks)
    now, following = planned[1].enrolled_at, planned[1].enrolled_at
    for _ in range(2000):
        now = max(now, following) + timedelta(minutes=next(lateness))
        found = played.tick(now, talking=next(talking))
        if found is None:
            break
        following = found
    else:
        raise AssertionError("The same messages stay due.")
    assert played.outcomes == Counter(played.owed().keys())
    for number, at in played.sent.items():
        assert at >= played.owed()[number]


@settings(max_examples=300, deadline=None)
@given(programmes(), quiets)
def test_ticked_in_time_each_goes_at_its_moment(
    planned: tuple[list[Step], Course], quiet: Quiet
) -> None:
    steps, course = planned
    played = Played(steps, course, Rule(), quiet)
    now: datetime | None = course.enrolled_at
    while now is not None:
        now = played.tick(now, talking=False)
    shared = Counter((step.since, step.module_id, goes_at(step, course, quiet)) for step in steps)
    for step in steps:
        at = played.owed().get(step.id)
        if at is None:
            assert step.id not in played.outcomes
        elif shared[step.since, step.module_id, at] > 1:
            assert played.sent.get(step.id, at) == at
        elif last_moment(step, course, at) <= at:
            assert played.whys[step.id] in {Why.LATE, Why.QUIET}
        else:
            assert played.sent[step.id] == at


@settings(max_examples=300, deadline=None)
@given(moments, zones, st.integers(1, 1000), minutes)
def test_the_owners_clock_shows_the_hour_wherever_it_exists(
    begins: datetime, zone: str, days: int, hour: time
) -> None:
    course = Course(zone, begins)
    at = wanted(after(days, f"{hour:%H:%M}"), course)
    assert at is not None
    assert begins < at <= begins + timedelta(days=days + 2)
    hoped = datetime.combine(
        begins.astimezone(ZoneInfo(zone)).date() + timedelta(days), hour, ZoneInfo(zone)
    )
    exists = hoped.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if exists == hoped.replace(tzinfo=None):
        local = at.astimezone(ZoneInfo(zone))
        assert (local.replace(tzinfo=None), local.fold) == (hoped.replace(tzinfo=None), 0)


@given(programmes(), quiets, st.integers(0, 40))
def test_after_a_gap_the_newest_that_still_says_something_goes(
    planned: tuple[list[Step], Course], quiet: Quiet, days: int
) -> None:
    steps, course = planned
    now = course.enrolled_at + timedelta(days=days)
    found = look(steps, course, Rule(), quiet, now)
    for each in found.verdicts:
        step = next(step for step in steps if step.id == each.step_id)
        if each.outcome is Outcome.ENQUEUED:
            assert each.at is not None
            assert now - each.at < PATIENCE
            later = [
                at
                for other in steps
                if (other.since, other.module_id) == (step.since, step.module_id)
                and (at := goes_at(other, course, quiet))
            ]
            assert not [at for at in later if each.at < at <= now]

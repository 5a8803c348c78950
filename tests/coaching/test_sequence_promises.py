"""Whatever a programme writes: each message once, at its hour, and never at night (S1)."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences.models import Busy, Since, Why
from bot.coaching.sequences.moments import (
    PATIENCE,
    Course,
    Rule,
    Step,
    goes_at,
    is_off,
    last_moment,
    look,
    wanted,
)
from bot.delivery.quiet import Quiet, is_quiet
from tests.coaching.test_sequence_moments import LONG_AGO, NIGHT, after

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

"""When each message of a programme goes to one business, and what becomes of those that are due.

Nothing here looks at rows or at the clock: what is known of the business and the moment go in,
outcomes and the next moment to look come out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences.models import Busy, Since, Why
from bot.delivery.quiet import Quiet, first_allowed, last_allowed
from bot.people.readiness import Item

#: So long after its moment a message still says something.
PATIENCE = timedelta(days=7)
#: How soon it is looked again whether a conversation is over.
LOOK_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Step:
    id: int
    since: Since
    days: int
    hour: time
    written_at: datetime
    module_id: int | None = None
    until_module: int | None = None
    until_paper: Item | None = None


@dataclass(frozen=True)
class Rule:
    """What happens while they are in a conversation; they are waited for at most so long."""

    busy: Busy = Busy.WAIT
    most: timedelta = timedelta(hours=2)


@dataclass(frozen=True)
class Course:
    """How far a business has come in a programme, and what it hears by which clock."""

    zone: str
    enrolled_at: datetime
    ends_on: date | None = None
    ended_at: datetime | None = None
    #: Whether it ended for them alone, and not with the programme.
    left: bool = False
    #: Whether they still want to be coached.
    coached: bool = True
    paused: bool = False
    modules: frozenset[int] = frozenset()
    done: Mapping[int, datetime] = field(default_factory=dict)
    papers: frozenset[Item] = frozenset()
    #: Steps of which it is known what became.
    settled: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Verdict:
    step_id: int
    outcome: Outcome
    why: Why | None = None
    #: When it went or should have gone, and until when it says something.
    at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Look:
    verdicts: tuple[Verdict, ...] = ()
    #: When there is something to decide again; None: never, as far as is known.
    next_at: datetime | None = None


def end_of(course: Course) -> date | None:
    """The last day of the programme, or that on which it was ended before."""
    ended = course.ended_at.astimezone(ZoneInfo(course.zone)).date() if course.ended_at else None
    days = [day for day in (ended, course.ends_on) if day is not None]
    return min(days) if days else None


def wanted(step: Step, course: Course) -> datetime | None:
    """By the owner's clock; None while the date that matters is not known.

    An hour that does not exist there is as much later as the clock jumps; of one that exists twice
    it is the first.
    """
    zone, way = ZoneInfo(course.zone), 1
    match step.since:
        case Since.ENROLLED:
            day = course.enrolled_at.astimezone(zone).date()
        case Since.MODULE:
            done_at = course.done.get(step.module_id or 0)
            if done_at is None:
                return None
            day = done_at.astimezone(zone).date()
        case Since.BEFORE_END | Since.AFTER_END:
            end = end_of(course)
            if end is None:
                return None
            day, way = end, 1 if step.since is Since.AFTER_END else -1
    that_day = day + way * timedelta(days=step.days)
    return datetime.combine(that_day, step.hour, zone).astimezone(UTC)


def _floor(step: Step, course: Course) -> datetime:
    """Nothing that has its moment before is owed."""
    known = course.done.get(step.module_id or 0) if step.since is Since.MODULE else None
    return max(course.enrolled_at, step.written_at, known or course.enrolled_at)


def goes_at(step: Step, course: Course, quiet: Quiet) -> datetime | None:
    """Its moment, outside quiet hours: before they begin, or if that is too early, after them.

    None if it is not owed: its date is not known, or its moment was before they took part, before
    the module was done, or before the message was written.
    """
    at, floor = wanted(step, course), _floor(step, course)
    if at is None or at <= floor:
        return None
    earlier = last_allowed(at, course.zone, quiet)
    return earlier if earlier > floor else first_allowed(at, course.zone, quiet)


def last_moment(step: Step, course: Course, at: datetime) -> datetime:
    """When it says nothing any more: a week later, and what comes before an end by that end."""
    latest = at + PATIENCE
    end = end_of(course)
    if step.since is not Since.BEFORE_END or end is None:
        return latest
    over = datetime.combine(end + timedelta(days=1), time(), ZoneInfo(course.zone))
    return min(latest, over.astimezone(UTC))


def is_off(step: Step, course: Course) -> bool:
    over = course.ended_at is not None and step.since is not Since.AFTER_END
    return course.left or over or not course.coached


def is_reached(step: Step, course: Course) -> bool:
    """Whether what it leads to is there: its module or paper, or all that the programme teaches."""
    leads = step.since in {Since.ENROLLED, Since.BEFORE_END}
    return (
        step.until_module in course.done
        or (step.until_paper is not None and step.until_paper in course.papers)
        or (leads and bool(course.modules) and course.modules <= course.done.keys())
    )


def look(
    steps: Sequence[Step],
    course: Course,
    rule: Rule,
    quiet: Quiet,
    now: datetime,
    *,
    talking: bool = False,
) -> Look:
    """What becomes of what is due now. Of several that are counted from one date, and could all
    go, only the newest does: the others were for days that have passed.
    """
    open_ones = _owed(steps, course, quiet)
    nexts = [at for at, step in open_ones if at > now and course.coached]
    verdicts: list[Verdict] = []
    newest: dict[tuple[Since, int | None], tuple[datetime, Step]] = {}
    for at, step in open_ones:
        if at > now:
            break
        if why := _why_not(step, course, at, now):
            verdicts.append(Verdict(step.id, Outcome.MISSED, why, at))
            continue
        sequence = (step.since, step.module_id)
        if before := newest.get(sequence):
            verdicts.append(Verdict(before[1].id, Outcome.MISSED, Why.LATE, before[0]))
        newest[sequence] = (at, step)
    for at, step in newest.values():
        until = last_moment(step, course, at)
        allowed = first_allowed(now, course.zone, quiet)
        found = _now(rule, (at, until), allowed, now, talking=talking)
        if isinstance(found, datetime):
            nexts.append(found)
        else:
            verdicts.append(Verdict(step.id, *found, at, until))
    return Look(tuple(verdicts), min(nexts, default=None))


def _owed(steps: Sequence[Step], course: Course, quiet: Quiet) -> list[tuple[datetime, Step]]:
    """What is not settled, by its moment."""
    found = [
        (at, step)
        for step in steps
        if step.id not in course.settled
        and (at := goes_at(step, course, quiet))
        and not _after_all(step, course, at)
    ]
    return sorted(found, key=lambda each: (each[0], each[1].id))


def _after_all(step: Step, course: Course, at: datetime) -> bool:
    """Whether its moment comes after they took part: then it was never owed."""
    return course.ended_at is not None and at >= course.ended_at and is_off(step, course)


def _why_not(step: Step, course: Course, at: datetime, now: datetime) -> Why | None:
    if is_off(step, course):
        return Why.OFF
    if is_reached(step, course):
        return Why.REACHED
    if course.paused:
        return Why.PAUSED
    return Why.LATE if last_moment(step, course, at) <= now else None


def _now(
    rule: Rule,
    moments: tuple[datetime, datetime],
    allowed: datetime,
    now: datetime,
    *,
    talking: bool,
) -> tuple[Outcome, Why | None] | datetime:
    """What becomes of one that is due and still says something, or when to look at it again."""
    at, until = moments
    if allowed >= until:
        return Outcome.MISSED, Why.QUIET
    if allowed > now:
        return allowed
    if talking and rule.busy is Busy.SKIP:
        return Outcome.MISSED, Why.BUSY
    patient = min(at + rule.most, until)
    if talking and rule.busy is Busy.WAIT and now < patient:
        return min(now + LOOK_AGAIN, patient)
    return Outcome.ENQUEUED, None

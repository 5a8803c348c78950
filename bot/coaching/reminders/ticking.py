"""What becomes of each reminder when it is due: exactly one outcome (promise S1).

Whoever ticks, however late, and however many at once: a row is locked while it is judged, and
judged only if it is pending.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, Select, and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.coaching.after import due
from bot.coaching.houses.coming import slots, uses
from bot.coaching.reminders.deliveries import deliveries
from bot.coaching.reminders.models import About, Outcome, Reminder, Why, key_of
from bot.coaching.reminders.moments import last_moment
from bot.coaching.reminders.paper_reminders import papers
from bot.coaching.reminders.subjects import LookUp, Subject, sessions
from bot.coaching.sessions.seeing import only_named
from bot.delivery import outbox
from bot.delivery.outbox import News
from bot.delivery.quiet import Quiet, first_allowed
from bot.people.models import Person
from bot.storage import dialects
from bot.storage.tables import this_moment

SUBJECTS: Mapping[About, LookUp] = {
    About.SESSION: sessions,
    About.PAPER: papers,
    About.SLOT: slots,
    About.USE: uses,
    About.HOMEWORK: due.subjects,
    About.DELIVERY: deliveries,
}
#: Rows settled in one transaction. Where all others wait for it, it is short; elsewhere fewer would
#: only cost more.
BATCH, MOST = 200, 1000


@dataclass(frozen=True)
class Due:
    """A locked row, as far as it matters to what becomes of it."""

    id: int
    about: str
    about_id: int
    person_id: int
    ahead: int
    version: int
    asked: bool
    #: Whether another one for the same person about the same is due as well, and speaks for both.
    spoken_for: bool


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    why: Why | None = None
    #: When one that has to wait is due instead.
    due_at: datetime | None = None


async def tick(db: AsyncSession, quiet: Quiet) -> int:
    """Settle some of the reminders that are due; returns how many were looked at."""
    now = clock.now()
    most = BATCH if dialects.has_one_writer(db) else MOST
    rows = [Due(*row) for row in await db.execute(_due(), {"most": most})]
    if not rows:
        return 0
    numbers = {row.person_id for row in rows}
    people = {each.id: each for each in await db.scalars(_people(numbers))}
    subjects = await _subjects(db, rows)
    allowed = cache(lambda zone: first_allowed(now, zone, quiet))
    settled: dict[Verdict, list[int]] = defaultdict(list)
    news = []
    for row in rows:
        subject = subjects.get((row.about, row.about_id))
        whose = people[row.person_id]
        person = subject.reader(whose) if subject else whose
        verdict = judge(row, subject, person.zone, now, allowed(person.zone))
        settled[verdict].append(row.id)
        if verdict.outcome is Outcome.ENQUEUED and subject:
            news.append(_news(row, subject, person, now))
    await outbox.notify_all(db, news)
    for verdict, ids in settled.items():
        await _settle(db, verdict, ids, now)
    return len(rows)


@cache
def _due() -> Select[int, str, int, int, int, int, bool, bool]:
    """Made once: most ticks find nothing, and to make it took them longer than to ask."""
    other = aliased(Reminder)
    is_later = or_(
        other.due_at > Reminder.due_at,
        and_(other.due_at == Reminder.due_at, other.ahead < Reminder.ahead),
    )
    # What they asked for does not wait for a morning, so that no other one speaks for it.
    is_due = (other.outcome == Outcome.PENDING) & (other.due_at <= this_moment())
    comes_instead = is_due & or_(
        and_(other.asked, ~Reminder.asked), and_(other.asked == Reminder.asked, is_later)
    )
    # Its piece was settled before this one: a scheduler that held this one was cut off.
    came_before = (other.outcome == Outcome.ENQUEUED) & is_later
    speaks = (
        select(other.id)
        .where(other.about == Reminder.about, other.about_id == Reminder.about_id)
        .where(other.person_id == Reminder.person_id, other.version == Reminder.version)
        .where(or_(comes_instead, came_before))
    )
    return (
        select(
            Reminder.id,
            Reminder.about,
            Reminder.about_id,
            Reminder.person_id,
            Reminder.ahead,
            Reminder.version,
            Reminder.asked,
            speaks.exists(),
        )
        .where(Reminder.outcome == Outcome.PENDING, Reminder.due_at <= this_moment())
        # A kind that only another version of the program knows waits for it.
        .where(Reminder.about.in_(list(SUBJECTS)))
        .order_by(Reminder.due_at, Reminder.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True, of=Reminder)
    )


def _people(numbers: set[int]) -> Select[Person]:
    return select(Person).where(Person.id.in_(numbers)).options(only_named(Person))


async def _subjects(db: AsyncSession, rows: Sequence[Due]) -> Mapping[tuple[str, int], Subject]:
    numbers: dict[About, set[int]] = defaultdict(set)
    for row in rows:
        numbers[About(row.about)].add(row.about_id)
    return {
        (about, number): subject
        for about, wanted in numbers.items()
        for number, subject in (await SUBJECTS[about](db, sorted(wanted))).items()
    }


def judge(
    row: Due, subject: Subject | None, zone: str, now: datetime, allowed: datetime
) -> Verdict:
    """What becomes of a due reminder; pending if it has to wait for the quiet hours to end.

    `allowed` is the first moment from now on at which it is not quiet in `zone`.
    """
    if subject is None:
        return Verdict(Outcome.MISSED, Why.OFF)
    if row.version != subject.version:
        return Verdict(Outcome.MISSED, Why.MOVED)
    end = last_moment(subject.event_at, row.ahead, zone)
    if end <= now:
        return Verdict(Outcome.MISSED, Why.LATE)
    goes_at = now if row.asked else allowed
    if goes_at >= end:
        return Verdict(Outcome.MISSED, Why.QUIET)
    if row.spoken_for:
        return Verdict(Outcome.FOLDED)
    return Verdict(Outcome.PENDING, due_at=goes_at) if goes_at > now else Verdict(Outcome.ENQUEUED)


def _news(row: Due, subject: Subject, person: Person, now: datetime) -> News:
    return News(
        person,
        subject.notice(person.id),
        key_of(row.id, row.version),
        now,
        expires_at=last_moment(subject.event_at, row.ahead, person.zone),
    )


async def _settle(db: AsyncSession, verdict: Verdict, ids: Sequence[int], now: datetime) -> None:
    waits = verdict.outcome is Outcome.PENDING
    values = (
        {"due_at": verdict.due_at}
        if waits
        else {"outcome": verdict.outcome, "why": verdict.why, "settled_at": now}
    )
    await db.execute(
        update(Reminder)
        .where(Reminder.id.in_(ids))
        .values(values)
        .execution_options(synchronize_session=False)
    )

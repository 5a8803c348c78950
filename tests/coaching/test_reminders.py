"""Each reminder has exactly one outcome, whoever ticks and however late (S1)."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import count, cycle
from zoneinfo import available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Kind, Participant, Programme, Said, Session, Where
from bot.coaching.reminders import choosing, reminders, ticking
from bot.coaching.reminders.choosing import ahead_of
from bot.coaching.reminders.models import DAY, HOUR, Outcome, Reminder, Why
from bot.coaching.reminders.subjects import Subject
from bot.coaching.reminders.ticking import Due, Verdict, judge
from bot.delivery.models import Outgoing
from bot.delivery.quiet import Quiet, first_allowed, is_quiet
from bot.delivery.screen import Notice
from bot.people.models import Business, Person
from bot.storage import Storage, open_storage
from tests.delivery import rows

JAKARTA, NIGHT = "Asia/Jakarta", (time(20), time(8))
NUMBERS = count(1)


def wib(text: str) -> datetime:
    """`24 14:00`: a moment of November 2026 by the clock of Jakarta."""
    return datetime.fromisoformat(f"2026-11-{text}+07:00").astimezone(UTC)


class Anything(Notice):
    kind = "anything"


def subject(starts: str = "25 14:00", version: int = 1) -> Subject:
    return Subject(wib(starts), version, lambda _person_id: Anything())


def due(*, ahead: int = DAY, asked: bool = False, spoken_for: bool = False) -> Due:
    return Due(1, "session", 1, 1, ahead, 1, asked=asked, spoken_for=spoken_for)


#: What it shows; now, the row, what it is about; the verdict.
JUDGED: list[tuple[str, tuple[str, Due, Subject | None], Verdict]] = [
    ("one that is due is sent", ("24 14:00", due(), subject()), Verdict(Outcome.ENQUEUED)),
    (
        "an earlier one of two that are due is folded",
        ("24 14:00", due(spoken_for=True), subject()),
        Verdict(Outcome.FOLDED),
    ),
    (
        "after the session has begun it is missed, though a later one is due",
        ("25 14:00", due(spoken_for=True), subject()),
        Verdict(Outcome.MISSED, Why.LATE),
    ),
    (
        "that of a session that was moved is missed",
        ("24 14:00", due(), subject(version=2)),
        Verdict(Outcome.MISSED, Why.MOVED),
    ),
    (
        "that of a session that was called off is missed",
        ("24 14:00", due(), None),
        Verdict(Outcome.MISSED, Why.OFF),
    ),
    (
        "in the night it waits for the morning",
        ("25 03:00", due(), subject()),
        Verdict(Outcome.PENDING, due_at=wib("25 08:00")),
    ),
    (
        "one that could only go after the session began is missed",
        ("25 03:00", due(), subject("25 07:00")),
        Verdict(Outcome.MISSED, Why.QUIET),
    ),
    (
        "what they asked for goes in the night, too",
        ("25 03:00", due(asked=True), subject()),
        Verdict(Outcome.ENQUEUED),
    ),
    (
        "one after the event goes when it has passed",
        ("26 14:00", due(ahead=-DAY), subject()),
        Verdict(Outcome.ENQUEUED),
    ),
    (
        "one after the event is missed when nobody ticked for another day",
        ("27 14:00", due(ahead=-DAY), subject()),
        Verdict(Outcome.MISSED, Why.LATE),
    ),
]


@pytest.mark.parametrize(("_sentence", "asked", "expected"), JUDGED, ids=[r[0] for r in JUDGED])
def test_what_becomes_of_one_that_is_due(
    _sentence: str, asked: tuple[str, Due, Subject | None], expected: Verdict
) -> None:
    now, row, about = asked
    allowed = first_allowed(wib(now), JAKARTA, NIGHT)
    assert judge(row, about, JAKARTA, wib(now), allowed) == expected


async def planned(db: AsyncSession, starts: datetime, zones: Sequence[str], quiet: Quiet) -> int:
    """A session of an owner and an officer, each with a clock of their own; its id."""
    owner, officer = [await rows.person(db, next(NUMBERS), zone=zone) for zone in zones]
    business = Business(person_id=owner.id, name="Kebun", regency="35.07", created_at=clock.now())
    programme = Programme(name="2026", officer_id=officer.id, region="ID", created_at=clock.now())
    db.add_all([business, programme])
    await db.flush()
    session = Session(
        programme_id=programme.id,
        officer_id=officer.id,
        kind=Kind.VISIT,
        minutes=60,
        where_kind=Where.WORDS,
        local_start="",
        zone=officer.zone,
        starts_at=starts,
        place="Balai Desa",
        version=1,
        created_at=clock.now(),
    )
    db.add(session)
    await db.flush()
    db.add(Participant(session_id=session.id, business_id=business.id, answer=Said.NOTHING))
    for person in (owner, officer):
        reminders.owe(db, session, person, ahead_of(person), quiet)
    return session.id


async def ticked(storage: Storage, quiet: Quiet) -> None:
    """As the scheduler does: until nothing is due any more."""
    for _ in range(20):
        async with storage.transaction() as db:
            if not await reminders.tick(db, quiet):
                return
    raise AssertionError("The same reminders stay due.")


async def became(storage: Storage, session_id: int) -> list[tuple[Reminder, Person, int]]:
    """Each reminder, for whom it is, and how many messages came of it."""
    async with storage.reading() as db:
        found = await db.execute(
            select(Reminder, Person)
            .join(Person, Person.id == Reminder.person_id)
            .where(Reminder.about_id == session_id)
        )
        return [
            (
                reminder,
                person,
                len((await db.scalars(keyed(reminder))).all()),
            )
            for reminder, person in found.all()
        ]


def keyed(reminder: Reminder) -> Select[Outgoing]:
    return select(Outgoing).where(Outgoing.key == f"reminder:{reminder.id}:{reminder.version}")


minutes = st.integers(0, 24 * 60 - 1).map(lambda number: time(number // 60, number % 60))
zones = st.sampled_from(sorted(available_timezones()))
BEGINS, TEN_YEARS = datetime(2026, 1, 1, tzinfo=UTC), 10 * 365 * DAY


async def next_due(storage: Storage) -> datetime | None:
    async with storage.reading() as db:
        pending = Reminder.outcome == Outcome.PENDING
        return await db.scalar(select(func.min(Reminder.due_at)).where(pending))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    starts=st.lists(st.integers(5, TEN_YEARS), min_size=1, max_size=6),
    places=st.tuples(zones, zones),
    quiet=st.one_of(st.none(), st.tuples(minutes, minutes)),
    late=st.lists(st.sampled_from([0, 0, 1, 15, 59, 700, DAY, DAY + 31]), min_size=1, max_size=9),
)
async def test_each_reminder_of_ten_years_has_exactly_one_outcome(  # noqa: PLR0917  (what is drawn)
    database_url: str,
    storage: Storage,
    other: Storage,
    starts: list[int],
    places: tuple[str, str],
    quiet: Quiet,
    late: list[int],
) -> None:
    """Two schedulers tick at once, the second one started anew each time, and so much too late."""
    clock.move_to(BEGINS)
    events = [BEGINS + timedelta(minutes=each) for each in starts]
    async with storage.transaction() as db:
        planned_ones = [await planned(db, each, places, quiet) for each in events]
    delays = cycle(late)
    while (due_at := await next_due(storage)) is not None:
        clock.move_to(max(due_at, clock.now()) + timedelta(minutes=next(delays)))
        again = open_storage(database_url)
        await asyncio.gather(ticked(storage, quiet), ticked(other, quiet), ticked(again, quiet))
        await again.close()
    for session_id, event in zip(planned_ones, events, strict=True):
        found = await became(storage, session_id)
        assert len(found) == 4
        for reminder, person, messages in found:
            assert messages == (reminder.outcome == Outcome.ENQUEUED)
            assert (reminder.why is not None) == (reminder.outcome == Outcome.MISSED)
            assert reminder.settled_at is not None
            if messages:
                assert reminder.settled_at < event
                assert not is_quiet(reminder.settled_at, person.zone, quiet)


async def test_after_a_day_of_downtime_the_later_one_speaks_for_both(storage: Storage) -> None:
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
    clock.move_to(wib("25 13:10"))
    await ticked(storage, NIGHT)
    found = await became(storage, session_id)
    assert {(reminder.ahead, reminder.outcome, sent) for reminder, _person, sent in found} == {
        (DAY, Outcome.FOLDED, 0),
        (HOUR, Outcome.ENQUEUED, 1),
    }


async def test_ticking_again_sends_nothing_again(storage: Storage, other: Storage) -> None:
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
    clock.move_to(wib("24 14:00"))
    for _ in range(3):
        await asyncio.gather(ticked(storage, NIGHT), ticked(other, NIGHT))
    found = await became(storage, session_id)
    assert sorted(sent for _reminder, _person, sent in found) == [0, 0, 1, 1]


async def test_of_a_backlog_in_many_pieces_only_the_last_one_goes_to_each(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that it speaks for may be in another piece."""
    monkeypatch.setattr(ticking, "BATCH", 1)
    monkeypatch.setattr(ticking, "MOST", 1)
    clock.move_to(wib("20 09:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
    clock.move_to(wib("25 13:30"))
    await ticked(storage, NIGHT)
    found = await became(storage, session_id)
    outcomes = sorted((reminder.ahead, reminder.outcome) for reminder, _person, _sent in found)
    assert outcomes == [(HOUR, Outcome.ENQUEUED)] * 2 + [(DAY, Outcome.FOLDED)] * 2
    assert sum(sent for _reminder, _person, sent in found) == 2


async def test_of_two_that_are_due_at_one_moment_one_goes_whichever_was_written_first(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would fall into the night; 50 minutes before was chosen later than 45."""
    monkeypatch.setattr(ticking, "BATCH", 1)
    monkeypatch.setattr(ticking, "MOST", 1)
    clock.move_to(wib("20 09:00"))
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 08:30"), (JAKARTA, JAKARTA), NIGHT)
        for person in (await db.scalars(select(Person))).all():
            for ahead in ({45}, {45, 50}):
                await choosing.choose(db, person, ahead, NIGHT)
                await db.flush()
    clock.move_to(wib("24 19:59"))
    await ticked(storage, NIGHT)
    found = await became(storage, session_id)
    sent = {(reminder.ahead, messages) for reminder, _person, messages in found}
    assert sent == {(DAY, 0), (HOUR, 0), (45, 1), (50, 0)}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_a_scheduler_held_that_was_cut_off_is_folded_into_what_went_meanwhile(
    storage: Storage, other: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "MOST", 2)
    async with storage.transaction() as db:
        session_id = await planned(db, wib("25 14:00"), (JAKARTA, JAKARTA), NIGHT)
    clock.move_to(wib("25 13:10"))
    async with storage.transaction() as db:
        assert await reminders.tick(db, NIGHT) == 2  # the earlier one of each
        await ticked(other, NIGHT)
        await db.rollback()
    await ticked(storage, NIGHT)
    found = await became(storage, session_id)
    assert {(reminder.ahead, reminder.outcome, sent) for reminder, _person, sent in found} == {
        (DAY, Outcome.FOLDED, 0),
        (HOUR, Outcome.ENQUEUED, 1),
    }

"""What has to be true of reminders: after every step, and once nothing is to come any more (S1)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.calendar import ics
from bot.coaching.models import Session
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import seeing
from bot.coaching.sessions.notices import SessionFacts, SessionSoon
from bot.delivery.models import Outgoing, State
from tests.coaching.diary import Diary
from tests.coaching.owed import Key


async def judge(diary: Diary) -> None:
    """At every moment."""
    async with diary.replicas.first.reading() as db:
        await _judge_sessions(db, diary)
        rows = (await db.scalars(select(Reminder))).all()
        messages = await db.scalars(select(Outgoing).where(Outgoing.kind == SessionSoon.kind))
    _judge_reminders(rows, diary)
    _judge_messages(rows, {each.key: each for each in messages}, diary)


async def _judge_sessions(db: AsyncSession, diary: Diary) -> None:
    found = {
        (row.id, row.officer_id, row.starts_at, row.version, row.called_off_at is not None)
        for row in await db.scalars(select(Session))
    }
    known = diary.ledger.meetings.values()
    meant = {(each.id, each.officer.id, each.at, each.version, each.is_off) for each in known}
    assert found == meant, "a session is not as it was planned"


def _judge_reminders(rows: Sequence[Reminder], diary: Diary) -> None:
    found = Counter(
        (
            key_of(row),
            row.event_at,
            row.due_at if row.outcome == Outcome.PENDING else None,
            (row.outcome, row.why, row.settled_at),
        )
        for row in rows
    )
    owed = Counter(
        (
            key,
            row.event,
            row.due if row.outcome is Outcome.PENDING else None,
            (row.outcome.value, row.why and row.why.value, row.settled),
        )
        for key, row in diary.ledger.everything()
    )
    assert found == owed, f"S1: owed {[*(owed - found)]}, found {[*(found - owed)]}"


def key_of(row: Reminder) -> Key:
    return Key(row.about_id, row.person_id, row.version, None if row.asked else row.ahead)


def _judge_messages(
    rows: Sequence[Reminder], messages: Mapping[str | None, Outgoing], diary: Diary
) -> None:
    """Each that was to go is one message about what holds, and nothing else is any."""
    told: Counter[tuple[Key, datetime | None, bool]] = Counter()
    for row in rows:
        message = messages.get(f"reminder:{row.id}:{row.version}")
        assert (message is not None) == (row.outcome == Outcome.ENQUEUED), "S1: not one message"
        if message is None:
            continue
        told[key_of(row), message.created_at, message.state == State.SUPPRESSED] += 1
        assert message.person_id == row.person_id
        about = message.params
        assert (about["session_id"], about["version"]) == (row.about_id, row.version)
        assert datetime.fromisoformat(about["starts_at"]) == row.event_at == message.expires_at
    owed = Counter(
        (key, row.settled, row.taken_back)
        for key, row in diary.ledger.everything()
        if row.outcome is Outcome.ENQUEUED
    )
    assert told == owed, f"S1: to tell {[*(owed - told)]}, told {[*(told - owed)]}"
    assert told.total() == len(messages), "S1: a message that nobody owed"


async def judge_files(diary: Diary) -> None:
    """What a calendar shows of each session that takes place is when its people are to be there."""
    async with diary.replicas.first.reading() as db:
        found = await seeing.seen(db, [*diary.ledger.meetings])
    for number, seen in found.items():
        its = diary.ledger.meetings[number]
        about = SessionFacts(**seen.facts_for(its.officer.id))
        [event] = Calendar.from_ical(ics.calendar(about, "x", clock.now())).events
        shown = (event.start, event.end - event.start, event["SEQUENCE"])
        assert shown == (its.at, timedelta(minutes=about.minutes), its.version - 1)

"""What will happen is told by kind and hour, what is late first."""

import argparse
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, schedule
from bot.coaching.reminders.models import DAY, About, Outcome, Reminder, Why
from bot.coaching.sequences.models import SequenceOutcome, SequenceStep
from bot.coaching.sequences.models import Why as Late
from bot.delivery.models import Outgoing, State
from bot.monitoring.ahead import Missed, Waiting
from bot.people.leave import Answer
from bot.storage import Storage
from scheduler import JOBS
from tests.coaching.meeting import officer, owner
from tests.coaching.sequencing import begun, draft, takes_part
from tests.coaching.test_leave import away
from tests.delivery import rows

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def reminder(person_id: int, number: int, due_at: datetime, why: Why | None = None) -> Reminder:
    return Reminder(
        about=About.SESSION,
        about_id=number,
        person_id=person_id,
        ahead=DAY,
        version=1,
        event_at=due_at + timedelta(days=1),
        due_at=due_at,
        asked=False,
        outcome=Outcome.MISSED if why else Outcome.PENDING,
        why=why,
        settled_at=due_at if why else None,
    )


async def test_what_waits_is_counted_by_kind_and_hour(storage: Storage) -> None:
    clock.move_to(NOW)
    moments = [NOW - HOUR, NOW + HOUR, NOW + HOUR * 1.2, NOW + 3 * HOUR, NOW + 30 * HOUR]
    async with storage.transaction() as db:
        siti = await rows.person(db, 1)
        db.add_all(reminder(siti.id, number, due) for number, due in enumerate(moments))
        db.add(reminder(siti.id, 7, NOW - HOUR, Why.QUIET))
        db.add(reminder(siti.id, 8, NOW - 30 * HOUR, Why.LATE))
        db.add(
            Outgoing(
                lane=1,
                kind="greeting",
                params={},
                person_id=siti.id,
                chat_id=siti.telegram_id,
                state=State.PENDING,
                attempts=0,
                not_before=NOW + 2 * HOUR,
                created_at=NOW,
            )
        )
    seen = await schedule.foresee(storage, 24 * HOUR)
    third, fourth, fifth = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (3, 4, 5))
    assert seen.waiting == [
        Waiting("reminder.session", None, 1),
        Waiting("reminder.session", third, 2),
        Waiting("message.notice", fourth, 1),
        Waiting("reminder.session", fifth, 1),
    ]
    assert seen.missed == [Missed("session", "quiet", 1)]


async def test_messages_of_programmes_their_ends_and_leaves_are_told_as_well(
    db: AsyncSession, storage: Storage
) -> None:
    clock.move_to(NOW)
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    _siti, business = await owner(db, "Siti")
    programme = await begun(db, wayan, draft(1), draft(2))
    part = await takes_part(db, programme, business)
    [first, _second] = await db.scalars(select(SequenceStep).order_by(SequenceStep.id))
    missed = {"outcome": Outcome.MISSED, "settled_at": NOW - HOUR, "why": Late.LATE}
    db.add(SequenceOutcome(enrolment_id=part.id, step_id=first.id, enrolled_at=NOW, **missed))
    programme.ends_on = date(2026, 12, 8)
    past = await begun(db, wayan)
    past.ends_on = date(2026, 11, 23)
    for days in (0, 90):
        (await begun(db, wayan)).ends_on = date(2026, 11, 24) + timedelta(days=days)
    coming = await away(db, wayan, dewi)
    coming.starts_at, coming.ends_at = NOW + 3 * HOUR, NOW + 30 * HOUR
    running = await away(db, dewi, wayan)
    running.begun_at, running.ends_at = NOW - HOUR, NOW + 5 * HOUR
    asked = await away(db, await officer(db, "Putu"), dewi, Answer.NOTHING)
    asked.starts_at = NOW + 2 * HOUR
    await db.commit()
    seen = await schedule.foresee(storage, 24 * HOUR)
    fifth, seventh = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (5, 7))
    midnight, nine = (datetime(2026, 11, 23, hour, tzinfo=UTC) for hour in (17, 2))
    assert [each for each in seen.waiting if not each.kind.startswith("message.")] == [
        Waiting("leave.begins", fifth, 1),
        Waiting("leave.ends", seventh, 1),
        Waiting("programme.ends_soon", midnight, 1),
        Waiting("programme.over", midnight, 1),
        Waiting("programme.message", nine + timedelta(days=1), 1),
    ]
    assert seen.missed == [Missed("programme", "late", 1)]


async def test_it_reads_well_and_is_read_by_programs(
    storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.move_to(NOW)
    async with storage.transaction() as db:
        siti = await rows.person(db, 1)
        db.add_all([reminder(siti.id, 1, NOW + HOUR), reminder(siti.id, 2, NOW - HOUR, Why.LATE)])
    parser = argparse.ArgumentParser()
    schedule.add_to(parser)
    await schedule.answer(storage, parser.parse_args([]), JOBS)
    told = capsys.readouterr().out
    assert "every 15s   remind" in told
    assert "Nothing is due already." in told
    assert "2026-11-23 10:00 WIB          1  reminder.session" in told
    assert "1  session: late" in told
    await schedule.answer(storage, parser.parse_args(["--next", "30m", "--json"]), JOBS)
    read = json.loads(capsys.readouterr().out)
    assert read["coming"] == []
    assert read["missed"][0]["why"] == "late"
    assert {"name": "remind", "every_seconds": 15.0}.items() <= read["jobs"][2].items()


@pytest.mark.parametrize("text", ["", "24", "0h", "-1h", "400d", "1 week", "9999999h"])
def test_a_span_that_is_none_is_said_to_be_none(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="no span such as 90m, 24h or 7d"):
        schedule.span(text)

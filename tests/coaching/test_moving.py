"""Sessions move: one, with all that follow, or a day of them; answers are asked for anew."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Kind, Participant, Said, Session
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import (
    answers,
    calling_off,
    changing_hands,
    clashing,
    moving,
    planning,
    recurrence,
    sessions,
)
from bot.coaching.sessions.moving import Move
from bot.coaching.sessions.notices import Seen, SessionsMoved
from bot.delivery.models import Outgoing, State
from bot.people.models import Business, Person
from bot.privacy.erasure import erase
from tests.coaching.meeting import meets, officer, owner

WEEKLY = "FREQ=WEEKLY;COUNT=4"


async def moved(db: AsyncSession, person: Person) -> list[int]:
    """How many sessions each message of a move told them of, those that will be sent."""
    found = await db.scalars(
        select(Outgoing)
        .where(Outgoing.person_id == person.id, Outgoing.kind == SessionsMoved.kind)
        .where(Outgoing.state == State.PENDING)
    )
    return [row.params["sessions"] for row in found]


async def pending(db: AsyncSession, session: Session) -> set[tuple[int, int]]:
    """Who is reminded of it, and of which version."""
    rows = await db.execute(
        select(Reminder.person_id, Reminder.version).where(
            Reminder.about_id == session.id, Reminder.outcome == Outcome.PENDING
        )
    )
    return {(person, version) for person, version in rows}


@pytest.fixture
async def wayan(db: AsyncSession) -> Person:
    return await officer(db)


@pytest.fixture
async def siti(db: AsyncSession) -> tuple[Person, Business]:
    return await owner(db, "Siti")


async def test_a_move_asks_anew_and_reminds_of_the_new_version_only(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    person, business = siti
    [seen] = await meets(db, wayan, business)
    await answers.confirm(db, person, seen, None)
    for hour in ("10", "11"):
        move = Move(seen, f"2026-11-28T{hour}:00")
        assert await moving.carry_out(db, [move], None, by=wayan.id) == [move]
    assert (seen.session.version, seen.session.local_start) == (3, "2026-11-28T11:00")
    assert seen.guests[0].participant.answer == Said.NOTHING
    assert await pending(db, seen.session) == {(person.id, 3), (wayan.id, 3)}
    assert await moved(db, person) == [1], "the move that was moved again is not told"
    assert await moved(db, wayan) == []


async def test_to_move_to_where_it_stands_does_nothing(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    [seen] = await meets(db, wayan, siti[1])
    move = Move(seen, seen.session.local_start)
    assert await moving.carry_out(db, [move], None, by=wayan.id) == []
    assert seen.session.version == 1


async def test_with_all_that_follow_the_key_of_each_occurrence_stays(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    first, second, *_later = await meets(db, wayan, siti[1], rule=WEEKLY)
    moves = await moving.with_following(db, Move(second, "2026-12-05T13:00"))
    assert len(await moving.carry_out(db, moves, None, by=wayan.id)) == 3
    rows = await db.execute(
        select(Session.occurrence, Session.local_start).order_by(Session.starts_at)
    )
    assert [tuple(row) for row in rows] == [
        ("2026-11-27T09:00", "2026-11-27T09:00"),
        ("2026-12-04T09:00", "2026-12-05T13:00"),
        ("2026-12-11T09:00", "2026-12-12T13:00"),
        ("2026-12-18T09:00", "2026-12-19T13:00"),
    ]
    assert first.session.version == 1
    assert await moved(db, siti[0]) == [3]


async def test_a_day_moves_at_the_same_hours_and_everybody_is_told_once(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    ani = await owner(db, "Ani")
    await meets(db, wayan, siti[1])
    await meets(db, wayan, siti[1], ani[1], local_start="2026-11-27T13:00", kind=Kind.CLASS)
    await meets(db, wayan, ani[1], local_start="2026-11-30T09:00")
    moves = await moving.of_day(db, wayan, date(2026, 11, 27), date(2026, 11, 30))
    assert [clash.name for clash in await moving.clashes(db, moves)] == ["Wayan"]
    await moving.carry_out(db, moves, None, by=wayan.id)
    assert (await moved(db, siti[0]), await moved(db, ani[0])) == ([2], [1])
    starts = await db.scalars(select(Session.local_start).order_by(Session.id))
    assert [*starts] == ["2026-11-30T09:00", "2026-11-30T13:00", "2026-11-30T09:00"]


async def test_what_was_agreed_stays_at_its_zone_when_the_officer_moves_house(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    [seen] = await meets(db, wayan, siti[1])
    before = seen.session.starts_at
    wayan.zone = "Asia/Jayapura"
    await db.flush()
    assert seen.facts_for(wayan.id)["zone"] == "Asia/Jakarta"
    assert seen.session.starts_at == before
    at = datetime(2026, 11, 28, 11, tzinfo=ZoneInfo("Asia/Jayapura"))
    move = moving.to(seen, at)
    assert (move.local_start, move.starts_at) == ("2026-11-28T09:00", at)


async def test_overlaps_are_seen_in_the_days_of_all_but_not_of_who_declined(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    [seen] = await meets(db, wayan, siti[1])
    start = seen.session.starts_at

    async def at(minutes: int, *people: Person) -> list[str]:
        span = (start + timedelta(minutes=minutes), 60)
        return [each.name for each in await clashing.clashes(db, people, [span])]

    assert await at(59, wayan, siti[0]) == ["Siti", "Wayan"]
    assert await at(-59, wayan) == ["Wayan"]
    assert await at(60, wayan, siti[0]) == []
    assert await at(-60, wayan, siti[0]) == []
    await answers.decline(db, siti[0], seen, None)
    await db.flush()
    assert await at(0, siti[0]) == []


async def test_calling_off_what_follows_tells_once_and_leaves_what_was_before(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    first, second, *_later = await meets(db, wayan, siti[1], rule=WEEKLY)
    off = await sessions.following(db, second.session)
    await calling_off.call_off(db, wayan, off, None)
    left = await sessions.upcoming(db, siti[0].id)
    assert [seen.session.id for seen in left] == [first.session.id]
    told = await db.scalars(select(Outgoing).where(Outgoing.kind == "session_called_off"))
    assert [(row.person_id, row.params["sessions"]) for row in told] == [(siti[0].id, 3)]


async def test_one_that_was_moved_by_itself_takes_the_others_to_its_side(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    """A Monday's class that was held on Tuesday goes back to Monday: no other becomes a Sunday."""
    first, *_later = await meets(db, wayan, siti[1], rule=WEEKLY)
    ruled = [each.session.local_start for each in (first, *_later)]
    await moving.carry_out(db, [Move(first, "2026-11-28T15:00")], None, by=wayan.id)
    back = await moving.with_following(db, Move(first, ruled[0]))
    assert [move.local_start for move in back] == ruled
    on = await moving.with_following(db, Move(first, f"{ruled[0][:10]}T13:00"))
    assert [move.local_start for move in on] == [f"{each[:10]}T13:00" for each in ruled]


async def test_what_a_substitute_holds_of_a_series_is_not_called_off_or_moved_by_its_officer(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    dewi = await officer(db, "Dewi", "91")
    first, second, third, fourth = await meets(db, wayan, siti[1], rule=WEEKLY)
    await changing_hands.lend(db, [second], dewi, None)
    moves = await moving.with_following(db, Move(first, "2026-11-27T13:00"))
    assert [move.seen.session.id for move in moves] == [
        each.session.id for each in (first, third, fourth)
    ]
    off = await sessions.held_following(db, first.session)
    await calling_off.call_off(db, wayan, off, None)
    left = await sessions.upcoming(db, siti[0].id)
    assert [seen.session.id for seen in left] == [second.session.id]


async def test_a_business_erased_amid_a_series_leaves_it_to_the_others(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    ani = await owner(db, "Ani")
    await meets(db, wayan, siti[1], ani[1], kind=Kind.CLASS, rule=WEEKLY, topic="Sortir")
    await meets(db, wayan, siti[1], rule=WEEKLY, local_start="2026-11-27T15:00")
    await erase(db, siti[0], None)
    for seen in await sessions.upcoming(db, ani[0].id):
        assert [guest.owner.id for guest in seen.guests] == [ani[0].id]
        assert (seen.session.place, seen.session.topic) == ("Balai Desa", "Sortir")
    assert len(await sessions.upcoming(db, wayan.id)) == 4
    told = await db.scalars(select(Outgoing).where(Outgoing.kind == "session_off"))
    assert [(row.person_id, row.params["sessions"]) for row in told] == [(wayan.id, 4)]


def test_more_places_than_one_transaction_should_hold_are_refused() -> None:
    plan = planning.Plan([*range(6)], "2026-11-27T09:00", rule="FREQ=DAILY;COUNT=400")
    with pytest.raises(recurrence.TooMany):
        plan.starts()


async def test_nobody_plans_for_a_business_that_is_not_in_their_care(
    db: AsyncSession, siti: tuple[Person, Business]
) -> None:
    elsewhere = await officer(db, "Dewi", "91")
    assert await meets(db, elsewhere, siti[1]) == []
    assert (await db.scalars(select(Participant))).all() == []


async def test_a_proposal_that_has_passed_is_none_any_more(
    db: AsyncSession, wayan: Person, siti: tuple[Person, Business]
) -> None:
    [seen] = await meets(db, wayan, siti[1])
    await answers.propose(db, siti[0], seen, clock.now() + timedelta(hours=1), None)
    number = seen.guests[0].participant.id

    def proposed(seen: Seen) -> bool:
        return answers.proposal(seen, number) is not None

    assert proposed(seen)
    clock.move(timedelta(hours=2))
    assert not proposed(seen)

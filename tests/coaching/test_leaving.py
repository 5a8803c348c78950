"""A leave from the question to the officer's return: sessions, owners, questions, and silence."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day import attention
from bot.coaching.leave import account, leaving, ticking
from bot.coaching.leave.fates import Days
from bot.coaching.leave.leaving import Wish
from bot.coaching.leave.notices import LeaveOver
from bot.coaching.models import Entrusted
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import passing_on, sessions
from bot.delivery.models import Outgoing
from bot.people import leave, roles
from bot.people.leave import Answer, Leave, Plan
from bot.people.models import Person, Role
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import somebody

#: The clock of the tests stands on Monday the 23rd.
WEEK = Days(date(2026, 11, 25), date(2026, 11, 29))


async def kinds(db: AsyncSession, person: Person) -> list[str]:
    found = await db.scalars(select(Outgoing.kind).where(Outgoing.person_id == person.id))
    return sorted(found)


async def asked(db: AsyncSession, who: Person, of: Person, plan: Plan = Plan.TAKEN) -> Leave:
    row = await leaving.ask(db, who, Wish(of, WEEK, plan), None)
    assert row
    return row


async def agreed(db: AsyncSession, who: Person, of: Person, plan: Plan = Plan.TAKEN) -> Leave:
    row = await asked(db, who, of, plan)
    assert await leaving.answer(db, of, row.id, None, agreed=True)
    return row


async def holders(db: AsyncSession, person: Person) -> list[int]:
    return [seen.officer.id for seen in await sessions.upcoming(db, person.id)]


async def reminded(db: AsyncSession) -> set[int]:
    found = select(Reminder.person_id).where(Reminder.outcome == Outcome.PENDING)
    return {*await db.scalars(found)}


async def test_nothing_changes_before_the_yes_and_owners_are_told_once_after_it(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    tini, _other = await owner(db, "Tini")
    await meets(db, wayan, business, rule="FREQ=DAILY;COUNT=2")
    await meets(db, wayan, business, local_start="2026-12-05T09:00")
    row = await asked(db, wayan, dewi)
    assert await holders(db, siti) == [wayan.id] * 3
    assert await kinds(db, dewi) == ["substitute_asked"]
    told = await leaving.answer(db, dewi, row.id, None, agreed=True)
    assert told
    assert (told.taken, told.moved, told.kept) == (2, 0, 0)
    assert await holders(db, siti) == [dewi.id, dewi.id, wayan.id]
    assert await kinds(db, siti) == ["substitute_comes"]
    assert await kinds(db, tini) == []
    assert await kinds(db, wayan) == ["leave_answered"]
    assert await reminded(db) == {siti.id, dewi.id, wayan.id}
    # A second tap says nothing new.
    assert await leaving.answer(db, dewi, row.id, None, agreed=False) is None


async def test_a_no_leaves_everything_and_somebody_else_can_be_asked(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    row = await asked(db, wayan, dewi)
    told = await leaving.answer(db, dewi, row.id, None, agreed=False)
    assert told
    assert not told.agreed
    assert await holders(db, siti) == [wayan.id]
    assert await kinds(db, siti) == []
    assert await leave.current(db, wayan.id) is None
    assert await asked(db, wayan, dewi)


async def test_sessions_move_to_after_the_leave_but_not_onto_their_own_series(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    tini, other = await owner(db, "Tini")
    await meets(db, wayan, business)
    await meets(db, wayan, other, rule="FREQ=WEEKLY;COUNT=2")
    await agreed(db, wayan, dewi, Plan.MOVED)
    [moved] = await sessions.upcoming(db, siti.id)
    assert moved.session.local_start == "2026-12-04T09:00"
    assert moved.officer.id == wayan.id
    assert await kinds(db, siti) == ["sessions_moved"]
    assert await holders(db, tini) == [dewi.id, wayan.id]


async def test_what_the_officer_sees_to_stays(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    await agreed(db, wayan, dewi, Plan.KEPT)
    assert await holders(db, siti) == [wayan.id]
    assert await kinds(db, siti) == []


async def test_who_is_back_early_has_their_sessions_again_and_owners_are_told(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    row = await agreed(db, wayan, dewi)
    row.starts_at = clock.now() - timedelta(hours=1)
    await ticking.tick(db, None)
    assert "leave_begins" in await kinds(db, dewi)
    over = await leaving.end(db, row, None)
    assert isinstance(over, LeaveOver)
    assert over.happened.given_back == 1
    assert await holders(db, siti) == [wayan.id]
    assert await kinds(db, siti) == ["officer_is_back", "substitute_comes"]
    assert "no_longer_substitute" in await kinds(db, dewi)
    assert await reminded(db) == {siti.id, wayan.id}
    assert await ticking.tick(db, None) == 0


async def test_it_ends_by_itself_once_and_the_officer_gets_an_account(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    _siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    row = await agreed(db, wayan, dewi)
    now = clock.now()
    row.starts_at, row.ends_at = now - timedelta(days=2), now
    [seen] = await sessions.upcoming(db, dewi.id)
    seen.session.starts_at = now - timedelta(days=1)
    seen.guests[0].participant.attended, seen.guests[0].participant.recorded_at = True, now
    await db.flush()
    assert await ticking.tick(db, None) == 1
    assert await ticking.tick(db, None) == 0
    assert (await kinds(db, wayan)).count("leave_over") == 1
    happened = await account.of(db, row)
    assert (happened.held, happened.called_off, happened.unrecorded) == (1, 0, 0)
    # What has been held stays with who held it.
    assert seen.session.officer_id == dewi.id


async def test_silence_is_told_to_the_officer_and_the_admins_once(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    dina = await somebody(db, Role.ADMIN, name="Dina")
    row = await asked(db, wayan, dewi)
    assert await ticking.tick(db, None) == 0
    row.asked_at -= timedelta(hours=25)
    await db.flush()
    assert await ticking.tick(db, None) == 1
    assert await ticking.tick(db, None) == 0
    assert await kinds(db, wayan) == ["leave_unanswered"]
    assert await kinds(db, dina) == ["leave_unanswered"]
    assert await leaving.answer(db, dewi, row.id, None, agreed=True) is None


async def test_a_substitute_who_is_none_any_more_gives_all_of_it_back(db: AsyncSession) -> None:
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    putu = await officer(db, "Putu")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    row = await agreed(db, wayan, dewi)
    await roles.take_away(db, dewi.id, Role.OFFICER)
    assert await ticking.tick(db, None) == 1
    assert row.answer == Answer.LAPSED
    assert await holders(db, siti) == [wayan.id]
    assert "leave_unanswered" in await kinds(db, wayan)
    assert putu.id not in await reminded(db)


async def test_what_was_lent_to_who_left_goes_home_and_not_to_the_next_officer(
    db: AsyncSession,
) -> None:
    putu, wayan = await officer(db, "Putu"), await officer(db)
    dewi = await officer(db, "Dewi")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    await agreed(db, wayan, dewi)
    await roles.take_away(db, dewi.id, Role.OFFICER)
    assert await passing_on.pass_on(db, None) == 1
    assert await holders(db, siti) == [wayan.id]
    assert putu.id not in await reminded(db)


async def test_substitutes_of_the_same_region_come_first_and_nobody_absent(
    db: AsyncSession,
) -> None:
    wayan = await officer(db, "Wayan", "35.07")
    await officer(db, "Agus", "51")
    beside = await officer(db, "Zaki", "35")
    gone = await officer(db, "Dewi", "35.07")
    await agreed(db, gone, beside)
    row = await leave.current(db, gone.id)
    assert row
    row.starts_at = clock.now()
    await db.flush()
    assert [each.name for each in await leaving.candidates(db, wayan)] == ["Zaki", "Agus"]


async def test_what_the_substitute_has_seen_to_is_told_and_stays_so(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "35.07")
    putu = await officer(db, "Putu", "51")
    people = [await owner(db, name) for name in ("Siti", "Tini", "Rani", "Yuni")]
    siti, tini, rani, yuni = (business.id for _person, business in people)
    _person, hers = await owner(db, "Lina")
    db.add(Entrusted(business_id=hers.id, officer_id=dewi.id, since=clock.now()))
    await attention.put_aside(db, dewi.id, yuni, 30)  # before the leave, for herself
    clock.move_to(clock.now() + timedelta(minutes=1))
    row = await agreed(db, wayan, dewi)
    row.starts_at = clock.now()
    await db.flush()
    for number, days in ((siti, 30), (tini, 1), (rani, 30), (hers.id, 30)):
        await attention.put_aside(db, dewi.id, number, days)
    await attention.put_aside(db, putu.id, yuni, 30)
    await attention.take_up(db, dewi.id, rani)
    clock.move_to(clock.now() + timedelta(days=2))
    over = await leaving.end(db, row, None)
    assert over
    assert over.happened.seen_to == ("Siti",)
    assert await attention.aside_until(db, wayan.id, siti)
    for number in (tini, rani, yuni):
        assert await attention.aside_until(db, wayan.id, number) is None
    # Who looks after it as well has seen to it, still.
    assert await attention.aside_until(db, dewi.id, siti)
